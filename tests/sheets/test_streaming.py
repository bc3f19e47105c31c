"""A streamed table is the table that the reader of whole files gives, and its beginning is there before its end."""

from __future__ import annotations

import codecs
import csv
import errno
import io
import os
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emodesk.core.errors import InputFileError
from emodesk.core.preview import Choices
from emodesk.core.table import Row, Table
from emodesk.sheets.reader import read_table
from emodesk.sheets.streaming import open_stream, with_digest
from tests.vanishing_disk import failing_reads


def streamed(path: Path, choices: Choices | None = None, slab: int = 3) -> Table:
    """Read a file slab by slab and put it together again."""
    stream = open_stream(path, choices or Choices())
    rows: list[Row] = []
    columns = stream.columns
    for part in stream.slabs(slab):
        rows += part.rows
        columns = part.columns
    even = tuple(row + (None,) * (len(columns) - len(row)) for row in rows)
    return Table(with_digest(stream.source, stream.digest()), columns, even, stream.first_row)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


CASES: dict[str, str | bytes] = {
    "plain.csv": "id,text\n1,I am glad\n2,I am sad\n",
    "title.csv": "Answers of 2025,,\n,,\nid,text,age\n1,I am glad,30\n2,I am sad,40\n",
    "semicolons.csv": "id;text\n1;I am glad, really\n2;So, so\n",
    "quotes.csv": 'id,text\n1,"two\nlines, and ""quotes"""\n2,"x"\n',
    "gaps.csv": "\n\nid,text\n1,a b c\n\n\n2,d e f\n\n\n",
    "wider.csv": "id,text\n" + "1,I am glad\n" * 5 + "2,I am sad,extra,more\n3,x\n",
    "empty-columns.csv": "id,text,,\n1,I am glad,,\n2,I am sad,,\n",
    "tabs.tsv": "id\ttext\n1\tI am glad\n",
    "lines.txt": "\nI am glad\n\nI am sad\u2028still\n\n",
    "bom.csv": b"\xef\xbb\xbfid,text\n1,caf\xc3\xa9 ol\xc3\xa9\n",
    "latin.csv": "id,text\n1,café olé\n".encode("cp1252"),
    "wide.csv": codecs.BOM_UTF16_LE + "id,text\n1,I am glad\n".encode("utf-16-le"),
    "broken.csv": b"id,text\n" + "1,schöne Grüße überall\n".encode() * 40 + b"2,broken \xff byte\n",
    "nul.csv": b"id,text\n1,a\x00b c\n" + b"2,I am glad to be here\n" * 20,
    "records.jsonl": '{"id": 1, "text": "I am glad"}\n\n{"id": 12345678901234567890, "text": "sad", "age": 4.5}\n',
}


@pytest.mark.parametrize("name", CASES)
def test_that_it_reads_what_the_reader_of_whole_files_reads(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, CASES[name])
    assert streamed(path) == read_table(path)


def test_that_a_workbook_comes_out_the_same_with_its_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "text", "when"])
    for number in range(10):
        sheet.append([number, f"text {number}", 0.5])
    book.create_sheet("Other").append(["a"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert streamed(path) == read_table(path)
    assert open_stream(path, Choices()).sheets == ("Sheet", "Other")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6), min_size=1, max_size=5),
        min_size=1, max_size=12,
    ),
    st.integers(1, 5),
)  # fmt: skip
def test_that_any_table_is_read_alike_in_slabs_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], slab: int
) -> None:

    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "text of the row"], *rows])
    path = write(tmp_path_factory.mktemp("any") / "any.csv", out.getvalue())
    choices = Choices(encoding="utf-8", delimiter=",", header_row=1)
    try:
        whole = read_table(path, encoding="utf-8", delimiter=",")
    except InputFileError:
        return  # no rows, or the first looks like data: what the reader then says is its own business
    if whole.source.header_row == 1:
        assert streamed(path, choices, slab) == whole


def test_that_choices_are_followed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "one;two\nid;text\n1;café\n2;x\n".encode("cp1252"))
    table = streamed(path, Choices(header_row=2, encoding="cp1252", delimiter=";"))
    assert [column.name for column in table.columns] == ["id", "text"]
    assert (table.first_row, table.rows) == (3, (("1", "café"), ("2", "x")))
    table = streamed(path, Choices(header_row=None, encoding="cp1252", delimiter=";"))
    assert (table.first_row, len(table.rows), table.columns[1].name) == (1, 4, "Column B")
    assert table.source.header_row is None


def test_that_a_table_without_names_can_be_looked_at_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "1,I am glad today\n2,I am sad today\n3,I am lost again\n")
    stream = open_stream(path, Choices())
    assert "column names" in stream.problem
    assert stream.source.header_row is None
    assert len(stream.head) == 3


def test_that_rows_above_the_names_are_offered_as_other_headers(tmp_path: Path) -> None:
    path = write(tmp_path / "title.csv", CASES["title.csv"])
    stream = open_stream(path, Choices())
    assert [number for number, _ in stream.above] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "choices", "words"),
    [
        ("a.csv", b"", Choices(), "empty"),
        ("a.csv", b"\n\n", Choices(), "empty"),
        ("a.csv", b"PK\x03\x04" + b"x" * 50, Choices(), "isn't a text file"),
        ("a.csv", bytes(range(1, 32)) * 60_000, Choices(), "isn't a text file"),
        ("a.csv", b"id,text\n1,x\n", Choices(encoding="no-such"), "can't be read as"),
        ("a.csv", b"id,text\n1,x\n", Choices(header_row=9), "can't hold the column names"),
        ("a.exe", b"MZ", Choices(), "kind"),
    ],
)
def test_that_what_cant_be_read_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, choices: Choices, words: str
) -> None:
    with pytest.raises(InputFileError, match=words) as caught:
        open_stream(write(tmp_path / name, content), choices)
    assert caught.value.hint


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="gone"):
        open_stream(tmp_path / "gone.csv", Choices())


def large(path: Path, rows: int) -> Path:
    lines = (f"{number},I was glad to see them {number}\n" for number in range(rows))
    return write(path, "id,text\n" + "".join(lines))


def test_that_a_disk_that_goes_away_on_the_way_is_named(tmp_path: Path) -> None:
    path = large(tmp_path / "large.csv", 20_000)
    with failing_reads(OSError(errno.EIO, os.strerror(errno.EIO))):
        slabs = open_stream(path, Choices()).slabs(1_000)
        assert len(next(slabs).rows) == 1_000
        with pytest.raises(InputFileError, match=r"large\.csv can't be read to its end") as caught:
            list(slabs)
    assert caught.value.hint


def test_that_the_first_slab_comes_long_before_the_end_of_a_large_file(tmp_path: Path) -> None:
    path = large(tmp_path / "large.csv", 200_000)
    stream = open_stream(path, Choices())
    slabs = stream.slabs(1_000)
    first = next(slabs)
    assert len(first.rows) == 1_000
    assert first.fraction is not None
    assert first.fraction < 0.5
    rest = [len(slab.rows) for slab in slabs]
    assert 1_000 + sum(rest) == 200_000
    assert with_digest(stream.source, stream.digest()) == read_table(path).source
