"""A csv or tsv file comes back with its bytes as they were, plus columns."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emodesk.core.errors import CannotAddColumnsError
from emodesk.core.table import AddedColumns, Cell, OutColumn, Row, TextCells, WriteReport
from emodesk.sheets import add_columns, earlier_columns, read_table

COLUMNS = (OutColumn("valence"), OutColumn("note"))
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(
    source: Path, target: Path, *labels: tuple[Cell, Cell], guard: bool = True, textless: frozenset[int] = frozenset()
) -> WriteReport:
    """Add a score and a note to the rows that the reader finds."""
    table = read_table(source)
    rows: list[tuple[int, Row]] = list(enumerate(labels, start=table.first_row))
    texts = TextCells(table.first_row, table.first_row + len(table.rows) - 1, textless=textless)
    added = AddedColumns(None, table.source.header_row, texts, COLUMNS, lambda: rows, guard=guard)
    return add_columns(table.source, target, added, lambda: None)


CASES = {
    "semicolons, CRLF, no end": (
        b'id;text\r\n1;"Hi ""you"", I am; so"\r\n2;short\r\n\r\n3;"two\r\nlines"',
        b'id;text;valence;note\r\n1;"Hi ""you"", I am; so";0.5;a\r\n2;short;-1;\'-b\r\n\r\n3;"two\r\nlines";;"c;d"',
    ),
    "mark": (
        "\ufefftext,n\n“café” I was there,1\nb,2\n".encode(),
        "\ufefftext,n,valence,note\n“café” I was there,1,0.5,a\nb,2,-1,'-b\n".encode(),
    ),
    "UTF-16": (
        "id\ttext\n1\tI was there café\n2\tb\n".encode("utf-16"),
        "id\ttext\tvalence\tnote\n1\tI was there café\t0.5\ta\n2\tb\t-1\t'-b\n".encode("utf-16"),
    ),
    "bytes that are no UTF-8": (
        b"id,text\n1,I was happy at the d\xe9jeuner\n2,Na\xefve as always\n",
        b"id,text,valence,note\n1,I was happy at the d\xe9jeuner,0.5,a\n2,Na\xefve as always,-1,'-b\n",
    ),
    "everything quoted": (
        b'"id","text"\n"1","I was here"\n"2","I was, there"\n',
        b'"id","text","valence","note"\n"1","I was here","0.5","a"\n"2","I was, there","-1","\'-b"\n',
    ),
    "old Mac": (b"id,text\r1,I was here\r2,me too\r", b"id,text,valence,note\r1,I was here,0.5,a\r2,me too,-1,'-b\r"),
    "ragged": (
        b"id,text,more\n1,I was here\n2,I was there,x\n3,me too,y\n4,no,z\n",
        b"id,text,more,valence,note\n1,I was here,,0.5,a\n2,I was there,x,-1,'-b\n3,me too,y,,\n4,no,z,,c;d\n",
    ),
    "one column": (
        b"text\nI was here, and happy\nI was there; and sad\n",
        b"text\tvalence\tnote\nI was here, and happy\t0.5\ta\nI was there; and sad\t-1\t'-b\n",
    ),
    "one column, its commas quoted": (
        b'text\n"I was here, and happy"\nI was there; and sad\n"two\nlines, no less"\n',
        b'text,valence,note\n"I was here, and happy",0.5,a\nI was there; and sad,-1,\'-b\n"two\nlines, no less",,\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CASES))
def test_that_bytes_stay_and_cells_are_added(tmp_path: Path, name: str) -> None:
    before, after = CASES[name]
    source, target = tmp_path / "a.csv", tmp_path / "out.csv"
    source.write_bytes(before)
    labels: list[tuple[Cell, Cell]] = [(0.5, "a"), (-1, "-b"), (None, None), (None, "c;d")]
    report = add(source, target, *labels)
    assert target.read_bytes() == after
    assert report.guarded_cells == 1
    assert source.read_bytes() == before


def test_that_the_guard_leaves_numbers_alone_and_can_be_switched_off(tmp_path: Path) -> None:
    source = tmp_path / "a.tsv"
    source.write_bytes(b"id\ttext\n1\tI was here\n")
    report = add(source, tmp_path / "out.tsv", (-0.5, "=1+1"))
    assert (tmp_path / "out.tsv").read_bytes().endswith(b"here\t-0.5\t'=1+1\n")
    assert report.guarded_cells == 1
    add(source, tmp_path / "out.tsv", (-0.5, "=1+1"), guard=False)
    assert (tmp_path / "out.tsv").read_bytes().endswith(b"here\t-0.5\t=1+1\n")


def test_that_columns_of_an_earlier_export_are_replaced(tmp_path: Path) -> None:
    source, once, twice = tmp_path / "a.csv", tmp_path / "once.csv", tmp_path / "twice.csv"
    source.write_bytes(b'id,text\n1,"I was, here"\n2,me too\n')
    add(source, once, (0.5, "a, b"), (1, None))
    account = {"Codebook": [{"column": column.name} for column in COLUMNS]}
    once.with_name("once.csv.provenance.json").write_text(json.dumps(account), "utf-8")
    assert earlier_columns(read_table(once).source, TextCells(2, 3)) == {"valence", "note"}
    add(once, twice, (0.5, "a, b"), (1, None))
    assert twice.read_bytes() == once.read_bytes()
    add(once, twice, (0.25, "a, b"), (1, None))
    assert twice.read_bytes() == once.read_bytes().replace(b"0.5", b"0.25")


@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
def test_that_rows_without_a_text_keep_what_somebody_wrote_there(tmp_path: Path, quote: str) -> None:
    once, twice = tmp_path / "once.csv", tmp_path / "twice.csv"
    lines = ["id,text,valence,note", "1,I was here,0.5,a", "mean,,0.4711,checked by Anna", "3,,,"]
    once.write_text("".join(",".join(f"{quote}{cell}{quote}" for cell in line.split(",")) + "\n" for line in lines))
    account = {"Codebook": [{"column": column.name} for column in COLUMNS]}
    once.with_name("once.csv.provenance.json").write_text(json.dumps(account), "utf-8")
    add(once, twice, (0.25, "b"), (None, "empty"), (None, "empty"), textless=frozenset({3, 4}))
    with twice.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [
            ["1", "I was here", "0.25", "b"], ["mean", "", "0.4711", "checked by Anna"], ["3", "", "", "empty"],
        ]  # fmt: skip
    assert twice.read_text().splitlines()[2] == once.read_text().splitlines()[2]


def test_that_quotes_nobody_closes_are_refused(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "out.csv"
    source.write_bytes(b'id,text\n1,I was here\n2,"I was there\n')
    with pytest.raises(CannotAddColumnsError, match="aren't closed"):
        add(source, target, (0.5, "a"), (1, "b"))
    assert not target.exists()


def test_that_what_the_encoding_lacks_is_replaced_and_reported(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "out.csv"
    source.write_bytes("id,text\n1,I was happy at the déjeuner\n2,b\n".encode("cp1252"))
    report = add(source, target, (0.5, "喜び"), (1, "b"))
    assert report.cleaned_rows == (2,)
    assert b"jeuner,0.5,??\n" in target.read_bytes()


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(["\n", "\r", "\t", '"']),
    max_size=30,
)


@QUICK
@given(rows=st.lists(st.tuples(LINE, LINE), min_size=1, max_size=6), note=LINE, all_quoted=st.booleans())
def test_that_any_table_keeps_its_cells(
    tmp_path: Path, rows: list[tuple[str, str]], note: str, all_quoted: bool
) -> None:
    source, target = tmp_path / "a.tsv", tmp_path / "out.tsv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL)
        writer.writerow(["number", "id", "text"])
        writer.writerows([place, *row] for place, row in enumerate(rows))
    before = read_table(source)
    add(source, target, *[(0.5, note)] * len(before.rows), guard=False)
    with target.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file, delimiter="\t"))
    assert [row[1:3] for row in found[1:]] == [list(row) for row in rows]
    assert all(row[3:] == ["0.5", note] for row in found[1:])
