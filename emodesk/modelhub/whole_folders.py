"""Folders that come and go as a whole: what can't be renamed (a file in it is in use) stays as it was."""

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
    """Delete a folder. Raises OSError, and it's there still, where something in it is in use.

    What of it can't be deleted for another reason goes with the next folder of its name.
    """
    old = _discarded(folder)
    folder.rename(old)
    shutil.rmtree(old, ignore_errors=True)


def _discarded(folder: Path) -> Path:
    """Return where what's to be deleted goes, emptied of what an earlier time left there."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    return old
