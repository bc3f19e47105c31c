"""Takes a table in, slab by slab: what is there already can be read while the rest comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emodesk.core.errors import InputFileError
from emodesk.core.table import Column, Row
from emodesk.store import cells
from emodesk.store.connections import Connections

MOST_COLUMNS: Final = 1_900  # SQLite holds 2,000 in a table


class TableIn:
    """One table on its way into the project."""

    def __init__(self, connections: Connections, columns: Sequence[Column], first_row: int) -> None:
        check_width(len(columns))
        self._connections = connections
        self._columns: tuple[Column, ...] = ()
        self._next = first_row
        with connections.transaction() as connection:
            connection.execute("DROP TABLE IF EXISTS rows")
            connection.execute("DELETE FROM columns")
            connection.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, kinds TEXT NOT NULL)")
            self._widen(columns)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns so far."""
        return self._columns

    def append(self, columns: Sequence[Column], rows: Sequence[Row], *, is_text: bool) -> None:
        """Add rows in one transaction; there may be more columns by now. ``is_text``: words and empty cells alone."""
        check_width(len(columns))
        pack = cells.pack_text if is_text else cells.pack
        with self._connections.transaction() as connection:
            if len(columns) > len(self._columns):
                self._widen(columns)
            places = ", ".join(["?"] * (len(self._columns) + 2))
            connection.executemany(
                f"INSERT INTO rows VALUES ({places})",  # noqa: S608  question marks alone
                (
                    (number, kinds, *values)
                    for number, row in enumerate(rows, self._next)
                    for kinds, values in [pack(row)]
                ),
            )
        self._next += len(rows)

    def finish(self) -> None:
        """Fill up the rows from the time when fewer columns were known."""
        width = len(self._columns)
        with self._connections.transaction() as connection:
            if connection.execute("SELECT 1 FROM rows WHERE length(kinds) < ? LIMIT 1", (width,)).fetchone():
                connection.execute(
                    "UPDATE rows SET kinds = substr(kinds || ?, 1, ?) WHERE length(kinds) < ?",
                    ("n" * width, width, width),
                )

    def _widen(self, columns: Sequence[Column]) -> None:
        with self._connections.transaction() as connection:
            for column in columns[len(self._columns) :]:
                connection.execute(f"ALTER TABLE rows ADD COLUMN c{column.index}")
            connection.execute("DELETE FROM columns")
            connection.executemany("INSERT INTO columns VALUES (?, ?)", ((c.index, c.name) for c in columns))
        self._columns = tuple(columns)


def check_width(columns: int) -> None:
    """Raise InputFileError for more columns than a project holds."""
    if columns > MOST_COLUMNS:
        raise InputFileError(
            f"The sheet has {columns:,} columns; EmoDesk works with at most {MOST_COLUMNS:,}.",
            hint="Copy the columns that you need to a sheet of their own.",
        )
