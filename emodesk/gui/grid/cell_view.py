"""What one cell of the grid shows: plain data between the model that knows and the delegate that draws."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Shape(enum.Enum):
    """How a cell is drawn."""

    TEXT = "text"
    NUMBER = "number"
    """Plain text, set to the right."""
    SCORE = "score"
    CLASS = "class"
    CHIPS = "chips"
    STATE = "state"
    LOADING = "loading"


class Mark(enum.Enum):
    """The state of a label as a sign: its glyph, never its colour alone, tells it."""

    NONE = ""
    MODEL = "model"
    EDITED = "edited"
    REVIEWED = "reviewed"
    BLIND = "blind"
    ATTENTION = "attention"
    SKIPPED = "skipped"


GLYPHS = {
    Mark.EDITED: ("pencil", "accent"),
    Mark.REVIEWED: ("circle-check", "accent"),
    Mark.BLIND: ("eye", "accent"),
    Mark.ATTENTION: ("triangle-alert", "warning"),
    Mark.SKIPPED: ("minus", "muted"),
    Mark.MODEL: ("cpu", "muted"),
}
"""Icon and tone of each mark."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell, ready to be drawn."""

    shape: Shape
    text: str = ""
    """What stands there in words: for copying, for the screen reader, for plain cells."""
    fraction: float | None = None
    """SCORE: how far the bar goes, 0 to 1."""
    number: str = ""
    """SCORE and CLASS: the number itself."""
    chips: tuple[str, ...] = ()
    confidence: float | None = None
    """0 to 1; None where there's none."""
    mark: Mark = Mark.NONE
    value: float | int | tuple[str, ...] | None = None
    """What an editor begins with: a score on the task's scale, a class's number, emotions; None where there's none."""


LOADING = CellView(Shape.LOADING)
EMPTY = CellView(Shape.TEXT)
