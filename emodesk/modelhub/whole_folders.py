"""Folders that come and go as a whole: what stands in the way (a file that is in use) leaves them as they were."""

from __future__ import annotations

import shutil
from pathlib import Path


def put_in_place(folder: Path, target: Path) -> None:
    """Give a folder its name, in the place of one that has it already. Raises OSError; then that one is there still."""
    old = _discarded(target)
    if target.exists():
        target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def take_away(folder: Path) -> None:
    """Delete a folder. Raises OSError where something in it is in use, or its files can't be deleted."""
    old = _discarded(folder)
    folder.rename(old)
    shutil.rmtree(old)


def _discarded(folder: Path) -> Path:
    """Return where what's to be deleted goes, emptied of what an earlier time left there."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    return old
