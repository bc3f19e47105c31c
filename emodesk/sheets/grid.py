"""A sheet before anyone knows which row is the header: rows of cells at their place in the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from emodesk.core.table import Cell

LARGEST_EXACT_FLOAT = 10**15
"""Past 15 digits a spreadsheet's number isn't exact any more, so it isn't shown as a whole number either."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells.

    ``rows[0]`` is row ``first_row`` (1-based), its first cell stands in column ``first_column`` (0-based).
    """

    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    first_column: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def make_grid(rows: Iterable[Iterable[Cell]], *, first_column: int = 0) -> Grid:
    """Return the rows with equal widths, without the empty rows around them and the empty columns after them.

    ``rows`` begin in the spreadsheet's first row. Empty rows in between are kept, so that row numbers stay true.
    """
    kept = [[None if cell == "" else cell for cell in row] for row in rows]
    while kept and _is_empty(kept[-1]):
        kept.pop()
    leading = next((number for number, row in enumerate(kept) if not _is_empty(row)), 0)
    kept = kept[leading:]
    width = max((_filled_width(row) for row in kept), default=0)
    even = tuple(tuple(row[:width]) + (None,) * (width - len(row)) for row in kept)
    return Grid(even, first_row=leading + 1, first_column=first_column)


def whole_number(value: float) -> int | float:
    """Return 3 for 3.0: workbooks store every number as a float, but people typed, and read, a 3."""
    if value.is_integer() and abs(value) < LARGEST_EXACT_FLOAT:
        return int(value)
    return value


def column_letters(index: int) -> str:
    """Return the spreadsheet's name of a 0-based column: A, B, …, Z, AA, AB …"""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _is_empty(row: Iterable[Cell]) -> bool:
    return all(cell is None for cell in row)


def _filled_width(row: list[Cell]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell is not None), default=0)
