"""What the first look at a spreadsheet's content finds: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

from emodesk.sheets.patch.places import MOST_COLUMNS, Range


@dataclass(frozen=True, slots=True)
class ColumnSpan:
    """One ``<table:table-column>``: the columns it speaks of (0-based, both included), and where it stands."""

    first: int
    last: int
    default_style: str
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedRange:
    """A name that belongs to a sheet, and the cells it refers to."""

    name: str
    area: Range
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A range with buttons to filter it by."""

    sheet: str
    area: Range
    address: str
    at: int


@dataclass(slots=True)
class TablePlace:
    """One sheet: where its element begins and ends, and the names in it."""

    name: str
    at: int
    end: int = -1
    names: list[NamedRange] = field(default_factory=list)
    names_at: int = -1
    names_end: int = -1


@dataclass(slots=True)
class HeaderCell:
    """One cell of the header row that holds something: its style and its text."""

    style: str
    text: str = ""


@dataclass(slots=True)
class SheetSurvey:
    """What was found in the chosen sheet. Columns are 0-based, -1 where there's none."""

    place: TablePlace
    columns: list[ColumnSpan] = field(default_factory=list)
    columns_end: int = -1
    """Where further columns can be described."""
    rows_at: int = -1
    rows_end: int = -1
    last_filled: int = -1
    first_filled: int = MOST_COLUMNS
    """The first column that holds something; it's the table's first. Past the last where there's none."""
    header: dict[int, HeaderCell] = field(default_factory=dict)
    blank_styles: dict[str, int] = field(default_factory=dict)
    """Styles of cells in which nothing stands, and the last column in which each occurs."""
    formula_columns: set[int] = field(default_factory=set)
    """Columns with a formula where a heading or a label goes."""


@dataclass(slots=True)
class ContentSurvey:
    """What was found in the part. Offsets are bytes of it, -1 where there's none."""

    namespaces: dict[str, str] = field(default_factory=dict)
    """Prefix to address, as the root declares them."""
    styles_at: int = -1
    styles_end: int = -1
    body_at: int = -1
    validations_at: int = -1
    validations_end: int = -1
    validations_place: int = -1
    """Where the content validations would stand, if there were any."""
    validation_names: set[str] = field(default_factory=set)
    tables: list[TablePlace] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    sheet: SheetSurvey | None = None
