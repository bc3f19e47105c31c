"""Adds columns to a copy of the file that the table came from: the way by the suffix, whole or not at all."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import CannotAddColumnsError, ExportError
from emodesk.core.table import AddedColumns, Source, TextCells, WriteReport
from emodesk.sheets.opendocument.addition import (
    PATCHABLE_DOCUMENTS,
    add_to_document,
    earlier_document_headings,
)
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.part_search import part_holds
from emodesk.sheets.patch.book import OUR_SHEET
from emodesk.sheets.patch.delimited import PATCHABLE_TEXT, add_to_delimited, earlier_text_headings
from emodesk.sheets.patch.workbook import PATCHABLE_WORKBOOKS, add_to_workbook, earlier_headings
from emodesk.sheets.records import RECORD_SUFFIXES
from emodesk.sheets.replacing import replacing

ADDABLE_SUFFIXES: Final = PATCHABLE_WORKBOOKS | PATCHABLE_DOCUMENTS | PATCHABLE_TEXT
_WITHOUT_SHEETS: Final = PATCHABLE_TEXT | RECORD_SUFFIXES
"""Formats in which there's no room for a mark: the account beside the file says which columns are ours."""


def add_columns(source: Source, target: Path, added: AddedColumns, check: Callable[[], None]) -> WriteReport:
    """Write ``target``: the source file with columns added, everything else in it as it was.

    ``check`` is called often and may raise, to end it. Raises CannotAddColumnsError where it can't be done safely,
    ExportError where the target can't be written. On any error, whatever stood at the target is untouched.
    """
    path = source.path
    if target.resolve() == path.resolve():
        raise ExportError("The output would replace the source file.", hint="Choose another name.")
    if path.suffix.lower() not in ADDABLE_SUFFIXES:
        raise CannotAddColumnsError(f"Columns can't be added to {path.suffix} files as they are.")
    if target.suffix.lower() != path.suffix.lower():
        raise CannotAddColumnsError(f"A {path.suffix} file can't become a {target.suffix} file by adding columns.")
    _check_unchanged(source)
    tally = Tally()
    if added.header_row is None:
        names = ", ".join(column.name for column in added.columns)
        tally.notes.append(f"There is no row of names, so the new columns have none; from left to right: {names}.")
    with replacing(target) as (file, _):
        try:
            if path.suffix.lower() in PATCHABLE_TEXT:
                add_to_delimited(source, file, added, tally, check)
            elif path.suffix.lower() in PATCHABLE_DOCUMENTS:
                add_to_document(path, file, added, tally, check)
            else:
                add_to_workbook(path, file, added, tally, check)
            if _has_our_summary(path):
                tally.notes.append("The summary in this workbook is still that of the earlier labels.")
        except BROKEN_ZIP as error:
            raise CannotAddColumnsError(
                f"A part of {path.name} can't be unpacked.",
                hint="Open it in your spreadsheet program and save it again.",
                details=repr(error),
            ) from error
    return tally.report()


def earlier_columns(source: Source, texts: TextCells) -> frozenset[str]:
    """Return the names of the table's columns that an earlier export added; nothing where that can't be told.

    They are those that ``add_columns`` would replace.
    """
    if source.path.suffix.lower() in _WITHOUT_SHEETS:
        return earlier_text_headings(source.path)
    if source.path.suffix.lower() not in ADDABLE_SUFFIXES:
        return frozenset()
    try:
        if source.path.suffix.lower() in PATCHABLE_DOCUMENTS:
            return earlier_document_headings(source.path, source.sheet, source.header_row, texts)
        return earlier_headings(source.path, source.sheet, source.header_row, texts)
    except (CannotAddColumnsError, OSError, *BROKEN_ZIP):
        return frozenset()


def _has_our_summary(path: Path) -> bool:
    """Say whether this was a clean workbook of ours: its charts and numbers are of the labels of then."""
    part = {".ods": "content.xml", ".xlsx": "xl/workbook.xml"}.get(path.suffix.lower())
    if part is None:
        return False
    mark = (OUR_SHEET + "Summary").encode()
    with zipfile.ZipFile(path) as package:
        return part in package.namelist() and part_holds(package, part, re.compile(re.escape(mark)), len(mark))


def _check_unchanged(source: Source) -> None:
    """Labels belong to rows: in a file that was changed since it was read, they'd stand beside others."""
    try:
        with source.path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CannotAddColumnsError(
            f"{source.path.name} isn't where it was read, or can't be read any more.", details=repr(error)
        ) from error
    if now != source.sha256:
        raise CannotAddColumnsError(f"{source.path.name} was changed after it was read.")
