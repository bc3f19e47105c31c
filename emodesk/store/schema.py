"""The tables of a project file, and the steps from one version to the next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from emodesk.core.errors import ProjectDamagedError, ProjectError

APPLICATION_ID: Final = 0x454D4F44  # "EMOD"


def _first(connection: sqlite3.Connection) -> None:
    for statement in (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE columns (place INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE answers (key BLOB PRIMARY KEY, reading BLOB, failure TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE runs (number INTEGER PRIMARY KEY, record BLOB NOT NULL)",
        "CREATE TABLE splits (text_key BLOB PRIMARY KEY, lengths BLOB NOT NULL) WITHOUT ROWID",
    ):
        connection.execute(statement)


def _second(connection: sqlite3.Connection) -> None:
    """Labels as they're shown, what people made of them, and every step on the way.

    ``labels_<run>`` holds what a run's model said of each row: for label ``n`` its value ``v<n>`` and confidence
    ``c<n>``. Bit ``n`` of a mask stands for label ``n``. Label sets are bits, too. ``labels_0`` stays empty: it stands
    in where there's no run yet.
    """
    for table in (
        "labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, task TEXT NOT NULL, emotion TEXT)",
        """human (label INTEGER, number INTEGER, value, state INTEGER NOT NULL,
           PRIMARY KEY (label, number)) WITHOUT ROWID""",
        """marks (number INTEGER PRIMARY KEY, edited INTEGER NOT NULL, reviewed INTEGER NOT NULL,
           blind INTEGER NOT NULL)""",
        """steps (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, target INTEGER NOT NULL, name TEXT NOT NULL,
           at TEXT NOT NULL, state TEXT NOT NULL)""",
        """changes (step INTEGER, label INTEGER, number INTEGER, before, before_state INTEGER NOT NULL,
           after, after_state INTEGER NOT NULL, PRIMARY KEY (step, label, number)) WITHOUT ROWID""",
        """labels_0 (number INTEGER PRIMARY KEY, doubtful INTEGER NOT NULL, is_skipped INTEGER NOT NULL, least REAL,
           note TEXT)""",
    ):
        connection.execute(f"CREATE TABLE {table}")
    connection.execute("CREATE INDEX changes_of_row ON changes (number)")


def _third(connection: sqlite3.Connection) -> None:
    """Where long texts are split, for each model and the tokens of a text that it takes at once.

    Before, the last estimate or run replaced what an earlier one had kept. Nobody knows which it was: no name, no room.
    """
    for statement in (
        "ALTER TABLE splits RENAME TO splits_before",
        """CREATE TABLE splits (model TEXT, room INTEGER, text_key BLOB, lengths BLOB NOT NULL,
           PRIMARY KEY (model, room, text_key)) WITHOUT ROWID""",
        "INSERT INTO splits SELECT '', 0, text_key, lengths FROM splits_before",
        "DROP TABLE splits_before",
    ):
        connection.execute(statement)


STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_first, _second, _third)
"""Step N brings a file of version N to version N + 1. Steps never use other code of ours: it changes, they don't."""


def migrate(
    connection: sqlite3.Connection, path: Path, steps: tuple[Callable[[sqlite3.Connection], None], ...] = STEPS
) -> None:
    """Bring the file to the newest version, each step whole or not at all; older files are copied aside first.

    Raises ProjectDamagedError if the file is some other program's, ProjectError if it's of a newer EmoDesk.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    is_new = version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not is_new and application != APPLICATION_ID:
        raise ProjectDamagedError(
            f"“{path.name}” is a database, but no EmoDesk project.", hint="Move it away or name another output folder."
        )
    if version > len(steps):
        raise ProjectError(f"“{path.name}” was made by a newer EmoDesk.", hint="Update EmoDesk to open it.")
    if version == len(steps):
        return
    if not is_new:
        _copy_aside(connection, path.with_name(f"{path.name}.bak-v{version}"))
    for number in range(version, len(steps)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps[number](connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _copy_aside(connection: sqlite3.Connection, backup: Path) -> None:
    """Copy through SQLite: opening the file ourselves and closing it would drop this process's locks on it."""
    beside = backup.with_name(f"{backup.name}.part")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_CREAT | os.O_RDWR, 0o600))
    target = sqlite3.connect(beside)
    try:
        connection.backup(target)
    except BaseException:
        target.close()
        beside.unlink(missing_ok=True)
        raise
    target.close()
    beside.replace(backup)
