"""Sheets that we write: codebook and provenance in a file that isn't ours, and all of a clean one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from emodesk.core.table import Row, SheetOut
from emodesk.sheets.opendocument.cells import cell_markup
from emodesk.sheets.opendocument.markup import cell_address
from emodesk.sheets.outgoing import Tally


def named_range(name: str, sheet: str, column: int, row: int) -> bytes:
    """Return a name for a cell: column 0-based, row 1-based."""
    address = quoteattr(cell_address(sheet, column, row))
    return (
        f"<table:named-range table:name={quoteattr(name)} table:base-cell-address={address} "
        f"table:cell-range-address={address}/>"
    ).encode()


def table_start(name: str, column_styles: Sequence[str]) -> bytes:
    """Return the beginning of a sheet, its columns included."""
    columns = "".join(f'<table:table-column table:style-name="{style}"/>' for style in column_styles)
    return f"<table:table table:name={quoteattr(name)}>{columns}".encode()


def row_xml(row: Row, styles: Sequence[str], tally: Tally, formats: Sequence[str] | None = None) -> bytes:
    """Return a row of cells; an empty style is none. ``formats`` say how numbers are shown."""
    parts = []
    for place, (cell, style) in enumerate(zip(row, styles, strict=True)):
        markup = cell_markup(cell, tally, "" if formats is None else formats[place])
        start = f'<table:table-cell table:style-name="{style}"' if style else "<table:table-cell"
        parts.append(
            f"{start}{markup.attributes}" + (f">{markup.content}</table:table-cell>" if markup.content else "/>")
        )
    return f"<table:table-row>{''.join(parts)}</table:table-row>".encode()


def prose_sheet(
    sheet: SheetOut, name: str, mark: str, column_styles: Sequence[str], heading: str, prose: str
) -> Iterator[bytes]:
    """Yield a sheet of long texts under this name; ``mark`` is a name for its first cell, by which it's known again."""
    tally = Tally()  # the report counts the cells of the labels alone
    width = len(sheet.columns)
    yield table_start(name, column_styles)
    yield row_xml(tuple(column.name for column in sheet.columns), [heading] * width, tally)
    for row in sheet.rows():
        yield row_xml(row, [prose] * width, tally)
    yield b"<table:named-expressions>" + named_range(mark, name, 0, 1) + b"</table:named-expressions></table:table>"
