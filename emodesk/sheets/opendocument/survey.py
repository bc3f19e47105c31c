"""The first look at a spreadsheet's content: its sheets, how far the chosen one is used, and where things are in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final

from emodesk.core.table import TextCells
from emodesk.sheets.opendocument.found import (
    ColumnSpan,
    ContentSurvey,
    Filter,
    HeaderCell,
    NamedRange,
    SheetSurvey,
    TablePlace,
)
from emodesk.sheets.opendocument.markup import NAMESPACES, NEEDED, OFFICE, TABLE, TEXT, parse_address
from emodesk.sheets.patch.xml_events import Attributes, XmlEvents

_NAMED_RANGE: Final = f"{TABLE}named-range"
_TABLE: Final = f"{TABLE}table"
_CELLS: Final = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
ROW_LIKE: Final = frozenset(
    f"{TABLE}{name}" for name in ("table-row", "table-rows", "table-header-rows", "table-row-group")
)
COLUMN_LIKE: Final = frozenset(
    f"{TABLE}{name}" for name in ("table-column", "table-columns", "table-header-columns", "table-column-group")
)
_BREAK: Final = f"{TEXT}soft-page-break"
_VALUE_TYPE, _FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
_STYLE, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_COLUMNS, _ROWS = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_SPANNED: Final = f"{TABLE}number-columns-spanned"
_WHITE: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPREADSHEET_DEPTH: Final = 3
_TABLE_DEPTH: Final = 4


def survey_content(
    source: IO[bytes],
    name: str,
    sheet: str | None,
    header_row: int | None,
    texts: TextCells,
    check: Callable[[], None],
) -> ContentSurvey:
    """Read the part once; ``sheet`` is the name of the chosen sheet, the first if None.

    Raises CannotAddColumnsError where the part is damaged or written in a way that we don't know.
    """
    reading = _Survey(source, name, sheet, header_row, texts, check)
    reading.run()
    return reading.found


class NamespacedEvents(XmlEvents):
    """Events of a part that uses the prefixes that all programs use; others are refused."""

    def __init__(self, source: IO[bytes], name: str, check: Callable[[], None]) -> None:
        super().__init__(source, name, check, namespace_separator=" ")
        self.declared: dict[str, str] = {}
        self.depth = 0
        self.parser.StartNamespaceDeclHandler = self._on_namespace

    def _on_namespace(self, prefix: str | None, address: str) -> None:
        wanted = NAMESPACES.get(prefix or "")
        if (address in NAMESPACES.values() and address != wanted) or wanted not in {None, address}:
            raise self.refusal("The part {0} names its elements in a way that we don't know.")
        if not self.depth:
            self.declared[prefix or ""] = address


class _Survey(NamespacedEvents):
    def __init__(
        self,
        source: IO[bytes],
        name: str,
        sheet: str | None,
        header_row: int | None,
        texts: TextCells,
        check: Callable[[], None],
    ) -> None:
        super().__init__(source, name, check)
        self.found = ContentSurvey(self.declared)
        self._wanted = sheet
        self._header_row = header_row
        self._texts = texts
        self._table: TablePlace | None = None

    def on_start(self, tag: str, attributes: Attributes) -> None:
        """Take what stands around the chosen sheet's rows."""
        self.depth += 1
        match self.depth:
            case 1 if tag != f"{OFFICE}document-content" or NEEDED - set(self.declared):
                raise self.refusal("The part {0} isn't the content of an OpenDocument spreadsheet.")
            case 2 if tag == f"{OFFICE}automatic-styles":
                self.found.styles_at = self.here()
            case 2 if tag == f"{OFFICE}body":
                self.found.body_at = self.here()
            case 3 if self.found.body_at >= 0 and tag != f"{OFFICE}spreadsheet":
                raise self.refusal("The part {0} isn't the content of an OpenDocument spreadsheet.")
            case 4 if self.found.body_at >= 0:
                self._on_part_of_the_book(tag, attributes)
            case 5 if tag == f"{TABLE}content-validation" and self.found.validations_end < 0:
                self.found.validation_names.add(attributes.get(f"{TABLE}name", ""))
            case 5 if tag == f"{TABLE}database-range" and self._table is None:
                self._on_database_range(attributes)
            case 5 if tag == f"{TABLE}named-expressions" and self._table is not None:
                self._table.names_at = self.here()
            case 6 if tag == _NAMED_RANGE and self._table is not None:
                self.on_named_range(self._table, attributes)

    def on_end(self, tag: str) -> None:
        """Take the end of what stands around the chosen sheet's rows."""
        self.depth -= 1
        found = self.found
        match tag.removeprefix(TABLE):
            case "content-validations" if self.depth == _SPREADSHEET_DEPTH:
                found.validations_end = self.here()
            case "table" if self.depth == _SPREADSHEET_DEPTH and self._table is not None:
                self._table.end, self._table = self.here(), None
            case "named-expressions" if self.depth == _TABLE_DEPTH and self._table is not None:
                self._table.names_end = self.here()
            case _ if tag == f"{OFFICE}automatic-styles" and self.depth == 1:
                found.styles_end = self.here()

    def on_named_range(self, table: TablePlace, attributes: Attributes) -> None:
        """Take a name that belongs to a sheet."""
        parsed = parse_address(attributes.get(f"{TABLE}cell-range-address", ""))
        if parsed is not None:
            table.names.append(NamedRange(attributes.get(f"{TABLE}name", ""), parsed[1], self.here()))

    def end_table(self, end: int) -> None:
        """Go on behind the chosen sheet."""
        assert self._table is not None
        self._table.end, self._table = end, None
        self.depth -= 1
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.on_start, self.on_end

    def _on_part_of_the_book(self, tag: str, attributes: Attributes) -> None:
        found = self.found
        if tag == f"{TABLE}content-validations":
            found.validations_at = self.here()
        if tag in {f"{TABLE}label-ranges", _TABLE} and found.validations_place < 0:
            found.validations_place = self.here()
        if tag != _TABLE:
            return
        self._table = TablePlace(attributes.get(f"{TABLE}name", ""), self.here())
        found.tables.append(self._table)
        if found.sheet is None and self._wanted in {None, self._table.name}:
            found.sheet = SheetSurvey(self._table)
            _Sheet(self, found.sheet, self._header_row, self._texts).take_over()

    def _on_database_range(self, attributes: Attributes) -> None:
        address = attributes.get(f"{TABLE}target-range-address", "")
        parsed = parse_address(address)
        if parsed is not None and attributes.get(f"{TABLE}display-filter-buttons") == "true":
            self.found.filters.append(Filter(*parsed, address, self.here()))


class _Sheet:
    """Looks at columns, rows and cells of the chosen sheet."""

    def __init__(self, events: _Survey, found: SheetSurvey, header_row: int | None, texts: TextCells) -> None:
        self._events = events
        self._found = found
        self._header_row = header_row
        self._texts = texts
        self._depth = 0
        """Of elements, below the sheet."""
        self._passing = 0
        """Depth of the element that is passed over, with all that it holds."""
        self._before = ""
        """The last child of the sheet."""
        self._first_row = self._next_row = 1
        """Rows for which the one that is being read stands: the first, and that behind the last."""
        self._is_row = self._is_header = self._is_below_header = False
        self._row_style = ""
        self._column = 0
        self._next_column = 0
        self._cell: Attributes | None = None
        self._cell_depth = 0
        self._header: HeaderCell | None = None
        self._described = 0

    def take_over(self) -> None:
        """Take the parser's events until the sheet is over."""
        self._events.parser.StartElementHandler, self._events.parser.EndElementHandler = self._start, self._end

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._passing:
            if self._depth == self._passing + 1 and tag == _NAMED_RANGE:
                self._events.on_named_range(self._found.place, attributes)
        elif self._cell is not None:
            self._on_content(tag, attributes)
        elif self._is_row:
            self._on_cell(tag, attributes)
        else:
            self._on_child(tag, attributes)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth < 0:
            self._on_next(self._events.here())
            self._events.end_table(self._events.here())
        elif self._passing:
            if self._depth < self._passing:
                self._passing = 0
                if tag == f"{TABLE}named-expressions":
                    self._found.place.names_end = self._events.here()
        elif self._cell is not None:
            if self._depth < self._cell_depth:
                self._end_cell(self._cell)
            elif self._header is not None and tag == f"{TEXT}p" and self._depth == self._cell_depth:
                self._events.parser.CharacterDataHandler = None
        elif tag == f"{TABLE}table-row":
            self._is_row = False
        elif tag == f"{TABLE}table-column":
            self._end_column()

    def _on_child(self, tag: str, attributes: Attributes) -> None:
        """Take an element that is no cell: a row, a column, what holds some of them, or something else."""
        if self._depth == 1:
            self._on_next(self._events.here(), tag)
        if tag == f"{TABLE}table-row":
            self._on_row(attributes)
        elif tag == f"{TABLE}table-column":
            first, self._next_column = self._next_column, self._next_column + int(attributes.get(_COLUMNS, 1))
            span = ColumnSpan(first, self._next_column - 1, attributes.get(_DEFAULT_STYLE, ""), self._events.here(), -1)
            self._found.columns.append(span)
        elif tag not in ROW_LIKE | COLUMN_LIKE:
            self._passing = self._depth
            if tag == f"{TABLE}named-expressions":
                self._found.place.names_at = self._events.here()

    def _on_next(self, at: int, tag: str = "") -> None:
        """Take note of where columns and rows are over: at the next child of the sheet, or at its end."""
        found = self._found
        if self._before in COLUMN_LIKE and tag not in COLUMN_LIKE:
            found.columns_end = at
        if tag in ROW_LIKE and found.rows_at < 0:
            found.rows_at = at
        if self._before in ROW_LIKE and tag not in ROW_LIKE:
            found.rows_end = at
        # A page break stands among the rows, and isn't the end of them.
        self._before = self._before if tag == _BREAK else tag

    def _end_column(self) -> None:
        last = self._found.columns.pop()
        self._found.columns.append(ColumnSpan(last.first, last.last, last.default_style, last.at, self._events.here()))

    def _on_row(self, attributes: Attributes) -> None:
        first = self._first_row = self._next_row
        self._next_row += int(attributes.get(_ROWS, 1))
        self._is_row = True
        self._is_header = self._header_row is not None and first <= self._header_row < self._next_row
        self._is_below_header = self._header_row is None or self._next_row > self._header_row
        self._row_style = attributes.get(_DEFAULT_STYLE, "")
        self._column = 0

    def _on_cell(self, tag: str, attributes: Attributes) -> None:
        if tag not in _CELLS:
            raise self._events.refusal(
                "The part {0} holds an element among its rows, {1}, that we don't know.", tag.rpartition(" ")[2]
            )
        first, self._column = self._column, self._column + int(attributes.get(_COLUMNS, 1))
        self._cell, self._cell_depth = attributes, self._depth
        found = self._found
        if _FORMULA in attributes and (self._is_header or self._takes_label()):
            found.formula_columns.update(range(first, self._column))
        if _VALUE_TYPE in attributes:
            found.first_filled = min(found.first_filled, first)
        if _VALUE_TYPE in attributes or _FORMULA in attributes:
            self._on_filled(first)
        elif self._is_below_header and (tag != f"{TABLE}table-cell" or _SPANNED in attributes):
            self._on_used(first)

    def _takes_label(self) -> bool:
        texts = self._texts
        rows = range(max(self._first_row, texts.first_row), min(self._next_row, texts.last_row + 1))
        return any(map(texts.takes_label, rows))

    def _on_filled(self, first: int) -> None:
        self._on_used(first)
        if not self._is_header:
            return
        assert self._cell is not None
        style = self._cell.get(_STYLE, "") or self._row_style or self._column_style(first)
        self._header = HeaderCell(style, self._cell.get(f"{OFFICE}string-value", ""))
        for column in range(first, self._column):
            self._found.header[column] = self._header

    def _on_used(self, first: int) -> None:
        assert self._cell is not None
        spanned = int(self._cell.get(_SPANNED, 1)) if self._is_below_header else 1
        self._found.last_filled = max(self._found.last_filled, self._column - 1, first + spanned - 1)

    def _on_content(self, tag: str, attributes: Attributes) -> None:
        assert self._cell is not None
        if self._depth == self._cell_depth + 1 and tag.startswith(TEXT) and _VALUE_TYPE not in self._cell:
            self._cell = {**self._cell, _VALUE_TYPE: "string"}
            self._on_filled(self._column - int(self._cell.get(_COLUMNS, 1)))
        if self._header is None or f"{OFFICE}string-value" in self._cell:
            return
        is_in_paragraph = self._events.parser.CharacterDataHandler is not None
        if tag == f"{TEXT}p" and self._depth == self._cell_depth + 1:
            self._header.text += "\n" if self._header.text else ""
            self._events.parser.CharacterDataHandler = self._on_characters
        elif tag == f"{TEXT}s" and is_in_paragraph:
            self._on_characters(" " * int(attributes.get(f"{TEXT}c", 1)))
        elif tag in _WHITE and is_in_paragraph:
            self._on_characters(_WHITE[tag])

    def _on_characters(self, text: str) -> None:
        if self._header is not None:
            self._header.text += text

    def _end_cell(self, cell: Attributes) -> None:
        if _VALUE_TYPE not in cell and _FORMULA not in cell:
            style = cell.get(_STYLE) or self._row_style
            last = self._column - 1
            if self._found.blank_styles.get(style, -1) < last:
                self._found.blank_styles[style] = last
        self._cell = self._header = None

    def _column_style(self, column: int) -> str:
        return next((span.default_style for span in self._found.columns if span.first <= column <= span.last), "")
