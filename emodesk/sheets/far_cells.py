"""Finds sheets whose used range is nearly all void, before they're read.

The reading library lays out the whole rectangle up to the last used cell. One forgotten cell at the end of an Excel
sheet makes that 17 thousand million cells, and the process dies of it where Python can't catch it.

What a sheet says of its own extent (``dimension``) is not believed: some programs leave it out, others write what it
was once. The addresses of the cells count. A million rows of ten columns are looked through in a second, and read in
eight; of more than 26 columns, six million cells take 1.6 seconds, and reading them four.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import IO, Final

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import InputFileError
from emodesk.sheets.patch.places import Range, column_number, letters

_CHUNK_BYTES: Final = 1 << 20
_HEAD_BYTES: Final = 4096
_MOST_CELLS: Final = 30_000_000
_MOST_CELLS_PER_BYTE: Final = 1
"""A filled cell takes some ten bytes of XML: a rectangle of more cells than bytes is at least nine tenths void."""

_SHEET: Final = re.compile(rb"<(\w+:)?worksheet[\s>]")
_NOT_NARROW: Final = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z](?:\d{1,6}|10\d{5})")')
"""A cell right of column Z or far below the last row that there can be; without one, a sheet can't be too large."""
_NOT_USUAL: Final = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}\d{1,7}")')
"""A cell that is written in another way than spreadsheet programs do it, or that has no address."""
_USUAL: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</)')
_ANY: Final = re.compile(rb"<(?:\w+:)?(row|c)((?:\s[^>]*?)?)(/?)>(</)?")
_ADDRESS: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})(\d{1,10})["']""")

_HINT: Final = "A forgotten cell far out does that: delete the empty rows and columns and save it."


def check_used_ranges(path: Path) -> None:
    """Raise InputFileError if a sheet of an xlsx or xlsm file, under any suffix, spans far more cells than it holds."""
    try:
        with zipfile.ZipFile(path) as package:
            for part in package.infolist():
                used = _used_range(package, part)
                if used is not None and _cells(used) > max(_MOST_CELLS, part.file_size * _MOST_CELLS_PER_BYTE):
                    first, last, top, bottom = letters(used.left), letters(used.right), used.top, used.bottom
                    raise InputFileError(
                        f"{path.name} has a sheet whose used cells reach from {first}{top} to {last}{bottom}.",
                        hint=_HINT,
                    )
    except (*BROKEN_ZIP, OSError, RuntimeError):
        return  # damaged or protected: the reader says it better


def too_far(path: Path) -> InputFileError:
    """Return the error for a file of another kind, in which the reading library itself has found a far cell."""
    return InputFileError(f"{path.name} has a sheet whose used cells reach very far out.", hint=_HINT)


def _used_range(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Range | None:
    """Return which cells a sheet uses; None for other parts, and for a sheet that can't be too large."""
    with package.open(part) as file:
        head = _SHEET.search(file.read(_HEAD_BYTES))
    if head is None:
        return None
    if head[1] is None:
        with package.open(part) as file:
            if not any(_NOT_NARROW.search(chunk) for chunk in _chunks(file)):
                return None
        with package.open(part) as file, suppress(_UnusualError):
            return _joined(map(_usual_range, _chunks(file)))
    with package.open(part) as file:
        return _joined(map(_Addresses().used, _chunks(file)))


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the part in pieces that end before the start of a tag, if possible of a cell."""
    rest = b""
    while block := file.read(_CHUNK_BYTES):
        chunk = rest + block
        cut = max(chunk.rfind(b"<c"), 0) or max(chunk.rfind(b"<"), 0) or len(chunk)
        rest = chunk[cut:]
        yield chunk[:cut]
    yield rest


class _UnusualError(Exception):
    """Not all cells are written as spreadsheet programs do it."""


def _usual_range(chunk: bytes) -> Range | None:
    """Return the bounds of the filled cells in a piece of a sheet. Raises _UnusualError."""
    if _NOT_USUAL.search(chunk):
        raise _UnusualError
    found = _USUAL.findall(chunk)
    if not found:
        return None
    columns = [column_number(name.decode()) for name in {name for name, _ in found}]
    rows = [int(number) for number in {number for _, number in found}]
    return Range(min(columns), min(rows), max(columns), max(rows))


class _Addresses:
    """Follows the rows and cells of a sheet in which not all of them say where they stand."""

    def __init__(self) -> None:
        self._row, self._next_column = 0, 0

    def used(self, chunk: bytes) -> Range | None:
        """Return the bounds of the filled cells in the next piece of the sheet."""
        found: Range | None = None
        for kind, attributes, closed, empty in _ANY.findall(chunk):
            address = _ADDRESS.search(attributes)
            if kind == b"row":
                self._row, self._next_column = int(address[2]) if address else self._row + 1, 0
                continue
            column, row = self._next_column, self._row
            if address and address[1]:
                column, row = column_number(address[1].decode().upper()), int(address[2])
            self._next_column = column + 1
            if not closed and not empty:
                cell = Range(column, row, column, row)
                found = found.widened(cell) if found else cell
        return found


def _joined(ranges: Iterator[Range | None]) -> Range | None:
    """Return the smallest range that holds them all."""
    return reduce(Range.widened, known) if (known := [each for each in ranges if each is not None]) else None


def _cells(used: Range) -> int:
    """Return how many cells are laid out: from the first row on, whichever is the first that's used."""
    return (used.right - used.left + 1) * used.bottom
