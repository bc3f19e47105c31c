"""Any text goes in a cell and comes out the same, or as the report says: in every format, written anew or added to."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from emodesk.core.table import OutColumn, SheetOut, WriteReport
from emodesk.sheets import read_table, write_sheets
from tests.workbooks.comparison import MAIN
from tests.workbooks.documents import CONTENT
from tests.workbooks.own_documents import row, sheet_content, write_document
from tests.workbooks.own_workbooks import SHEET, write_book
from tests.workbooks.samples import add_labels

LONG = ["a" * 40_000, "😀" * 20_000, " b" * 16_384]
ODD = [
    "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r", "\n", " ", "_x0041_", " _x005F_ ", "\t a \n",
    "a\rb\r\n",
    "<&>]]>", "a\x00b\x07", "\ud800", "\ufffe", "a  b   c", "'quoted'", '"', ",;\t|", "PT30H00M00S", "007", "1/2",
]  # fmt: skip
ANY_TEXT = st.text(max_size=60) | st.text(st.characters(), max_size=60) | st.sampled_from([*ODD, *LONG])
ANY_TEXTS = st.lists(ANY_TEXT.filter(bool), min_size=1, max_size=6)
THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MOST_IN_EXCEL = 32_767
XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UTF8 = re.compile("[\x00\ud800-\udfff]")
NUMBER = re.compile(r"[+-](\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")
READS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xlsx_texts(path: Path) -> list[str]:
    """Return the texts of the first sheet's last column, read with nothing but an XML parser."""
    with zipfile.ZipFile(path) as archive:
        rows = etree.fromstring(archive.read(SHEET)).iter(f"{MAIN}row")
    last = ["".join(text.text or "" for text in list(each)[-1].iter(f"{MAIN}t")) for each in rows]
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text) for text in last]


def ods_texts(path: Path) -> list[str]:
    """Return the texts of the first sheet's last column, read with nothing but an XML parser."""
    with zipfile.ZipFile(path) as archive:
        table = next(etree.fromstring(archive.read(CONTENT)).iterfind("*/*/{*}table"))
    texts = []
    for cells in (list(each) for each in table.iterfind("{*}table-row")):
        value = next((str(value) for key, value in cells[-1].attrib.items() if str(key).endswith("string-value")), None)
        shown = "\n".join(map(paragraph, cells[-1].iterfind("{*}p")))
        if value is not None:
            # What a person sees is the text, too, apart from the one character that a paragraph has no word for.
            assert shown == value
        texts.append(shown)
    return texts


def paragraph(element: etree._Element) -> str:
    """Return a paragraph's text as the format means it: white space is what the elements for it say."""
    text = re.sub("[ \t\n]+", " ", element.text or "")
    for child in element:
        tag = str(child.tag).rpartition("}")[2]
        text += "\t" if tag == "tab" else " " * int(str(next(iter(child.attrib.values()), 1)))
        text += re.sub("[ \t\n]+", " ", child.tail or "")
    return text


def csv_texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cells[-1] for cells in csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ",")]


def jsonl_texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return [list(json.loads(line).values())[-1] for line in file]


def parquet_texts(path: Path) -> list[str]:
    return [str(text) for text in pq.read_table(path).columns[-1].to_pylist()]


TEXTS: dict[str, Callable[[Path], list[str]]] = {
    ".xlsx": xlsx_texts, ".ods": ods_texts, ".csv": csv_texts, ".tsv": csv_texts, ".jsonl": jsonl_texts,
    ".parquet": parquet_texts,
}  # fmt: skip
HAS_HEADING = {".xlsx", ".ods", ".csv", ".tsv"}


def check(path: Path, texts: Sequence[str], report: WriteReport, *, guard: bool = False) -> None:
    """Compare what was written with what went in, and with what the report says of it."""
    read = TEXTS[path.suffix](path)
    first = 2 if path.suffix in HAS_HEADING else 1
    cleaned, shortened, guarded = [], [], 0
    for number, (text, other) in enumerate(zip(texts, read[first - 1 :], strict=True), start=first):
        wanted = (XML if path.suffix in {".xlsx", ".ods"} else UTF8).sub("\ufffd", text)
        if wanted != text:
            cleaned.append(number)
        if guard and wanted.startswith(READS_AS_FORMULA) and not NUMBER.fullmatch(wanted):
            wanted, guarded = f"'{wanted}", guarded + 1
        if path.suffix == ".xlsx" and len(wanted.encode("utf-16-le")) // 2 > MOST_IN_EXCEL:
            shortened.append(number)
            assert len(other.encode("utf-16-le")) // 2 <= MOST_IN_EXCEL
            assert other.endswith(" […]")
            assert wanted.startswith(other.removesuffix(" […]"))
        else:
            assert other == wanted
    assert list(report.cleaned_rows) == cleaned
    assert list(report.shortened_rows) == shortened
    assert (report.cleaned_cells, report.shortened_cells) == (len(cleaned), len(shortened))
    assert report.guarded_cells == guarded


@pytest.mark.parametrize("guard", [False, True], ids=["as it is", "guarded"])
@pytest.mark.parametrize("suffix", sorted(TEXTS))
@THOROUGH
@given(texts=ANY_TEXTS)
@example(texts=ODD)
@example(texts=LONG)
def test_that_any_text_survives_a_new_file(tmp_path: Path, suffix: str, guard: bool, texts: list[str]) -> None:
    path = tmp_path / f"new{suffix}"
    columns = (OutColumn("id"), OutColumn("text"))
    rows = [(number, text) for number, text in enumerate(texts)]
    report = write_sheets(path, [SheetOut("s", columns, lambda: rows)], guard=guard)
    check(path, texts, report, guard=guard and suffix in {".csv", ".tsv"})


def own_file(path: Path, count: int) -> Path:
    """Write a file of one column, a heading and so many rows, the way another program does."""
    match path.suffix:
        case ".xlsx":
            rows = "".join(f"<row r='{number}'><c r='A{number}'><v>1</v></c></row>" for number in range(1, count + 2))
            write_book(path, f"<sheetData>{rows}</sheetData>")
        case ".ods":
            write_document(path, sheet_content(row("id") + row("1", repeated=count)))
        case suffix:
            between = "\t" if suffix == ".tsv" else ","
            path.write_text("\n".join(f"{number}{between}x" for number in range(count + 1)) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".ods", ".tsv", ".xlsx"])
@THOROUGH
@given(texts=ANY_TEXTS)
@example(texts=ODD)
@example(texts=LONG)
def test_that_any_text_survives_in_the_users_own_file(tmp_path: Path, suffix: str, texts: list[str]) -> None:
    source, path = own_file(tmp_path / f"own{suffix}", len(texts)), tmp_path / f"out{suffix}"
    labels = {number: (text,) for number, text in enumerate(texts, start=2)}
    rows = range(2, len(texts) + 2)
    report = add_labels(source, path, rows, columns=(OutColumn("note"),), labels=labels, sheets=())
    check(path, texts, report, guard=suffix in {".csv", ".tsv"})


@pytest.mark.parametrize("suffix", [".ods", ".xlsx"])
def test_that_our_own_reader_gives_the_same_texts(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"new{suffix}"
    texts = [text for text in ODD if not XML.search(text) and text not in {"\r", "PT30H00M00S"}]
    columns = (OutColumn("id"), OutColumn("text"))
    write_sheets(path, [SheetOut("s", columns, lambda: enumerate(texts))])
    assert [cells[1] for cells in read_table(path).rows] == texts
