"""What all tests share."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emodesk.core.resources import resource


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder with the research data sets; they don't belong to the project."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the research data sets don't lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def starter() -> Path:
    """Return the starter model that ships."""
    return resource("starter/emodesk-starter.gguf")


@pytest.fixture
def mount_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return a function that makes a disk with these options (``size=512k``, ``ro`` …) and returns its folder."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"disk{len(mounted) or ''}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        may_mount = os.name == "posix" and os.geteuid() == 0
        if not may_mount or subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("only root, with the right to mount, can make a disk for this")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def own_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let settings, logs, caches and models go below a new folder; return it."""
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("EMODESK_MODELS", str(folder / "models"))
    return folder
