"""Text formats: encodings, delimiters, and cells that stay text."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import sys
import time
import zoneinfo
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from emodesk.core.errors import InputFileError
from emodesk.sheets import read_table

ROWS = [
    ["id", "Text", "größe"],
    ["007", 'He said "no", then; left | early\nand cried 😀', "1/2"],
    ["12345678901234567890", "Well, I was fine, more or less, thank you.", "NA"],
    ["x", "naïve café – “smart” quotes, really", "null"],
]


def as_csv(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_that_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(ROWS, delimiter).encode(encoding))
    table = read_table(path)
    assert [column.name for column in table.columns] == ROWS[0]
    assert [list(row) for row in table.rows] == ROWS[1:]
    assert table.source.delimiter == delimiter


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_that_utf16_marks_are_obeyed(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.tsv"
    body = as_csv(ROWS, "\t").encode("utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le")
    path.write_bytes(mark + body)
    assert [list(row) for row in read_table(path).rows] == ROWS[1:]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "It’s “great” – I’d pay €5 for a café crème"),
        ("cp1252", "Die Straße war schön, aber müde Gäste ärgern sich über Lärm"),
        ("cp1251", "Мне очень понравилось здесь, спасибо большое всем врачам и медсёстрам"),
        ("shift_jis", "看護師さんはとても親切でしたが、手術の前はとても怖かったです"),
    ],
)
def test_that_older_encodings_are_recognised(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "old.csv"
    rows = [["id", "text"], *([str(number), text] for number in range(9))]
    path.write_bytes(as_csv(rows).encode(encoding))
    assert read_table(path).rows[0] == ("0", text)
    assert read_table(path, encoding=encoding).rows[0] == ("0", text)


def test_that_one_broken_byte_does_not_spoil_a_utf8_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n" + "1,schön und gut für Ärzte äöü äöü\n".encode() * 5 + b"2,\xed\xa0\x80 x\n")
    assert read_table(path).rows[0][1] == "schön und gut für Ärzte äöü äöü"


def test_that_one_column_of_prose_is_not_cut_at_its_commas(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    texts = ["Well, this is fine, I guess", "No", "It's late, and I'm tired", "Good; or bad", "Fine, thanks"]
    path.write_text("text\n" + "\n".join(texts) + "\n", "utf-8")
    assert list(read_table(path).rows) == [(text,) for text in texts]


def test_that_nul_and_huge_cells_do_not_crash(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    huge = "word " * 60_000
    path.write_text(f'id,text\n1,a\0b and more text here\n2,"{huge}"\n', "utf-8")
    assert read_table(path).rows == (("1", "a\ufffdb and more text here"), ("2", huge))


def test_that_detection_stays_quick_on_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text(as_csv(ROWS[:1] + [[str(number), ROWS[1][1], "x"] for number in range(50_000)]), "utf-8")
    started = time.monotonic()
    assert len(read_table(path).rows) == 50_000
    assert time.monotonic() - started < 10


def test_that_a_txt_file_has_a_text_per_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\nfirst, with comma\r\n\r\nthird\u2028same line\n".encode())
    table = read_table(path)
    assert table.columns[0].name == "text"
    assert table.rows == (("first, with comma",), (None,), ("third\u2028same line",))
    assert (table.first_row, table.source.header_row) == (2, None)


def test_that_json_lines_keep_all_digits_and_every_key(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 123456789012345678901, "text": "007"}\n\n{"b": [1], "ok": true, "f": 1.5}\n', "utf-8")
    table = read_table(path)
    assert [column.name for column in table.columns] == ["id", "text", "b", "ok", "f"]
    assert table.rows == (
        (123456789012345678901, "007", None, None, None),
        (None,) * 5,
        (None, None, "[1]", True, 1.5),
    )
    path.write_text('{"a": 1}\n[1]\n', "utf-8")
    with pytest.raises(InputFileError, match="Line 2"):
        read_table(path)


def test_that_parquet_keeps_types(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pa.table({"id": ["007", "NA"], "n": [1, 2], "when": [dt.date(2024, 1, 2), None]})
    pq.write_table(frame, path)
    table = read_table(path)
    assert [column.name for column in table.columns] == ["id", "n", "when"]
    assert [row[:2] for row in table.rows] == [("007", 1), ("NA", 2)]
    assert str(table.rows[0][2]) == "2024-01-02"
    assert table.rows[1][2] is None


@pytest.mark.parametrize("zones", ["those of this computer", "none at all"])
def test_that_parquet_of_nanoseconds_and_time_zones_is_read_to_the_microsecond(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zones: str
) -> None:
    counts = pa.array([1_700_000_000_000_001_234, None], type=pa.int64())
    finer = {
        "moment": pa.timestamp("ns"),
        "there": pa.timestamp("ns", tz="Europe/Berlin"),
        "ahead": pa.timestamp("ms", tz="+02:00"),
        "span": pa.duration("ns"),
        "clock": pa.time64("ns"),
    }
    short = {"ahead": 10**6, "clock": 2 * 10**4}
    columns = {
        name: pa.array([None if c is None else c // short.get(name, 1) for c in counts.to_pylist()], pa.int64()).view(
            kind
        )
        for name, kind in finer.items()
    }
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path, version="2.6")
    if zones == "none at all":
        zoneinfo.reset_tzpath(to=[])
        zoneinfo.ZoneInfo.clear_cache()
        monkeypatch.setitem(sys.modules, "tzdata", None)
    try:
        first, second = read_table(path).rows
    finally:
        zoneinfo.reset_tzpath()
    moment = dt.datetime(2023, 11, 14, 22, 13, 20, 1, tzinfo=dt.UTC)
    assert first[0] == moment.replace(tzinfo=None)
    assert first[1] == moment
    assert first[2] == moment.replace(microsecond=0)
    assert first[3] == dt.timedelta(seconds=1_700_000_000, microseconds=1)
    assert first[4] == dt.time(23, 36, 40, 0)
    assert second == (None,) * 5
