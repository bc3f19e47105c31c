"""A file that was labelled before, and that somebody has worked in since, is labelled again."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from python_calamine import CalamineWorkbook

from emodesk.core.table import Row, TextCells
from emodesk.sheets import earlier_columns, read_table
from tests.workbooks.comparison import hashes
from tests.workbooks.documents import CONTENT
from tests.workbooks.own_documents import row, sheet_content, write_document
from tests.workbooks.own_workbooks import SHEET
from tests.workbooks.samples import COLUMNS, add_labels, label, source_of

HEADER, ROWS, LAST = 2, range(3, 15), 17
"""Row of the names, rows of the texts, and the last of some rows without one."""
TEXTLESS = frozenset({7, 15, 16, 17})
TEXTS = TextCells(ROWS.start, LAST, 1, TEXTLESS)
NAMES = [column.name for column in COLUMNS]
SKIPPED: Row = (None, None, None, "empty, skipped")
BESIDE = tuple(replace(column, name=f"{column.name} (EmoDesk)") for column in COLUMNS)
Change = Callable[[str], str]


def labelled(source: Path, target: Path, *, columns: Iterable[Any] = COLUMNS) -> Path:
    """Add labels, as an export does."""
    labels = {at: SKIPPED if at in TEXTLESS else label(at) for at in range(ROWS.start, LAST + 1)}
    add_labels(
        source, target, range(ROWS.start, LAST + 1), header_row=HEADER, text_column=1, textless=TEXTLESS,
        labels=labels, columns=tuple(columns), with_validation=False,
    )  # fmt: skip
    return target


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook with a title, texts, and rows without one, labelled once."""
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Answers")
    sheet.write_row(0, 0, ["Survey", None, None])
    sheet.write_row(1, 0, ["id", "answer"])
    for at in range(ROWS.start, LAST + 1):
        sheet.write_row(at - 1, 0, [at, None if at in TEXTLESS else f"I was there {at}"])
    made.close()
    return labelled(path, tmp_path / "once.xlsx")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Return a spreadsheet like it."""
    rows = row("Survey") + row("id", "answer")
    rows += "".join(row(str(at), "" if at in TEXTLESS else f"I was {at}") for at in range(ROWS.start, LAST + 1))
    return labelled(write_document(tmp_path / "a.ods", sheet_content(rows)), tmp_path / "once.ods")


def edited(path: Path, changes: dict[str, Any]) -> Path:
    """Write into a workbook as openpyxl does: its bytes are others, its names and cells the same."""
    target = path.with_name(f"edited{path.suffix}")
    opened = openpyxl.load_workbook(path)
    for at, value in changes.items():
        opened.worksheets[0][at] = value
    opened.save(target)
    return target


def changed_content(path: Path, change: Change) -> Path:
    """Write a document with its content changed."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(CONTENT).decode()
    assert change(content) != content
    return write_document(path.with_name("edited.ods"), change(content))


def cells(path: Path) -> dict[str, object]:
    """Return a workbook's filled cells by their address."""
    opened = openpyxl.load_workbook(path)
    found = {cell.coordinate: cell.value for line in opened.worksheets[0].iter_rows() for cell in line}
    opened.close()
    return {at: value for at, value in found.items() if value is not None}


def headings(path: Path) -> list[object]:
    """Return the row of the names, as the reader sees it."""
    lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [cell for cell in lines[HEADER - 1] if cell != ""]


def replaced_row(text: str, number: int, new: str) -> str:
    """Return the content with the row of an id replaced by another one."""
    start = text.index(f"<table:table-row>{row(str(number))[len('<table:table-row>') : -len('</table:table-row>')]}")
    end = text.index("</table:table-row>", start) + len("</table:table-row>")
    return text[:start] + new + text[end:]


NOTES = {"C15": 0.4711, "E16": "checked by Anna", "F16": "mine", "C7": 0.5, "D17": "=1+1"}


def test_that_a_workbooks_rows_without_a_text_keep_what_somebody_wrote_there(book: Path, tmp_path: Path) -> None:
    path = edited(book, NOTES)
    before = cells(path)
    target = labelled(path, tmp_path / "twice.xlsx")
    assert cells(target) == before
    assert before["F15"] == before["F7"] == before["F17"] == "empty, skipped"
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES)


def test_that_a_documents_rows_without_a_text_keep_what_somebody_wrote_there(document: Path, tmp_path: Path) -> None:
    mine = row("15", "", "0.4711", "", "checked by Anna", "")
    path = changed_content(document, lambda text: replaced_row(text, 15, mine))
    target = labelled(path, tmp_path / "twice.ods")
    lines = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert lines[14] == ["15", "", "0.4711", "", "checked by Anna", "empty, skipped"]
    assert lines[13][2:] == [cell or "" for cell in label(14)]
    assert lines[15][2:] == ["", "", "", "empty, skipped"]
    assert hashes(labelled(target, tmp_path / "thrice.ods")) == hashes(target)


def test_that_a_text_that_is_there_again_gets_its_labels(book: Path, tmp_path: Path) -> None:
    path, target = edited(book, {"B7": "I am back", "C7": 9, "F7": "empty, skipped"}), tmp_path / "twice.xlsx"
    add_labels(path, target, range(3, 15), header_row=HEADER, text_column=1, with_validation=False)
    found = cells(target)
    assert [found.get(f"{letter}7") for letter in "CDEF"] == [
        cell.replace("_x", "_x005F_x") if isinstance(cell, str) else cell for cell in label(7)
    ]


MEANS = {
    "below the table": {"C20": "=AVERAGE(C3:C14)", "D20": "=SUM(D3:D14)"},
    "in a row without a text": {"C16": "=AVERAGE(C3:C14)"},
}


@pytest.mark.parametrize("where", sorted(MEANS))
def test_that_a_mean_below_the_labels_leaves_the_column_ours(book: Path, tmp_path: Path, where: str) -> None:
    path = edited(book, MEANS[where])
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES)
    twice = labelled(path, tmp_path / "twice.xlsx")
    assert headings(twice) == ["id", "answer", *NAMES]
    assert cells(twice) == cells(path)
    thrice = labelled(twice, tmp_path / "thrice.xlsx")
    assert hashes(thrice) == hashes(twice)
    assert read_table(thrice).source.header_row == HEADER


@pytest.mark.parametrize("at", ["C5", "C2"], ids=["instead of a label", "instead of the heading"])
def test_that_a_formula_where_we_write_makes_the_column_the_users(book: Path, tmp_path: Path, at: str) -> None:
    path = edited(book, {at: '="valence"'})
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES) - {"valence"}
    twice = labelled(path, tmp_path / "twice.xlsx", columns=(BESIDE[0], *COLUMNS[1:]))
    assert cells(twice)[at] == '="valence"'
    assert cells(twice)["G2"] == "valence (EmoDesk)"
    ours = {"valence (EmoDesk)", *NAMES[1:]}
    assert earlier_columns(source_of(twice, "Answers", HEADER), TEXTS) == ours
    assert hashes(labelled(twice, tmp_path / "thrice.xlsx", columns=(BESIDE[0], *COLUMNS[1:]))) == hashes(twice)


@pytest.mark.parametrize("has_formula", [False, True], ids=["totals", "totals with a formula"])
def test_that_a_function_in_a_tables_totals_leaves_the_column_ours(tmp_path: Path, has_formula: bool) -> None:
    path, once, twice = tmp_path / "a.xlsx", tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    made = xlsxwriter.Workbook(str(path))
    columns = [{"header": "id", "total_string": "Total"}, {"header": "answer", "total_function": "count"}]
    data = [[at, f"I was there {at}"] for at in range(2, 8)]
    made.add_worksheet().add_table("A1:B8", {"columns": columns, "data": data, "total_row": True, "name": "Answers"})
    made.close()
    add_labels(path, once, range(2, 9), text_column=1)
    if has_formula:
        once = edited(once, {"C8": "=SUBTOTAL(101,Answers[valence])"})
    assert earlier_columns(source_of(once, "Sheet1"), TextCells(2, 8, 1)) == set(NAMES)
    add_labels(once, twice, range(2, 9), text_column=1)
    assert cells(twice) == cells(once)


FORMULA = (
    '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"><text:p>1</text:p>'
    "</table:table-cell>"
)


@pytest.mark.parametrize("at", [16, 18])
def test_that_a_mean_below_a_documents_labels_leaves_the_column_ours(document: Path, tmp_path: Path, at: int) -> None:
    mean = f"<table:table-row><table:table-cell table:number-columns-repeated='2'/>{FORMULA}</table:table-row>"
    if at == 16:
        path = changed_content(document, lambda text: replaced_row(text, 16, mean))
    else:
        # As it's often written: the formula's row stands for itself, the rows behind it for a million.
        path = changed_content(document, lambda text: text.replace(mark := "<table:named-exp", f"{mean}{mark}", 1))
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES)
    target = labelled(path, tmp_path / "twice.ods")
    assert headings(target) == ["id", "answer", *NAMES]
    with zipfile.ZipFile(target) as archive:
        assert archive.read(CONTENT).decode().count(FORMULA) == 1
    assert hashes(labelled(target, tmp_path / "thrice.ods")) == hashes(target)


def test_that_a_formula_instead_of_a_documents_label_makes_the_column_the_users(document: Path, tmp_path: Path) -> None:
    mine = f"{row('5', 'I was 5').removesuffix('</table:table-row>')}{FORMULA}</table:table-row>"
    path = changed_content(document, lambda text: replaced_row(text, 5, mine))
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES[1:])
    target = labelled(path, tmp_path / "twice.ods", columns=(BESIDE[0], *COLUMNS[1:]))
    assert headings(target) == ["id", "answer", *NAMES, "valence (EmoDesk)"]
    assert earlier_columns(source_of(target, "Answers", HEADER), TEXTS) == {"valence (EmoDesk)", *NAMES[1:]}


@pytest.mark.parametrize("shared", [False, True], ids=["inline", "shared"])
def test_that_an_indented_sheet_shows_the_same_headings(book: Path, tmp_path: Path, shared: bool) -> None:
    source, path = edited(book, {}) if shared else book, tmp_path / "indented.xlsx"
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(path, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            if name == SHEET:
                root = etree.fromstring(content)
                etree.indent(root)
                content = etree.tostring(root)
            out.writestr(name, content)
    assert earlier_columns(source_of(path, "Answers", HEADER), TEXTS) == set(NAMES)
    target = labelled(path, tmp_path / "twice.xlsx")
    assert headings(target) == ["id", "answer", *NAMES]
