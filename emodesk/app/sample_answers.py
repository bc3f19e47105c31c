"""What the starter says of the sample workbook: stored with it, so that every installation can be held against it.

Processors round differently, and llama.cpp has other kernels for each kind of them. So answers are compared as a
reader of the labels would: scores may be a hair apart, and where one stands on a cut, its class may be the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.tasks import Kind
from emodesk.core.table import Cell, Table

FILE: Final = "starter/sample-answers.json"
LARGEST_SCORE_DIFFERENCE: Final = 0.02
"""Of a score on 0..1. On one processor 0.001 was the most between kernels with AVX-512, with AVX2 and without either;
far from what an engine that computes nonsense would say."""
LARGEST_SHARE_CHANGED: Final = 0.05
"""Of the classes and sets of emotions; each of them follows from a score or a probability that stood on a cut."""

StoredCell = float | int | str | None


class SampleAnswers(msgspec.Struct, frozen=True):
    """The labels of the sample's rows, and which model gave them."""

    model: str
    """SHA-256 of the model file, lower-case hex."""
    columns: tuple[str, ...]
    rows: tuple[tuple[StoredCell, ...], ...]
    """One cell for each of ``columns``."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far apart two lots of labels are."""

    largest_score_difference: float
    labels: int
    changed: int
    """Classes, sets of emotions and reasons for attention that aren't the same."""
    strayed: int
    """Those of them that no rounding explains: a class beyond the next one, a label where there was none."""

    @property
    def is_close(self) -> bool:
        """Say whether the difference is what another processor may make of the same model."""
        return (
            self.largest_score_difference <= LARGEST_SCORE_DIFFERENCE
            and self.strayed == 0
            and self.changed <= self.labels * LARGEST_SHARE_CHANGED
        )


def read_answers(path: Path) -> SampleAnswers:
    """Return what is stored. Raises OSError and msgspec.DecodeError."""
    return msgspec.json.decode(path.read_bytes(), type=SampleAnswers)


def write_answers(path: Path, answers: SampleAnswers) -> None:
    """Store them, a line for each row, so that a reader sees what a new model changes."""
    heading = {"model": answers.model, "columns": answers.columns}
    rows = ",\n".join(msgspec.json.encode(row).decode() for row in answers.rows)
    start = msgspec.json.encode(heading).decode().removesuffix("}")
    path.write_text(f'{start},"rows":[\n{rows}\n]}}\n', encoding="utf-8")


def answers_in(table: Table, columns: Sequence[str], model: str) -> SampleAnswers:
    """Return the labels that stand in a labelled table."""
    places = [next(column.index for column in table.columns if column.name == name) for name in columns]
    rows = tuple(tuple(_stored(row[place]) for place in places) for row in table.rows)
    return SampleAnswers(model, tuple(columns), rows)


def compare(found: SampleAnswers, stored: SampleAnswers, columns: Sequence[LabelColumn]) -> Comparison:
    """Hold labels against the stored ones; columns that aren't among ``columns`` are compared word for word."""
    kinds = {column.name: column.task.kind for column in columns}
    difference, labels, changed, strayed = 0.0, 0, 0, 0
    if found.columns != stored.columns or len(found.rows) != len(stored.rows):
        return Comparison(1.0, 1, 1, 1)
    for ours, theirs in zip(found.rows, stored.rows, strict=True):
        for name, cell, expected in zip(found.columns, ours, theirs, strict=True):
            kind = kinds.get(name)
            if kind is Kind.SCORE and isinstance(cell, int | float) and isinstance(expected, int | float):
                difference = max(difference, abs(cell - expected))
                continue
            labels += 1
            changed += cell != expected
            strayed += cell != expected and _is_too_far(kind, cell, expected)
    return Comparison(difference, labels, changed, strayed)


def _is_too_far(kind: Kind | None, cell: StoredCell, expected: StoredCell) -> bool:
    if kind is Kind.CLASS and isinstance(cell, int | float) and isinstance(expected, int | float):
        return abs(cell - expected) > 1
    return not (kind is Kind.LABEL_SET and isinstance(cell, str) and isinstance(expected, str))


def _stored(cell: Cell) -> StoredCell:
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)
