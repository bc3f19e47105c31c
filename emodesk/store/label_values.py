"""Labels in SQLite: which label is which, and how a value is kept.

A score is a REAL, a class its number, a label set an INTEGER whose bit ``n`` stands for the task's label ``n``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.tasks import Kind, Task
from emodesk.core.errors import ProjectError
from emodesk.core.review import State, Value
from emodesk.store.connections import Connections

_MOST_LABELS: Final = 62
"""A mask of labels is one INTEGER of 64 bits."""

HUMAN_STATES: Final = {1: State.EDITED, 2: State.REVIEWED, 3: State.BLIND}
STATE_NUMBERS: Final = {state: number for number, state in HUMAN_STATES.items()}
MASK_COLUMNS: Final = {State.EDITED: "edited", State.REVIEWED: "reviewed", State.BLIND: "blind"}


@dataclass(frozen=True, slots=True)
class StoredLabel:
    """A label column as the project knows it: its number, and its task for reading values."""

    id: int
    column: LabelColumn

    @property
    def bit(self) -> int:
        """Its bit in masks."""
        return 1 << self.id

    @property
    def task(self) -> Task:
        """The task that the label belongs to."""
        return self.column.task


def number_labels(connections: Connections, columns: Sequence[LabelColumn]) -> tuple[StoredLabel, ...]:
    """Return the labels with their numbers; new ones get one."""
    known = dict(connections.all("SELECT name, id FROM labels"))
    if fresh := [column for column in columns if column.name not in known]:
        with connections.transaction() as connection:
            for column in fresh:
                number = max(known.values(), default=-1) + 1
                if number > _MOST_LABELS:
                    raise ProjectError(
                        "A project holds at most 63 different label columns.", hint="Begin a new project for more."
                    )
                connection.execute(
                    "INSERT INTO labels VALUES (?, ?, ?, ?)", (number, column.name, column.task_id, column.emotion)
                )
                known[column.name] = number
    return tuple(StoredLabel(known[column.name], column) for column in columns)


def mask(labels: Iterable[StoredLabel]) -> int:
    """Return the bits of several labels."""
    bits = 0
    for label in labels:
        bits |= label.bit
    return bits


def pack_value(task: Task, value: Value | None) -> float | int | None:
    """Return how a value is kept."""
    match value:
        case None:
            return None
        case tuple():
            return pack_emotions(task, value)
        case _:
            return float(value) if task.kind is Kind.SCORE else int(value)


def pack_emotions(task: Task, emotions: Iterable[str]) -> int:
    """Return emotions as bits; those that the task doesn't have are left out."""
    return sum(1 << task.labels.index(emotion) for emotion in emotions if emotion in task.labels)


def unpack_value(task: Task, stored: float | None) -> Value | None:
    """Return the value that was packed."""
    if stored is None:
        return None
    match task.kind:
        case Kind.SCORE:
            return float(stored)
        case Kind.CLASS:
            return int(stored)
        case Kind.LABEL_SET:
            bits = int(stored)
            return tuple(label for place, label in enumerate(task.labels) if bits >> place & 1)
