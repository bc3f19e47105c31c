"""Keeps a project file for one process. The lock is the system's own: it's gone with the process, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path
from typing import Final

_FAR_BYTE: Final = 1 << 50
"""A byte behind everything that a database can hold: SQLite's own locks and pages never meet it."""
_held: set[tuple[int, int]] = set()
_held_guard = threading.Lock()


class ProcessLock:
    """Holds one file. Raises BlockingIOError where somebody else does, this process included.

    The system drops all of a process's locks on a file when any descriptor of it is closed, SQLite's locks too:
    release this one after the last connection is closed, never before.
    """

    def __init__(self, path: Path) -> None:
        with _held_guard:
            status = path.stat()  # before it's opened: closing it again would drop the locks of our own connections
            self._file = (status.st_dev, status.st_ino)
            if self._file in _held:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                _lock(self._descriptor)
            except OSError:
                os.close(self._descriptor)
                raise
            _held.add(self._file)

    def take_again(self) -> None:
        """Take it once more; raise BlockingIOError if somebody was quicker.

        When SQLite gives up its last lock it unlocks the whole file, this byte too. It does so while it opens a file,
        and never again as long as a connection in WAL mode stays open.
        """
        _lock(self._descriptor)

    def release(self) -> None:
        """Let others have the file; safe to call twice."""
        with _held_guard:
            if self._file in _held:
                _held.discard(self._file)
                os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _FAR_BYTE, os.SEEK_SET)
        except PermissionError as error:  # EACCES is what some systems say instead of EAGAIN
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error
