"""Finds sheets whose used range is nearly all void, before they're read.

The reading library lays out the whole rectangle between the first and the last used cell. One forgotten cell at the end
of an Excel sheet makes that 17 thousand million cells, and the process dies of it where Python can't catch it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import InputFileError

_DIMENSION: Final = re.compile(rb'<(?:\w+:)?dimension\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_HEAD_BYTES: Final = 4096
_MOST_CELLS: Final = 30_000_000
_MOST_CELLS_PER_BYTE: Final = 1
"""A filled cell takes some ten bytes of XML: a rectangle of more cells than bytes is at least nine tenths void."""


def check_used_ranges(path: Path) -> None:
    """Raise InputFileError if a sheet of an xlsx or xlsm file spans far more cells than it can hold."""
    try:
        with zipfile.ZipFile(path) as package:
            for part in package.infolist():
                if not part.filename.startswith("xl/worksheets/") or not part.filename.endswith(".xml"):
                    continue
                with package.open(part) as file:
                    found = _DIMENSION.search(file.read(_HEAD_BYTES))
                if found is not None and _cells(found) > max(_MOST_CELLS, part.file_size * _MOST_CELLS_PER_BYTE):
                    first, top, last, bottom = (group.decode() for group in found.groups())
                    raise InputFileError(
                        f"{path.name} has a sheet whose used cells reach from {first}{top} to {last}{bottom}.",
                        hint="A forgotten cell far out does that: delete the empty rows and columns and save it.",
                    )
    except (*BROKEN_ZIP, OSError, RuntimeError):
        return  # damaged or protected: the reader says it better


def _cells(found: re.Match[bytes]) -> int:
    first, top, last, bottom = found.groups()
    return (_number(last) - _number(first) + 1) * (int(bottom) - int(top) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
