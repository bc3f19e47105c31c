"""Adds labels to every workbook of a folder and says what became of each: a table, and a summary at the end.

    python -m tests.workbooks.check_all [--folder ../shared/data/workbooks] [--libreoffice] [--table FILE]

For each workbook: every part that isn't the labelled sheet, its table or what new sheets need has the same SHA-256; a
reader of its own compares the changed parts; calamine and openpyxl read the labels back, and the old cells as before;
adding the labels a second time changes nothing. With ``--libreoffice``, LibreOffice converts each result to CSV, and
the labels are looked for in it. It ends with code 1 if anything failed or was refused. The folder may hold .ods files,
too, which openpyxl doesn't read.
"""

from __future__ import annotations

import argparse
import csv
import os
import signal
import subprocess
import sys
import tempfile
import warnings
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase, digits

import openpyxl
from lxml import etree
from python_calamine import CalamineWorkbook

from emodesk.core.errors import CannotAddColumnsError
from tests.workbooks.comparison import MAIN, RELATION, column_of, compare, hashes
from tests.workbooks.documents import CONTENT, compare_documents, heading_column
from tests.workbooks.samples import COLUMNS, add_labels, label

ROWS = 8
_AT_ONCE = 20
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
"""LibreOffice's words for commas, quotes, UTF-8, and cells as they are shown."""
_MOST_CELLS = 5_000_000
"""calamine lays out the whole used rectangle; a sheet that is nearly all void is left to the other readers."""


@dataclass(frozen=True)
class Where:
    """Which sheet gets labels, and where in it."""

    name: str
    part: str
    header_row: int
    totals_row: int = 0
    """Row of a table's totals, which gets no labels; 0 where there's none."""
    text_column: int = 0
    """0-based, as the reader counts: from the first column that holds something. A table's first, where there's one."""

    @property
    def rows(self) -> range:
        """Return the rows that get labels."""
        return range(self.header_row + 1, self.header_row + 1 + ROWS)


@dataclass(frozen=True)
class Outcome:
    """What became of one workbook."""

    name: str
    result: str
    identical: int = 0
    changed: tuple[str, ...] = ()
    first_column: int = 0


def where(path: Path) -> Where:
    """Return the first worksheet; a table's header is the header, else row 1."""
    if path.suffix == ".ods":
        return Where(CalamineWorkbook.from_path(path).sheet_names[0], CONTENT, 1)
    with zipfile.ZipFile(path) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): f"xl/{link.get('Target')}" for link in links}
        for sheet in book.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
            part = targets[sheet.get(RELATION)]
            if part.startswith("xl/worksheets/"):
                header_row, totals_row, left = _table_place(archive, part)
                start = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet.get("name", "")).start
                return Where(sheet.get("name", ""), part, header_row, totals_row, max(0, left - (start or (0, 0))[1]))
    raise AssertionError(f"{path.name} has no worksheet")


def check(path: Path, folder: Path) -> Outcome:
    """Add labels to one workbook and look at the result."""
    place, target, second = where(path), folder / path.name, folder / f"second_{path.name}"
    try:
        for source, result in ((path, target), (target, second)):
            add_labels(
                source, result, place.rows, sheet=place.name, header_row=place.header_row, text_column=place.text_column
            )
    except CannotAddColumnsError as error:
        return Outcome(path.name, f"refused: {error}")
    is_document = path.suffix == ".ods"
    first = heading_column(target, place.name) if is_document else _first_column(target, place)
    columns, rows = range(first, first + len(COLUMNS)), range(place.header_row, place.rows.stop)
    if is_document:
        found = compare_documents(path, target, place.name, columns, rows)
    else:
        found = compare(path, target, place.part, columns, rows)
    assert hashes(target) == hashes(second), "the second time isn't the same as the first"
    second.unlink()
    _check_calamine(path, target, place, first)
    if not is_document:
        _check_openpyxl(path, target, place, first)
    return Outcome(path.name, "labelled", found.identical, found.changed, first)


def expected(place: Where) -> list[list[object]]:
    """Return heading and labels as they should be read."""
    rows: list[list[object]] = [
        [None] * len(COLUMNS) if row == place.totals_row else list(label(row)) for row in place.rows
    ]
    return [[column.name for column in COLUMNS], *rows]


def _table_place(archive: zipfile.ZipFile, part: str) -> tuple[int, int, int]:
    """Return the rows of the first table's header and totals, and its first column (0-based).

    1, 0 and 0 where there's no table with a header.
    """
    links = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    if links in archive.namelist():
        for link in etree.fromstring(archive.read(links)):
            if link.get("Type", "").endswith("/table"):
                table = etree.fromstring(archive.read("xl/" + link.get("Target", "").removeprefix("../")))
                if table.get("headerRowCount") != "0":
                    area = table.get("ref", "")
                    first, last = (int(at.lstrip(ascii_uppercase)) for at in area.split(":"))
                    left = column_of(area.split(":")[0].rstrip(digits))
                    return first, last if table.get("totalsRowCount") == "1" else 0, left - 1
    return 1, 0, 0


def _first_column(target: Path, place: Where) -> int:
    """Return the 1-based column in which openpyxl finds the heading of the first label."""
    book = _open(target)
    try:
        row = next(book[place.name].iter_rows(min_row=place.header_row, max_row=place.header_row, values_only=True))
        return row.index(COLUMNS[0].name) + 1
    finally:
        book.close()


def _open(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would lose
        return openpyxl.load_workbook(path)


def _check_openpyxl(path: Path, target: Path, place: Where, first: int) -> None:
    before, after = _open(path), _open(target)
    assert after.sheetnames[: len(before.sheetnames)] == before.sheetnames
    for sheet in before.worksheets:
        # Not iter_rows: one cell in the last row would make it go through a million rows that are empty.
        old = {at: cell.value for at, cell in sheet._cells.items() if cell.value is not None}
        new = {at: cell.value for at, cell in after[sheet.title]._cells.items()}
        assert all(_same(new[at], value) for at, value in old.items()), sheet.title
        assert sheet.freeze_panes == after[sheet.title].freeze_panes
    rows = after[place.name].iter_rows(
        min_row=place.header_row, max_row=place.rows.stop - 1, min_col=first, max_col=first + len(COLUMNS) - 1,
        values_only=True,
    )  # fmt: skip
    # openpyxl leaves the codes of inline strings as they are.
    read = [[cell.replace("_x005F_", "_") if isinstance(cell, str) else cell for cell in row] for row in rows]
    assert read == expected(place)
    before.close()
    after.close()


def _same(one: object, two: object) -> bool:
    return one == two or (hasattr(one, "text") and getattr(one, "text", None) == getattr(two, "text", 0))


def _check_calamine(path: Path, target: Path, place: Where, first: int) -> None:
    before, after = CalamineWorkbook.from_path(path), CalamineWorkbook.from_path(target)
    assert after.sheet_names[: len(before.sheet_names)] == before.sheet_names
    old, new = _grid(before, place.name), _grid(after, place.name)
    if not new:
        return
    assert all(new.get(at) == cell for at, cell in old.items())
    read = [
        [new.get((row, column)) for column in range(first, first + len(COLUMNS))]
        for row in range(place.header_row, place.rows.stop)
    ]
    assert read == expected(place)


def _grid(book: CalamineWorkbook, name: str) -> dict[tuple[int, int], object]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None or sheet.height * sheet.width > _MOST_CELLS:
        return {}
    top, left = sheet.start
    return {
        (top + 1 + row, left + 1 + column): cell
        for row, cells in enumerate(sheet.to_python(skip_empty_area=True))
        for column, cell in enumerate(cells)
        if cell != ""
    }


def convert(paths: list[Path], folder: Path) -> dict[str, str]:
    """Let LibreOffice convert workbooks to CSV, several in each call; return what went wrong, by name.

    A sheet whose last cell is in use makes a CSV without end: such a workbook is converted to a workbook.
    """
    for begin in range(0, len(paths), _AT_ONCE):
        soffice(CSV, paths[begin : begin + _AT_ONCE], folder)
    failed: dict[str, str] = {}
    for path in paths:
        if not (folder / f"{path.stem}.csv").is_file():
            soffice(CSV, [path], folder)
        if not (folder / f"{path.stem}.csv").is_file():
            other = "xlsx" if path.suffix == ".ods" else "ods"
            soffice(other, [path], folder)
            if not (folder / f"{path.stem}.{other}").is_file():
                failed[path.name] = "not converted"
    return failed


def soffice(kind: str, paths: list[Path], folder: Path, *, limit_s: float | None = None) -> None:
    """Let LibreOffice convert files into a folder; what takes too long isn't there afterwards."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    with suppress(subprocess.TimeoutExpired), subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:  # fmt: skip
        try:
            process.wait(timeout=limit_s or 20 + 2 * len(paths))
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def labels_missing(path: Path, converted: Path) -> str:
    """Say which labels LibreOffice doesn't show, if it's the first sheet that was labelled."""
    place = where(path)
    if not converted.is_file():
        return ""
    with converted.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) < place.header_row or COLUMNS[0].name not in rows[place.header_row - 1]:
        return "no heading"
    first = rows[place.header_row - 1].index(COLUMNS[0].name)
    for row, cells in zip(place.rows, rows[place.header_row :], strict=False):
        if row == place.totals_row:
            continue
        score, number, text, reason = label(row)
        if cells[first : first + 4] != [f"{score:.3f}", str(number), text, reason or ""]:
            return f"row {row}: {cells[first : first + 4]}"
    return ""


def main() -> int:
    """Check a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path(__file__).parents[3] / "shared" / "data" / "workbooks")
    parser.add_argument("--libreoffice", action="store_true")
    parser.add_argument("--table", type=Path)
    options = parser.parse_args()
    outcomes: list[Outcome] = []
    opened: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = sorted(path for path in options.folder.iterdir() if path.suffix in {".xlsx", ".xlsm", ".ods"})
        for path in paths:
            try:
                outcomes.append(check(path, folder))
            except AssertionError as error:
                outcomes.append(Outcome(path.name, f"failed: {error}"))
        if options.libreoffice:
            written = [folder / each.name for each in outcomes if (folder / each.name).is_file()]
            opened = convert(written, folder)
            for path in written:
                if path.name not in opened and (missing := labels_missing(path, folder / f"{path.stem}.csv")):
                    opened[path.name] = missing
    if options.table:
        lines = [f"{each.name}\t{each.result}\t{each.identical}\t{' '.join(each.changed)}" for each in outcomes]
        options.table.write_text("\n".join(["workbook\tresult\tidentical parts\tchanged parts", *lines]) + "\n")
    bad = [each for each in outcomes if each.result != "labelled"]
    for each in bad:
        print(f"{each.name}: {each.result}")
    for workbook, why in opened.items():
        print(f"{workbook}: LibreOffice: {why}")
    identical = sum(each.identical for each in outcomes)
    print(
        f"{len(outcomes)} workbooks, {len(outcomes) - len(bad)} labelled, {identical} parts identical, {len(bad)} not"
    )
    if options.libreoffice:
        print(f"LibreOffice: {len(outcomes) - len(bad) - len(opened)} converted with all labels, {len(opened)} not")
    return 1 if bad or opened else 0


if __name__ == "__main__":
    sys.exit(main())
