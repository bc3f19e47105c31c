"""Two OpenDocument spreadsheets compared, with a reader that shares nothing with the code that wrote the second one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from tests.workbooks.comparison import Difference, canonical, hashes, local, only_adds
from tests.workbooks.samples import COLUMNS

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CONTENT = "content.xml"
_ROWS, _COLUMNS = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
_RANGE, _STYLE = f"{TABLE}target-range-address", f"{TABLE}style-name"
_BLANK = f'<table:table-cell xmlns:table="{TABLE[1:-1]}"></table:table-cell>'.encode()
_ROW_PARTS = ("table-row", "table-rows", "table-header-rows", "table-row-group")
_COLUMN_PARTS = ("table-column", "table-columns", "table-header-columns", "table-column-group")

Run = tuple[int, bytes]
"""How many times something comes one after the other, and what."""


def compare_documents(before: Path, after: Path, sheet: str, columns: Sequence[int], rows: range) -> Difference:
    """Check that nothing differs but new cells in these columns (1-based) and rows of one sheet, and what they need."""
    old, new = hashes(before), hashes(after)
    assert list(old) == list(new), "parts were lost, added or moved"
    assert {name for name in old if old[name] != new[name]} == {CONTENT}
    with zipfile.ZipFile(before) as first, zipfile.ZipFile(after) as second:
        assert second.infolist()[0].compress_type == first.infolist()[0].compress_type
        one, two = etree.fromstring(first.read(CONTENT)), etree.fromstring(second.read(CONTENT))
    found = compare_tables(table_of(one, sheet), table_of(two, sheet), columns, rows)
    for root in (one, two):
        for child in list(table_of(root, sheet)):
            table_of(root, sheet).remove(child)
        for area in root.iter(f"{TABLE}database-range"):
            area.set(_RANGE, re.sub(r"[A-Z]+(?=\$?\d+$)", "", area.get(_RANGE, "")))
    only_adds(one, two, CONTENT)
    return Difference(len(old) - 1, (CONTENT,), (), found)


def heading_column(path: Path, sheet: str) -> int:
    """Return the 1-based column in which the heading of the first label stands."""
    with zipfile.ZipFile(path) as archive:
        table = table_of(etree.fromstring(archive.read(CONTENT)), sheet)
    for row in _inside(table, _ROW_PARTS):
        column = 1
        for cell in row.iterchildren(etree.Element):
            if (
                "".join(str(text) for child in cell if local(child) == "p" for text in child.itertext())
                == COLUMNS[0].name
            ):
                return column
            column += int(cell.get(_COLUMNS, 1))
    raise AssertionError(f"{path.name} has no heading")


def compare_tables(one: etree._Element, two: etree._Element, columns: Sequence[int], rows: range) -> int:
    """Check that a sheet gained cells in these columns and rows, and nothing else; return how many."""
    assert one.attrib == two.attrib
    special = {*_ROW_PARTS, *_COLUMN_PARTS, "named-expressions"}
    assert [canonical(child) for child in one if local(child) not in special] == [
        canonical(child) for child in two if local(child) not in special
    ]
    order = [local(child) for child in two if local(child) not in special - {"named-expressions"}]
    assert [tag for tag in order if tag != "named-expressions"] == [
        local(child) for child in one if local(child) not in special
    ]
    inside = {column - 1 for column in columns}
    _compare_columns(one, two, inside)
    width = max(inside) + 1
    first, second = _rows(one, rows.stop), _rows(two, rows.stop)
    new_cells = 0
    for number, (old, new) in enumerate(zip(first[0], second[0], strict=True), start=1):
        assert old[0] == new[0], f"row {number} changed"
        old_cells, old_rest = _cells(old[1], width)
        cells, rest = _cells(new[1], width)
        assert old_rest == rest, f"row {number} changed behind its last column"
        for column, (cell, other) in enumerate(zip(old_cells, cells, strict=True)):
            if column in inside and number in rows:
                new_cells += cell != other
                assert _without_text(cell) == _without_text(other), f"what hangs on {column}, {number}"
            else:
                assert cell == other, f"cell {column} of row {number} changed"
    assert first[1] == second[1], "rows behind the labels changed"
    return new_cells


def table_of(content: etree._Element, sheet: str) -> etree._Element:
    """Return a sheet."""
    return next(table for table in content.iterfind(f"*/*/{TABLE}table") if table.get(f"{TABLE}name") == sheet)


def _rows(table: etree._Element, stop: int) -> tuple[list[tuple[bytes, list[Run]]], list[tuple[int, bytes, list[Run]]]]:
    """Return the rows before ``stop``, one by one, and the others as they're repeated."""
    single: list[tuple[bytes, list[Run]]] = []
    rest: list[tuple[int, bytes, list[Run]]] = []
    for row in _inside(table, _ROW_PARTS):
        count = int(row.get(_ROWS, 1))
        tag = _tag(row, _ROWS)
        runs = [(int(cell.get(_COLUMNS, 1)), _cell(cell)) for cell in row.iterchildren(etree.Element)]
        now = min(count, max(0, stop - 1 - len(single)))
        single += [(tag, runs)] * now
        if count > now:
            if rest and rest[-1][1:] == (tag, runs):
                rest[-1] = (rest[-1][0] + count - now, tag, runs)
            else:
                rest.append((count - now, tag, runs))
    single += [(_tag(etree.Element(f"{TABLE}table-row"), _ROWS), [])] * (stop - 1 - len(single))
    return single, rest


def _cells(runs: Iterable[Run], width: int) -> tuple[list[bytes], list[Run]]:
    """Return the cells of the first columns, one by one, and the others as they're repeated, blank ones left out."""
    cells: list[bytes] = []
    rest: list[Run] = []
    for count, cell in runs:
        now = min(count, width - len(cells))
        cells += [cell] * now
        if count > now:
            rest.append((count - now, cell))
    while rest and rest[-1][1] == _BLANK:
        rest.pop()
    return cells + [_BLANK] * (width - len(cells)), rest


def _compare_columns(one: etree._Element, two: etree._Element, inside: set[int]) -> None:
    width = max(inside) + 1
    described = []
    for table in (one, two):
        runs = [(int(column.get(_COLUMNS, 1)), _tag(column, _COLUMNS)) for column in _inside(table, _COLUMN_PARTS)]
        cells, rest = _cells(runs, width)
        described.append(([cell for place, cell in enumerate(cells) if place not in inside], rest))
    bare = f'<table:table-column xmlns:table="{TABLE[1:-1]}"></table:table-column>'.encode()
    (first, rest), (second, other_rest) = described
    assert [cell.replace(bare, _BLANK) for cell in first] == [cell.replace(bare, _BLANK) for cell in second]
    assert rest == other_rest


def _inside(table: etree._Element, parts: Sequence[str]) -> Iterable[etree._Element]:
    """Yield the rows or columns of a sheet, those in groups included."""
    for child in table.iterchildren(etree.Element):
        if local(child) == parts[0]:
            yield child
        elif local(child) in parts:
            yield from _inside(child, parts)


def _cell(cell: etree._Element) -> bytes:
    alone = etree.fromstring(etree.tostring(cell, with_tail=False))
    alone.attrib.pop(_COLUMNS, "")
    return canonical(alone)


def _without_text(cell: bytes) -> list[bytes]:
    """Return a cell's comment, pictures and charts."""
    return [canonical(child) for child in etree.fromstring(cell) if local(child) != "p"]


def _tag(element: etree._Element, repeated: str) -> bytes:
    """Return an element without what's in it, and without how often it's repeated."""
    return canonical(etree.Element(str(element.tag), {
        str(key): str(value) for key, value in element.attrib.items() if key != repeated
    }, nsmap={"table": TABLE[1:-1]}))  # fmt: skip
