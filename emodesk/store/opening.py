"""Opens a project file: alone, whole and private, or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from emodesk.core.errors import ProjectDamagedError, ProjectError, ProjectLockedError, ProjectNotWritableError
from emodesk.store.process_lock import ProcessLock
from emodesk.store.schema import APPLICATION_ID, migrate
from emodesk.store.shown_cells import shown_cell

_FULL: Final = (
    "SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE",
)  # fmt: skip
"""What SQLite says of a full disk, depending on which of its files it wanted to make longer."""
_NOT_THERE: Final = (
    "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_PROTOCOL", "SQLITE_IOERR_SHMOPEN",
    "SQLITE_IOERR_SHMMAP", "SQLITE_IOERR_SHMLOCK", "SQLITE_IOERR_LOCK",
)  # fmt: skip
"""What SQLite says where it may not write, or where a disk has no locks or no memory that connections share."""
_REFUSED: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
)
"""The same, said by the system: of the folder, or of the lock on the file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The connection that writes, and the lock that keeps other processes out."""

    connection: sqlite3.Connection
    lock: ProcessLock

    def close(self) -> None:
        """Close the file, then let others have it."""
        self.connection.close()
        self.lock.release()


def connect(path: Path) -> Opened:
    """Open or create the file for this process alone; the lock dies with the process, however it ends.

    Raises ProjectLockedError, ProjectDamagedError (the file is kept as it is) or ProjectError.
    """
    with translated(path):
        _create_private(path)
        lock = ProcessLock(path)
        try:
            return Opened(_connect(path, lock), lock)
        except BaseException:
            lock.release()
            raise


def _connect(path: Path, lock: ProcessLock) -> sqlite3.Connection:
    _refuse_foreign(path)
    connection = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
    try:
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise _not_writable(path)  # not on this disk: it has no memory that connections share
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN IMMEDIATE")  # an EmoDesk that locks in another way is met now, not at the first edit
        connection.execute("COMMIT")
        lock.take_again()
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _damaged(path, str(verdict))
        migrate(connection, path)
        add_functions(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach SQLite to find words in other alphabets whatever their case, and what the grid shows of a cell.

    Its own LIKE knows the case of ASCII alone.
    """
    connection.create_function("holds_words", 2, _holds_words, deterministic=True)
    connection.create_function("shown_cell", 2, shown_cell, deterministic=True)


def _holds_words(cell: object, folded_words: str) -> bool:
    return cell is not None and folded_words in str(cell).casefold()


def _create_private(path: Path) -> None:
    """Create the file readable for its owner alone; SQLite gives its companions the same mode."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    elif not os.access(path, os.W_OK):
        raise ProjectNotWritableError(
            f"The project file “{path.name}” can only be read, and EmoDesk writes every change into it at once.",
            hint="Allow it to be written, or copy it into a folder where you may write and open the copy.",
        )


def _refuse_foreign(path: Path) -> None:
    """Raise ProjectDamagedError for another program's database, before SQLite may change anything in it."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return  # the file is whole only together with its log, which is read further on
    # Through SQLite and not by reading the bytes: closing a file of our own would drop the locks of this process on it.
    connection = sqlite3.connect(f"{sqlite_uri(path.resolve())}?mode=ro&immutable=1", uri=True)
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        # A file without tables is a project that was killed at birth.
        if application != APPLICATION_ID and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise _damaged(path, f"application id {application}")
    finally:
        connection.close()


def sqlite_uri(path: PurePath) -> str:
    """Return an absolute path as SQLite takes it: a server stands in the path, the place for a host stays empty."""
    plain = path.as_posix()
    for mark in "%?#":  # what else stands for something in an address
        plain = plain.replace(mark, f"%{ord(mark):X}")
    return f"file://{plain}" if plain.startswith("/") else f"file:///{plain}"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into errors that a user can act on."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, error) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    except BlockingIOError as error:
        raise _locked(path) from error
    except OSError as error:
        kind = ProjectNotWritableError if error.errno in _REFUSED else ProjectError
        raise kind(
            f"The project file “{path.name}” can't be written in “{path.parent.name or path.parent}”: "
            f"{error.strerror}.",
            hint="Choose another folder, where you may write (on the command line with -o).",
        ) from error


def _operational(path: Path, error: sqlite3.OperationalError) -> ProjectError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _locked(path)
    if name.startswith(_FULL):
        return ProjectError(
            f"The disk is full: “{path.name}” could not be written.",
            hint="Free some space. Everything so far is kept: start again, or the same command goes on from there.",
        )
    if name.startswith(_NOT_THERE):
        return _not_writable(path)
    return ProjectError(f"The project file “{path.name}” can't be used: {error}.", hint="Look at the disk it's on.")


def _not_writable(path: Path) -> ProjectNotWritableError:
    return ProjectNotWritableError(
        f"The project file “{path.name}” can't be written in “{path.parent.name or path.parent}”.",
        hint="Choose another folder, where you may write (on the command line with -o).",
    )


def _locked(path: Path) -> ProjectLockedError:
    return ProjectLockedError(
        f"“{path.name}” is being worked on by another EmoDesk.", hint="Wait until it's done, or stop it."
    )


def _damaged(path: Path, details: str) -> ProjectDamagedError:
    return ProjectDamagedError(
        f"“{path.name}” is damaged or no EmoDesk project.",
        hint="It's kept as it is. Move it away and run again, or restore it from a backup.",
        details=details,
    )
