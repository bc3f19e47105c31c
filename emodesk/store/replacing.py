"""What becomes of labels when a project gets its table anew, because the spreadsheet has changed.

Answers belong to texts and stay. What people decided belongs to rows by their number: it must never slip to others.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Final

from emodesk.core.errors import ProjectError
from emodesk.core.table import Table
from emodesk.store import cells
from emodesk.store.connections import Connections

_RUN_TABLE: Final = re.compile(r"labels_[1-9]\d*")


def check_decided_rows(connections: Connections, table: Table) -> None:
    """Raise ProjectError if a row that people have labelled isn't the same in the new table."""
    if not connections.all("SELECT 1 FROM sqlite_master WHERE name = 'rows'"):
        return
    decided = connections.all("SELECT r.* FROM rows r WHERE r.number IN (SELECT number FROM human)")
    for number, kinds, *values in decided:
        place = number - table.first_row
        is_there = 0 <= place < len(table.rows)
        before = cells.unpack(kinds.ljust(len(values), "n"), tuple(values))
        if not is_there or repr(table.rows[place]) != repr(before):  # by their words: NaN isn't equal to itself
            raise ProjectError(
                f"“{connections.path.name}” holds labels that people gave to row {number}, and that row has changed in "
                f"{table.source.path.name}.",
                hint="Move the project file away to begin anew, or choose another output folder (-o).",
            )


def forget_rows(connection: sqlite3.Connection) -> None:
    """Forget what models said of which row; the answers stay, and from them it's spread anew."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in tables:
        if _RUN_TABLE.fullmatch(name):
            connection.execute(f"DELETE FROM {name}")  # noqa: S608  a name that was just checked
