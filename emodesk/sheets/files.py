"""The port ``emodesk.core.ports.Sheets``, filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from emodesk.core.errors import TextColumnError
from emodesk.core.table import AddedColumns, Column, SheetOut, Source, Table, TextCells, WriteReport
from emodesk.sheets.adding import ADDABLE_SUFFIXES, add_columns, earlier_columns
from emodesk.sheets.earlier import earlier_text_column, without_our_columns
from emodesk.sheets.missing_results import check_results
from emodesk.sheets.reader import READABLE_SUFFIXES, list_sheets, read_table
from emodesk.sheets.text_column import guess_text_column, text_column
from emodesk.sheets.writer import WRITABLE_SUFFIXES, check_writable, write_sheets


class SheetFiles:
    """Spreadsheets on this computer's disks."""

    readable_suffixes = READABLE_SUFFIXES
    writable_suffixes = WRITABLE_SUFFIXES
    addable_suffixes = ADDABLE_SUFFIXES

    def read(self, path: Path, *, sheet: str | None = None, header: bool = True) -> Table:
        """Read one sheet; raise InputFileError."""
        return read_table(path, sheet=sheet, header=header)

    def sheets(self, path: Path) -> tuple[str, ...]:
        """Return the names of a workbook's sheets, nothing for formats without sheets; raise InputFileError."""
        return list_sheets(path)

    def text_column(self, table: Table, name: str | None) -> Column:
        """Return the column of that name, or the one that reads like text; raise TextColumnError.

        Columns that an earlier run added aren't guessed; the one that it labelled is.
        """
        if name is not None:
            column = text_column(table, name)
            check_results(table, [column])
            return column
        others = without_our_columns(table)
        labelled = earlier_text_column(others) if others is not table else None
        if labelled is not None:
            return labelled
        try:
            return guess_text_column(others)
        except TextColumnError:
            check_results(table, others.columns)
            raise

    def check_writable(self, path: Path) -> None:
        """Raise ExportError if the path can't be written; nothing is changed."""
        check_writable(path)

    def write(self, path: Path, sheets: Sequence[SheetOut], *, guard: bool = True) -> WriteReport:
        """Write a new file, whole or not at all; raise ExportError."""
        return write_sheets(path, sheets, guard=guard)

    def earlier_columns(self, source: Source, texts: TextCells) -> frozenset[str]:
        """Return the names of columns that an earlier export added and one of now would replace."""
        return earlier_columns(source, texts)

    def add_columns(self, source: Source, target: Path, added: AddedColumns, check: Callable[[], None]) -> WriteReport:
        """Write a copy of the source with columns added; raise CannotAddColumnsError and ExportError."""
        return add_columns(source, target, added, check)
