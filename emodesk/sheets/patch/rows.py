"""Puts cells into the rows of a sheet while they're copied; rows that aren't there are written.

The first look has made sure that the part is well-formed and that only tags look like tags, so that rows and cells can
be told apart by their tags alone, which is several times as fast as a parser that calls back for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.core.errors import CannotAddColumnsError
from emodesk.core.table import OutColumn, Row
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.cells import CellWriter
from emodesk.sheets.patch.places import column_number
from emodesk.sheets.patch.xml_events import PartCopy

_SPANS: Final = re.compile(rb"""(\sspans\s*=\s*["']\d+:)(\d+)""")
_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["'](\d+)""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d+)""")
_HAS_STYLE: Final = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")
_ENDS_NAME: Final = frozenset(b" \t\r\n/>")


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
    has_text: bool = True
    """False where only blank cells are filled. What else stands in a row without a text somebody may have written: a
    mean, a remark. Labels of a text that was deleted since look the same, so they stay, too.
    """


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that is there: its column, its bytes and its style."""

    column: int
    content: bytes
    style: int


class RowPatcher:
    """Copies what stands between ``<sheetData>`` and its end."""

    def __init__(
        self,
        copy: PartCopy,
        prefix: str,
        placed: Sequence[Placed],
        rows: Iterator[NewRow],
        writers: Sequence[CellWriter],
        tally: Tally,
        *,
        looks_at_cells: bool,
    ) -> None:
        """``placed``, ``writers`` and the cells of ``rows`` go from left to right.

        ``looks_at_cells`` says whether the sheet has cells, blank ones included, where the columns go or right of it.
        """
        self._copy = copy
        self._prefix = prefix
        self._placed = placed
        self._writers = writers
        self._rows = rows
        self._next = next(rows, None)
        self._tally = tally
        self._looks_at_cells = looks_at_cells
        self._left = placed[0].place if placed else 0
        self._last = placed[-1].place if placed else -1
        p = re.escape(prefix.encode())
        self._row_start, self._row_end = f"<{prefix}row".encode(), f"</{prefix}row".encode()
        self._filling = re.compile(rb"<" + p + rb"(?:v|f|is)[\s/>]")
        self._cell_start = re.compile(rb"<" + p + rb"""c(?=[\s/>])(?:[^>]*?\sr\s*=\s*["']([A-Za-z]+))?""")

    def run(self, end: int) -> None:
        """Copy the rows up to an offset in the part, and write those that come after the last."""
        copy, number = self._copy, 0
        while (place := self._find_row(end)) >= 0:
            copy.pass_on(place)
            tag = copy.take_tag()
            found = _NUMBER.search(tag)
            number = int(found[1]) if found else number + 1
            if self._next is not None and self._next.number < number:
                self._write_rows(before=number)
            if self._next is None or self._next.number != number:
                copy.write(tag)
                continue
            new, self._next = self._next, next(self._rows, None)
            self._patch(tag, new)
        copy.copy_to(end)
        self._write_rows(before=None)

    def _find_row(self, end: int) -> int:
        """Return the place of the next row's tag, -1 where there is none before ``end``."""
        copy = self._copy
        looked: int | None = None
        while (place := copy.find(self._row_start, looked)) >= 0 and copy.offset(place) < end:
            behind = place + len(self._row_start)
            if copy.buffer[behind] in _ENDS_NAME:
                return place
            looked = behind
        return -1

    def _patch(self, tag: bytes, new: NewRow) -> None:
        copy = self._copy
        style = _STYLE.search(tag) if _HAS_STYLE.search(tag) else None
        row_style = int(style[1]) if style else None
        if tag.endswith(b"/>"):
            cells = self._cells(new, row_style)
            copy.write(self._widened(tag[:-2].rstrip() + b">") + cells + self._row_end + b">" if cells else tag)
            return
        copy.write(self._widened(tag))
        close = copy.find(self._row_end)
        if self._looks_at_cells:
            body = copy.buffer[copy.at : close]
            copy.drop(close)
            copy.write(self._merged(body, new, row_style))
        else:
            copy.pass_on(close)
            copy.write(self._cells(new, row_style))

    def _widened(self, tag: bytes) -> bytes:
        """Return the row's tag with its ``spans`` reaching to the last of the columns."""
        found = _SPANS.search(tag)
        if found is None or int(found[2]) > self._last:
            return tag
        return tag[: found.start(2)] + str(self._last + 1).encode() + tag[found.end(2) :]

    def _write_rows(self, before: int | None) -> None:
        while self._next is not None and (before is None or self._next.number < before):
            new, self._next = self._next, next(self._rows, None)
            cells = self._cells(new, None)
            if cells:
                self._copy.write(f'<{self._prefix}row r="{new.number}">'.encode() + cells + self._row_end + b">")

    def _note(self, new: NewRow) -> None:
        self._tally.row = new.number
        self._tally.rows += not new.is_header

    def _cells(self, new: NewRow, row_style: int | None) -> bytes:
        """Return all cells of a row in which nothing stands where they go."""
        self._note(new)
        return "".join(
            [
                writer.cell(new.number, cell, row_style, is_header=new.is_header)
                for writer, cell in zip(self._writers, new.cells, strict=True)
            ]
        ).encode()

    def _merged(self, body: bytes, new: NewRow, row_style: int | None) -> bytes:
        """Return a row's content with the cells put among those that are there, or in their place."""
        self._note(new)
        start, there = self._right_cells(body)
        parts = [body[:start]]
        for index, (placed, cell) in enumerate(zip(self._placed, new.cells, strict=True)):
            while there and there[0].column < placed.place:
                parts.append(there.pop(0).content)
            writer = self._writers[index]
            if there and there[0].column == placed.place:
                old = there.pop(0)
                if not new.has_text and self._filling.search(old.content):
                    parts.append(old.content)
                    continue
                parts.append(writer.replacement(new.number, cell, old.style, is_header=new.is_header).encode())
            else:
                parts.append(writer.cell(new.number, cell, row_style, is_header=new.is_header).encode())
        parts += [each.content for each in there]
        return b"".join(parts)

    def _right_cells(self, body: bytes) -> tuple[int, list[_Cell]]:
        """Return where in a row's content the cells begin that stand where the columns go or right of it, and them."""
        column, is_addressed = -1, True
        marks: list[tuple[int, int]] = []
        for found in self._cell_start.finditer(body):
            name = found[1]
            column = column + 1 if name is None else column_number(name.decode())
            if column >= self._left:
                is_addressed &= name is not None
                marks.append((found.start(), column))
        if not is_addressed:
            raise CannotAddColumnsError("The sheet has cells without an address where the columns would go.")
        ends = [*(start for start, _ in marks[1:]), len(body)]
        cells = []
        for (start, at), end in zip(marks, ends, strict=True):
            content = body[start:end]
            style = _STYLE.search(content, 0, content.index(b">"))
            cells.append(_Cell(at, content, int(style[1]) if style else 0))
        return (marks[0][0] if marks else len(body)), cells
