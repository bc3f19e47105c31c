"""The column that reads like text is found on tables as people have them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from emodesk.core.errors import TextColumnError
from emodesk.core.table import Column, OutColumn, Row, SheetOut, Source, Table
from emodesk.sheets import SheetFiles, guess_text_column, read_table, text_column, write_sheets
from tests.workbooks.own_documents import sheet_content, write_document

SHORT = ["ok", "fine", "not bad", "too long", "good"]
LONG = [
    "I was nervous at first but everyone was kind to me.",
    "The waiting time made me angry, honestly.",
    "Nothing to add.",
    "My mother felt safe there and so did I, all the time.",
    "It was cold, and the food was worse than at school.",
]


def table(names: list[str], columns: list[list[object]]) -> Table:
    rows: tuple[Row, ...] = tuple(zip(*columns, strict=True))
    return Table(Source(Path("a.csv"), "0", None), tuple(map(Column, range(len(names)), names)), rows)


@pytest.mark.parametrize(
    ("names", "columns", "wanted"),
    [
        (
            ["id", "age", "gender", "q1 in a word", "q2"],
            [list(range(5)), [30, 40, 50, 60, 70], ["f", "m", "f", "m", "x"], SHORT, LONG],
            "q2",
        ),
        (["url", "date", "post"], [["https://a.org/b c"] * 5, ["2024-01-01"] * 5, LONG], "post"),
        (["tweet"], [LONG], "tweet"),
        (["text"], [["great", "bad", "awful", "nice", "meh"]], "text"),
        (["rating", "Review text"], [["Very much agree with it"] * 5, LONG], "Review text"),
        (["city", "Kommentar"], [["New York", "Los Angeles", "San Diego", "St Paul", "Fort Worth"], LONG], "Kommentar"),
        (["Ort", "Beiträge"], [["very nice"] * 5, ["great", "bad", "awful", "nice", "meh"]], "Beiträge"),
        (["a", "b"], [["看護師さんはとても親切でした"] * 5, ["x"] * 5], "a"),
        (["long", "empty"], [LONG, [None] * 5], "long"),
    ],
)
def test_that_the_richest_column_is_chosen(names: list[str], columns: list[list[object]], wanted: str) -> None:
    assert guess_text_column(table(names, columns)).name == wanted


def test_that_tables_without_prose_are_refused_with_their_columns() -> None:
    categories: list[object] = ["Strongly agree", "Agree"] * 10
    numbers: list[object] = list(range(20))
    links: list[object] = [f"https://example.org/{number}" for number in numbers]
    with pytest.raises(TextColumnError) as caught:
        guess_text_column(table(["group", "n", "link"], [categories, numbers, links]))
    assert "“group”, “n”, “link”" in caught.value.hint


def test_that_a_column_is_found_by_name_and_a_missing_one_lists_the_others() -> None:
    sheet = table(["Text", "text"], [[*LONG], [*LONG]])
    assert text_column(sheet, "text").index == 1
    assert text_column(sheet, " TEXT ").index == 0
    assert SheetFiles().text_column(sheet, "Text").index == 0
    with pytest.raises(TextColumnError, match="no column “body”"):
        text_column(sheet, "body")


def test_that_the_sample_is_read_and_its_answers_found() -> None:
    sample = read_table(Path(__file__).parents[2] / "resources" / "samples" / "interviews.xlsx")
    assert guess_text_column(sample).name == "answer"
    assert sample.rows[0][0] == "001"


@pytest.mark.parametrize("name", ["text", None])
def test_that_a_column_of_formulas_without_results_is_named(tmp_path: Path, name: str | None) -> None:
    path = tmp_path / "script.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "text", "note"])
    for row in range(2, 6):
        sheet.append([row, f'=UPPER("I was happy then, {row}")'])
    book.save(path)
    with pytest.raises(TextColumnError, match="“text” of script") as caught:
        SheetFiles().text_column(read_table(path), name)
    assert "save it once" in caught.value.hint
    with xlsxwriter.Workbook(path) as stored:
        stored_sheet = stored.add_worksheet()
        stored_sheet.write_row(0, 0, ["id", "text", "note"])
        for row in range(1, 5):
            stored_sheet.write_formula(row, 1, '=UPPER("so happy")', value="SO HAPPY")
            stored_sheet.write_row(row, 2, [""])
    assert SheetFiles().text_column(read_table(path), "text").index == 1


def test_that_formulas_without_results_are_seen_in_opendocument_sheets_and_empty_columns_are_none(
    tmp_path: Path,
) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cell = '<table:table-cell table:formula="of:=1+1"{}/>'
    rows = [text.format("id") + text.format("text"), text.format(1) + cell.format(""), text.format(2)]
    content = sheet_content("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
    files = SheetFiles()
    with pytest.raises(TextColumnError, match="formulas without their results"):
        files.text_column(read_table(write_document(tmp_path / "a.ods", content)), "text")
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"empty.{suffix}"
        write_sheets(path, [SheetOut("A", (OutColumn("id"), OutColumn("text")), lambda: iter([(1, None), (2, None)]))])
        assert files.text_column(read_table(path), "text").index == 1
