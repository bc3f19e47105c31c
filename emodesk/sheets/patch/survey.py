"""The first look at a sheet: how far it's used, where things are in it, and whether we understand it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import IO, Final

from emodesk.core.table import TextCells
from emodesk.sheets.patch.column_widths import ColumnWidth
from emodesk.sheets.patch.parts import MAIN
from emodesk.sheets.patch.places import MOST_COLUMNS, Range, column_number, parse_range
from emodesk.sheets.patch.xml_events import Attributes, XmlEvents

_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RICH_TEXT: Final = frozenset(
    "t r rPr rFont charset family b i strike outline shadow condense extend color sz u vertAlign scheme rPh "  # noqa: SIM905  a list of so many words is nothing to look at
    "phoneticPr".split()
)
"""What may stand in a cell's inline text (CT_Rst, ECMA-376 part 1, 18.4)."""
_READ_THOUGH_EMPTY: Final = frozenset({"str", "d"})
_BEHIND_VALIDATIONS: Final = frozenset(
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "  # noqa: SIM905  a list of so many words is nothing to look at
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst".split()
)
"""What CT_Worksheet (18.3.1.99) has behind the data validations."""


@dataclass(slots=True)
class HeaderCell:
    """One cell of the header row: its style and what it holds."""

    style: int = 0
    kind: str = "n"
    value: str = ""
    is_filled: bool = False


@dataclass(frozen=True, slots=True)
class KnownValidation:
    """A data validation that is there: its ranges, and where its element begins and ends."""

    ranges: str
    start: int
    end: int


@dataclass(slots=True)
class SheetSurvey:
    """What the first look found. Columns are 0-based, -1 where there's none; offsets are bytes of the part."""

    prefix: str = ""
    """Prefix, with its colon, of the elements of the sheet."""
    last_filled: int = -1
    last_cell: int = -1
    """Blank cells that only have a style count here."""
    first_filled: int = MOST_COLUMNS
    """The first column that holds something; it's the table's first. Past the last where there's none."""
    header: dict[int, HeaderCell] = field(default_factory=dict)
    formulas: dict[int, set[int]] = field(default_factory=dict)
    """Which of the columns that bear a mark of ours have a formula where a heading or a label goes: column to rows."""
    ranges: list[Range] = field(default_factory=list)
    """Merged cells and filters."""
    filter: Range | None = None
    """What the sheet's own filter spans, if it has one."""
    filter_at: int = -1
    widths: list[ColumnWidth] = field(default_factory=list)
    validations: list[KnownValidation] = field(default_factory=list)
    dimension: Range | None = None
    dimension_at: int = -1
    cols_at: int = -1
    cols_end: int = -1
    data_at: int = -1
    data_end: int = -1
    validations_at: int = -1
    validations_end: int = -1
    validations_place: int = -1
    """Where the data validations would stand, if there were any."""

    def used_to(self, first_row: int) -> int:
        """Return the last column that is in use by a cell, a merge or a filter that reaches below ``first_row``."""
        return max([self.last_filled, *(area.right for area in self.ranges if area.bottom >= first_row)])


def survey_sheet(
    source: IO[bytes],
    name: str,
    header_row: int | None,
    texts: TextCells,
    marked: Container[int],
    check: Callable[[], None],
) -> SheetSurvey:
    """Read a sheet's part once. ``marked`` are the columns that bear a mark of ours.

    Raises CannotAddColumnsError where the part is damaged, strict, or holds what we don't know.
    """
    reading = _Survey(source, name, header_row, texts, marked, check)
    reading.run()
    if reading.found.data_at < 0:
        raise reading.refusal("The part {0} has no place for cells.")
    return reading.found


class _Survey(XmlEvents):
    def __init__(
        self,
        source: IO[bytes],
        name: str,
        header_row: int | None,
        texts: TextCells,
        marked: Container[int],
        check: Callable[[], None],
    ) -> None:
        super().__init__(source, name, check)
        self.found = SheetSurvey()
        self._header_row = header_row
        self._texts = texts
        self._marked = marked
        self._depth = 0
        self._validation: tuple[str, int] = "", -1

    def on_start(self, tag: str, attributes: Attributes) -> None:
        """Take what stands around the rows."""
        self._depth += 1
        if self._depth == 1:
            self._on_root(tag, attributes)
            return
        found, tag = self.found, tag.removeprefix(self.found.prefix)
        is_behind = self._depth == 2 and found.data_end >= 0 and (tag in _BEHIND_VALIDATIONS or ":" in tag)
        if is_behind and found.validations_place < 0:
            found.validations_place = self.here()
        match tag:
            case "dimension":
                found.dimension, found.dimension_at = parse_range(attributes.get("ref", "A1")), self.here()
            case "cols":
                found.cols_at = self.here()
            case "col":
                first, last = int(attributes.get("min", 1)) - 1, int(attributes.get("max", 1)) - 1
                found.widths.append(ColumnWidth(attributes, first, last))
            case "sheetData":
                found.data_at = self.here()
                self._read_rows()
            case "mergeCell" | "autoFilter" if "ref" in attributes:
                found.ranges.append(parse_range(attributes["ref"]))
                if tag == "autoFilter" and self._depth == 2:  # others belong to somebody's view of the sheet
                    found.filter, found.filter_at = found.ranges[-1], self.here()
            case "dataValidations":
                found.validations_at = self.here()
            case "dataValidation":
                self._validation = attributes.get("sqref", ""), self.here()

    def on_end(self, tag: str) -> None:
        """Take the end of what stands around the rows."""
        self._depth -= 1
        found = self.found
        match tag.removeprefix(found.prefix):
            case "cols":
                found.cols_end = self.here()
            case "dataValidation":
                found.validations.append(KnownValidation(*self._validation, self.here()))
            case "dataValidations":
                found.validations_end = self.here()
            case "worksheet" if found.validations_place < 0:
                found.validations_place = self.here()

    def _on_root(self, tag: str, attributes: Attributes) -> None:
        prefix, _, local = tag.rpartition(":")
        self.found.prefix = f"{prefix}:" if prefix else ""
        if local != "worksheet" or attributes.get(f"xmlns:{prefix}" if prefix else "xmlns") != MAIN:
            raise self.refusal("The part {0} is no worksheet of the kind that Excel saves by default.")
        for name, value in attributes.items():
            if name.startswith("xmlns:") and value == _COMPATIBILITY and f"{name[6:]}:MustUnderstand" in attributes:
                raise self.refusal("The part {0} holds an extension that must be understood to be changed.")

    def _read_rows(self) -> None:
        """Hand the events to ``_Rows`` until the rows are over."""
        rows = _Rows(self, self.found, self._header_row, self._texts, self._marked)
        parser = self.parser
        parser.StartElementHandler = rows.starter()

        def end(tag: str, data_tag: str = f"{self.found.prefix}sheetData") -> None:
            if tag != data_tag:
                return
            self.found.data_end = self.here()
            self._depth -= 1
            parser.StartElementHandler, parser.EndElementHandler = self.on_start, self.on_end
            parser.CharacterDataHandler = parser.CommentHandler = parser.ProcessingInstructionHandler = None
            parser.StartCdataSectionHandler = parser.EndCdataSectionHandler = None

        parser.EndElementHandler = end


class _Rows:
    """Looks at rows and cells. There may be millions: what happens for each is one function with local names."""

    def __init__(
        self,
        events: XmlEvents,
        found: SheetSurvey,
        header_row: int | None,
        texts: TextCells,
        marked: Container[int],
    ) -> None:
        self._events = events
        self._found = found
        self._header_row = header_row
        self._texts = texts
        self._marked = marked
        self._cell: HeaderCell | None = None
        parser = events.parser
        parser.CommentHandler = self._refuse_markup
        parser.ProcessingInstructionHandler = lambda _target, data: self._refuse_markup(data)
        parser.StartCdataSectionHandler = self._begin_section
        parser.EndCdataSectionHandler = self._end_section

    def starter(self) -> Callable[[str, Attributes], None]:
        """Return the handler of start tags."""
        found = self._found
        p = found.prefix
        cell_tag, row_tag, content = f"{p}c", f"{p}row", frozenset({f"{p}v", f"{p}f", f"{p}is"})
        values = content - {f"{p}f"}
        numbers: dict[str, int] = {}
        row, column, cut, is_header = 0, -1, 0, False
        cell: Attributes = {}

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal row, column, cut, is_header, cell
            if tag == cell_tag:
                cell = attributes
                reference = attributes.get("r")
                letters = "" if reference is None else reference[:cut]
                now = column + 1 if reference is None else numbers.get(letters, -1)
                if now <= column:
                    now = numbers[letters] = self._column(reference, column)
                column = now
                if now > found.last_cell:  # noqa: PLR1730  a call for each cell would cost more than all the rest
                    found.last_cell = now
                if is_header:
                    self._on_header_cell(now, attributes)
            elif tag in content:
                if column > found.last_filled:  # noqa: PLR1730  a call for each cell would cost more than all the rest
                    found.last_filled = column
                if is_header or column < found.first_filled or tag not in values:
                    self._on_content(tag.removeprefix(p), row, column, cell, is_header=is_header)
            elif tag == row_tag:
                row, column = self._on_row(attributes, row), -1
                cut, is_header = -len(str(row)), row == self._header_row
            elif is_header or tag.removeprefix(p) not in _RICH_TEXT:
                self._on_other(tag)

        return start

    def _column(self, reference: str | None, before: int) -> int:
        """Return a cell's column, where it isn't one that was seen before, or isn't in order."""
        column = column_number((reference or "").rstrip("0123456789"))
        if column <= before:
            raise self._events.refusal("The part {0} has cells that aren't in their order.")
        return column

    def _on_row(self, attributes: Attributes, before: int) -> int:
        number = int(attributes.get("r", before + 1))
        if number <= before:
            raise self._events.refusal("The part {0} has rows that aren't in their order.")
        self._cell = None
        return number

    def _on_header_cell(self, column: int, attributes: Attributes) -> None:
        self._cell = HeaderCell(int(attributes.get("s", 0)), attributes.get("t", "n"))
        self._found.header[column] = self._cell

    def _on_content(self, name: str, row: int, column: int, cell: Attributes, *, is_header: bool) -> None:
        if is_header and self._cell is not None:
            self._cell.is_filled = True
        if name == "f":
            if column in self._marked and (is_header or self._texts.takes_label(row)):
                self._found.formulas.setdefault(column, set()).add(row)
            return
        # The reader takes a text for something though it's empty, and an empty number, as of a formula that was never
        # calculated, for nothing: that counts once characters come.
        if name == "is" or cell.get("t") in _READ_THOUGH_EMPTY:
            self._note_filled(column)
        if name == "v":
            self._collect(column)

    def _note_filled(self, column: int) -> None:
        self._found.first_filled = min(self._found.first_filled, column)

    def _on_other(self, tag: str) -> None:
        """Take an element of a text that stands in the cell itself."""
        name = tag.removeprefix(self._found.prefix)
        if name not in _RICH_TEXT:
            raise self._events.refusal("The part {0} holds an element among its rows, {1}, that we don't know.", tag)
        if name == "t":
            self._collect()

    def _collect(self, column: int = MOST_COLUMNS) -> None:
        """Take the text of the element that begins, and no more: white space may stand behind it."""
        parser = self._events.parser
        usual = parser.EndElementHandler

        def take(text: str) -> None:
            self._note_filled(column)
            if self._cell is not None:
                self._cell.value += text

        def end(_tag: str) -> None:
            parser.CharacterDataHandler, parser.EndElementHandler = None, usual

        parser.CharacterDataHandler, parser.EndElementHandler = take, end

    def _refuse_markup(self, data: str) -> None:
        # The second look goes by tags alone: a tag that isn't one would mislead it.
        if "<" in data:
            raise self._events.refusal("The part {0} holds what looks like cells in a comment or the like.")

    def _begin_section(self) -> None:
        self._events.parser.CharacterDataHandler = self._refuse_markup

    def _end_section(self) -> None:
        self._events.parser.CharacterDataHandler = None
