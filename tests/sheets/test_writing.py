"""What's written can be read again, whole or not at all, and never runs as a formula."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import os
import shutil
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from emodesk.core.errors import ExportError
from emodesk.core.table import Cell, OutColumn, Row, SheetOut, TextCells
from emodesk.sheets import WRITABLE_SUFFIXES, check_writable, earlier_columns, read_table, write_sheets
from tests.workbooks.check_all import soffice

NAMES = ["id", "text", "n", "score", "day", "moment", "time", "span", "yes", "long", "empty"]
moment = dt.datetime.fromisoformat
ROWS: list[Row] = [
    ("007", "=1+1", 3, 0.25, dt.date(2024, 2, 29), moment("2024-02-29T13:05:06"), dt.time(1, 2, 3),
     dt.timedelta(hours=30), True, 12345678901234567890, None),
    ("1/2", '@me 😀\nline, "two"', -3, -1.5, dt.date(1999, 12, 31), moment("1999-12-31T00:00:01"), dt.time(23, 59),
     dt.timedelta(minutes=1), False, 2**63, None),
    ("NA", "  outer spaces  ", 0, 1e-7, dt.date(2024, 1, 1), moment("2030-01-01T01:00"), dt.time(0, 0, 1),
     dt.timedelta(0), True, 1, None),
]  # fmt: skip


def sheet_out(names: Sequence[str], rows: Sequence[Row], name: str = "Labels") -> SheetOut:
    return SheetOut(name, tuple(OutColumn(column) for column in names), lambda: iter(rows))


def as_span(cell: Cell) -> dt.timedelta:
    """Return a duration; in an .ods file one of less than a day is a time of the day."""
    if isinstance(cell, dt.time):
        return dt.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    assert isinstance(cell, dt.timedelta)
    return cell


@pytest.mark.parametrize("suffix", sorted(WRITABLE_SUFFIXES))
def test_that_every_kind_of_cell_comes_back(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    report = write_sheets(path, [sheet_out(NAMES, ROWS)], guard=False)
    table = read_table(path)
    assert report.rows == len(table.rows) == 3
    assert [column.name for column in table.columns] == NAMES
    for written, read in zip(ROWS, table.rows, strict=True):
        assert read[:2] == written[:2]
        if suffix in {".csv", ".tsv"}:
            assert read[2:5] == (str(written[2]), repr(written[3]), str(written[4]))
            assert read[9] == str(written[9])
            continue
        assert read[2:4] == written[2:4]
        assert read[8] is written[8]
        if suffix != ".jsonl":
            assert read[4:7] == written[4:7]
            assert as_span(read[7]) == written[7]
        assert str(read[9]) == str(written[9])
        assert read[10] is None


@pytest.mark.parametrize("suffix", sorted(WRITABLE_SUFFIXES))
def test_that_the_same_data_gives_the_same_bytes_and_no_other_file(tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    for path in (one, two):
        write_sheets(path, [sheet_out(NAMES, ROWS), sheet_out(["a"], [("x",)], "Codebook")])
    assert one.read_bytes() == two.read_bytes()
    assert sorted(tmp_path.iterdir()) == [one, two]


def test_that_excel_sees_text_as_text_and_a_dressed_header(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    columns = (OutColumn("id", 9), OutColumn("label", 30, is_label=True))
    write_sheets(path, [SheetOut("L", columns, lambda: iter([("=1+1", "+x"), ("007", "@y"), ("-1", "http://a.b")]))])
    sheet = openpyxl.load_workbook(path)["L"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr"}
    assert sheet["A3"].number_format == "@"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B4"
    assert sheet["A1"].font.bold
    assert sheet["A1"].fill.fgColor.rgb != sheet["B1"].fill.fgColor.rgb
    assert round(sheet.column_dimensions["B"].width) in {30, 31}


def test_that_what_excel_cannot_hold_is_changed_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    report = write_sheets(path, [sheet_out(["t"], [("a\x07b\ud800",), ("😀" * 20_000,), ("x" * 32_767,)])])
    assert (report.cleaned_cells, report.shortened_cells) == (1, 1)
    texts = [str(row[0]) for row in read_table(path).rows]
    assert texts[0] == "a\ufffdb\ufffd"
    assert texts[1].endswith("😀 […]")
    assert len(texts[1].encode("utf-16-le")) // 2 <= 32_767
    assert texts[2] == "x" * 32_767


def test_that_the_guard_touches_text_only_and_can_be_switched_off(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows: list[Row] = [("=1", -1), ("+1+2", 2), ("-a", 3), ("@a", 4), ("\ta", 5), ("\ra", 6), ("a=1", -0.5), ("-1", 7)]
    assert write_sheets(path, [sheet_out(["t", "n"], rows)]).guarded_cells == 6
    assert path.read_bytes().startswith(b"\xef\xbb\xbft,n\r\n'=1,-1\r\n")
    assert write_sheets(path, [sheet_out(["t", "n"], rows)], guard=False).guarded_cells == 0
    assert [row[0] for row in read_table(path).rows] == [row[0] for row in rows]


@pytest.mark.parametrize("suffix", sorted(WRITABLE_SUFFIXES))
def test_that_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")

    def rows(error: Exception) -> Iterator[Row]:
        yield ("a",)
        raise error

    full = OSError(errno.ENOSPC, "No space left on device")
    for error, wanted in ((RuntimeError("boom"), RuntimeError), (full, ExportError)):
        sheet = SheetOut("s", (OutColumn("t"),), partial(rows, error))
        with pytest.raises(wanted):
            write_sheets(path, [sheet])
        assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [(path.name, b"old")]


@pytest.mark.parametrize("suffix", sorted(WRITABLE_SUFFIXES))
def test_that_a_full_disk_is_named(mount_disk: Callable[[str], Path], suffix: str) -> None:
    disk = mount_disk("size=256k")
    path = disk / f"out{suffix}"
    path.write_bytes(b"old")
    rows: list[Row] = [(os.urandom(400).hex(),) for _ in range(3000)]
    with pytest.raises(ExportError, match="enough space"):
        write_sheets(path, [sheet_out(["t"], rows)])
    assert [(item.name, item.read_bytes()) for item in disk.iterdir()] == [(path.name, b"old")]


def test_that_bad_targets_are_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    (tmp_path / "dir.csv").mkdir()
    bad = [tmp_path / "no" / "a.csv", file / "a.csv", tmp_path / "dir.csv", tmp_path / "a.xls"]
    for path in bad:
        for act in (check_writable, lambda path: write_sheets(path, [sheet_out(["t"], [("x",)])])):
            with pytest.raises(ExportError) as caught:
                act(path)
            assert caught.value.hint
    assert sorted(item.name for item in tmp_path.iterdir()) == ["dir.csv", "file"]
    check_writable(tmp_path / "a.csv")


def test_that_too_many_columns_are_refused_in_favour_of_csv(tmp_path: Path) -> None:
    columns = tuple(OutColumn(str(number)) for number in range(16_385))
    with pytest.raises(ExportError, match="16,384") as caught:
        write_sheets(tmp_path / "a.xlsx", [SheetOut("s", columns, lambda: iter(()))])
    assert "csv" in caught.value.hint


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".csv", ".jsonl"])
def test_that_memory_does_not_grow_with_the_rows(tmp_path: Path, suffix: str) -> None:
    def peak(count: int) -> int:
        sheet = SheetOut("s", (OutColumn("t"),), lambda: ((f"text number {number} " * 8,) for number in range(count)))
        tracemalloc.start()
        write_sheets(tmp_path / f"a{suffix}", [sheet])
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(12_000) < peak(2_000) + 300_000


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_that_libreoffice_opens_what_was_written(tmp_path: Path, suffix: str) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice isn't installed")
    rows: list[Row] = [("007", "=1+1 😀", 3, dt.date(2024, 2, 29)), ("1/2", 'two\n"lines"', -0.5, None)]
    path = tmp_path / f"out{suffix}"
    write_sheets(path, [sheet_out(["id", "text", "n", "day"], rows)])
    soffice("csv:Text - txt - csv (StarCalc):44,34,76,1", [path], tmp_path, limit_s=120)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "text", "n", "day"],
            ["007", "=1+1 😀", "3", "2024-02-29"],
            ["1/2", 'two\n"lines"', "-0.5", ""],
        ]


def test_that_too_many_rows_are_refused_in_favour_of_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emodesk.sheets.write_xlsx.MOST_ROWS", 10)
    write_sheets(tmp_path / "a.xlsx", [sheet_out(["t"], [("x",)] * 9)])
    with pytest.raises(ExportError) as caught:
        write_sheets(tmp_path / "b.xlsx", [sheet_out(["t"], [("x",)] * 10)])
    assert "csv" in caught.value.hint
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_that_label_columns_of_a_clean_workbook_are_known_again(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    columns = (OutColumn("text"), OutColumn("joy & “co” 1", is_label=True), OutColumn("valence", is_label=True))
    table = SheetOut("It's here", columns, lambda: iter([("I was glad", "a", 0.5), ("I was sad", "b", 0.1)]))
    write_sheets(path, [table, sheet_out(["column"], [("valence",)], "Codebook")])
    texts = TextCells(2, 3)
    assert earlier_columns(read_table(path).source, texts) == {"joy & “co” 1", "valence"}
    assert earlier_columns(read_table(path, sheet="Codebook").source, texts) == frozenset()


def test_that_the_names_by_which_columns_are_known_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    columns = (OutColumn("text"), OutColumn("valence", is_label=True))
    write_sheets(path, [SheetOut("Data", columns, lambda: iter([("I was glad", 0.5)]))])
    name = openpyxl.load_workbook(path)["Data"].defined_names["_EmoDesk_valence"]
    assert (name.attr_text, name.hidden) == ("'Data'!$B$1", True)
