"""Adds columns to a copy of the file that the table came from: the way by the suffix, whole or not at all."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from emodesk.core.errors import CannotAddColumnsError, ExportError
from emodesk.core.table import AddedColumns, WriteReport
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.patch.workbook import PATCHABLE_WORKBOOKS, add_to_workbook, earlier_headings
from emodesk.sheets.replacing import replacing

ADDABLE_SUFFIXES: Final = PATCHABLE_WORKBOOKS
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


def add_columns(source: Path, target: Path, added: AddedColumns, check: Callable[[], None]) -> WriteReport:
    """Write ``target``: the source file with columns added, everything else in it as it was.

    ``check`` is called often and may raise, to end it. Raises CannotAddColumnsError where it can't be done safely,
    ExportError where the target can't be written. On any error, whatever stood at the target is untouched.
    """
    if target.resolve() == source.resolve():
        raise ExportError("The output would replace the source file.", hint="Choose another name.")
    if source.suffix.lower() not in ADDABLE_SUFFIXES:
        raise CannotAddColumnsError(f"Columns can't be added to {source.suffix} files as they are.")
    if target.suffix.lower() != source.suffix.lower():
        raise CannotAddColumnsError(f"A {source.suffix} file can't become a {target.suffix} file by adding columns.")
    tally = Tally()
    with replacing(target) as (file, _):
        try:
            add_to_workbook(source, file, added, tally, check)
        except _BROKEN as error:
            raise CannotAddColumnsError(
                f"A part of {source.name} can't be unpacked.",
                hint="Open it in your spreadsheet program and save it again.",
                details=repr(error),
            ) from error
    return tally.report()


def earlier_columns(source: Path, sheet: str | None, header_row: int | None) -> frozenset[str]:
    """Return the headings of the columns in a file that an earlier export added; nothing where that can't be told."""
    if source.suffix.lower() not in ADDABLE_SUFFIXES:
        return frozenset()
    try:
        return earlier_headings(source, sheet, header_row)
    except (CannotAddColumnsError, OSError, *_BROKEN):
        return frozenset()
