"""The tables of a project file, and the steps from one version to the next."""

from __future__ import annotations

import shutil
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


STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_first,)
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
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_name(f"{path.name}.bak-v{version}"))
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
