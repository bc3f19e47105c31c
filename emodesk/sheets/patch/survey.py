"""The first look at a sheet: how far it's used, what its header looks like, and whether we understand it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Final

from emodesk.sheets.patch.column_widths import ColumnWidth
from emodesk.sheets.patch.parts import MAIN
from emodesk.sheets.patch.places import Range, column_number, parse_range
from emodesk.sheets.patch.splicer import Attributes, XmlEvents

_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(slots=True)
class HeaderCell:
    """One cell of the header row: its style and what it holds."""

    style: int = 0
    kind: str = "n"
    value: str = ""
    is_filled: bool = False


@dataclass(slots=True)
class SheetSurvey:
    """What the first look found. Columns are 0-based, -1 where there's none."""

    prefix: str = ""
    """Prefix, with its colon, of the elements of the sheet."""
    last_filled: int = -1
    last_cell: int = -1
    """Blank cells that only have a style count here."""
    has_cols: bool = False
    widths: list[ColumnWidth] = field(default_factory=list)
    validations: list[str] = field(default_factory=list)
    """The ranges of each data validation, as the sheet writes them."""
    header: dict[int, HeaderCell] = field(default_factory=dict)
    formula_columns: set[int] = field(default_factory=set)
    ranges: list[Range] = field(default_factory=list)
    """Merged cells and filters."""
    table_ids: list[str] = field(default_factory=list)
    """Relationship ids of the sheet's tables."""

    def used_to(self, first_row: int) -> int:
        """Return the last column that is in use by a cell, a merge or a filter that reaches below ``first_row``."""
        return max([self.last_filled, *(area.right for area in self.ranges if area.bottom >= first_row)])


def survey_sheet(
    source: IO[bytes], name: str, header_row: int | None, check: Callable[[], None], *, header_only: bool = False
) -> SheetSurvey:
    """Read a sheet's part once. ``header_only`` ends it behind the header row.

    Raises CannotAddColumnsError where the part is damaged, strict, or holds what we don't know.
    """
    reading = _Survey(source, name, header_row, check, header_only=header_only)
    reading.run()
    if not header_only and not reading.has_data_element:
        raise reading.refusal("has no place for cells")
    return reading.found


class _Survey(XmlEvents):
    def __init__(
        self, source: IO[bytes], name: str, header_row: int | None, check: Callable[[], None], *, header_only: bool
    ) -> None:
        super().__init__(source, name, check)
        self.found = SheetSurvey()
        self.has_data_element = False
        self._header_row = header_row
        self._header_only = header_only
        self._in_data = self._in_cell = False
        self._row = 0
        self._column = -1
        self._cell: HeaderCell | None = None
        self._is_value = False
        self._cell_tag = self._row_tag = self._data_tag = self._formula_tag = ""
        self._content_tags: frozenset[str] = frozenset()

    def on_start(self, tag: str, attributes: Attributes) -> None:
        if self._in_data:
            self._on_data(tag, attributes)
        elif not self._cell_tag:
            self._on_root(tag, attributes)
        else:
            self._on_outside(tag.removeprefix(self.found.prefix), attributes)

    def on_end(self, tag: str) -> None:
        if tag == self._cell_tag:
            self._in_cell = False
            if self._cell is not None:
                self._cell = None
                self.parser.CharacterDataHandler = None
        elif tag == self._data_tag:
            self._in_data = False
            if self._header_only:
                self.stop()

    def _on_root(self, tag: str, attributes: Attributes) -> None:
        prefix, _, local = tag.rpartition(":")
        self.found.prefix = f"{prefix}:" if prefix else ""
        if local != "worksheet" or attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") != MAIN:
            raise self.refusal("is no worksheet of the kind that Excel saves by default")
        for name, value in attributes.items():
            if name.startswith("xmlns:") and value == _COMPATIBILITY and f"{name[6:]}:MustUnderstand" in attributes:
                raise self.refusal("holds an extension that must be understood to be changed")
        p = self.found.prefix
        self._cell_tag, self._row_tag, self._data_tag = f"{p}c", f"{p}row", f"{p}sheetData"
        self._content_tags, self._formula_tag = frozenset({f"{p}v", f"{p}f", f"{p}is"}), f"{p}f"

    def _on_outside(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheetData":
            self._in_data = self.has_data_element = True
        elif tag == "cols":
            self.found.has_cols = True
        elif tag == "col":
            first, last = int(attributes.get("min", 1)) - 1, int(attributes.get("max", 1)) - 1
            self.found.widths.append(ColumnWidth(attributes, first, last))
        elif tag == "dataValidation":
            self.found.validations.append(attributes.get("sqref", ""))
        elif tag in {"mergeCell", "autoFilter"} and "ref" in attributes:
            self.found.ranges.append(parse_range(attributes["ref"]))
        elif tag == "tablePart":
            found = [value for name, value in attributes.items() if name.rpartition(":")[2] == "id"]
            self.found.table_ids += found

    def _on_data(self, tag: str, attributes: Attributes) -> None:
        if tag in self._content_tags:
            self.found.last_filled = max(self.found.last_filled, self._column)
            if tag == self._formula_tag:
                self.found.formula_columns.add(self._column)
            if self._cell is not None:
                self._on_header_content(tag)
        elif self._in_cell:
            return
        elif tag == self._cell_tag:
            self._on_cell(attributes)
        elif tag == self._row_tag:
            self._on_row(attributes)
        else:
            raise self.refusal(f"holds an element among its rows, {tag}, that we don't know")

    def _on_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self._row + 1))
        if number <= self._row:
            raise self.refusal("has rows that aren't in their order")
        self._row, self._column = number, -1
        if self._header_only and self._header_row is not None and number > self._header_row:
            self.stop()

    def _on_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else column_number(reference.rstrip("0123456789"))
        if column <= self._column:
            raise self.refusal("has cells that aren't in their order")
        self._column, self._in_cell = column, True
        self.found.last_cell = max(self.found.last_cell, column)
        if self._row == self._header_row:
            self._cell = HeaderCell(int(attributes.get("s", 0)), attributes.get("t", "n"))
            self.found.header[column] = self._cell

    def _on_header_content(self, tag: str) -> None:
        assert self._cell is not None
        self._cell.is_filled = True
        self._is_value = tag != self._formula_tag
        self.parser.CharacterDataHandler = self._on_characters

    def _on_characters(self, text: str) -> None:
        if self._cell is not None and self._is_value:
            self._cell.value += text
