"""Puts cells into the rows of a sheet while they're copied; rows that aren't there are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.core.table import Cell, OutColumn, Row
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.cells import cell_xml
from emodesk.sheets.patch.formats import CellFormats
from emodesk.sheets.patch.places import column_number, letters
from emodesk.sheets.patch.splicer import Attributes, Splicer

_SPANS: Final = re.compile(rb"""(\sspans\s*=\s*["'])(\d+):(\d+)(["'])""")
_TRUE: Final = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A column to write and where it goes (0-based)."""

    place: int
    column: OutColumn
    is_new: bool
    """False where we wrote it before and it's replaced."""
    heading_style: int = 0
    column_style: int = 0


@dataclass(frozen=True, slots=True)
class NewRow:
    """The cells of one row, in the order of the placed columns."""

    number: int
    cells: Row
    is_header: bool = False


class RowPatcher:
    """Takes the events between ``<sheetData>`` and its end."""

    def __init__(
        self,
        splicer: Splicer,
        prefix: str,
        placed: Sequence[Placed],
        rows: Iterator[NewRow],
        formats: CellFormats,
        tally: Tally,
        *,
        looks_at_cells: bool,
    ) -> None:
        """``placed`` and the cells of ``rows`` go from left to right.

        ``looks_at_cells`` says whether the sheet has cells, blank ones included, where the columns go or right of it.
        """
        self._splicer = splicer
        self._prefix = prefix
        self._placed = placed
        self._names = [letters(each.place) for each in placed]
        self._last = max((each.place for each in placed), default=-1)
        self._rows = rows
        self._next = next(rows, None)
        self._formats = formats
        self._tally = tally
        self._looks_at_cells = looks_at_cells
        self._waiting: list[int] = []
        """Which of the placed columns still lack their cell in the row at hand, the first one last."""
        self._new: NewRow | None = None
        self._column = -1
        self._row_style: int | None = None
        self._replaced_tag = b""

    @property
    def wants_cells(self) -> bool:
        """Whether ``on_cell`` must be called for the cells of the row at hand."""
        return self._looks_at_cells and self._new is not None

    def on_row(self, attributes: Attributes, number: int) -> None:
        """Take the beginning of a row that is there."""
        splicer = self._splicer
        if self._next is not None and self._next.number < number:
            splicer.copy_to(splicer.here())
            self._write_rows(before=number)
        self._new = None
        if self._next is None or self._next.number != number:
            return
        self._new, self._next = self._next, next(self._rows, None)
        self._note_row(self._new)
        self._column = -1
        self._row_style = int(attributes.get("s", 0)) if attributes.get("customFormat") in _TRUE else None
        self._waiting = list(range(len(self._placed) - 1, -1, -1))
        tag = splicer.start_tag()
        changed = _SPANS.sub(self._widened_spans, tag)
        if tag.endswith(b"/>"):
            cells = self._take(len(self._placed))
            splicer.replace_tag(tag, changed[:-2].rstrip() + b">" + cells + f"</{self._prefix}row>".encode())
            self._new = None
        elif changed != tag:
            splicer.replace_tag(tag, changed)

    def on_cell(self, attributes: Attributes) -> None:
        """Take the beginning of a cell that is there, in a row that gets new ones."""
        reference = attributes.get("r")
        if reference is None and len(self._waiting) < len(self._placed):
            raise self._splicer.refusal("has cells without an address where the columns would go")
        self._column = self._column + 1 if reference is None else column_number(reference.rstrip("0123456789"))
        if not self._waiting or self._placed[self._waiting[-1]].place > self._column:
            return
        splicer = self._splicer
        splicer.copy_to(splicer.here())
        before = sum(self._placed[index].place < self._column for index in self._waiting)
        splicer.insert(self._take(before))
        if self._waiting and self._placed[self._waiting[-1]].place == self._column:
            self._replaced_tag = splicer.start_tag()
            splicer.begin_skipping()
            splicer.insert(self._cell(self._waiting.pop(), int(attributes.get("s", 0))))

    def on_cell_end(self) -> None:
        """Take the end of a cell."""
        if self._replaced_tag:
            self._splicer.end_skipping(self._replaced_tag)
            self._replaced_tag = b""

    def on_row_end(self) -> None:
        """Take the end of a row."""
        if self._new is not None:
            self._splicer.copy_to(self._splicer.here())
            self._splicer.insert(self._take(len(self._waiting)))
            self._new = None

    def finish(self) -> None:
        """Write the rows that come after all that are there."""
        self._write_rows(before=None)

    def _write_rows(self, before: int | None) -> None:
        while self._next is not None and (before is None or self._next.number < before):
            self._new, self._next = self._next, next(self._rows, None)
            self._note_row(self._new)
            self._row_style = None
            self._waiting = list(range(len(self._placed) - 1, -1, -1))
            cells = self._take(len(self._waiting))
            p, number = self._prefix, self._new.number
            if cells:
                self._splicer.insert(f'<{p}row r="{number}">'.encode() + cells + f"</{p}row>".encode())
        self._new = None

    def _note_row(self, row: NewRow) -> None:
        self._tally.row = row.number
        self._tally.rows += not row.is_header

    def _take(self, count: int) -> bytes:
        """Return the next cells of the row at hand, where nothing stands yet."""
        return b"".join(self._cell(self._waiting.pop(), None) for _ in range(count))

    def _cell(self, index: int, style: int | None) -> bytes:
        """Return a cell; one that stood there keeps its style, as do row and column."""
        assert self._new is not None
        placed, cell = self._placed[index], self._new.cells[index]
        if self._new.is_header and (style is None or placed.is_new):
            style = placed.heading_style
        elif style is None:
            style = placed.column_style if self._row_style is None else self._row_style
            if cell is None:
                return b""
        if _is_number(cell) and placed.column.number_format:
            style = self._formats.with_number_format(style, placed.column.number_format)
        return cell_xml(self._prefix, f"{self._names[index]}{self._new.number}", style, cell, self._tally)

    def _widened_spans(self, found: re.Match[bytes]) -> bytes:
        last = max(int(found[3]), self._last + 1)
        return b"%s%s:%d%s" % (found[1], found[2], last, found[4])


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
