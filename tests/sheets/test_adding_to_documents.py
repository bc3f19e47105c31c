"""An OpenDocument spreadsheet comes back untouched, plus columns."""

from __future__ import annotations

import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from emodesk.core.errors import CannotAddColumnsError
from emodesk.core.table import TextCells
from emodesk.sheets import earlier_columns, read_table
from tests.workbooks import check_all
from tests.workbooks.comparison import hashes
from tests.workbooks.documents import CONTENT, compare_documents, heading_column
from tests.workbooks.own_documents import RICH, RICH_ROWS, row, sheet_content, write_document
from tests.workbooks.samples import COLUMNS, add_labels, label, source_of

SHEET = "It's A"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = [column.name for column in COLUMNS]


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """Return a spreadsheet in which about everything is repeated, grouped, hidden or hung on."""
    return write_document(tmp_path / "rich.ods", RICH)


def content_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(CONTENT).decode()


def test_that_everything_but_the_new_columns_stays(rich: Path, tmp_path: Path) -> None:
    target, before = tmp_path / "out.ods", rich.read_bytes()
    report = add_labels(rich, target, RICH_ROWS, sheet=SHEET)
    found = compare_documents(rich, target, SHEET, range(4, 8), range(1, 9))
    assert report.rows == len(RICH_ROWS)
    assert found.new_cells == 4 + sum(cell is not None or column == 1 for at in RICH_ROWS for column, cell in
                                      enumerate(label(at)))  # fmt: skip
    assert rich.read_bytes() == before
    table = read_table(target, sheet=SHEET)
    assert [column.name for column in table.columns] == ["id", "what was said", "score", *NAMES]
    assert [each[3:] for each in table.rows] == [label(at) for at in RICH_ROWS]
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED


def test_that_labels_added_twice_are_the_same(rich: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "once.ods", tmp_path / "twice.ods"
    add_labels(rich, once, RICH_ROWS, sheet=SHEET)
    add_labels(once, twice, RICH_ROWS, sheet=SHEET)
    assert content_of(once) == content_of(twice)
    assert hashes(once) == hashes(twice)
    assert earlier_columns(source_of(once, SHEET), TextCells(2, 8)) == set(NAMES)
    assert earlier_columns(source_of(rich, SHEET), TextCells(2, 8)) == frozenset()
    assert earlier_columns(source_of(once, "First"), TextCells(2, 8)) == frozenset()


def test_that_headings_look_like_the_sheets_own_and_columns_are_shown(rich: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ods"
    add_labels(rich, target, RICH_ROWS, sheet=SHEET)
    content = content_of(target)
    assert '<table:table-cell table:style-name="ce1" office:value-type="string"><text:p>valence</text:p>' in content
    # The four new columns are cut out of those that are hidden; the others stay so.
    assert content.count('table:visibility="collapse"') == 1
    assert 'table:visibility="collapse" table:number-columns-repeated="1017"/>' in content
    # A red cell stays red, and shows three decimals.
    styles = etree.fromstring(content.encode()).iterfind("{*}automatic-styles/{*}style")
    red = [each for each in styles if "ff0000" in etree.tostring(each, encoding="unicode")]
    assert len(red) == 3


def test_that_a_filter_over_all_columns_grows_with_them(rich: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ods"
    add_labels(rich, target, RICH_ROWS, sheet=SHEET)
    assert """table:target-range-address="'It''s A'.A1:'It''s A'.G9\"""" in content_of(target)
    narrow = write_document(tmp_path / "narrow.ods", RICH.replace("'It''s A'.C9", "'It''s A'.B9"))
    add_labels(narrow, target, RICH_ROWS, sheet=SHEET)
    assert """table:target-range-address="'It''s A'.A1:'It''s A'.B9\"""" in content_of(target)


def test_that_only_edited_cells_differ_and_what_hangs_on_them_stays(rich: Path, tmp_path: Path) -> None:
    once, noted, edited = tmp_path / "once.ods", tmp_path / "noted.ods", tmp_path / "edited.ods"
    add_labels(rich, once, RICH_ROWS, sheet=SHEET)
    note = "<office:annotation><text:p>why?</text:p></office:annotation>"
    content = content_of(once).replace("<text:p>1.000</text:p>", f"{note}<text:p>1.000</text:p>")
    write_document(noted, content)
    add_labels(noted, edited, RICH_ROWS, sheet=SHEET, labels={8: (0.25, *label(8)[1:])})
    assert content_of(edited) == content.replace(
        'office:value="1.0"', 'office:value="0.25"'
    ).replace("<text:p>1.000</text:p>", "<text:p>0.250</text:p>")  # fmt: skip


def test_that_a_column_whose_heading_was_changed_belongs_to_the_user(rich: Path, tmp_path: Path) -> None:
    once, target = tmp_path / "once.ods", tmp_path / "target.ods"
    add_labels(rich, once, RICH_ROWS, sheet=SHEET)
    renamed = write_document(
        tmp_path / "renamed.ods", content_of(once).replace("<text:p>emotions</text:p>", "<text:p>my notes</text:p>")
    )
    add_labels(renamed, target, RICH_ROWS, sheet=SHEET)
    names = [column.name for column in read_table(target, sheet=SHEET).columns]
    assert names[3:] == ["valence", "sentiment", "my notes", "needs_attention", "emotions"]


PLAIN = row("id", "answer") + row("1", "fine") + row("2", "good", repeated=3)
ODD = {
    "rows of their own length": row("id", "answer", "", "") + row("1") + "<table:table-row/>" + row("", "", ""),
    "fewer rows than labels": row("id", "answer"),
    "no columns": row("id", "answer") + row("1", "x"),
    "one long repetition": row("id", "answer") + row("1", "x", repeated=500),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_that_odd_sheets_are_understood(tmp_path: Path, name: str) -> None:
    target, again = tmp_path / "out.ods", tmp_path / "again.ods"
    columns = "" if name == "no columns" else '<table:table-column table:number-columns-repeated="2"/>'
    path = write_document(tmp_path / "odd.ods", sheet_content(ODD[name], columns))
    add_labels(path, target, range(2, 9), with_validation=False)
    compare_documents(path, target, "Answers", range(3, 7), range(1, 9))
    assert [each[2:6] for each in read_table(target).rows[:7]] == [label(at) for at in range(2, 9)]
    add_labels(target, again, range(2, 9), with_validation=False)
    assert content_of(again) == content_of(target)


def test_that_a_table_in_a_picture_is_no_sheet_and_a_comment_no_row(tmp_path: Path) -> None:
    inner = f'<table:table table:name="Answers">{row("x")}</table:table>'
    content = sheet_content(
        PLAIN, f"<table:shapes><draw:frame>{inner}</draw:frame></table:shapes><table:table-column/>"
    )
    path, target = write_document(tmp_path / "a.ods", content), tmp_path / "b.ods"
    add_labels(path, target, range(2, 6))
    assert compare_documents(path, target, "Answers", range(3, 7), range(1, 6)).new_cells > 12


def test_that_sheets_come_along_behind_an_empty_one_and_under_a_free_name(tmp_path: Path) -> None:
    target, again = tmp_path / "out.ods", tmp_path / "again.ods"
    content = sheet_content(PLAIN).replace("</table:table>", '</table:table><table:table table:name="codebook"/>')
    add_labels(write_document(tmp_path / "a.ods", content), target, range(2, 6))
    add_labels(target, again, range(2, 6))
    assert content_of(again) == content_of(target)
    with zipfile.ZipFile(target) as archive:
        tables = etree.fromstring(archive.read(CONTENT)).iterfind("*/*/{*}table")
        names = [next(iter(table.attrib.values())) for table in tables]
    assert names == ["Answers", "codebook", "Codebook (2)", "Provenance"]


def test_that_a_sheet_without_header_says_which_columns_are_which(tmp_path: Path) -> None:
    path, target, again = (
        write_document(tmp_path / "a.ods", sheet_content(PLAIN)),
        tmp_path / "b.ods",
        tmp_path / "c.ods",
    )
    report = add_labels(path, target, range(1, 6), header_row=None)
    assert "valence, sentiment, emotions, needs_attention" in report.notes[0]
    add_labels(target, again, range(1, 6), header_row=None)
    assert content_of(again) == content_of(target)


MANIFEST = "META-INF__manifest.xml"
ENCRYPTED = b"""<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>
<m:encryption-data/></m:file-entry></m:manifest>"""
OTHER_PREFIX = (
    '<!--<office:document-content--><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
)
REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "encrypted": (lambda path: write_document(path, RICH, **{MANIFEST: ENCRYPTED}), "password"),
    "signed": (lambda path: write_document(path, RICH, **{"META-INF__documentsignatures.xml": b"<x/>"}), "signature"),
    "other prefixes": (lambda path: write_document(path, OTHER_PREFIX), "names its"),
    "other names inside": (
        lambda path: write_document(path, RICH.replace("<table:filter/>", '<table:filter xmlns:text="urn:x"/>')),
        "names its",
    ),
    "no spreadsheet": (
        lambda path: write_document(path, "<office:body><office:text/></office:body>"), "isn't the content",
    ),
    "unknown element": (
        lambda path: write_document(path, RICH.replace("<table:table-cell/>", "<table:odd/>")), "don't know"
    ),
    "document type": (
        lambda path: write_document(path, "<!DOCTYPE a><office:document-content/>"), "document type",
    ),
    "damaged": (lambda path: write_document(path, RICH.replace("</table:table-row>", "", 1)), "damaged"),
    "no such sheet": (lambda path: write_document(path, RICH.replace("It&apos;s A", "B").replace('"It\'s A"', '"B"')),
                      "no sheet"),
    "last column in use": (
        lambda path: write_document(path, RICH.replace(
            '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>',
            '<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell '
            'office:value-type="float" office:value="1"/>', 1)),
        "XFD",
    ),
    "a name in a repetition": (
        lambda path: write_document(path, RICH.replace("<text:p>the same", '<text:p xml:id="a">the same')),
        "repeated row",
    ),
    "no content": (lambda path: without_content(write_document(path, RICH)), "lacks its part"),
}  # fmt: skip


def without_content(path: Path) -> Path:
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(path, "w") as out:
        for name in archive.namelist():
            if name != CONTENT:
                out.writestr(name, archive.read(name))
    whole.unlink()
    return path


@pytest.mark.parametrize("why", sorted(REFUSED))
def test_that_what_cannot_be_done_safely_is_refused_with_the_reason(tmp_path: Path, why: str) -> None:
    make, says = REFUSED[why]
    path, target = make(tmp_path / "odd.ods"), tmp_path / "out.ods"
    before = path.read_bytes()
    with pytest.raises(CannotAddColumnsError, match=says):
        add_labels(path, target, RICH_ROWS, sheet=SHEET)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["odd.ods"]


def test_that_a_signature_is_broken_only_when_asked_and_one_of_macros_is_none(tmp_path: Path) -> None:
    target = tmp_path / "out.ods"
    signed = write_document(tmp_path / "signed.ods", RICH, **{"META-INF__documentsignatures.xml": b"<x/>"})
    add_labels(signed, target, RICH_ROWS, sheet=SHEET, break_signature=True)
    compare_documents(signed, target, SHEET, range(4, 8), range(1, 9))
    macros = write_document(tmp_path / "macros.ods", RICH, **{"META-INF__macrosignatures.xml": b"<x/>"})
    add_labels(macros, target, RICH_ROWS, sheet=SHEET)


@QUICK
@given(
    lengths=st.lists(st.tuples(st.integers(1, 4), st.lists(st.integers(1, 3), max_size=4)), min_size=1, max_size=6),
    labelled=st.sets(st.integers(2, 20)),
    width=st.integers(0, 9),
)
def test_that_repetitions_are_split_where_labels_go(
    tmp_path: Path, lengths: list[tuple[int, list[int]]], labelled: set[int], width: int
) -> None:
    path, target, again = tmp_path / "a.ods", tmp_path / "out.ods", tmp_path / "again.ods"
    rows = row("answer") + "".join(
        f'<table:table-row table:number-rows-repeated="{count}">'
        + "".join(
            f'<table:table-cell table:number-columns-repeated="{cells}"'
            + (
                "/>"
                if place % 2
                else ' office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
            )
            for place, cells in enumerate(repeats)
        )
        + "</table:table-row>"
        for count, repeats in lengths
    )
    columns = f'<table:table-column table:number-columns-repeated="{width}"/>' if width else ""
    write_document(path, sheet_content(rows, columns))
    labels = {at: label(at) if at in labelled else (None,) * len(COLUMNS) for at in range(2, 21)}
    for source, result in ((path, target), (target, again)):
        add_labels(source, result, range(2, 21), labels=labels, with_validation=False, sheets=())
    assert content_of(again) == content_of(target)
    first = heading_column(target, "Answers")
    compare_documents(path, target, "Answers", range(first, first + 4), range(1, 21))
    read = (
        {number: cells[first - 1 :] for number, cells in enumerate(read_table(target).rows, start=2)}
        if labelled
        else {}
    )
    for at in labelled:
        assert read[at] == label(at)


def test_that_memory_does_not_grow_with_the_sheet(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = "".join(row(str(number), f"a text of its own {number} " * 8) for number in range(count))
        path = write_document(tmp_path / "a.ods", sheet_content(row("id", "answer") + rows))
        source = source_of(path)
        assert source.sha256
        tracemalloc.start()
        add_labels(path, tmp_path / "out.ods", range(2, count + 2))
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    # The test itself reads the whole packed file for its digest.
    assert peak(12_000) < peak(3_000) + 1_500_000


def test_that_libreoffice_shows_the_labels(rich: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice isn't installed")
    path = write_document(tmp_path / "plain.ods", sheet_content(row("id", "answer") + row("1", "x", repeated=500)))
    plain, target = tmp_path / "out_plain.ods", tmp_path / "out.ods"
    add_labels(path, plain, range(2, 10))
    add_labels(rich, target, RICH_ROWS, sheet=SHEET)
    check_all.soffice(check_all.CSV, [plain], tmp_path, limit_s=120)
    assert check_all.labels_missing(plain, tmp_path / "out_plain.csv") == ""
    check_all.soffice("xlsx", [target], tmp_path, limit_s=120)
    table = read_table(tmp_path / "out.xlsx", sheet=SHEET)
    assert [each[3:] for each in table.rows] == [label(at) for at in RICH_ROWS]
