"""The clean OpenDocument spreadsheet. Rows are written as they come, so memory doesn't grow with them.

The same data gives the same bytes: the times inside the zip archive are fixed.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Final
from xml.sax.saxutils import quoteattr

from emodesk.core.table import Cell, SheetOut
from emodesk.sheets.charts import scale_colours
from emodesk.sheets.header import unique_names
from emodesk.sheets.opendocument import clean_parts
from emodesk.sheets.opendocument.markup import NAMESPACES, range_address
from emodesk.sheets.opendocument.own_tables import named_range, row_xml, table_start
from emodesk.sheets.opendocument.styles import AutomaticStyles
from emodesk.sheets.outgoing import Tally, own_marks, too_large
from emodesk.sheets.patch.places import MOST_COLUMNS, MOST_ROWS, Range
from emodesk.sheets.write_xlsx import HEADER_FILL, LABEL_FILL, sheet_name

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


def write_ods(file: IO[bytes], sheets: Sequence[SheetOut], tally: Tally) -> None:
    """Write every sheet; raise ExportError where one is larger than a sheet may be, OSError where the disk is full.

    ``tally.rows`` counts the rows of the first sheet.
    """
    for sheet in sheets:
        if len(sheet.columns) > MOST_COLUMNS:
            raise too_large(f"{len(sheet.columns):,} columns", f"{MOST_COLUMNS:,}")
    names = unique_names(sheet_name(sheet.name) for sheet in sheets)
    with zipfile.ZipFile(file, "w") as archive:
        # First and unpacked: so other programs know the file by its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", _FIRST_DAY), clean_parts.MIMETYPE)
        for part, text in (
            ("META-INF/manifest.xml", clean_parts.MANIFEST),
            ("styles.xml", clean_parts.STYLES),
            (
                "settings.xml",
                clean_parts.settings_part(
                    name for name, sheet in zip(names, sheets, strict=True) if sheet.has_headings
                ),
            ),
        ):
            archive.writestr(_entry(part), text)
        with archive.open(_entry("content.xml"), "w", force_zip64=True) as content:
            _Content(sheets, names, tally).write(content)


def _entry(part: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Content:
    """The part that holds all sheets."""

    def __init__(self, sheets: Sequence[SheetOut], names: Sequence[str], tally: Tally) -> None:
        self._sheets = sheets
        self._names = names
        self._tally = tally
        self._rows: list[int] = []
        """How many rows each sheet has, its headings included."""

    def write(self, out: IO[bytes]) -> None:
        """Write the part: styles first, because they stand before what uses them."""
        styles = AutomaticStyles(clean_parts.HEAD.encode(), None, NAMESPACES)
        heading, label = styles.heading(HEADER_FILL), styles.heading(LABEL_FILL)
        widths = [[styles.column(column.width) for column in sheet.columns] for sheet in self._sheets]
        out.write(clean_parts.HEAD.encode() + b"<office:automatic-styles>" + clean_parts.TIME_STYLES.encode())
        out.write(b"".join(styles.added) + b"</office:automatic-styles><office:body><office:spreadsheet>")
        for place, (sheet, name) in enumerate(zip(self._sheets, self._names, strict=True)):
            out.write(table_start(name, widths[place]))
            headings = [label if column.is_label else heading for column in sheet.columns]
            for row in self._rows_of(sheet, headings, is_first=place == 0):
                out.write(row)
            out.write(_marks(sheet, name, place))
            out.write(self._colours(sheet, name).encode() + b"</table:table>")
        out.write(self._filters().encode() + b"</office:spreadsheet></office:body></office:document-content>")

    def _rows_of(self, sheet: SheetOut, headings: Sequence[str], *, is_first: bool) -> Iterator[bytes]:
        number = 0
        if sheet.has_headings:
            number = self._tally.row = 1
            yield row_xml(tuple(column.name for column in sheet.columns), headings, self._tally)
        for row in sheet.rows():
            if number >= MOST_ROWS:
                raise too_large(f"more than {MOST_ROWS - 1:,} rows", f"{MOST_ROWS:,}")
            number = self._tally.row = number + 1
            self._tally.rows += is_first
            yield row_xml(row, [_style(cell) for cell in row], self._tally)
        self._rows.append(number)

    def _colours(self, sheet: SheetOut, name: str) -> str:
        rows = self._rows[-1]
        if not sheet.has_headings or rows < 2:
            return ""
        scales = [
            clean_parts.colour_scale(
                column, range_address(name, Range(place, 2, place, rows)), scale_colours(column.scale)
            )
            for place, column in enumerate(sheet.columns)
            if column.scale
        ]
        return f"<calcext:conditional-formats>{''.join(scales)}</calcext:conditional-formats>" if scales else ""

    def _filters(self) -> str:
        areas = [
            range_address(name, Range(0, 1, len(sheet.columns) - 1, rows))
            for sheet, name, rows in zip(self._sheets, self._names, self._rows, strict=True)
            if sheet.has_headings and sheet.columns
        ]
        ranges = "".join(
            f'<table:database-range table:name="__Anonymous_Sheet_DB__{number}" '
            f'table:target-range-address={quoteattr(area)} table:display-filter-buttons="true"/>'
            for number, area in enumerate(areas)
        )
        return f"<table:database-ranges>{ranges}</table:database-ranges>" if ranges else ""


def _marks(sheet: SheetOut, name: str, place: int) -> bytes:
    """Return the names by which an addition finds again what is ours: columns of the table, sheets beside it."""
    marks = b"".join(named_range(mark, name, column, 1) for mark, column in own_marks(sheet, place))
    return b"<table:named-expressions>" + marks + b"</table:named-expressions>" if marks else b""


def _style(cell: Cell) -> str:
    """Return the style that shows a cell as what it is."""
    if isinstance(cell, dt.datetime):
        return "moment"
    if isinstance(cell, dt.date):
        return "date"
    if isinstance(cell, dt.time):
        return "time"
    return "span" if isinstance(cell, dt.timedelta) else ""
