"""A new file stands whole or not at all: written beside the target, flushed to the disk, then renamed over it."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from emodesk.core.errors import ExportError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def replacing(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Yield (file to write, private folder for what must wait on the disk); afterwards ``path`` is the new file.

    The folder lies beside the target, readable by this user alone, because it holds the user's texts; it's removed
    whatever happens. On any error what stood at ``path`` is untouched. Raises ExportError for whatever the file
    system refuses.
    """
    spool: Path | None = None
    prefix = f".{path.name[:40]}."
    try:
        # What a killed export left behind holds texts, too.
        for left_over in path.parent.glob(f"{glob.escape(prefix)}*.part"):
            shutil.rmtree(left_over, ignore_errors=True)
        spool = Path(tempfile.mkdtemp(prefix=prefix, suffix=".part", dir=path.parent))
        beside = spool / "output"
        with beside.open("w+b") as file:
            yield file, spool
            file.flush()
            os.fsync(file.fileno())
        _take_over_mode(beside, path)
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise export_error(path, error) from error
    finally:
        if spool is not None:
            shutil.rmtree(spool, ignore_errors=True)


def export_error(path: Path, error: OSError) -> ExportError:
    """Return what the file system refused as a sentence."""
    folder = path.parent
    if error.errno in _FULL:
        message, hint = f"There isn't enough space to write {path.name}.", "Free some, or choose another folder."
    elif not folder.exists():
        message, hint = f"The folder {folder} doesn't exist.", "Create it, or choose another."
    elif not folder.is_dir():
        message, hint = f"{folder} isn't a folder.", "Choose another."
    elif path.is_dir():
        message, hint = f"{path.name} is a folder.", "Give the output a name of its own."
    elif error.errno == errno.ENAMETOOLONG:
        message, hint = "The output's name is too long.", "Choose a shorter one."
    elif isinstance(error, PermissionError) and os.access(folder, os.W_OK) and path.exists():
        message, hint = f"{path.name} can't be replaced.", "Close the program that has it open, or choose another name."
    elif isinstance(error, PermissionError) or error.errno == errno.EROFS:
        message, hint = f"The folder {folder} can't be written.", "Choose another, or ask for permission."
    else:
        message, hint = f"{path.name} can't be written.", "Check that the disk or network folder is there."
    return ExportError(message, hint=hint, details=repr(error))


def _take_over_mode(beside: Path, path: Path) -> None:
    """Give the new file the old one's permissions, or those that any new file gets here."""
    with suppress(OSError):
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    # Without it, a power cut can forget the rename. Windows can't open folders, and some network drives refuse.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
