"""One row of a spreadsheet as bytes: it may stand for many rows, and each of its cells for many cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from emodesk.core.table import Cell
from emodesk.sheets.opendocument.cells import blank_cells, cell_markup
from emodesk.sheets.opendocument.markup import (
    COLUMNS_REPEATED,
    ROWS_REPEATED,
    STYLE_NAME,
    VALIDATION_NAME,
    changed_tag,
    repeated,
)
from emodesk.sheets.opendocument.styles import AutomaticStyles
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.rows import NewRow, Placed
from emodesk.sheets.patch.xml_events import START_TAG

_CELL: Final = b"<table:table-cell>"
_VALUE: Final = (
    "table:formula", "office:value-type", "office:value", "office:currency", "office:date-value", "office:time-value",
    "office:boolean-value", "office:string-value", "calcext:value-type",
)  # fmt: skip
"""What a cell's tag says of its value."""
_WITHOUT_VALUE: Final = dict.fromkeys(_VALUE)


@dataclass(slots=True)
class CellThere:
    """A cell that is there: its columns (0-based, ``last`` included), its bytes, and what it is."""

    first: int
    last: int
    at: int
    style: str
    is_filled: bool
    children: list[tuple[bool, bool, int]] = field(default_factory=list)
    """What it holds: whether that is its text, whether it belongs before the text, and where it begins."""
    content: bytes = b""

    def part(self, first: int, last: int) -> bytes:
        """Return the cell, standing for some of its columns only."""
        if (first, last) == (self.first, self.last):
            return self.content
        tag, rest = _split(self.content)
        return changed_tag(tag, repeated(COLUMNS_REPEATED, last - first + 1)) + rest


@dataclass(slots=True)
class RowThere:
    """A row that is there: its number (1-based), for how many rows it stands, its tag, and its cells."""

    number: int
    count: int
    default_style: str
    tag: bytes = b"<table:table-row>"
    before: bytes = b""
    """What stands between the tag and the first cell."""
    cells: list[CellThere] = field(default_factory=list)
    end: bytes = b"</table:table-row>"

    def part(self, count: int, cells: bytes | None = None) -> bytes:
        """Return the row, standing for so many rows; with other cells, if some are given."""
        tag = self.tag if count == self.count else changed_tag(self.tag, repeated(ROWS_REPEATED, count))
        body = self.stretch(0, None) if cells is None else cells
        if tag.endswith(b"/>") and body:
            return tag[:-2].rstrip() + b">" + self.before + body + b"</table:table-row>"
        return tag + self.before + body + self.end

    def at(self, column: int) -> CellThere | None:
        """Return the cell of a column."""
        return next((cell for cell in self.cells if cell.first <= column <= cell.last), None)

    def stretch(self, first: int, last: int | None) -> bytes:
        """Return the cells of some columns, and blank ones where the row ends before; all that follow for None."""
        if last is not None and last < first:
            return b""
        parts = [
            cell.part(max(first, cell.first), cell.last if last is None else min(last, cell.last))
            for cell in self.cells
            if cell.last >= first and (last is None or cell.first <= last)
        ]
        width = self.cells[-1].last + 1 if self.cells else 0
        if last is not None:
            parts.append(blank_cells(last + 1 - max(first, width)))
        return b"".join(parts)


class RowWriter:
    """Puts new cells into rows."""

    def __init__(
        self,
        placed: Sequence[Placed],
        heading_styles: Mapping[int, str],
        column_styles: Mapping[int, str],
        validations: Mapping[int, str],
        styles: AutomaticStyles,
        tally: Tally,
    ) -> None:
        """``placed`` goes from left to right. The mappings go by column (0-based): styles of new headings, styles of
        blank cells, names of validations.
        """
        self._placed = placed
        self._heading_styles = heading_styles
        self._column_styles = column_styles
        self._validations = validations
        self._styles = styles
        self._tally = tally

    def cells(self, row: RowThere, new: NewRow) -> bytes | None:
        """Return a row's cells with the new ones among them or in their place; None where nothing changes."""
        parts: list[bytes] = []
        position = 0
        for placed, cell in zip(self._placed, new.cells, strict=True):
            written = self._written(placed, row, cell, new)
            if written is None:
                continue
            parts += (row.stretch(position, placed.place - 1), written)
            position = placed.place + 1
        if not position:
            return None
        return b"".join((*parts, row.stretch(position, None)))

    def _written(self, placed: Placed, row: RowThere, cell: Cell, new: NewRow) -> bytes | None:
        there, is_header = row.at(placed.place), new.is_header
        if there and there.is_filled and not new.has_text:
            return None
        wanted = "" if is_header else self._validations.get(placed.place, "")
        is_blank = cell is None or cell == ""
        if is_blank and not (there and there.is_filled) and not wanted:
            return None
        tag, kept, after = _CELL, b"", b""
        if there is not None:
            tag, kept, after = _without_text(there)
        style = (there and there.style) or row.default_style or self._column_styles.get(placed.place, "")
        number_format = "" if is_header else placed.column.number_format
        markup = cell_markup(cell, self._tally, number_format, is_alone=not (kept or after))
        changes: dict[str, str | None] = {COLUMNS_REPEATED: None, **_WITHOUT_VALUE}
        if is_header and placed.is_new and not (there and there.is_filled):
            chosen = self._heading_styles.get(placed.place) or style
        elif "office:value=" in markup.attributes:
            chosen = self._styles.with_number_format(style, placed.column.number_format)
        else:
            chosen = style
        if chosen != style:
            changes[STYLE_NAME] = chosen
        if wanted and VALIDATION_NAME.encode() not in tag:
            changes[VALIDATION_NAME] = wanted
        tag = changed_tag(tag.removesuffix(b"/>").rstrip() + b">" if tag.endswith(b"/>") else tag, changes)
        content = kept + markup.content.encode() + after
        start = tag.removesuffix(b">") + markup.attributes.encode()
        name = tag[1:].split(None, 1)[0].rstrip(b">")
        return start + (b">" + content + b"</" + name + b">" if content else b"/>")


def _split(content: bytes) -> tuple[bytes, bytes]:
    tag = START_TAG.match(content)
    assert tag is not None, "a cell begins with its tag"
    return tag[0], content[tag.end() :]


def _without_text(cell: CellThere) -> tuple[bytes, bytes, bytes]:
    """Return a cell's tag, what stays before its text (a comment), and what stays behind it (pictures, charts)."""
    tag, rest = _split(cell.content)
    if not cell.children:
        return tag, b"", b""
    close = rest.rindex(b"</")
    starts = [at - len(tag) for _, _, at in cell.children]
    kept: list[bytes] = []
    after: list[bytes] = []
    for (is_text, is_before, _), start, end in zip(cell.children, starts, [*starts[1:], close], strict=True):
        if not is_text:
            (kept if is_before else after).append(rest[start:end])
    return tag, b"".join(kept), b"".join(after)
