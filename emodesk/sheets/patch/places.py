"""Addresses of cells and ranges: ``C7`` is column 2 (0-based), row 7 (1-based)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from emodesk.core.errors import CannotAddColumnsError
from emodesk.sheets.grid import column_letters

MOST_COLUMNS: Final = 16_384
MOST_ROWS: Final = 1_048_576
_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_COLUMNS: Final = re.compile(r"\$?([A-Za-z]{1,3})")
_ROWS: Final = re.compile(r"\$?(\d+)")

letters = lru_cache(maxsize=None)(column_letters)


@cache
def column_number(name: str) -> int:
    """Return the 0-based number of a column: 0 for A, 26 for AA."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells: columns 0-based, rows 1-based, all bounds included."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first = f"{letters(self.left)}{self.top}"
        return (
            first
            if (self.left, self.top) == (self.right, self.bottom)
            else f"{first}:{letters(self.right)}{self.bottom}"
        )

    @property
    def absolute(self) -> str:
        """Return the address that doesn't move: ``$A$1:$C$9``."""
        return f"${letters(self.left)}${self.top}:${letters(self.right)}${self.bottom}"

    def has_column(self, column: int) -> bool:
        """Say whether a column (0-based) is one of its columns."""
        return self.left <= column <= self.right

    def widened(self, other: Range) -> Range:
        """Return the smallest range that holds both."""
        return Range(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def parse_range(reference: str) -> Range:
    """Read ``A1``, ``A1:C9``, ``A:C`` or ``1:9``. Raises CannotAddColumnsError for anything else."""
    first, _, last = reference.partition(":")
    left, top = _corner(first, reference, column=0, row=1)
    right, bottom = _corner(last or first, reference, column=MOST_COLUMNS - 1, row=MOST_ROWS)
    return Range(left, top, right, bottom)


def _corner(text: str, reference: str, *, column: int, row: int) -> tuple[int, int]:
    if cell := _CELL.fullmatch(text):
        return column_number(cell[1]), int(cell[2])
    if whole := _COLUMNS.fullmatch(text):
        return column_number(whole[1]), row
    if whole := _ROWS.fullmatch(text):
        return column, int(whole[1])
    raise CannotAddColumnsError(f"The workbook names a range, {reference!r}, that can't be understood.")
