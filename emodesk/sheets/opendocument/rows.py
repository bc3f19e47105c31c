"""The second look at a sheet's rows: they're copied, and those that get labels are written with them.

The parser runs along: a cell may hold comments, pictures and tables of its own, which tags alone don't tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Final

from emodesk.sheets.opendocument.cells import blank_rows
from emodesk.sheets.opendocument.found import SheetSurvey
from emodesk.sheets.opendocument.markup import OFFICE, TABLE, TEXT
from emodesk.sheets.opendocument.row import CellThere, RowThere, RowWriter
from emodesk.sheets.opendocument.survey import COLUMN_LIKE, ROW_LIKE, NamespacedEvents
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.rows import NewRow
from emodesk.sheets.patch.xml_events import START_TAG, Attributes, PartCopy

_ROW, _SHEET = f"{TABLE}table-row", f"{TABLE}table"
_BEFORE_TEXT: Final = frozenset({f"{OFFICE}annotation", f"{TABLE}detective"})


class RowPatcher(NamespacedEvents):
    """Copies the rows of one sheet with cells added. Use it once."""

    def __init__(
        self,
        source: IO[bytes],
        name: str,
        check: Callable[[], None],
        copy: PartCopy,
        survey: SheetSurvey,
        writer: RowWriter,
        rows: Iterator[NewRow],
        tally: Tally,
    ) -> None:
        """``source`` is the part from its beginning; ``copy`` another reading of it, that stands before the rows."""
        super().__init__(source, name, check)
        self._copy = copy
        self._survey = survey
        self._writer = writer
        self._rows = rows
        self._next = next(rows, None)
        self._tally = tally
        self._number = 1
        """Of the row that comes next."""
        self._row: RowThere | None = None
        """The row that is being read, if it gets cells."""
        self._row_at = 0
        self._depth_in_row = 0
        self._is_in_sheet = False
        self._passing = 0
        """Depth, below the sheet, of an element that is no row and holds none of the sheet's own."""
        self._depth = 0

    def on_start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        if not self._is_in_sheet:
            self._is_in_sheet = tag == _SHEET and self.here() == self._survey.place.at
            return
        self._depth += 1
        if self._depth_in_row:
            self._depth_in_row += 1
            if self._row is not None:
                self._on_row_content(self._row, tag, attributes)
        elif self._passing:
            return
        elif tag == _ROW:
            self._on_row(attributes)
        elif tag not in ROW_LIKE | COLUMN_LIKE:
            self._passing = self._depth

    def on_end(self, _tag: str) -> None:
        """Take the end of an element."""
        if not self._is_in_sheet:
            return
        self._depth -= 1
        if self._depth < 0:
            self.stop()
            self._is_in_sheet = False
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
        elif self._depth_in_row:
            self._depth_in_row -= 1
            if not self._depth_in_row and self._row is not None:
                self._end_row(self._row)
                self._row = None
        elif self._depth < self._passing:
            self._passing = 0

    def finish(self) -> None:
        """Copy what follows the rows' last, up to their end, and write the rows that come after it."""
        self._copy.copy_to(self._survey.rows_end)
        while self._next is not None:
            new = self._take(self._next)
            row = RowThere(new.number, 1, "")
            cells = self._writer.cells(row, new)
            if cells is None:
                continue
            self._copy.write(blank_rows(new.number - self._number))
            self._copy.write(row.part(1, cells))
            self._number = new.number + 1

    def _on_row(self, attributes: Attributes) -> None:
        self._depth_in_row = 1
        count = int(attributes.get(f"{TABLE}number-rows-repeated", 1))
        first, self._number = self._number, self._number + count
        if self._next is not None and self._next.number < self._number:
            self._row = RowThere(first, count, attributes.get(f"{TABLE}default-cell-style-name", ""))
            self._row_at = self.here()

    def _on_row_content(self, row: RowThere, tag: str, attributes: Attributes) -> None:
        if self._depth_in_row == 2:
            first = row.cells[-1].last + 1 if row.cells else 0
            last = first + int(attributes.get(f"{TABLE}number-columns-repeated", 1)) - 1
            is_filled = f"{OFFICE}value-type" in attributes or f"{TABLE}formula" in attributes
            style = attributes.get(f"{TABLE}style-name", "")
            row.cells.append(CellThere(first, last, self.here() - self._row_at, style, is_filled))
        elif self._depth_in_row == 3:
            cell = row.cells[-1]
            is_text = tag.startswith(TEXT)
            cell.is_filled |= is_text
            cell.children.append((is_text, tag in _BEFORE_TEXT, self.here() - self._row_at - cell.at))

    def _end_row(self, row: RowThere) -> None:
        """Write the row once for each stretch of rows that it stands for."""
        copy = self._copy
        copy.copy_to(self._row_at)
        content = copy.take_to(self.here())
        tag = START_TAG.match(content)
        assert tag is not None, "a row begins with its tag"
        row.tag, body = tag[0], content[tag.end() :]
        row.end = copy.take_end_tag("table:table-row")
        starts = [cell.at - len(row.tag) for cell in row.cells]
        row.before = body[: starts[0]] if starts else body
        for cell, start, end in zip(row.cells, starts, [*starts[1:], len(body)], strict=False):
            cell.content = body[start:end]
        self._check_ids(row, content)
        position, last = row.number, row.number + row.count - 1
        while self._next is not None and self._next.number <= last:
            new = self._take(self._next)
            cells = self._writer.cells(row, new)
            if cells is None:
                continue
            if new.number > position:
                copy.write(row.part(new.number - position))
            copy.write(row.part(1, cells))
            position = new.number + 1
        if position <= last:
            copy.write(row.part(last - position + 1))

    def _check_ids(self, row: RowThere, content: bytes) -> None:
        if row.count > 1 and b"xml:id" in content:
            raise self.refusal("The part {0} holds a repeated row with a name of its own, which can't be split.")

    def _take(self, new: NewRow) -> NewRow:
        self._next = next(self._rows, None)
        self._tally.row = new.number
        self._tally.rows += not new.is_header
        return new
