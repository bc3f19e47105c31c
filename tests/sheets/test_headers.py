"""Which row holds the names: titles are skipped, data is refused, and no normal header ever is."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.core.errors import InputFileError
from emodesk.core.table import Row
from emodesk.sheets import read_table
from emodesk.sheets.grid import column_letters, make_grid
from emodesk.sheets.header import split_header, unique_names

TEXTS = [
    "I love this place so much.",
    "The staff was rude to me!",
    "My room was cold and I was sad.",
    "It rained all day.",
]


def names(rows: list[Row], *, header: bool = True) -> list[str]:
    return [column.name for column in split_header(make_grid(rows), header=header, file_name="a.csv")[0]]


def test_that_repeated_and_missing_names_are_made_up() -> None:
    assert names([("a", "a", None, "a (2)", "a"), (1, 2, 3, 4, 5)]) == ["a", "a (3)", "Column C", "a (2)", "a (4)"]
    assert unique_names(["x", "x", "x"]) == ["x", "x (2)", "x (3)"]
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_that_titles_and_empty_rows_above_are_skipped_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\nInterviews 2024,,\n,,\nid,text,age\n1,I am fine today.,33\n,,\n2,So am I.,44\n,,\n", "utf-8")
    table = read_table(path)
    assert [column.name for column in table.columns] == ["id", "text", "age"]
    assert (table.source.header_row, table.first_row) == (4, 5)
    assert [row[0] for row in table.rows] == ["1", None, "2"]


@pytest.mark.parametrize(
    "rows",
    [
        [(text,) for text in TEXTS],
        [(number, text, 5) for number, text in enumerate(TEXTS, start=1)],
        [(str(number), text) for number, text in enumerate(TEXTS, start=1)],
        [("2024-01-0" + str(number), text) for number, text in enumerate(TEXTS, start=1)],
        [(text, "pos") for text in TEXTS],
    ],
)
def test_that_data_in_the_first_row_is_refused_with_the_option_that_helps(rows: list[Row]) -> None:
    with pytest.raises(InputFileError) as caught:
        names(rows)
    assert "--no-header" in caught.value.hint
    assert names(rows, header=False)[0] == "Column A"


@pytest.mark.parametrize(
    "titles",
    [
        ("id", "text", "score"),
        ("How do you feel about working from home?", "Please describe your stay.", "Age"),
        ("I feel happy at work.", "I trust my manager.", "I am often tired."),
        (2019, 2020, 2021),
        (1, 2, 3),
        ("Item 1", 2, "x"),
        ("Was hat Ihnen gefallen", "Kommentar", "Alter"),
        ("participant", "What would you say to me, if we met again?", "n"),
        (None, "Antwort", "wave"),
        (None, "Bitte beschreiben Sie Ihre Erfahrungen in eigenen Worten.", None),
        ("q1", "q1", "q2"),
    ],
)
def test_that_normal_headers_are_never_refused(titles: Row) -> None:
    rows: list[Row] = [(number, text, 20 + number) for number, text in enumerate(TEXTS, start=1)]
    assert len(names([titles, *rows])) == 3
    categories: list[Row] = [("Agree", "Disagree", "Strongly agree"), ("Disagree", "Agree", "Agree")] * 5
    assert len(names([titles, *categories])) == 3


def test_that_a_header_in_the_first_column_alone_is_no_title() -> None:
    assert names([("text", None), *[(text, 3) for text in TEXTS]]) == ["text", "Column B"]
    assert names([(None, "text"), *list(enumerate(TEXTS))]) == ["Column A", "text"]
