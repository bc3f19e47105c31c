"""Where label columns go in a sheet."""

from __future__ import annotations

from collections.abc import Mapping

from emodesk.core.errors import CannotAddColumnsError
from emodesk.core.table import AddedColumns
from emodesk.sheets.patch.book import slug
from emodesk.sheets.patch.places import MOST_COLUMNS, MOST_ROWS, letters
from emodesk.sheets.patch.rows import Placed


def place_columns(added: AddedColumns, known: Mapping[str, int], last_used: int) -> list[Placed]:
    """Return where each column goes, from left to right: where it stood before, or right of all that is used.

    ``known`` says where our columns are (mark to place); ``last_used`` is the last column in use, -1 where none is.
    Both 0-based. Raises CannotAddColumnsError where the sheet has no room.
    """
    free = last_used + 1
    placed = []
    for column in added.columns:
        place = known.get(slug(column.name))
        is_new = place is None
        if place is None:
            place, free = free, free + 1
        placed.append(Placed(place, column, is_new=is_new))
    if free > MOST_COLUMNS:
        raise CannotAddColumnsError(
            f"The sheet is in use up to column {letters(min(free - len(placed), MOST_COLUMNS) - 1)}, "
            f"so there is no room for {len(placed)} columns more."
        )
    last_row = added.texts.last_row
    if last_row > MOST_ROWS:
        raise CannotAddColumnsError(f"A sheet has {MOST_ROWS:,} rows, and the labels need {last_row:,}.")
    return sorted(placed, key=lambda each: each.place)
