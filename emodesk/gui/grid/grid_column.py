"""The grid's columns: the sheet's own, then the state of the row, then the labels."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.tasks import Kind


class Origin(enum.Enum):
    """Where a column comes from."""

    SHEET = "sheet"
    STATE = "state"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column. ``key`` is what settings and queries know it by."""

    key: str
    title: str
    origin: Origin
    sheet_index: int = -1
    label: LabelColumn | None = None
    is_text: bool = False
    """Whether it's the column whose texts are labelled."""

    @property
    def kind(self) -> Kind | None:
        """Return what the column's labels are; None for the others."""
        return self.label.task.kind if self.label else None

    @property
    def width(self) -> int:
        """Return how wide it is until the user says otherwise."""
        if self.is_text:
            return 320
        if self.origin is Origin.STATE:
            return 128
        match self.kind:
            case Kind.SCORE:
                return 186
            case Kind.CLASS:
                return 240
            case Kind.LABEL_SET:
                return 250
        return 120

    @property
    def compact_width(self) -> int:
        """Return how wide it is where there's little room: of a state its glyph, of the others all that matters."""
        if self.origin is Origin.STATE:
            return 64
        match self.kind:
            case Kind.SCORE:
                return 146
            case Kind.CLASS:
                return 196
            case Kind.LABEL_SET:
                return 158
        return self.width
