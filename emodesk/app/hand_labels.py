"""What people made of a run's labels: where theirs isn't the model's, and where the model has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from emodesk.app.row_labels import HasGivenLabels, RowLabeller
from emodesk.app.run_rows import row_answers
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.prompts import one_line
from emodesk.core.ports import Project
from emodesk.core.review import Value
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column

_ROWS_AT_ONCE: Final = 10_000
"""Each batch looks through everything that people have decided."""
_TEXTS_AT_ONCE: Final = 256


@runtime_checkable
class ReviewedProject(ReviewProject, HasGivenLabels, Protocol):
    """A project in which people decide, so that what the model said beside it can be asked for."""


@dataclass(frozen=True, slots=True)
class HandLabels:
    """What people made of one row. Rows whose labels they left as the model has them have none."""

    changed: tuple[str, ...]
    """Label columns in which the label isn't the one of the run's model, in their order."""
    unanswered: frozenset[str]
    """Those that people have decided and the model hasn't labelled."""


def hand_labels(
    project: Project,
    labeller: RowLabeller,
    text: Column,
    columns: Sequence[LabelColumn],
    rows: frozenset[int] | None,
    check: Callable[[], None],
) -> dict[int, HandLabels]:
    """Return, by row number, where people's labels differ from the model's in these columns.

    What counts is the difference and not the step: a label that was changed and changed back is the model's, and one
    that was accepted from another model, and isn't what this one says, is a person's. ``rows`` are the numbers that
    are looked at, all if None. ``check`` is called often and may raise.
    """
    if not isinstance(project, ReviewedProject):
        return {}
    found: dict[int, HandLabels] = {}
    for given in _given(project, columns, rows):
        for numbers in _batches(sorted(given), _TEXTS_AT_ONCE):
            check()
            said = _said(project, labeller, text, numbers)
            for number in numbers:
                row = _compared(columns, given[number], said[number])
                if row.changed or row.unanswered:
                    found[number] = row
    return found


def _batches(numbers: Sequence[int], at_once: int) -> Iterator[Sequence[int]]:
    return (numbers[at : at + at_once] for at in range(0, len(numbers), at_once))


def _given(
    project: ReviewedProject, columns: Sequence[LabelColumn], rows: frozenset[int] | None
) -> Iterator[dict[int, dict[str, Value | None]]]:
    """Yield what people have decided: row number → label column → value."""
    first = project.first_row()
    every = range(first, first + project.row_count()) if rows is None else sorted(rows)
    for numbers in _batches(every, _ROWS_AT_ONCE):
        given: dict[int, dict[str, Value | None]] = {}
        for number, name, value in project.given_labels(columns, numbers):
            given.setdefault(number, {})[name] = value
        yield given


def _said(
    project: ReviewedProject, labeller: RowLabeller, text: Column, numbers: Sequence[int]
) -> dict[int, dict[str, Value | None]]:
    """Return what the model said of these rows: row number → label column → value."""
    texts = project.texts_of(text, numbers)
    answered = row_answers(project, labeller, [(number, one_line(texts[number])) for number in numbers], {})
    names = [column.name for column in labeller.columns]
    return {row.number: dict(zip(names, row.values, strict=True)) for row in answered}


def _compared(
    columns: Sequence[LabelColumn], given: dict[str, Value | None], said: dict[str, Value | None]
) -> HandLabels:
    decided = [column.name for column in columns if column.name in given]
    return HandLabels(
        tuple(name for name in decided if given[name] != said[name]),
        frozenset(name for name in decided if said[name] is None),
    )
