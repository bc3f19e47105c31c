"""Where the set-up keeps things."""

import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
VENV: Final = ROOT / ".venv"
PROGRAMS: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON: Final = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP: Final = VENV / "emodesk-set-up.json"
BUILD: Final = ROOT / "build"
LOGS: Final = BUILD / "logs"

RUNTIME_LOCK: Final = ROOT / "requirements.lock"
TOOLS_LOCK: Final = ROOT / "requirements-dev.lock"
BUILD_LOCK: Final = ROOT / "packaging" / "requirements-build.lock"
BUNDLE_LOCK: Final = ROOT / "packaging" / "requirements-bundle.lock"
CUDA_LOCK: Final = ROOT / "packaging" / "requirements-cuda.lock"
PROJECT: Final = ROOT / "pyproject.toml"
LLAMA_BUILD: Final = ROOT / "packaging" / "llama"
"""What llama.cpp is built with: lean.cmake, and what it reads."""


def llama_build_files() -> list[Path]:
    """The files of that folder, but for hidden ones, which editors and systems leave."""
    return sorted(path for path in LLAMA_BUILD.iterdir() if not path.name.startswith("."))


def wheel_cache() -> Path:
    """The folder for wheels that this user has built, shared by all checkouts."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = str(Path.home() / ".cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or base) / "emodesk" / "wheels"
