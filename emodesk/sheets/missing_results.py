"""Formulas whose results aren't stored: a script that writes a workbook can't calculate, so the cells read as empty."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import TextColumnError
from emodesk.core.table import Column, Table
from emodesk.sheets.part_search import part_holds

_LONGEST_FORMULA: Final = 1 << 15
"""More than a formula may have; so much of a piece is looked at again with the next one."""
_WITHOUT_RESULT: Final = re.compile(
    rb"(?:</f>|<f(?:\s[^>]*)?/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"  # Open XML
    rb"|<table:table-cell(?=[^>]*\stable:formula=)(?![^>]*\soffice:value-type=)"  # OpenDocument
)


def check_results(table: Table, columns: Iterable[Column]) -> None:
    """Raise TextColumnError if one of the columns reads as empty, and it may be for formulas without results."""
    empty = [column for column in columns if all(row[column.index] is None for row in table.rows)]
    if empty and _has_missing_results(table.source.path):
        raise TextColumnError(
            f"Column “{empty[0].name}” of {table.source.path.name} seems to hold formulas without their results.",
            hint="Open it in your spreadsheet program and save it once: the results are stored then.",
        )


def _has_missing_results(path: Path) -> bool:
    """Say whether a formula without a result stands in some sheet of an xlsx, xlsm or ods file."""
    try:
        with zipfile.ZipFile(path) as package:
            return any(
                part_holds(package, part, _WITHOUT_RESULT, _LONGEST_FORMULA)
                for part in package.namelist()
                if part.startswith("xl/worksheets/") or part == "content.xml"
            )
    except (*BROKEN_ZIP, OSError, RuntimeError):
        return False
