"""What one cell of the grid shows: plain data between the model that knows and the delegate that draws."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from emodesk.core.review import State, Value


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


GLYPHS: Final = {
    State.EDITED: ("pencil", "accent"),
    State.REVIEWED: ("circle-check", "accent"),
    State.BLIND: ("eye", "accent"),
    State.ATTENTION: ("triangle-alert", "warning"),
    State.SKIPPED: ("minus", "muted"),
    State.MODEL: ("cpu", "muted"),
}
"""Icon and tone of each state: its glyph, never its colour alone, tells it."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell, ready to be drawn."""

    shape: Shape
    text: str = ""
    """What stands there in words: for copying, for the screen reader, for plain cells."""
    fraction: float | None = None
    """SCORE: how far the bar goes, 0 to 1."""
    has_middle: bool = False
    """SCORE: whether the middle of the scale is neutral, and worth a mark."""
    number: str = ""
    """SCORE and CLASS: the number itself."""
    brief: str = ""
    """CLASS: what stands there where there's no room for ``text``."""
    chips: tuple[str, ...] = ()
    confidence: float | None = None
    """0 to 1; None where there's none."""
    state: State = State.NONE
    value: Value | None = None
    """What an editor begins with: a score on the task's scale, a class's number, emotions; None where there's none."""


LOADING: Final = CellView(Shape.LOADING)
EMPTY: Final = CellView(Shape.TEXT)
