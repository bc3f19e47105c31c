"""Tables and filters that stand beside the texts, in the same rows, have nothing to do with the labels."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from emodesk.core.table import TextCells
from emodesk.sheets import read_table
from emodesk.sheets.opendocument.survey import survey_content
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.survey import survey_sheet
from tests.workbooks.comparison import compare, hashes
from tests.workbooks.documents import CONTENT, compare_documents
from tests.workbooks.own_documents import row, sheet_content, write_document
from tests.workbooks.own_workbooks import SHEET, write_book
from tests.workbooks.samples import COLUMNS, add_labels, label

ROWS = range(2, 14)
"""Rows of the texts."""
TABLE = "xl/tables/table1.xml"


def workbook(path: Path, beside: Callable[[Worksheet], object], *, left: int = 0, has_header: bool = True) -> Path:
    """Write a workbook with ids and texts in two columns, from column ``left`` on, and something beside them."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Answers")
    sheet.write_row(0, left, ["id", "answer"] if has_header else ["0", "I was here before"])
    for number in ROWS:
        sheet.write_row(number - 1, left, [number, f"I was there {number}"])
    beside(sheet)
    book.close()
    return path


def lookup(area: str, *, totals: bool = False) -> Callable[[Worksheet], object]:
    columns = [{"header": "k", "total_string": "Sum"}, {"header": "v", "total_function": "sum"}]
    return lambda sheet: sheet.add_table(
        area, {"columns": columns, "data": [[1, 2], [3, 4], [5, 6]], "total_row": totals, "name": "Lookup"}
    )


def table_areas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    found = [table.ref for table in book["Answers"].tables.values()]
    book.close()
    return found


@pytest.mark.parametrize("has_header", [True, False], ids=["names", "no names"])
def test_that_the_totals_of_a_table_beside_the_texts_take_no_label_from_them(tmp_path: Path, has_header: bool) -> None:
    path = workbook(tmp_path / "a.xlsx", lookup("E1:F5", totals=True), has_header=has_header)
    target, header_row, rows = tmp_path / "out.xlsx", 1 if has_header else None, range(2 if has_header else 1, 14)
    add_labels(path, target, rows, header_row=header_row, text_column=1)
    assert compare(path, target, SHEET, range(7, 11), range(1, 14)).added
    read = {number: cells[6:10] for number, cells in enumerate(read_table(target, header=False).rows, start=1)}
    assert [read[number] for number in rows] == [label(number) for number in rows]
    assert table_areas(target) == ["E1:F5"]


@pytest.mark.parametrize("area", ["D1:E4", "D1:E13"])
def test_that_a_table_beside_the_texts_stays_as_wide_as_it_is(tmp_path: Path, area: str) -> None:
    path, target = workbook(tmp_path / "a.xlsx", lookup(area)), tmp_path / "out.xlsx"
    add_labels(path, target, ROWS, text_column=1)
    assert hashes(target)[TABLE] == hashes(path)[TABLE]
    assert table_areas(target) == [area]


def test_that_a_table_left_of_the_texts_stays_as_wide_as_it_is(tmp_path: Path) -> None:
    path, target = workbook(tmp_path / "a.xlsx", lookup("A1:B4"), left=2), tmp_path / "out.xlsx"
    add_labels(path, target, ROWS, text_column=3)
    assert table_areas(target) == ["A1:B4"]


@pytest.mark.parametrize("left", [0, 1, 5])
def test_that_the_texts_own_table_grows_wherever_the_sheet_begins(tmp_path: Path, left: int) -> None:
    def own(sheet: Worksheet) -> None:
        sheet.add_table(0, left, 12, left + 1, {"columns": [{"header": "id"}, {"header": "answer"}]})

    path, target = workbook(tmp_path / "a.xlsx", own, left=left), tmp_path / "out.xlsx"
    add_labels(path, target, ROWS, text_column=1)
    first, last = chr(ord("A") + left), chr(ord("A") + left + 1 + len(COLUMNS))
    assert table_areas(target) == [f"{first}1:{last}13"]


def test_that_a_formula_left_of_the_texts_that_came_to_nothing_moves_nothing(tmp_path: Path) -> None:
    path, target = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A20"] = "=1+1"  # without the value that a spreadsheet program would keep beside it
    sheet["C1"] = "answer"
    for number in ROWS:
        sheet[f"C{number}"] = f"I was there {number}"
    sheet.auto_filter.ref = "C1:C13"
    book.save(path)
    assert [column.name for column in read_table(path).columns] == ["answer"]
    add_labels(path, target, ROWS, text_column=0)
    assert openpyxl.load_workbook(target).worksheets[0].auto_filter.ref == "C1:G13"


def test_that_a_filter_beside_the_texts_stays_as_wide_as_it_is(tmp_path: Path) -> None:
    def beside(sheet: Worksheet) -> None:
        sheet.write_row(0, 3, ["k", "v"])
        sheet.autofilter("D1:E4")

    path, target = workbook(tmp_path / "a.xlsx", beside), tmp_path / "out.xlsx"
    add_labels(path, target, ROWS, text_column=1)
    book = openpyxl.load_workbook(target)
    assert book["Answers"].auto_filter.ref == "D1:E4"
    book.close()
    with zipfile.ZipFile(target) as archive:
        assert b"Answers!$D$1:$E$4" in archive.read("xl/workbook.xml")


@pytest.mark.parametrize(
    ("before", "texts_in", "grown"), [("", 1, "E4"), ("", 3, "I4"), ("<table:table-cell/>", 2, "J4")],
    ids=["beside", "over", "over, and the sheet begins in B"],
)  # fmt: skip
def test_that_a_filter_of_a_document_grows_only_over_the_texts(
    tmp_path: Path, before: str, texts_in: int, grown: str
) -> None:
    first, last = ("E", "F") if before else ("D", "E")
    ranges = (
        f'<table:database-ranges><table:database-range table:name="f" table:display-filter-buttons="true"'
        f' table:target-range-address="Answers.{first}1:Answers.{last}4"/></table:database-ranges>'
    )
    rows = row("id", "answer", "", "k", "v") + "".join(row(str(at), f"text {at}", "", "1", "2") for at in ROWS)
    rows = rows.replace("<table:table-row>", f"<table:table-row>{before}")
    content = sheet_content(rows).replace("</office:spreadsheet>", f"{ranges}</office:spreadsheet>")
    path, target = write_document(tmp_path / "a.ods", content), tmp_path / "out.ods"
    add_labels(path, target, ROWS, text_column=3 if grown == "J4" else texts_in)
    at = 7 if before else 6
    compare_documents(path, target, "Answers", range(at, at + 4), range(1, 14))
    with zipfile.ZipFile(target) as archive:
        found = re.findall(r'target-range-address="[^"]*Answers\.(\w+)"', archive.read(CONTENT).decode())
    assert found == [grown]


CELL = "<table:table-cell"
PERHAPS_NOTHING = [
    '<c r="A2"><f>1</f><v/></c>', '<c r="A2"><f>1</f></c>', '<c r="A2"><v>0</v></c>', '<c r="A2" t="n"><v></v></c>',
    '<c r="A2" t="str"><f>1</f><v></v></c>', '<c r="A2" t="str"><f>1</f></c>', '<c r="A2" t="s"><v></v></c>',
    '<c r="A2" t="inlineStr"><is><t/></is></c>', '<c r="A2" t="inlineStr"><is/></c>', '<c r="A2" s="1"/>',
    '<c r="A2" t="e"><v>#N/A</v></c>', '<c r="A2" t="b"><v>1</v></c>', '<c r="A2" t="d"><v>2024-01-01</v></c>',
    f'{CELL} office:value-type="string"/>', f'{CELL} table:formula="of:=1"/>', f"{CELL}><text:p>x</text:p>",
    f'{CELL} office:value-type="string" office:string-value=""/>', f"{CELL}/>",
    f'{CELL} table:formula="of:=1" office:value-type="float" office:value="1"/>',
]  # fmt: skip


@pytest.mark.parametrize("cell", PERHAPS_NOTHING)
def test_that_a_sheet_begins_where_the_reader_says(tmp_path: Path, cell: str) -> None:
    texts = TextCells(2, 2)
    if cell.startswith(CELL):
        closed = cell if cell.endswith("/>") else f"{cell}</table:table-cell>"
        second = f"<table:table-row>{closed}<table:table-cell/>"
        rows = row("", "", "a") + row("", "", "b").replace("<table:table-row><table:table-cell/>", second)
        path = write_document(tmp_path / "a.ods", sheet_content(rows.replace(f"{second}<table:table-cell/>", second)))
        with Package(path) as package, package.open(CONTENT) as part:
            document = survey_content(part, CONTENT, None, 1, texts, lambda: None).sheet
        assert document is not None
        found = document.first_filled
    else:
        path = tmp_path / "a.xlsx"
        write_book(
            path,
            '<sheetData><row r="1"><c r="C1" t="str"><v>x</v></c></row>'
            f'<row r="2">{cell}<c r="C2"><v>1</v></c></row></sheetData>',
        )
        with Package(path) as package, package.open(SHEET) as part:
            found = survey_sheet(part, SHEET, 1, texts, (), lambda: None).first_filled
    start = CalamineWorkbook.from_path(path).get_sheet_by_index(0).start
    assert start is not None
    assert found == start[1]
