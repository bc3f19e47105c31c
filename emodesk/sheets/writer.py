"""Writes tables to a file: the format by its suffix, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from emodesk.core.errors import ExportError
from emodesk.core.table import SheetOut, WriteReport
from emodesk.sheets.adding import ADDABLE_SUFFIXES
from emodesk.sheets.outgoing import Tally
from emodesk.sheets.replacing import replacing
from emodesk.sheets.write_ods import write_ods
from emodesk.sheets.write_parquet import write_parquet
from emodesk.sheets.write_text import write_csv, write_jsonl
from emodesk.sheets.write_xlsx import write_xlsx

WRITABLE_SUFFIXES = frozenset({".xlsx", ".ods", ".csv", ".tsv", ".jsonl", ".parquet"})


def write_sheets(path: Path, sheets: Sequence[SheetOut], *, guard: bool = True) -> WriteReport:
    """Write the sheets to ``path``; formats without sheets get the first one only.

    ``guard`` concerns csv and tsv: text that a spreadsheet program would run as a formula gets an apostrophe.
    The same data gives the same bytes. Raises ExportError, and then whatever stood at ``path`` is untouched.
    """
    _check_suffix(path, WRITABLE_SUFFIXES)
    if not sheets:
        raise ExportError("There is nothing to write.")
    tally = Tally()
    with replacing(path) as (file, spool):
        match path.suffix.lower():
            case ".xlsx":
                write_xlsx(file, sheets, spool, tally)
            case ".ods":
                write_ods(file, sheets, tally)
            case ".csv":
                write_csv(file, sheets[0], tally, delimiter=",", bom=True, guard=guard)
            case ".tsv":
                # No mark: tsv goes to R, pandas and awk, where it would stick to the first heading.
                write_csv(file, sheets[0], tally, delimiter="\t", bom=False, guard=guard)
            case ".jsonl":
                write_jsonl(file, sheets[0], tally)
            case _:
                write_parquet(file, sheets[0], tally)
    return tally.report()


def check_writable(path: Path) -> None:
    """Raise ExportError if ``path`` can't be written (kind of file, folder, permission); nothing is changed."""
    _check_suffix(path, WRITABLE_SUFFIXES | ADDABLE_SUFFIXES)
    folder = path.parent
    if path.is_dir():
        raise ExportError(f"{path.name} is a folder.", hint="Give the output a name of its own.")
    if not folder.exists():
        raise ExportError(f"The folder {folder} doesn't exist.", hint="Create it, or choose another.")
    if not folder.is_dir():
        raise ExportError(f"{folder} isn't a folder.", hint="Choose another.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ExportError(f"The folder {folder} can't be written.", hint="Choose another, or ask for permission.")


def _check_suffix(path: Path, suffixes: frozenset[str]) -> None:
    if path.suffix.lower() not in suffixes:
        kinds = ", ".join(sorted(suffix[1:] for suffix in WRITABLE_SUFFIXES))
        raise ExportError(f"{path.name} isn't of a kind that can be written.", hint=f"The kinds that can: {kinds}.")
