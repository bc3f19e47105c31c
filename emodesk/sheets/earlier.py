"""What an earlier run left in a table: the columns that it added, and which column its labels are of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import CannotAddColumnsError, InputFileError
from emodesk.core.sidecar import PROVENANCE, WHAT, told_beside
from emodesk.core.table import Cell, Column, Source, Table, TextCells
from emodesk.sheets.adding import earlier_columns
from emodesk.sheets.patch.book import Book, slug
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.workbook import PATCHABLE_WORKBOOKS
from emodesk.sheets.workbook import WORKBOOK_SUFFIXES, read_workbook, workbook_sheets


def without_our_columns(table: Table) -> Table:
    """Return the table without the columns of an earlier run: labels are no texts."""
    ours = _our_columns(table)
    return replace(table, columns=tuple(each for each in table.columns if each.name not in ours)) if ours else table


def earlier_text_column(table: Table) -> Column | None:
    """Return the column that an earlier run labelled, going by its provenance, where the table still has it."""
    told = _told_in_workbook(table.source) if _has_sheets(table.source.path) else _told_beside(table.source.path)
    name = told.get("text column")
    if name is None or told.get("sheet") not in {None, table.source.sheet}:
        return None
    return next((column for column in table.columns if column.name == name), None)


def _our_columns(table: Table) -> frozenset[str]:
    source = table.source
    if source.path.suffix.lower() not in PATCHABLE_WORKBOOKS:
        return earlier_columns(source, TextCells(table.first_row, table.first_row + len(table.rows) - 1))
    # The marks alone: to look for formulas in the columns, too, takes longer than reading the sheet does.
    try:
        with Package(source.path) as package:
            book = Book(package)
            marks = set(book.our_columns(book.sheet(source.sheet)).values())
    except (CannotAddColumnsError, OSError, *BROKEN_ZIP):
        return frozenset()
    return frozenset(column.name for column in table.columns if slug(column.name) in marks)


def _has_sheets(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOK_SUFFIXES


def _told_beside(path: Path) -> dict[Cell, Cell]:
    told = told_beside(path, PROVENANCE, WHAT)
    return {what: row.get("value") for what, row in told.items() if what != "sheet"}


def _told_in_workbook(source: Source) -> dict[Cell, Cell]:
    """Return what the workbook's sheet of provenance says; the last of them where there are more."""
    told: dict[Cell, Cell] = {}
    try:
        for name in workbook_sheets(source.path):
            if PROVENANCE in name and name != source.sheet:
                _, grid = read_workbook(source.path, name)
                told = {row[0]: row[1] for row in grid.rows if len(row) > 1} or told
    except InputFileError:
        return {}
    return told
