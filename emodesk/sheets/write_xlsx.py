"""The clean workbook. Rows are streamed through a file beside the output, so memory doesn't grow with them.

Text is written as inline strings, which Excel never evaluates. The same data gives the same bytes: creation time and
the times inside the zip archive are fixed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from emodesk.core.table import Cell, OutColumn, SheetOut
from emodesk.sheets.charts import ChartSheet, add_charts, colour_scales
from emodesk.sheets.header import unique_names
from emodesk.sheets.outgoing import Tally, duration_text, excel_text, own_marks, plain_text, too_large
from emodesk.sheets.patch.places import MOST_COLUMNS, MOST_ROWS, letters

_EXACT_DIGITS = 15
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp that means nothing; files compare equal
_FIRST_DATE = dt.datetime(1900, 3, 1)  # noqa: DTZ001 - before it, Excel's calendar has a day that never was
_NUMBER_LIKE = re.compile(r"\s*[+-]?[\d.,/:\s-]*\d[\d.,/:\s-]*([eE][+-]?\d+)?\s*%?\s*")
HEADER_FILL, LABEL_FILL = "#E7E6E6", "#C6E0F5"


class _Sheet(ChartSheet, Protocol):
    """The part of XlsxWriter's Worksheet that is used here; the library ships no types."""

    def write_string(self, row: int, column: int, text: str, cell_format: object = None) -> int: ...
    def write_number(self, row: int, column: int, number: float, cell_format: object = None) -> int: ...
    def write_boolean(self, row: int, column: int, value: object, cell_format: object = None) -> int: ...
    def write_datetime(self, row: int, column: int, value: object, cell_format: object = None) -> int: ...
    def set_column(self, first: int, last: int, width: float) -> int: ...
    def freeze_panes(self, row: int, column: int) -> None: ...
    def autofilter(self, row: int, column: int, last_row: int, last_column: int) -> None: ...


class _CellWriter:
    """Writes one cell after the other, each as what it is."""

    def __init__(self, book: xlsxwriter.Workbook, tally: Tally) -> None:
        self._tally = tally
        self._as_text = book.add_format({"num_format": "@"})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._time = book.add_format({"num_format": "hh:mm:ss"})
        self._span = book.add_format({"num_format": "[h]:mm:ss"})

    def write(self, sheet: _Sheet, row: int, place: int, cell: Cell) -> None:
        """Write a cell; an empty one leaves nothing in the file."""
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            looks_like_number = _NUMBER_LIKE.fullmatch(cell) is not None
            sheet.write_string(row, place, excel_text(cell, self._tally), self._as_text if looks_like_number else None)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, place, cell)
        elif isinstance(cell, int | float):
            self._write_number(sheet, row, place, cell)
        else:
            self._write_time(sheet, row, place, cell)

    def _write_number(self, sheet: _Sheet, row: int, place: int, cell: float) -> None:
        is_exact = len(str(abs(cell))) <= _EXACT_DIGITS if isinstance(cell, int) else math.isfinite(cell)
        if is_exact:
            sheet.write_number(row, place, cell)
        else:
            # Excel would round a 20-digit id, and has no infinity.
            sheet.write_string(row, place, str(cell), self._as_text)

    def _write_time(self, sheet: _Sheet, row: int, place: int, cell: dt.date | dt.time | dt.timedelta) -> None:
        if isinstance(cell, dt.timedelta):
            if cell >= dt.timedelta(0):
                sheet.write_datetime(row, place, cell, self._span)
            else:
                sheet.write_string(row, place, duration_text(cell), self._as_text)
        elif isinstance(cell, dt.time) and cell.tzinfo is None:
            sheet.write_datetime(row, place, cell, self._time)
        elif isinstance(cell, dt.datetime) and cell.tzinfo is None and cell >= _FIRST_DATE:
            sheet.write_datetime(row, place, cell, self._moment)
        elif not isinstance(cell, dt.datetime | dt.time) and cell >= _FIRST_DATE.date():
            sheet.write_datetime(row, place, cell, self._date)
        else:
            sheet.write_string(row, place, plain_text(cell), self._as_text)


def write_xlsx(file: IO[bytes], sheets: Sequence[SheetOut], spool: Path, tally: Tally) -> None:
    """Write every sheet; raise ExportError where one is larger than a sheet may be, OSError where the disk is full.

    ``spool`` is a private folder for what must wait on the disk; the caller removes it. ``tally.rows`` counts the
    rows of the first sheet.
    """
    for sheet in sheets:
        if len(sheet.columns) > MOST_COLUMNS:
            raise too_large(f"{len(sheet.columns):,} columns", f"{MOST_COLUMNS:,}")
    options = {
        "constant_memory": True,
        "tmpdir": str(spool),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    abandonable = _Abandonable(file)
    book = xlsxwriter.Workbook(abandonable, options)
    opened: list[object] = []
    try:
        book.set_properties({"created": _CREATED})
        writer = _CellWriter(book, tally)
        names = unique_names(sheet_name(sheet.name) for sheet in sheets)
        for place, (sheet, name) in enumerate(zip(sheets, names, strict=True)):
            out = book.add_worksheet(name)
            opened.append(out)
            count = _write_sheet(book, out, sheet, writer, tally)
            _mark(book, sheet, name, place)
            if place == 0:
                tally.rows = count
        book.close()
    except FileCreateError as error:  # its way of passing on what the system refused
        raise error.args[0] from error
    finally:
        abandonable.is_abandoned = True
        # On failure XlsxWriter leaves its spool files open, and Windows removes no folder with open files.
        for out in opened:
            spooled = getattr(out, "row_data_fh", None)
            if spooled is not None and not spooled.closed:
                _close_quietly(spooled)


class _Abandonable:
    """A file that does nothing any more once it's abandoned.

    A zip archive that a failure left half written tries to end itself when it's collected, into a file that is full
    or closed by then, and complains on the terminal.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.is_abandoned = False

    def write(self, data: bytes) -> int:
        return len(data) if self.is_abandoned else self._file.write(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.is_abandoned else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self.is_abandoned else self._file.tell()

    def flush(self) -> None:
        if not self.is_abandoned:
            self._file.flush()


def sheet_name(name: str) -> str:
    """Return a name that Excel accepts: no []:*?/\\, no outer apostrophe, 1 to 27 characters."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")
    # 31 are allowed; four are left for " (2)".
    return clean[:27] or "Sheet"


def _write_sheet(book: xlsxwriter.Workbook, out: _Sheet, sheet: SheetOut, writer: _CellWriter, tally: Tally) -> int:
    """Write a sheet; return the number of its rows, the headings aside."""
    if not sheet.has_headings:
        _write_cells(out, sheet, writer)
        add_charts(book, out, sheet)
        return 0
    plain = book.add_format({"bold": True, "bg_color": HEADER_FILL, "num_format": "@"})
    label = book.add_format({"bold": True, "bg_color": LABEL_FILL, "num_format": "@"})
    for place, column in enumerate(sheet.columns):
        out.set_column(place, place, _width(column))
        out.write_string(0, place, excel_text(column.name, tally), label if column.is_label else plain)
    out.freeze_panes(1, 0)
    number = 0
    for number, row in enumerate(sheet.rows(), start=1):
        if number >= MOST_ROWS:
            raise too_large(f"more than {MOST_ROWS - 1:,} rows", f"{MOST_ROWS:,}")
        tally.row = number + 1
        for place, cell in enumerate(row):
            writer.write(out, number, place, cell)
    if sheet.columns:
        out.autofilter(0, 0, number, len(sheet.columns) - 1)
        colour_scales(out, sheet, number)
    add_charts(book, out, sheet)
    return number


def _mark(book: xlsxwriter.Workbook, sheet: SheetOut, name: str, place: int) -> None:
    """Give what is ours the hidden names by which it's found again: columns of the table, sheets beside it."""
    quoted = name.replace("'", "''")
    for mark, column in own_marks(sheet, place):
        # Its define_name can't hide a name.
        book.defined_names.append([mark, place, f"'{quoted}'!${letters(column)}$1", True])


def _write_cells(out: _Sheet, sheet: SheetOut, writer: _CellWriter) -> None:
    for place, column in enumerate(sheet.columns):
        out.set_column(place, place, _width(column))
    for number, row in enumerate(sheet.rows()):
        for place, cell in enumerate(row):
            writer.write(out, number, place, cell)


def _width(column: OutColumn) -> int:
    return max(1, min(column.width, 255))


def _close_quietly(file: IO[bytes]) -> None:
    try:
        file.close()
    except OSError:
        # The disk is full; the error that brought us here says so.
        return
