"""A cell far out is found whatever the workbook says of its own extent, and a sheet that isn't far is read."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from emodesk.core.errors import InputFileError
from emodesk.sheets import list_sheets, read_table
from tests.workbooks.own_documents import sheet_content, write_document

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXTS = ("text", "I was glad to see them.", "We were all so happy there.")
ROWS = "".join(
    f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
    for row, text in enumerate(TEXTS, start=1)
)
LAST = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def write_sheet(path: Path, content: str, *, prefix: str = "") -> Path:
    """Write a workbook of one sheet, as a program might that isn't a spreadsheet program."""
    name = f"{prefix}:worksheet" if prefix else "worksheet"
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Data" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><{name} {declared}="{MAIN}">{content}</{name}>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return path


def sheet_data(more: str, before: str = "") -> str:
    return f"{before}<sheetData>{ROWS}{more}</sheetData>"


FAR = {
    "no dimension": sheet_data(LAST),
    "too small a dimension": sheet_data(LAST, '<dimension ref="A1:B13"/>'),
    "a dimension with dollars": sheet_data(LAST, '<dimension   ref="$A$1:$B$13"/>'),
    "half way": sheet_data('<row r="500000"><c r="ALL500000"><v>1</v></c></row>'),
    "a hundred columns": sheet_data('<row r="1048576"><c r="CV1048576"><v>1</v></c></row>'),
    "two cells, each far in one way": sheet_data(
        '<row r="4"><c r="XFD4"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
    "a row that there can't be": sheet_data('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'),
    "a cell of another row": sheet_data('<row r="4"><c r="XFD1048576"><v>1</v></c></row>'),
    "single quotes and spaces": sheet_data("<row r = '9'><c s='0'  r = 'XFD1048576'><v>1</v></c></row>"),
    "small letters": sheet_data('<row r="9"><c r="xfd1048576"><v>1</v></c></row>'),
    "no addresses": sheet_data(f'<row r="1048575"/><row>{"<c><v>1</v></c>" * 50}</row>'),
}


@pytest.mark.parametrize("content", FAR.values(), ids=FAR)
def test_that_a_far_cell_is_refused_whatever_the_sheet_says_of_its_extent(tmp_path: Path, content: str) -> None:
    path = write_sheet(tmp_path / "far.xlsx", content)
    with pytest.raises(InputFileError, match="whose used cells reach from A1 to") as caught:
        read_table(path)
    assert "delete the empty rows and columns" in caught.value.hint
    assert list_sheets(path) == ("Data",)


def test_that_it_is_refused_with_prefixes_and_under_another_suffix(tmp_path: Path) -> None:
    content = sheet_data(LAST).replace("<", "<x:").replace("<x:/", "</x:")
    with pytest.raises(InputFileError, match="XFD1048576"):
        read_table(write_sheet(tmp_path / "far.xlsx", content, prefix="x"))
    with pytest.raises(InputFileError, match="XFD1048576"):
        read_table(write_sheet(tmp_path / "far.xls", sheet_data(LAST)))


NEAR = {
    "a dimension that claims the whole sheet": sheet_data("", '<dimension ref="A1:XFD1048576"/>'),
    "a format at the end of the sheet": sheet_data('<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    "a format, written at length": sheet_data('<row r="1048576"><c r="XFD1048576" s="0"></c></row>'),
    "merged cells": sheet_data("") + '<mergeCells count="1"><mergeCell ref="A20:XFD1048576"/></mergeCells>',
}


@pytest.mark.parametrize("content", NEAR.values(), ids=NEAR)
def test_that_what_is_only_claimed_or_formatted_is_not_far(tmp_path: Path, content: str) -> None:
    assert read_table(write_sheet(tmp_path / "near.xlsx", content)).rows == tuple((text,) for text in TEXTS[1:])


def test_that_wide_sheets_and_long_ones_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(2_000):
            sheet.write_row(row, 0, [f"name {place}" if row == 0 else row * place for place in range(200)])
    assert len(read_table(path).columns) == 200
    long = write_sheet(tmp_path / "long.xlsx", sheet_data('<row r="40000"><c r="B40000"><v>1</v></c></row>'))
    assert read_table(long).first_row + len(read_table(long).rows) == 40_001


def test_that_a_far_cell_of_an_opendocument_sheet_is_not_called_damage(tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{text.format(each)}</table:table-row>" for each in TEXTS)
    rows += '<table:table-row table:number-rows-repeated="1048571"><table:table-cell/></table:table-row>'
    rows += (
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        f"{text.format('far')}</table:table-row>"
    )
    path = write_document(tmp_path / "far.ods", sheet_content(rows))
    with pytest.raises(InputFileError, match="reach very far out"):
        read_table(path)


def test_that_the_process_lives_on(tmp_path: Path) -> None:
    """Without the look before, the reading library ends the process, and no ``except`` helps."""
    path = write_sheet(tmp_path / "far.xlsx", sheet_data(LAST))
    code = "import sys; from pathlib import Path; from emodesk.sheets import read_table; read_table(Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "InputFileError" in done.stderr
