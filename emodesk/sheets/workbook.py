"""Workbooks (xlsx, xlsm, xls, xlsb, ods), read with calamine: cells as they were stored, formulas by cached value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from emodesk.core.errors import InputFileError
from emodesk.core.table import Cell
from emodesk.sheets.far_cells import check_used_ranges, too_far
from emodesk.sheets.grid import Grid, make_grid, whole_number
from emodesk.sheets.opendocument.white_space import with_white_space

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})

_PERIOD = re.compile(r"(-?)PT(\d{1,7})H(\d{1,2})M(\d{1,2}(?:\.\d+)?)S")
_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_TOO_FAR = "Cell limit exceeded"
"""What calamine says of an OpenDocument sheet that it would have to lay out in more than a hundred million cells."""
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")


def workbook_sheets(path: Path) -> tuple[str, ...]:
    """Return the names of the worksheets, in the workbook's order; raise InputFileError."""
    with _opened(path) as book:
        return _worksheets(book)


def read_workbook(path: Path, sheet: str | None) -> tuple[str, Grid]:
    """Return (name, cells) of the sheet of that name, or of the first that holds a table; raise InputFileError."""
    with _opened(path) as book:
        check_used_ranges(path)
        names = _worksheets(book)
        if sheet is None:
            return _first_table(path, book, names)
        close = [name for name in names if name == sheet] or [
            name for name in names if name.strip().casefold() == sheet.strip().casefold()
        ]
        if not close:
            raise InputFileError(
                f"{path.name} has no sheet “{sheet}”.",
                hint="Its sheets are: " + ", ".join(f"“{name}”" for name in names) + ".",
            )
        return close[0], _grid(path, book.get_sheet_by_name(close[0]))


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    """Open, and turn whatever goes wrong (while reading sheets too) into a sentence."""
    try:
        with _open(path) as book:
            yield book
    except PasswordError as error:
        raise _locked(path) from error
    except OSError:
        raise
    except InputFileError:
        raise
    except (CalamineError, ValueError, TypeError, OverflowError) as error:
        if _TOO_FAR in str(error):
            raise too_far(path) from error
        raise _damaged(path, repr(error)) from error
    except BaseException as error:
        # A bug in the Rust library arrives as pyo3's PanicException, which is no Exception and can't be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path, repr(error)) from error


def _open(path: Path) -> CalamineWorkbook:
    with path.open("rb") as file:
        is_ole = file.read(len(_OLE_MAGIC)) == _OLE_MAGIC
    if is_ole and path.suffix.lower() != ".xls":
        if _ENCRYPTED_MARK in path.read_bytes():
            raise _locked(path)
        # An old workbook under a new name: without the name, calamine looks at the content.
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    if is_ole and _ENCRYPTED_MARK in path.read_bytes():
        raise _locked(path)
    if path.suffix.lower() == ".xls" and not is_ole:
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    if path.suffix.lower() == ".ods" and (spreadsheet := with_white_space(path)) is not None:
        return CalamineWorkbook.from_filelike(spreadsheet)
    return CalamineWorkbook.from_path(path)


def _worksheets(book: CalamineWorkbook) -> tuple[str, ...]:
    return tuple(sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)


def _first_table(path: Path, book: CalamineWorkbook, names: tuple[str, ...]) -> tuple[str, Grid]:
    hidden = {meta.name for meta in book.sheets_metadata if meta.visible != SheetVisibleEnum.Visible}
    for some in ([name for name in names if name not in hidden], [name for name in names if name in hidden]):
        single: tuple[str, Grid] | None = None  # one row is a note before the table, if there's a table
        for name in some:
            grid = _grid(path, book.get_sheet_by_name(name))
            if len(grid.rows) > 1:
                return name, grid
            if grid.rows and single is None:
                single = name, grid
        if single is not None:
            return single
    raise InputFileError(
        f"{path.name} has no sheet with anything in it.", hint="Choose a workbook that holds the texts."
    )


def _grid(path: Path, sheet: CalamineSheet) -> Grid:
    # iter_rows begins in row 1, but in the first column that holds something.
    first_column = sheet.start[1] if sheet.start else 0
    cell = _document_cell if path.suffix.lower() == ".ods" else _cell
    return make_grid((map(cell, row) for row in sheet.iter_rows()), first_column=first_column)


def _cell(value: Cell) -> Cell:
    return whole_number(value) if isinstance(value, float) else value


def _document_cell(value: Cell) -> Cell:
    """Return a cell of an OpenDocument spreadsheet: calamine hands on as text how a duration of days is written."""
    found = _PERIOD.fullmatch(value) if isinstance(value, str) and value.startswith(("PT", "-PT")) else None
    if found is None:
        return _cell(value)
    span = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=float(found[4]))
    return -span if found[1] else span


def _locked(path: Path) -> InputFileError:
    return InputFileError(
        f"{path.name} is protected with a password.",
        hint="Open it in your spreadsheet program, save a copy without the password, and use the copy.",
    )


def _damaged(path: Path, details: str) -> InputFileError:
    return InputFileError(
        f"{path.name} isn't a workbook that can be read: it's damaged, incomplete, or something else by that name.",
        hint="Open it in your spreadsheet program and save it again, or copy it here once more.",
        details=details,
    )
