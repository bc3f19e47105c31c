"""Which rows a view shows, and in which order: plain data that the project file turns into row numbers."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from emodesk.core.review import State


@dataclass(frozen=True, slots=True)
class CellContains:
    """A cell of the sheet, as it's shown, holds these words, whatever their case. ``column`` is the 0-based place."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class CellInRange:
    """A cell of the sheet is, or reads as, a number within ``low``..``high``, both included; None is open."""

    column: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CellIsEmpty:
    """A cell of the sheet is empty; or, with ``is_empty`` false, isn't."""

    column: int
    is_empty: bool = True


@dataclass(frozen=True, slots=True)
class AnyCellContains:
    """Any cell of the sheet, as it's shown, holds these words, whatever their case: the search box."""

    text: str


@dataclass(frozen=True, slots=True)
class ScoreInRange:
    """A score lies within ``low``..``high`` on the task's own scale, both included; None is open."""

    label: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ClassIsOneOf:
    """A class is one of these numbers."""

    label: str
    classes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EmotionsPresent:
    """A label set holds all of these emotions (or, with ``needs_all`` false, any). None named: no emotion at all."""

    label: str
    emotions: tuple[str, ...]
    needs_all: bool = True


@dataclass(frozen=True, slots=True)
class StateIsOneOf:
    """The state of a label, or of the row where ``label`` is None, is one of these."""

    states: tuple[State, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True)
class ConfidenceBelow:
    """The confidence in a label, or in the row's least certain label where ``label`` is None, lies below ``limit``."""

    limit: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class NeedsAttention:
    """The row has a doubtful label that nobody has decided on yet."""


Filter = (
    CellContains
    | CellInRange
    | CellIsEmpty
    | AnyCellContains
    | ScoreInRange
    | ClassIsOneOf
    | EmotionsPresent
    | StateIsOneOf
    | ConfidenceBelow
    | NeedsAttention
)


class SortBy(enum.Enum):
    """What rows are sorted by."""

    CELL = "cell"
    """A column of the sheet (``column``): numbers as numbers where the column holds them; words whatever their case and
    their marks, an Ä among the A's."""
    LABEL = "label"
    """A label's value (``label``)."""
    CONFIDENCE = "confidence"
    """The confidence in a label, or the row's lowest where ``label`` is None."""
    STATE = "state"
    """The row's state."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort key. Rows without a value come last in either direction; ties keep the sheet's order."""

    by: SortBy
    column: int | None = None
    label: str | None = None
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Filters that all must hold, and sort keys, the most important first. Empty: all rows in the sheet's order."""

    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = field(default=())
