"""Labels as a person sees and changes them: their state, what they were before, and what a change has touched."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

Value = float | int | tuple[str, ...]
"""What a label says: a score on the task's own scale, a class's number, or the emotions present (maybe none)."""


class State(enum.Enum):
    """Who or what stands behind a label; never mixed, as a label that was visible sways the person who checks it."""

    NONE = "none"
    """Nobody has labelled it yet."""
    MODEL = "model"
    EDITED = "edited"
    """A person changed it while the model's label was visible."""
    REVIEWED = "reviewed"
    """A person saw the model's label and accepted it."""
    BLIND = "blind"
    """A person gave it without seeing the model's."""
    ATTENTION = "attention"
    """The model's label is doubtful or missing: off-format, too long, not English, the engine failed."""
    SKIPPED = "skipped"
    """There is no text to label."""

    @property
    def is_human(self) -> bool:
        """Whether a person stands behind it."""
        return self in _HUMAN


_HUMAN = frozenset({State.EDITED, State.REVIEWED, State.BLIND})


@dataclass(frozen=True, slots=True)
class Annotation:
    """One label of one row, with its state."""

    value: Value | None
    """What counts: the person's where there is one, else the model's. None: no label, or cleared by hand."""
    state: State
    confidence: float | None
    """The model's confidence in its own label, 0..1."""
    model_value: Value | None
    """What the current run's model said, whatever a person made of it."""


@dataclass(frozen=True, slots=True)
class AnnotatedRow:
    """A row as the grid shows it."""

    number: int
    """The spreadsheet's own row number; it's the row's id everywhere."""
    cells: tuple[str, ...]
    """The sheet's own cells as a reader sees them, "" where empty."""
    annotations: tuple[Annotation, ...]
    """One for each label column, in their order."""
    state: State
    """Of the row as a whole: what still asks for a person first, then what a person did, then the model."""
    attention: str
    """Why a person should look at it; empty if nobody need."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step has changed: views refresh these rows and no others."""

    name: str
    """The step in words: "Edit valence", "Undo: fill down sentiment"."""
    numbers: Sequence[int]
    """Rows, in ascending order; may be an ``array`` of many."""
    columns: tuple[str, ...]
    """Names of the label columns."""

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return len(self.numbers) > 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or done again."""

    number: int
    name: str
    at: str
    """ISO 8601, UTC."""
    labels: int
    """How many it changed; at most 10,000 are counted."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one label. The history is only ever added to: undoing is an entry of its own."""

    at: str
    """ISO 8601, UTC."""
    step: str
    """Name of the step."""
    column: str
    """Name of the label column."""
    before: Value | None
    before_state: State
    after: Value | None
    after_state: State
    model_value: Value | None = None
    """What the model's label was, where the entry goes back to it."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One thing that a label could have been, and how probable the model found it (0..1)."""

    value: Value
    words: str
    probability: float


@dataclass(frozen=True, slots=True)
class LabelDetail:
    """All that is known of one label of one row."""

    column: str
    annotation: Annotation
    distribution: tuple[Alternative, ...]
    """SCORE: ten tenths of the range, lowest first. CLASS: every class, lowest first. LABEL_SET: every emotion with
    its own probability (these don't sum to 1). Empty where the model gave no answer."""
    off_format: float
    """Share of probability (0..1) that the model wanted to put on anything but a legal answer."""
    answer: str
    """The model's own words; for a text that was read in parts, one answer per part joined by " | "."""
    failure: str
    """Why there's no answer; empty where there is one."""
    history: tuple[HistoryEntry, ...]
    """Newest first."""
    other_runs: tuple[tuple[str, Value | None], ...] = ()
    """What other models said: (name of the run, value)."""


@dataclass(frozen=True, slots=True)
class RowDetail:
    """The row that is being looked at."""

    number: int
    text: str
    """The whole text, as it stands in the sheet."""
    cells: tuple[str, ...]
    state: State
    attention: str
    labels: tuple[LabelDetail, ...]


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What a run's model made of one row, as it's kept for the view."""

    number: int
    values: tuple[Value | None, ...]
    """One for each of the run's label columns; None where there's no label."""
    confidences: tuple[float | None, ...]
    doubtful: tuple[bool, ...]
    """Which of the labels need a person's look."""
    note: str = ""
    """Why; "; " between reasons."""
    is_skipped: bool = False
    """Whether there's no text to label."""
