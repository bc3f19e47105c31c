"""A sheet as the program sees it: named columns, rows of cells, nothing converted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emodesk.core.chart import ChartOut

Cell = None | str | bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta
"""One cell as it was stored: text stays text (``007``, ``1/2``, ``NA``), numbers stay numbers, empty is None."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place (0-based) and a name that is unique within the sheet."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table came from, for resuming and for the provenance."""

    path: Path
    sha256: str
    """Of the file's bytes, lower-case hex."""
    sheet: str | None
    """Name of the sheet; None for formats without sheets."""
    encoding: str | None = None
    """Text formats: the encoding the file was read with."""
    delimiter: str | None = None
    header_row: int | None = None
    """1-based row of the column names; None when the format or the user says that there is none."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, read: every row has exactly one cell per column.

    ``first_row`` is the 1-based number that the spreadsheet itself shows for ``rows[0]``.
    """

    source: Source
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first_row: int = 2

    def column(self, name: str) -> Column | None:
        """Return the column of that name: exact first, then ignoring case and outer spaces."""
        wanted = name.strip().casefold()
        exact = [column for column in self.columns if column.name == name]
        close = [column for column in self.columns if column.name.strip().casefold() == wanted]
        return next(iter(exact or close), None)


@dataclass(frozen=True, slots=True)
class OutColumn:
    """One column to write: its heading and how wide a reader will want it (in characters)."""

    name: str
    width: int = 16
    is_label: bool = False
    number_format: str = ""
    """Excel's code for how numbers are shown, such as ``0.000``; empty where they're shown as they are."""
    choices: tuple[Cell, ...] = ()
    """The values that the column may hold, where they are few: classes, not scores."""
    scale: tuple[float, ...] = ()
    """Where colours say something: lowest and highest value, or lowest, neutral and highest."""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One table to write: headings, and rows that are produced while they're written (so memory stays flat)."""

    name: str
    columns: tuple[OutColumn, ...]
    rows: Callable[[], Iterable[Row]]
    charts: Callable[[], Sequence[ChartOut]] = tuple
    """Charts on the sheet, in formats that have some; asked for after the rows."""
    has_headings: bool = True


@dataclass(frozen=True, slots=True)
class TextCells:
    """Where the texts of a table stand in its sheet, and so which rows get labels."""

    first_row: int
    last_row: int
    """Rows of the table, 1-based, without its header; both included."""
    column: int = 0
    """Column of the table (0-based). The table begins in the sheet's first column that holds something."""
    textless: frozenset[int] = frozenset()
    """Those of the rows in which there's no text."""

    def takes_label(self, row: int) -> bool:
        """Say whether a row of the sheet holds a text."""
        return self.first_row <= row <= self.last_row and row not in self.textless


@dataclass(frozen=True, slots=True)
class AddedColumns:
    """Columns to add to a table in a file that somebody made, and where that table is.

    ``rows`` yields (row number that the spreadsheet shows, one cell for each column), in order; rows that it leaves
    out get no cell. What somebody wrote into columns of ours stays in rows without a text. ``sheets`` come along as
    sheets of their own, in formats that have some.
    """

    sheet: str | None
    header_row: int | None
    """1-based row that gets the headings; None where the sheet has none."""
    texts: TextCells
    """What the labels are of; ``rows`` yields none but its rows."""
    columns: tuple[OutColumn, ...]
    rows: Callable[[], Iterable[tuple[int, Row]]]
    sheets: tuple[SheetOut, ...] = ()
    with_validation: bool = False
    """Whether columns with ``choices`` accept nothing else when somebody types into them."""
    break_signature: bool = False
    """Whether a signed workbook may be changed, which makes its signature invalid."""
    guard: bool = True
    """Text formats: whether text that would run as a formula gets an apostrophe."""


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a writer did to cells that couldn't go out as they were."""

    rows: int
    cleaned_cells: int = 0
    """Cells in which control characters or lone surrogates were replaced by U+FFFD."""
    shortened_cells: int = 0
    """Cells cut to the 32,767 characters that Excel holds."""
    guarded_cells: int = 0
    """CSV text cells that got a guard apostrophe."""
    cleaned_rows: tuple[int, ...] = ()
    """Rows of the written file, 1-based, that hold cleaned cells; a heading is a row where the format has it in one."""
    shortened_rows: tuple[int, ...] = ()
    """Rows of the written file, 1-based, that hold shortened cells."""
    notes: tuple[str, ...] = ()
    """Sentences about what the reader of the file might miss."""
