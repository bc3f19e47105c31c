"""Making the lock files anew: the exact, hashed closure of what pyproject.toml asks for."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from provision import places
from provision.problem import SetUpError

_HEADER = "# Exact versions and hashes. Made by: python3 packaging/bootstrap.py lock\n"


def make_lock_files() -> int:
    """Write the five lock files; versions that still fit stay as they are."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetUpError("the lock files are made with uv, and it is not on PATH.")
    _compile(uv, places.RUNTIME_LOCK, [])
    _compile(uv, places.TOOLS_LOCK, ["--group", "dev", "-c", places.RUNTIME_LOCK])
    _compile(uv, places.BUILD_LOCK, ["--group", "build", "-c", places.RUNTIME_LOCK, "-c", places.TOOLS_LOCK])
    _compile(uv, places.BUNDLE_LOCK, ["--group", "bundle", "-c", places.RUNTIME_LOCK, "-c", places.TOOLS_LOCK])
    _compile(uv, places.CUDA_LOCK, ["--group", "cuda"])
    return 0


def _compile(uv: str, lock: Path, arguments: Sequence[str | Path]) -> None:
    # Without a group uv takes the project's own dependencies.
    source: Sequence[str | Path] = arguments or [places.PROJECT]
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-annotate"]
    command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "-o", str(lock)]
    finished = subprocess.run([*command, *source], cwd=places.ROOT, check=False)
    if finished.returncode != 0:
        raise SetUpError(f"uv could not make {lock.name}.")
    lock.write_text(_HEADER + lock.read_text(encoding="utf-8"), encoding="utf-8")
