"""A workbook comes back untouched, plus columns."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from emodesk.core.errors import CannotAddColumnsError, ExportError
from emodesk.core.table import AddedColumns, OutColumn, Source, TextCells
from emodesk.sheets import add_columns, earlier_columns, read_table
from emodesk.sheets.patch.package import Package
from tests.workbooks import check_all
from tests.workbooks.comparison import MAIN, compare, hashes
from tests.workbooks.own_workbooks import SHEET, write_book
from tests.workbooks.samples import COLUMNS, add_labels, label, source_of

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl says what it would lose


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """Return a workbook with about everything in it that people have."""
    path = tmp_path / "rich.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("Answers"), book.add_worksheet("It's other")
    bold = book.add_format({"bold": True, "bg_color": "#FFEE99", "border": 1})
    sheet.write_row(0, 0, ["id", "answer", "score", "day"], bold)
    for row in range(1, 9):
        sheet.write_row(row, 0, [f"{row:03}", f"I was there {row}", row / 2])
        sheet.write_datetime(row, 3, dt.datetime(2024, 1, row), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001  a spreadsheet's dates have no zone
    sheet.write_formula("C10", "=SUM(C2:C9)", None, 18)
    sheet.freeze_panes(1, 1)
    sheet.autofilter("A1:D9")
    sheet.set_column("A:B", 20)
    sheet.conditional_format("C2:C9", {"type": "data_bar"})
    sheet.data_validation("A2:A9", {"validate": "length", "criteria": "<", "value": 9})
    sheet.write_comment("B2", "a note")
    sheet.merge_range("A12:D12", "merged")
    sheet.set_footer("&CPage &P")
    sheet.protect("secret", {"autofilter": True})
    sheet.add_sparkline("D11", {"range": "Answers!C2:C9"})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Answers!$C$2:$C$9"})
    other.insert_chart("A1", chart)
    other.write_url("H1", "https://example.org")
    book.define_name("Scores", "=Answers!$C$2:$C$9")
    book.close()
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a workbook with an Excel table that begins in B3 and has totals."""
    path = tmp_path / "table.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    columns = [{"header": "answer", "total_string": "Total"}, {"header": "score", "total_function": "sum"}]
    data = [[f"I was there {row}", row] for row in range(6)]
    sheet.add_table("B3:C10", {"columns": columns, "data": data, "total_row": True, "name": "Answers"})
    book.close()
    return path


def test_that_everything_but_the_new_columns_stays(rich: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    before = rich.read_bytes()
    report = add_labels(rich, target, range(2, 10))
    found = compare(rich, target, SHEET, range(5, 9), range(1, 10))
    assert found.new_cells == 4 + 8 * 3 + 3
    assert len(found.added) == 2
    assert report.rows == 8
    assert rich.read_bytes() == before
    book = openpyxl.load_workbook(target)
    sheet = book["Answers"]
    assert [sheet.cell(1, column).value for column in range(5, 9)] == [column.name for column in COLUMNS]
    assert sheet["E1"].fill.fgColor.rgb == sheet["D1"].fill.fgColor.rgb == "FFFFEE99"
    assert sheet["E2"].number_format == "0.000"
    assert sheet.column_dimensions["E"].width == 12
    assert sheet.freeze_panes == "B2"
    assert book.sheetnames == ["Answers", "It's other", "Codebook", "Provenance"]
    assert {str(each.sqref) for each in sheet.data_validations.dataValidation} == {"A2:A9", "F2:F9"}
    book.close()


def test_that_labels_added_twice_are_the_same(rich: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.xlsx", tmp_path / "twice.xlsx"
    add_labels(rich, once, range(2, 10))
    add_labels(once, twice, range(2, 10))
    assert hashes(once) == hashes(twice)
    assert earlier_columns(source_of(once, "Answers"), TextCells(2, 9)) == {column.name for column in COLUMNS}
    assert earlier_columns(source_of(rich, "Answers"), TextCells(2, 9)) == frozenset()


def test_that_only_edited_cells_differ_and_a_style_the_user_gave_stays(rich: Path, tmp_path: Path) -> None:
    once, styled, edited = tmp_path / "once.xlsx", tmp_path / "styled.xlsx", tmp_path / "edited.xlsx"
    add_labels(rich, once, range(2, 10))
    with zipfile.ZipFile(once) as archive, zipfile.ZipFile(styled, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            if name == SHEET:
                content = content.replace(b'<c r="G4" t=', b'<c r="G4" s="1" t=')
            out.writestr(name, content)
    add_labels(styled, edited, range(2, 10), labels={4: (0.5, 3, "love", None)})
    with zipfile.ZipFile(styled) as one, zipfile.ZipFile(edited) as two:
        before, after = (cells(archive.read(SHEET)) for archive in (one, two))
    changed = {place for place in before | after if before.get(place) != after.get(place)}
    assert changed == {"F4", "G4"}  # the score was 0.5 before
    assert b'r="G4" s="1"' in after["G4"]


def test_that_a_column_whose_heading_was_changed_belongs_to_the_user(rich: Path, tmp_path: Path) -> None:
    once, renamed, target = tmp_path / "once.xlsx", tmp_path / "renamed.xlsx", tmp_path / "target.xlsx"
    add_labels(rich, once, range(2, 10))
    with zipfile.ZipFile(once) as archive, zipfile.ZipFile(renamed, "w") as out:
        for name in archive.namelist():
            out.writestr(name, archive.read(name).replace(b"<t>emotions</t>", b"<t>my notes</t>"))
    add_labels(renamed, target, range(2, 10))
    names = [column.name for column in read_table(target).columns]
    assert names == ["id", "answer", "score", "day", "valence", "sentiment", "my notes", "needs_attention", "emotions"]


def test_that_a_table_grows_and_its_totals_are_no_row(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    add_labels(table, target, range(4, 11), header_row=3)
    found = compare(table, target, SHEET, range(4, 8), range(3, 11))
    assert "xl/tables/table1.xml" in found.changed
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    grown = sheet.tables["Answers"]
    assert grown.ref == "B3:G10"
    assert grown.autoFilter.ref == "B3:G9"
    assert [column.name for column in grown.tableColumns][2:] == [column.name for column in COLUMNS]
    assert [sheet.cell(10, column).value for column in range(4, 8)] == [None] * 4
    book.close()
    again = tmp_path / "again.xlsx"
    add_labels(target, again, range(4, 11), header_row=3)
    assert hashes(again) == hashes(target)


def test_that_cells_right_of_a_table_keep_it_from_growing(tmp_path: Path) -> None:
    path, target = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.add_table("A1:B9", {"columns": [{"header": "answer"}, {"header": "n"}]})
    sheet.write("E1", "note")
    book.close()
    add_labels(path, target, range(2, 10))
    found = compare(path, target, SHEET, range(6, 10), range(1, 10))
    assert "xl/tables/table1.xml" not in found.changed


def filter_of(path: Path) -> tuple[str | None, list[str]]:
    """Return what the first sheet's own filter spans, and what its hidden name says."""
    with zipfile.ZipFile(path) as archive:
        sheet, book = (etree.fromstring(archive.read(part)) for part in (SHEET, "xl/workbook.xml"))
    names = [name.text or "" for name in book.iter(f"{MAIN}definedName") if name.get("name", "").startswith("_xlnm._F")]
    found = sheet.find(f"{MAIN}autoFilter")
    return (None if found is None else found.get("ref")), names


def test_that_the_sheets_own_filter_grows_together_with_its_hidden_name(rich: Path, tmp_path: Path) -> None:
    target, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    assert filter_of(rich) == ("A1:D9", ["Answers!$A$1:$D$9"])
    add_labels(rich, target, range(2, 10))
    assert filter_of(target) == ("A1:H9", ["Answers!$A$1:$H$9"])
    assert openpyxl.load_workbook(target)["Answers"].auto_filter.ref == "A1:H9"
    add_labels(target, again, range(2, 10))
    assert hashes(again) == hashes(target)


@pytest.mark.parametrize(
    ("part", "old", "new", "grows"),
    [
        (SHEET, b'autoFilter ref="A1:D9"', b'autoFilter ref="A1:C9"', False),
        (SHEET, b'autoFilter ref="A1:D9"', b'autoFilter ref="A2:D9"', False),
        ("xl/workbook.xml", b"Answers!$A$1:$D$9", b"Answers!$A$1:$D$8", False),
        ("xl/workbook.xml", b"_xlnm._FilterDatabase", b"mine", True),
    ],
    ids=["narrower", "not on the header", "name disagrees", "no name"],
)
def test_that_a_filter_stays_where_it_spans_something_else(
    rich: Path, tmp_path: Path, part: str, old: bytes, new: bytes, grows: bool
) -> None:
    path, target = rewritten(rich, tmp_path / "odd.xlsx", replaced(part, old, new)), tmp_path / "out.xlsx"
    before = filter_of(path)
    add_labels(path, target, range(2, 10))
    assert filter_of(target) == (("A1:H9", []) if grows else before)


def test_that_a_sheet_without_header_says_which_columns_are_which(rich: Path, tmp_path: Path) -> None:
    target, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    report = add_labels(rich, target, range(1, 10), header_row=None)
    assert "valence, sentiment, emotions, needs_attention" in report.notes[0]
    assert openpyxl.load_workbook(target).worksheets[0]["E1"].value == label(1)[0]
    add_labels(target, again, range(1, 10), header_row=None)
    assert hashes(again) == hashes(target)


ODD = {
    "no addresses": "<sheetData><row><c t='inlineStr'><is><t>answer</t></is></c></row>"
    "<row><c><v>1</v></c></row><row/><row><c><v>2</v></c></row></sheetData>",
    "void rows": "<sheetData><row r='1'><c r='A1'><v>0</v></c></row><row r='3' spans='1:1'/>"
    "<row r='40' spans='1:1' ht='30' customHeight='1'><c r='A40'><v>2</v></c></row></sheetData>",
    "nothing": "<sheetData/>",
    "blank cells": "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1' s='1'/><c r='F1' s='1'/></row>"
    "<row r='2' s='1' customFormat='1'><c r='A2'><v>1</v></c><c r='C2' s='1'></c><c r='G2' s='1'/></row></sheetData>",
    "wide columns": "<cols><col min='1' max='1' width='9'/><col min='2' max='16384' width='3' hidden='1' style='1'/>"
    "</cols><sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>",
    "a comment": "<sheetData><!-- no cells here --><row r='1' x='a>b'><c r='A1'><v>1</v></c></row></sheetData>",
    "a section": "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t><![CDATA[a & b]]></t></is></c></row>"
    "</sheetData>",
    "a formula": "<sheetData><row r='1'><c r='A1'><f>1&lt;2</f><v>1</v></c></row></sheetData>"
    "<mergeCells count='1'><mergeCell ref='A3:C3'/></mergeCells><rowBreaks count='1'><brk id='1'/></rowBreaks>",
}


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize("name", sorted(ODD))
def test_that_odd_sheets_are_understood(tmp_path: Path, name: str, prefix: str) -> None:
    path, target, again = tmp_path / "odd.xlsx", tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    body = f"<dimension ref='A1'/>{ODD[name]}" if name != "a formula" else ODD[name]
    write_book(path, prefixed(body, prefix), prefix)
    add_labels(path, target, range(2, 10), with_validation=False)
    with zipfile.ZipFile(target) as archive:
        headings = [text.text for text in etree.fromstring(archive.read(SHEET)).iter(f"{MAIN}t")]
    first = {"blank cells": 2, "a formula": 4, "nothing": 1}.get(name, 2)
    compare(path, target, SHEET, range(first, first + 4), range(1, 10))
    assert COLUMNS[0].name in headings
    add_labels(target, again, range(2, 10), with_validation=False)
    assert hashes(again) == hashes(target)
    openpyxl.load_workbook(target).close()


def test_that_blank_cells_keep_their_look_and_hidden_columns_are_shown(tmp_path: Path) -> None:
    path, target = tmp_path / "odd.xlsx", tmp_path / "out.xlsx"
    write_book(path, ODD["wide columns"])
    add_labels(path, target, range(2, 4))
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert not sheet.column_dimensions["B"].hidden
    assert sheet["D2"].fill.fgColor.rgb == "FFFF0000"  # the style of the column
    write_book(path, ODD["blank cells"])
    add_labels(path, target, range(2, 4))
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet["B2"].fill.fgColor.rgb == sheet["D2"].fill.fgColor.rgb == "FFFF0000"  # of the row, of the cell
    assert sheet["B2"].number_format == "0.000"


def test_that_parts_keep_their_bytes_and_their_order(rich: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    add_labels(rich, target, range(2, 10))
    with zipfile.ZipFile(rich) as one, zipfile.ZipFile(target) as two:
        kept = [name for name in one.namelist() if name != "xl/styles.xml"]
        assert [name for name in two.namelist() if name in kept] == kept
        chart = "xl/charts/chart1.xml"
        assert one.getinfo(chart).compress_size == two.getinfo(chart).compress_size


def rewritten(path: Path, target: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> Path:
    """Write a workbook with some parts changed, left out or added."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w") as out:
        for name in archive.namelist():
            content = change(name, archive.read(name))
            if content is not None:
                out.writestr(name, content)
        for name, content in more.items():
            out.writestr(name, content)
    return target


OFFICE_NAME = b"http://schemas.openxmlformats.org/officeDocument"


def replaced(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        assert name != part or old in content
        return content.replace(old, new) if name == part else content

    return change


MAIN_NAME = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SIGNATURE = (
    b'<Relationship Id="rIdS" '
    b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"'
    b' Target="_xmlsignatures/origin.sigs"/></Relationships>'
)
REFUSED: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "signed": (replaced("_rels/.rels", b"</Relationships>", SIGNATURE), "signature"),
    "strict": (
        replaced("_rels/.rels", OFFICE_NAME, b"http://purl.oclc.org/ooxml/officeDocument"),
        "Strict",
    ),
    "strict sheet": (replaced(SHEET, MAIN_NAME, b"http://purl.oclc.org/ooxml/spreadsheetml/main"), "kind"),
    "unknown element": (replaced(SHEET, b"<sheetData>", b"<sheetData><odd/>"), "don't know"),
    "must be understood": (
        replaced(
            SHEET, b"<worksheet ",
            b'<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:MustUnderstand="r" ',
        ),
        "extension",
    ),
    "document type": (replaced(SHEET, b"<worksheet", b"<!DOCTYPE worksheet><worksheet"), "document type"),
    "another encoding": (replaced(SHEET, b'encoding="UTF-8"', b'encoding="ISO-8859-1"'), "encoded"),
    "damaged": (replaced(SHEET, b"</sheetData>", b"<row></sheetData>"), "damaged"),
    "rows in disorder": (replaced(SHEET, b'<row r="3"', b'<row r="2"'), "order"),
    "last column in use": (
        replaced(SHEET, b"</row></sheetData>", b'<c r="XFD12"><v>1</v></c></row></sheetData>'), "XFD",
    ),
    "no sheet part": (lambda name, content: None if name == SHEET else content, "lacks its part"),
}  # fmt: skip


@pytest.mark.parametrize("why", sorted(REFUSED))
def test_that_what_cannot_be_done_safely_is_refused_with_the_reason(rich: Path, tmp_path: Path, why: str) -> None:
    change, says = REFUSED[why]
    path, target = rewritten(rich, tmp_path / "odd.xlsx", change), tmp_path / "out.xlsx"
    with pytest.raises(CannotAddColumnsError, match=says):
        add_labels(path, target, range(2, 10))
    assert not target.exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["odd.xlsx", "rich.xlsx"]


def test_that_a_signature_is_broken_only_when_asked(rich: Path, tmp_path: Path) -> None:
    path = rewritten(rich, tmp_path / "signed.xlsx", REFUSED["signed"][0])
    add_labels(path, tmp_path / "out.xlsx", range(2, 10), break_signature=True)
    compare(path, tmp_path / "out.xlsx", SHEET, range(5, 9), range(1, 10))


def test_that_two_parts_of_one_name_are_refused(rich: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.xlsx"
    shutil.copy(rich, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/Styles.xml", b"<styleSheet/>")
    with pytest.raises(CannotAddColumnsError, match="two parts"):
        Package(path)


def test_that_a_changed_or_missing_source_is_refused(rich: Path, tmp_path: Path) -> None:
    source = Source(rich, "0" * 64, "Answers", header_row=1)
    added = AddedColumns("Answers", 1, TextCells(2, 9), COLUMNS, lambda: [(row, label(row)) for row in range(2, 10)])
    with pytest.raises(CannotAddColumnsError, match="changed after"):
        add_columns(source, tmp_path / "out.xlsx", added, lambda: None)
    rich.unlink()
    with pytest.raises(CannotAddColumnsError, match="isn't where"):
        add_columns(source, tmp_path / "out.xlsx", added, lambda: None)


def test_that_the_source_is_never_the_target(rich: Path) -> None:
    with pytest.raises(ExportError, match="replace the source"):
        add_labels(rich, rich.parent / "." / rich.name, range(2, 10))


def test_that_a_long_text_is_cut_and_reported(tmp_path: Path) -> None:
    path, target = tmp_path / "a.xlsx", tmp_path / "out.xlsx"
    write_book(path, "<sheetData/>")
    report = add_labels(
        path, target, range(2, 4), columns=(OutColumn("note"),), labels={2: ("a" * 40_000,), 3: ("b" * 32_767,)}
    )
    assert report.shortened_rows == (2,)
    rows = read_table(target).rows
    assert len(str(rows[0][0])) == len(str(rows[1][0])) == 32_767


def test_that_every_tenth_workbook_that_excel_made_comes_back(tmp_path: Path, shared_data: Path) -> None:
    paths = sorted((shared_data / "workbooks").iterdir())
    for path in itertools.islice(paths, 0, None, 10):
        assert check_all.check(path, tmp_path).result == "labelled", path.name


def cells(sheet: bytes) -> dict[str, bytes]:
    return {cell.get("r", ""): etree.tostring(cell) for cell in etree.fromstring(sheet).iter(f"{MAIN}c")}


def prefixed(body: str, prefix: str) -> str:
    """Return XML with a prefix before every element's name."""
    if not prefix:
        return body
    whole = re.split(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", body)
    return "".join(part if part.startswith("<!") else re.sub(r"<(/?)(\w)", rf"<\1{prefix}:\2", part) for part in whole)
