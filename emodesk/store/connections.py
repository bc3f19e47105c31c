"""The connections to one project file: one that writes, and as many as are needed that read beside it.

In WAL mode readers never wait for the writer nor the writer for them, so that a sort over a million rows can go on
while a cell is edited and answers come in. Other processes are kept out by a lock on the file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from emodesk.core.errors import ProjectError
from emodesk.store.opening import Opened, add_functions, connect, translated

_STEPS_BETWEEN_LOOKS: Final = 20_000
"""Instructions of SQLite's virtual machine between two looks at whether the answer is still wanted: about 2 ms."""
_READER_CACHE_KIB: Final = 16_384
_PATIENCE_S: Final = 1.0
"""How long closing waits for readers that were told to stop."""


class InterruptedReadError(Exception):
    """Nobody wants the answer any more."""


class Connections:
    """One writer, used by one thread at a time, and a pool of readers for any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: Opened = connect(path)
        self._writing = threading.RLock()
        self._writer_thread: int | None = None
        self._idle: list[sqlite3.Connection] = []
        self._busy: set[sqlite3.Connection] = set()
        self._pool_guard = threading.Condition()
        self._is_closed = False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write, all or nothing; it's on the disk when the block ends. Raises the errors under ProjectError."""
        with self._writing, translated(self.path):
            if self._is_closed:
                raise _closed(self.path)
            connection = self._opened.connection
            if self._writer_thread is not None:  # inside another transaction of this very thread
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            self._writer_thread = threading.get_ident()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._writer_thread = None

    @contextmanager
    def reading(self, should_stop: Callable[[], bool] | None = None) -> Iterator[sqlite3.Connection]:
        """Read on a connection of one's own; within a transaction, on the writer, so that it sees its own changes.

        Raises InterruptedReadError soon after ``should_stop`` turned true.
        """
        if self._writer_thread == threading.get_ident():
            with translated(self.path):
                yield self._opened.connection
            return
        connection = self._take()
        if should_stop is not None:
            connection.set_progress_handler(should_stop, _STEPS_BETWEEN_LOOKS)
        try:
            with translated(self.path):
                yield connection
        except ProjectError as error:
            cause = error.__cause__
            if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorname == "SQLITE_INTERRUPT":
                raise InterruptedReadError from error
            raise
        finally:
            if should_stop is not None:
                connection.set_progress_handler(None, 0)
            self._give_back(connection)

    def all(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows that a statement yields."""
        with self.reading() as connection:
            return connection.execute(statement, tuple(values)).fetchall()

    def close(self) -> None:
        """Close everything, the writer last: it folds what SQLite kept beside the file back in. Safe to call twice."""
        with self._writing:
            if self._is_closed:
                return
            self._is_closed = True
            with self._pool_guard:
                for connection in self._busy:
                    connection.interrupt()
                self._pool_guard.wait_for(lambda: not self._busy, _PATIENCE_S)
                for connection in self._idle:
                    connection.close()
                self._idle.clear()
            self._opened.close()

    def _take(self) -> sqlite3.Connection:
        with self._pool_guard:
            if self._is_closed:
                raise _closed(self.path)
            if self._idle:
                connection = self._idle.pop()
                self._busy.add(connection)
                return connection
            with translated(self.path):
                connection = sqlite3.connect(self.path, timeout=5.0, isolation_level=None, check_same_thread=False)
                try:
                    connection.execute("PRAGMA query_only = ON")
                    connection.execute("PRAGMA temp_store = MEMORY")  # what's sorted are texts: no copies on the disk
                    connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
                    add_functions(connection)
                except BaseException:
                    connection.close()
                    raise
            self._busy.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool_guard:
            self._busy.discard(connection)
            self._idle.append(connection)
            self._pool_guard.notify_all()


def _closed(path: Path) -> ProjectError:
    return ProjectError(f"The project “{path.name}” was closed.", hint="Open it again.")
