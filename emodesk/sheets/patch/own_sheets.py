"""Sheets that come along with the columns: codebook and provenance, in a workbook that isn't ours."""

from __future__ import annotations

from typing import IO, Final

from emodesk.core.table import SheetOut
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.cells import CellWriter
from emodesk.sheets.patch.formats import CellFormats
from emodesk.sheets.patch.package import PartWriter
from emodesk.sheets.patch.parts import MAIN
from emodesk.sheets.patch.places import letters

_START: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_END: Final = (
    '</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
)


def sheet_writer(sheet: SheetOut, formats: CellFormats) -> PartWriter:
    """Return what writes the sheet's part. The formats that it needs are taken now."""
    heading, prose = formats.heading(), formats.prose()

    def write(file: IO[bytes]) -> None:
        tally = Tally()  # the report counts the cells of the labels alone
        writers = [
            CellWriter("", letters(place), tally, heading_style=heading, style=prose)
            for place in range(len(sheet.columns))
        ]
        file.write(_START.encode())
        widths = "".join(
            f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
            for place, column in enumerate(sheet.columns, start=1)
        )
        file.write(f"<cols>{widths}</cols><sheetData>".encode())
        names = tuple(column.name for column in sheet.columns)
        for number, row in enumerate((names, *sheet.rows()), start=1):
            cells = [
                writer.cell(number, cell, None, is_header=number == 1)
                for writer, cell in zip(writers, row, strict=True)
            ]
            file.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
        file.write(_END.encode())

    return write
