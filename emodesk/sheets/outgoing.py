"""Cells on their way out: what each format can't hold is replaced, cut or guarded, and counted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from emodesk.core.errors import ExportError
from emodesk.core.table import Cell, SheetOut, WriteReport
from emodesk.sheets.patch.book import OUR_SHEET, OURS, slug

EXCEL_CELL_UNITS = 32_767
"""UTF-16 code units that one Excel cell holds."""
CUT_MARK = " […]"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_UTF8 = re.compile("[\x00\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")
_GUARDED = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class Tally:
    """What was done to cells so far."""

    rows: int = 0
    row: int = 1
    """Row of the file that is being written now, 1-based."""
    cleaned: int = 0
    shortened: int = 0
    guarded: int = 0
    cleaned_rows: dict[int, None] = field(default_factory=dict)
    shortened_rows: dict[int, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note_cleaned(self) -> None:
        """Count a cell in which characters were replaced."""
        self.cleaned += 1
        self.cleaned_rows[self.row] = None

    def note_shortened(self) -> None:
        """Count a cell that was cut."""
        self.shortened += 1
        self.shortened_rows[self.row] = None

    def report(self) -> WriteReport:
        """Return the counts as plain data."""
        return WriteReport(
            self.rows, self.cleaned, self.shortened, self.guarded, tuple(self.cleaned_rows), tuple(self.shortened_rows),
            tuple(self.notes),
        )  # fmt: skip


def xml_text(text: str, tally: Tally) -> str:
    """Return text that XML can hold."""
    clean = _NOT_XML.sub("\ufffd", text)
    if clean != text:
        tally.note_cleaned()
    return clean


def excel_text(text: str, tally: Tally) -> str:
    """Return text that XML can hold, of a length that Excel opens."""
    clean = xml_text(text, tally)
    if len(clean) > EXCEL_CELL_UNITS // 2 and _units(clean) > EXCEL_CELL_UNITS:
        tally.note_shortened()
        return _cut(clean, EXCEL_CELL_UNITS - len(CUT_MARK)) + CUT_MARK
    return clean


def utf8_text(text: str, tally: Tally) -> str:
    """Return text that UTF-8 can hold, without NUL."""
    clean = _NOT_UTF8.sub("\ufffd", text)
    if clean != text:
        tally.note_cleaned()
    return clean


def guarded_text(text: str, tally: Tally) -> str:
    """Return text that a spreadsheet program won't run as a formula when it opens a CSV file."""
    if text.startswith(_GUARDED) and not _NUMBER.fullmatch(text):
        tally.guarded += 1
        return "'" + text
    return text


def plain_text(cell: Cell) -> str:
    """Return a cell as text: dates in ISO 8601, durations as h:mm:ss, truth as TRUE and FALSE, empty as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return duration_text(cell)
    return str(cell)


def duration_text(span: dt.timedelta) -> str:
    """Return 30:00:05 for a day, six hours and five seconds, with a fraction where there is one."""
    sign = "-" if span < dt.timedelta(0) else ""
    seconds, micros = divmod(abs(span) // dt.timedelta(microseconds=1), 1_000_000)
    fraction = f".{micros:06d}".rstrip("0") if micros else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction}"


def own_marks(sheet: SheetOut, place: int) -> list[tuple[str, int]]:
    """Return the names by which an addition knows a clean workbook's own things, and the columns that they stand for.

    The first sheet (``place`` 0) is the table, in which the label columns are ours; the others are ours as a whole.
    """
    if place > 0:
        return [(OUR_SHEET + slug(sheet.name), 0)]
    return [(OURS + slug(column.name), at) for at, column in enumerate(sheet.columns) if column.is_label]


def too_large(what: str, most: str) -> ExportError:
    """Return the error for a sheet that is larger than a spreadsheet program opens."""
    return ExportError(
        f"A sheet of a workbook holds at most {most}, and this one has {what}.",
        hint="Write a .csv or .parquet file instead.",
    )


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str, units: int) -> str:
    # An emoji takes two units; utf-16 with errors ignored never leaves half of one.
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")
