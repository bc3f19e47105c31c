"""Two workbooks compared by their parts, with a reader that shares nothing with the code that wrote the second one.

Every function asserts; the assertion names the part and what differs in it.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_GROWING = {"numFmts", "definedNames", "automatic-styles", "content-validations"}
"""Lists that may be there and empty."""
_ORDER = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
webPublishItems tableParts extLst""".split()  # noqa: SIM905  a list of so many words is nothing to look at
"""The order of a worksheet's children (CT_Worksheet, ECMA-376 part 1, 18.3.1.99)."""


@dataclass(frozen=True)
class Difference:
    """What came of a comparison."""

    identical: int
    """Parts with the same SHA-256."""
    changed: tuple[str, ...]
    added: tuple[str, ...]
    new_cells: int


def hashes(path: Path) -> dict[str, str]:
    """Return the SHA-256 of every part, unpacked."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}


def compare(before: Path, after: Path, sheet: str, columns: Sequence[int], rows: range) -> Difference:
    """Check that nothing differs but new cells in these columns (1-based) and rows of one sheet, and what they need."""
    old, new = hashes(before), hashes(after)
    assert not set(old) - set(new), "parts were lost"
    changed = {name for name in old if old[name] != new[name]}
    added = set(new) - set(old)
    allowed = {sheet, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    tables = {name for name in changed if name.startswith("xl/tables/")}
    assert changed <= allowed | tables, changed - allowed
    assert all(name.startswith("xl/worksheets/sheet") for name in added), added
    new_cells = 0
    with zipfile.ZipFile(before) as first, zipfile.ZipFile(after) as second:
        for name in changed:
            one, two = etree.fromstring(first.read(name)), etree.fromstring(second.read(name))
            for root in (one, two):
                _narrow_filter(root)
            if name == sheet:
                new_cells = compare_sheets(one, two, columns, rows)
            elif name in tables:
                compare_tables(one, two, len(columns))
            else:
                only_adds(one, two, name)
    return Difference(len(old) - len(changed), tuple(sorted(changed)), tuple(sorted(added)), new_cells)


def _narrow_filter(root: etree._Element) -> None:
    """Leave out how far a sheet's own filter, and the hidden name that goes with it, reach to the right."""
    for element in root.iterfind(f"{MAIN}autoFilter"):
        element.set("ref", re.sub(r":[A-Z]+", ":", element.get("ref", "")))
    for name in root.iter(f"{MAIN}definedName"):
        if name.get("name") == "_xlnm._FilterDatabase":
            name.text = re.sub(r":\$[A-Z]+", ":", name.text or "")


def compare_sheets(one: etree._Element, two: etree._Element, columns: Sequence[int], rows: range) -> int:
    """Check that a sheet gained cells in these columns and rows, and nothing else; return how many."""
    assert one.attrib == two.attrib
    special = {"dimension", "cols", "sheetData", "dataValidations"}
    assert [canonical(child) for child in one if local(child) not in special] == [
        canonical(child) for child in two if local(child) not in special
    ]
    order = [local(child) for child in two]
    assert [tag for tag in order if tag in {local(child) for child in one}] == [local(child) for child in one]
    assert_order(order)
    widths = columns_of(one)
    assert {place: width for place, width in columns_of(two).items() if place not in columns} == {
        place: width for place, width in widths.items() if place not in columns
    }
    kept = [canonical(child) for child in two.iterfind(f"{MAIN}dataValidations/{MAIN}dataValidation")]
    old = [canonical(child) for child in one.iterfind(f"{MAIN}dataValidations/{MAIN}dataValidation")]
    assert kept[: len(old)] == old
    return compare_cells(one, two, columns, rows)


def compare_cells(one: etree._Element, two: etree._Element, columns: Sequence[int], rows: range) -> int:
    """Check that all cells of one sheet are in another, which has more in these columns and rows only."""
    old, new = cells_of(one), cells_of(two)
    inside = {(row, column) for row in rows for column in columns}
    for place, cell in old.items():
        if place not in inside:
            assert new[place] == cell, f"cell {place} changed"
    assert set(new) - set(old) <= inside
    dimension = two.find(f"{MAIN}dimension")
    if dimension is not None and new:
        found = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", dimension.get("ref", ""))
        assert found
        last_column, last_row = column_of(found[3] or found[1]), int(found[4] or found[2])
        assert max(row for row, _ in inside & set(new)) <= last_row
        assert max(column for _, column in inside & set(new)) <= last_column
    attributes = {number: without(row, "spans") for number, row in rows_of(one)}
    for number, row in rows_of(two):
        if number in attributes:
            assert without(row, "spans") == attributes[number], f"row {number} changed"
        if spans := row.get("spans"):
            first, last = map(int, spans.split(":"))
            assert all(first <= column <= last for at, column in new if at == number), f"spans of row {number}"
    return len(set(new) & inside)


def compare_tables(one: etree._Element, two: etree._Element, added: int) -> None:
    """Check that a table gained columns at its right and is otherwise the same."""
    for element in (one, two):
        for filtered in (element, element.find(f"{MAIN}autoFilter")):
            if filtered is not None:
                filtered.set("ref", re.sub(r":[A-Z]+", ":", filtered.get("ref", "")))
    names = [column.get("name", "").casefold() for column in two.iter(f"{MAIN}tableColumn")]
    ids = [column.get("id") for column in two.iter(f"{MAIN}tableColumn")]
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    listing = two.find(f"{MAIN}tableColumns")
    assert listing is not None
    assert listing.get("count") == str(len(listing))
    for column in list(listing)[-added:]:
        listing.remove(column)
    listing.set("count", str(len(listing)))
    assert canonical(one) == canonical(two)


def only_adds(one: etree._Element, two: etree._Element, name: str) -> None:
    """Check that an element has everything that the other one has, in its order, with more children perhaps."""
    assert without(one, "count") == without(two, "count"), name
    assert (one.text or "").strip() == (two.text or "").strip(), name
    if "count" in two.attrib:
        assert int(two.get("count", 0)) == len(two), name
    later = iter(two)
    for child in one:
        for other in later:
            if other.tag == child.tag and (
                canonical(other) == canonical(child) or len(child) or local(child) in _GROWING
            ):
                only_adds(child, other, name)
                break
        else:
            raise AssertionError(f"{name} lost {canonical(child)[:200]!r}")


def assert_order(tags: Sequence[str]) -> None:
    """Check the order that the schema of a worksheet asks for."""
    places = [_ORDER.index(tag) for tag in tags if tag in _ORDER]
    assert places == sorted(places), tags


def rows_of(sheet: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the rows with their numbers."""
    found, number = [], 0
    for row in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(row.get("r", number + 1))
        found.append((number, row))
    numbers = [number for number, _ in found]
    assert numbers == sorted(set(numbers))
    return found


def cells_of(sheet: etree._Element) -> dict[tuple[int, int], bytes]:
    """Return every cell by (row, column), 1-based, in a form that is the same for the same cell."""
    cells = {}
    for number, row in rows_of(sheet):
        column = 0
        for cell in row.iterfind(f"{MAIN}c"):
            before, reference = column, cell.get("r")
            column = column + 1 if reference is None else column_of(reference.rstrip("0123456789"))
            assert column > before, f"cells of row {number} aren't in order"
            cells[number, column] = canonical(cell)
    return cells


def columns_of(sheet: etree._Element) -> dict[int, dict[str, str]]:
    """Return what the sheet says of each column."""
    found: dict[int, dict[str, str]] = {}
    last = 0
    for column in sheet.iterfind(f"{MAIN}cols/{MAIN}col"):
        first, before = int(column.get("min", 0)), last
        assert first > before, "columns overlap"
        last = int(column.get("max", 0))
        about = {name: value for name, value in column.attrib.items() if name not in {"min", "max"}}
        found |= {place: {str(k): str(v) for k, v in about.items()} for place in range(first, last + 1)}
    return found


def column_of(name: str) -> int:
    """Return the 1-based number of a column."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def canonical(element: etree._Element) -> bytes:
    """Return bytes that are equal for elements that say the same."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    return etree.tostring(copy, method="c14n", exclusive=True)


def without(element: etree._Element, name: str) -> dict[str, str]:
    """Return an element's attributes but one."""
    return {str(key): str(value) for key, value in element.attrib.items() if key != name}


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
