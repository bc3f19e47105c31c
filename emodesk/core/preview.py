"""A spreadsheet before it's opened: what was guessed about it, and what the user may change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emodesk.core.table import Column

AUTO = -1
"""As a header row: find it out."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How to read a spreadsheet. None (and AUTO) leave it to the program; after a preview all of them are known."""

    sheet: str | None = None
    header_row: int | None = AUTO
    """1-based row of the column names as the spreadsheet counts; None: there are none; AUTO: find it out."""
    text_column: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a spreadsheet, read as ``choices`` say."""

    path: Path
    size_bytes: int
    choices: Choices
    """What was guessed where nothing was chosen. ``text_column`` stays None where no column reads like text."""
    sheets: tuple[str, ...]
    """Names of a workbook's sheets; empty for formats without sheets."""
    has_encoding: bool
    """Whether the format has an encoding to choose."""
    has_delimiter: bool
    has_header_choice: bool
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """The first rows: number in the spreadsheet, cells as text."""
    lines_above: tuple[tuple[int, tuple[str, ...]], ...]
    """The header row and what stands above it, as text: candidates for another header row."""
    problem: str = ""
    """What keeps it from being opened as it is, in a sentence (no column names, no text column); else empty."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is in the text column. Grows while it's counted; ``is_complete`` says that the end was reached."""

    rows: int = 0
    distinct: int = 0
    empty: int = 0
    long: int = 0
    """Texts longer than a tweet, which is what the models were trained on."""
    language_checked: int = 0
    """How many texts were looked at for their language: all of a small table, an even sample of a large one."""
    not_english: int = 0
    """How many of those are probably not English."""
    is_complete: bool = False
