"""`emodesk label` gives the user's own workbook back with columns added, or says why it's another one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from emodesk.sheets import list_sheets, read_table
from tests.cli.conftest import Outcome, records, sentences, write_csv
from tests.workbooks.comparison import compare, hashes
from tests.workbooks.documents import compare_documents
from tests.workbooks.own_documents import row, sheet_content, write_document

Label = Callable[..., Outcome]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a workbook whose table begins below a title, with a chart beside it and a column to group by."""
    path = tmp_path / "book.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Answers")
    sheet.write("A1", "A survey")
    sheet.write_row("B4", ["id", "answer", "group"])
    for place, text in enumerate(sentences(6)):
        sheet.write_row(4 + place, 1, [place, text, "ab"[place % 2]])
    chart = made.add_chart({"type": "pie"})
    chart.add_series({"values": "=Answers!$B$5:$B$10"})
    sheet.insert_chart("H2", chart)
    made.close()
    return path


def test_that_the_own_workbook_comes_back_with_columns(book: Path, label: Label) -> None:
    outcome = label(book)
    (summary,) = outcome.files
    output = book.with_name("book_emodesk.xlsx")
    assert (summary["output"], summary["is_own_file"], summary["why_clean"]) == (str(output), True, "")
    found = compare(book, output, SHEET, range(5, 8), range(4, 11))
    assert found.identical == len(hashes(book)) - 5
    opened = openpyxl.load_workbook(output)
    sheet = opened["Answers"]
    assert [sheet.cell(4, column).value for column in range(5, 8)] == [
        "valence",
        "valence_confidence",
        "needs_attention",
    ]
    assert all(isinstance(sheet.cell(row, 5).value, float | int) for row in range(5, 11))
    opened.close()


def test_that_an_earlier_output_is_labelled_without_doubled_columns(book: Path, label: Label) -> None:
    label(book)
    first = book.with_name("book_emodesk.xlsx")
    label(first, "-o", "second.xlsx", "--text-column", "answer")
    second = book.with_name("second.xlsx")
    one, two = hashes(first), hashes(second)
    # The second provenance names the first output as its source.
    assert {name for name in one if one[name] != two[name]} == {"xl/worksheets/sheet3.xml"}
    assert list(one) == list(two)
    label(first, "-o", "clean.xlsx", "--style", "clean", "--text-column", "answer")
    assert list(records(book.with_name("clean.xlsx"))[0]) == [
        "Column A", "id", "answer", "group", "valence", "valence_confidence", "needs_attention",
    ]  # fmt: skip


def test_that_a_clean_workbook_has_a_summary_with_charts_by_group(book: Path, label: Label) -> None:
    outcome = label(
        book, "--style", "clean", "--group-by", "group", "-o", "clean.xlsx", "--tasks", "v-reg,v-oc,e-c,ei-reg"
    )
    assert outcome.files[0]["is_own_file"] is False
    clean = book.with_name("clean.xlsx")
    opened = openpyxl.load_workbook(clean)
    assert opened.sheetnames == ["Answers", "Summary", "Codebook", "Provenance"]
    rows = list(opened["Summary"].iter_rows(values_only=True))
    assert rows[2][:3] == ("valence", "a", "b")
    assert sum(float(str(row[1] or 0)) for row in rows[3:13]) == 3
    assert rows[13][:3] == ("labelled rows", 3, 3)
    scales = [rule.type for area in opened["Answers"].conditional_formatting for rule in area.rules]
    assert scales.count("colorScale") == 6
    assert opened["Answers"].freeze_panes == "A2"
    opened.close()
    with zipfile.ZipFile(clean) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 7
        assert b"Summary!$C$4:$C$13" in archive.read("xl/charts/chart1.xml")


def test_that_a_signed_workbook_is_replaced_by_a_clean_one_unless_it_is_asked_for(book: Path, label: Label) -> None:
    signed = book.with_name("signed.xlsx")
    link = (
        b'<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs" '
        b'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/>'
    )
    with zipfile.ZipFile(book) as archive, zipfile.ZipFile(signed, "w") as out:
        for name in archive.namelist():
            content = archive.read(name)
            out.writestr(
                name,
                content.replace(b"</Relationships>", link + b"</Relationships>") if name == "_rels/.rels" else content,
            )
    (summary,) = label(signed).files
    assert not summary["is_own_file"]
    assert "digital signature" in summary["why_clean"]
    assert "--break-signature" in summary["why_clean"]
    (summary,) = label(signed, "--break-signature").files
    assert summary["is_own_file"]


def test_that_a_macro_workbook_keeps_its_suffix(book: Path, label: Label) -> None:
    macro = book.with_name("macro.xlsm")
    macro.write_bytes(book.read_bytes())
    (summary,) = label(macro).files
    assert summary["output"] == str(book.with_name("macro_emodesk.xlsm"))
    (summary,) = label(macro, "-o", "plain.xlsx").files
    assert "stays as it is only in a .xlsm file" in summary["why_clean"]


def test_that_csv_to_csv_keeps_the_bytes(tmp_path: Path, label: Label) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(3))
    (summary,) = label(source, "-o", "b.csv").files
    assert summary["is_own_file"]
    for before, after in zip(
        source.read_bytes().splitlines(), (tmp_path / "b.csv").read_bytes().splitlines(), strict=True
    ):
        assert after.startswith(before + b",")
    (summary,) = label(source, "-o", "c.csv", "--style", "clean").files
    assert not summary["is_own_file"]
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_that_grouping_asks_for_a_clean_workbook_and_a_column_that_is_there(book: Path, label: Label) -> None:
    assert label(book, "--group-by", "group").code == 2
    refused = label(book, "--style", "clean", "--group-by", "nothing")
    assert refused.code == 2
    assert "no column “nothing”" in refused.stderr


def test_that_an_opendocument_file_comes_back_with_columns_and_can_be_asked_for(book: Path, label: Label) -> None:
    own = write_document(
        book.with_name("own.ods"), sheet_content(row("id", "answer") + "".join(row("1", text) for text in sentences(5)))
    )
    (summary,) = label(own).files
    output = book.with_name("own_emodesk.ods")
    assert (summary["output"], summary["is_own_file"], summary["why_clean"]) == (str(output), True, "")
    compare_documents(own, output, "Answers", range(3, 6), range(1, 7))
    (summary,) = label(output, "-o", "again.ods", "--text-column", "answer").files
    assert summary["is_own_file"]
    names = [column.name for column in read_table(book.with_name("again.ods"), sheet="Answers").columns]
    assert names == ["id", "answer", "valence", "valence_confidence", "needs_attention"]
    (summary,) = label(book, "-o", "new.ods").files
    assert not summary["is_own_file"]
    assert "stays as it is only in a .xlsx file" in summary["why_clean"]
    assert list_sheets(book.with_name("new.ods")) == ("Answers", "Summary", "Codebook", "Provenance")
    clean = read_table(book.with_name("new.ods"))
    assert [column.name for column in clean.columns][-3:] == ["valence", "valence_confidence", "needs_attention"]


def test_that_a_signed_opendocument_file_is_replaced_by_a_clean_one(book: Path, label: Label) -> None:
    content = sheet_content(row("answer") + "".join(map(row, sentences(3))))
    signed = write_document(book.with_name("signed.ods"), content, **{"META-INF__documentsignatures.xml": b"<x/>"})
    (summary,) = label(signed).files
    assert (summary["is_own_file"], summary["output"]) == (False, str(book.with_name("signed_emodesk.ods")))
    assert "--break-signature" in summary["why_clean"]
