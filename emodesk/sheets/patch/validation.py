"""Data validation on class columns: what may be typed into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

from emodesk.core.table import Cell
from emodesk.sheets.patch.places import Range, parse_range

_LONGEST_LIST: Final = 255


def list_validation(prefix: str, area: Range, choices: Sequence[Cell]) -> bytes:
    """Return the element that lets nothing but the choices into a range; nothing where Excel can't hold their list."""
    words = [str(choice) for choice in choices]
    listed = ",".join(words)
    if not words or len(listed) > _LONGEST_LIST or any("," in word or '"' in word for word in words):
        return b""
    p = prefix
    return (
        f'<{p}dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{area}">'
        f"<{p}formula1>{escape(chr(34) + listed + chr(34))}</{p}formula1></{p}dataValidation>"
    ).encode()


def ranges_of(references: str) -> list[Range]:
    """Return the ranges of a ``sqref``."""
    return [parse_range(reference) for reference in references.split()]


def fills_column(references: str, columns: Iterable[int], first_row: int) -> bool:
    """Say whether it's one range, in a single one of the columns, from the first row of data on: as we write them."""
    ranges = ranges_of(references)
    return len(ranges) == 1 and any(
        ranges[0].left == ranges[0].right == column and ranges[0].top == first_row for column in columns
    )


def touch(references: str, column: int) -> bool:
    """Say whether a range has cells in the column."""
    return any(area.left <= column <= area.right for area in ranges_of(references))
