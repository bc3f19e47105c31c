"""From a grid to a table: which row holds the column names, and what the columns are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from emodesk.core.errors import InputFileError
from emodesk.core.table import Cell, Column, Row
from emodesk.sheets.grid import Grid, column_letters
from emodesk.sheets.header_evidence import looks_like_data, looks_like_header

_TITLE_ROWS = 6
"""How many lines of title and notes may stand above the column names."""


def split_header(
    grid: Grid, *, header: bool, file_name: str
) -> tuple[tuple[Column, ...], tuple[Row, ...], int | None, int]:
    """Return (columns, rows, header row or None, first data row), the last two 1-based as the spreadsheet counts.

    Raises InputFileError where there are no rows, or where the first row is data although ``header`` says otherwise.
    """
    if not header:
        names = [f"Column {column_letters(grid.first_column + place)}" for place in range(grid.width)]
        return _columns(names), grid.rows, None, grid.first_row
    place = _header_place(grid.rows)
    titles, rows = grid.rows[place], grid.rows[place + 1 :]
    if looks_like_data(titles, rows):
        raise InputFileError(
            f"{file_name} seems to have no row with column names: row {grid.first_row + place} looks like data.",
            hint="Put names above the columns, or say that there are none with --no-header.",
        )
    if not any(cell is not None for row in rows for cell in row):
        raise InputFileError(
            f"{file_name} has no rows below its column names.",
            hint="Choose the sheet that holds the texts, or say --no-header if the first row is one of them.",
        )
    # A title can be wider than the table; what's empty from the header down is no column.
    width = max(filled_width(row) for row in (titles, *rows))
    rows = tuple(row[:width] for row in rows)
    names = [
        cell_name(cell) or f"Column {column_letters(grid.first_column + number)}"
        for number, cell in enumerate(titles[:width])
    ]
    header_row = grid.first_row + place
    return _columns(names), rows, header_row, header_row + 1


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the names, a repeated one as ``name (2)``, ``name (3)`` …"""
    wanted = list(names)
    taken = set(wanted)
    seen: set[str] = set()
    unique = []
    for name in wanted:
        new, number = name, 2
        while new in seen or (new != name and new in taken):
            new, number = f"{name} ({number})", number + 1
        seen.add(new)
        unique.append(new)
    return unique


def cell_name(cell: Cell) -> str:
    """Return a header cell as a column name, on one line."""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    return "" if cell is None else " ".join(str(cell).split())


def filled_width(row: Sequence[Cell]) -> int:
    """Return the number of cells up to the last that isn't empty."""
    return max((place + 1 for place, cell in enumerate(row) if cell is not None), default=0)


def _columns(names: Iterable[str]) -> tuple[Column, ...]:
    return tuple(Column(index, name) for index, name in enumerate(unique_names(names)))


def _header_place(rows: Sequence[Row]) -> int:
    """Return which row holds the names: the first, unless title lines stand above a row that is clearly a header."""
    place = 0
    for _ in range(_TITLE_ROWS):
        if not _is_title(rows[place]):
            break
        below = next((later for later in range(place + 1, len(rows)) if filled_width(rows[later])), None)
        if below is None:
            return 0
        place = below
        if _is_title(rows[place]):
            continue
        is_apart = place > 0 and not filled_width(rows[place - 1])
        return place if looks_like_header(rows[place], rows[place + 1 :], is_apart=is_apart) else 0
    return 0


def _is_title(row: Row) -> bool:
    """A title line fills the first cell of a wider table and nothing else."""
    return len(row) > 1 and isinstance(row[0], str) and filled_width(row) == 1
