"""Text output: csv, tsv and jsonl. Rows are written as they come."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from typing import IO

from emodesk.core.table import Cell, SheetOut
from emodesk.sheets.header import unique_names
from emodesk.sheets.outgoing import Tally, guarded_text, plain_text, utf8_text


def write_csv(file: IO[bytes], sheet: SheetOut, tally: Tally, *, delimiter: str, bom: bool, guard: bool) -> None:
    """Write a table as UTF-8. Excel needs the mark (``bom``) to see that CSV is UTF-8; other programs stumble on it.

    ``guard`` puts an apostrophe before text that a spreadsheet program would run as a formula.
    """

    def outgoing(cell: Cell) -> str:
        if not isinstance(cell, str):
            return plain_text(cell)
        text = utf8_text(cell, tally)
        return guarded_text(text, tally) if guard else text

    encoding = "utf-8-sig" if bom else "utf-8"
    with _text(file, encoding) as text:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow([outgoing(column.name) for column in sheet.columns])
        for row in sheet.rows():
            tally.rows += 1
            tally.row = tally.rows + 1
            writer.writerow([outgoing(cell) for cell in row])


def write_jsonl(file: IO[bytes], sheet: SheetOut, tally: Tally) -> None:
    """Write an object per row, as UTF-8 with every character as itself; dates in ISO 8601, what's empty as null."""
    names = unique_names(utf8_text(column.name, tally) for column in sheet.columns)

    def outgoing(cell: Cell) -> str | bool | int | float | None:
        if isinstance(cell, str):
            return utf8_text(cell, tally)
        if isinstance(cell, float):
            # JSON has no infinity and no NaN.
            return cell if math.isfinite(cell) else None
        if isinstance(cell, dt.datetime):
            return cell.isoformat()
        return cell if cell is None or isinstance(cell, bool | int) else plain_text(cell)

    with _text(file, "utf-8") as text:
        for row in sheet.rows():
            tally.rows += 1
            tally.row = tally.rows
            record = {name: outgoing(cell) for name, cell in zip(names, row, strict=True)}
            text.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")


class _text:  # noqa: N801 - reads as a function
    """A text layer over a binary file that is flushed, and leaves the file open, at the end."""

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        self._layer = io.TextIOWrapper(file, encoding=encoding, newline="")

    def __enter__(self) -> io.TextIOWrapper:
        return self._layer

    def __exit__(self, *_: object) -> None:
        self._layer.detach()
