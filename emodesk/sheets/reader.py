"""Reads a table from a file: the format by its suffix, every failure as a sentence."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

from emodesk.core.errors import InputFileError
from emodesk.core.table import Column, Source, Table
from emodesk.sheets.delimited import DELIMITED_SUFFIXES, read_delimited, read_lines
from emodesk.sheets.grid import Grid
from emodesk.sheets.header import split_header, unique_names
from emodesk.sheets.records import RECORD_SUFFIXES, read_jsonl, read_parquet
from emodesk.sheets.workbook import WORKBOOK_SUFFIXES, read_workbook, workbook_sheets

READABLE_SUFFIXES = WORKBOOK_SUFFIXES | DELIMITED_SUFFIXES | RECORD_SUFFIXES


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    header: bool = True,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """Read one sheet: by name, or the first that has data.

    ``header=False`` says that the first row is data; the columns are then "Column A", "Column B" … ``encoding`` and
    ``delimiter`` are for text formats and found out when not given. Raises InputFileError.
    """
    _check(path)
    try:
        sha256 = _sha256(path)
        table = _read(path, sha256, sheet, header=header, encoding=encoding, delimiter=delimiter)
    except OSError as error:
        raise _unreadable(path, error) from error
    except MemoryError as error:
        raise InputFileError(
            f"{path.name} is larger than the memory that is free.", hint="Split it, or save it as CSV."
        ) from error
    if not table.rows:
        raise InputFileError(f"{path.name} has no rows.", hint="Choose a file that holds the texts.")
    return table


def list_sheets(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, and nothing for a format without sheets; raise InputFileError."""
    _check(path)
    if path.suffix.lower() not in WORKBOOK_SUFFIXES:
        return ()
    try:
        return workbook_sheets(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(
    path: Path, sha256: str, sheet: str | None, *, header: bool, encoding: str | None, delimiter: str | None
) -> Table:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        names, records = read_parquet(path)
        return Table(Source(path, sha256, None), _named(names), tuple(records), first_row=1)
    if suffix == ".jsonl":
        names, records, first_row, used = read_jsonl(path, encoding=encoding)
        return Table(Source(path, sha256, None, used), _named(names), tuple(records), first_row)
    if suffix == ".txt":
        grid, used = read_lines(path, encoding=encoding)
        return Table(Source(path, sha256, None, used), (Column(0, "text"),), grid.rows, grid.first_row)
    if suffix in DELIMITED_SUFFIXES:
        grid, used, delimiter = read_delimited(path, encoding=encoding, delimiter=delimiter)
        return _table(grid, Source(path, sha256, None, used, delimiter), header=header)
    name, grid = read_workbook(path, sheet)
    return _table(grid, Source(path, sha256, name), header=header)


def _table(grid: Grid, source: Source, *, header: bool) -> Table:
    if not grid.rows:
        what = f"Sheet “{source.sheet}” of {source.path.name}" if source.sheet else source.path.name
        raise InputFileError(f"{what} is empty.", hint="Choose a sheet or file that holds the texts.")
    columns, rows, header_row, first_row = split_header(grid, header=header, file_name=source.path.name)
    source = Source(source.path, source.sha256, source.sheet, source.encoding, source.delimiter, header_row=header_row)
    return Table(source, columns, rows, first_row)


def _named(names: list[str]) -> tuple[Column, ...]:
    return tuple(Column(index, name) for index, name in enumerate(unique_names(names)))


def _check(path: Path) -> None:
    kinds = ", ".join(sorted(suffix[1:] for suffix in READABLE_SUFFIXES))
    try:
        if path.is_dir():
            raise InputFileError(f"{path.name or path} is a folder.", hint="Choose a spreadsheet in it.")
        if not path.exists():
            raise InputFileError(f"There is no file {path}.", hint="Check the name and the folder.")
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if path.suffix.lower() not in READABLE_SUFFIXES:
        raise InputFileError(f"{path.name} isn't of a kind that can be read.", hint=f"The kinds that can: {kinds}.")
    if size == 0:
        raise InputFileError(f"{path.name} is empty (0 bytes).", hint="Save or copy it here once more.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unreadable(path: Path, error: OSError | ValueError) -> InputFileError:
    if isinstance(error, PermissionError):
        hint = "Ask for permission to read it, or close the program that has it open."
    elif isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        hint = "Its name is too long; rename it."
    else:
        hint = "Check that the disk or network folder is there, or copy the file to this computer."
    return InputFileError(f"{path.name} can't be opened.", hint=hint, details=repr(error))
