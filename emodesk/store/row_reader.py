"""Reads rows for the grid: the sheet's cells, the labels, what people made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from emodesk.core.review import AnnotatedRow, Annotation, State
from emodesk.store import cells
from emodesk.store.json_list import json_list
from emodesk.store.label_values import HUMAN_STATES, StoredLabel, mask, unpack_value
from emodesk.store.run_labels import table_of


@dataclass(frozen=True, slots=True)
class _Model:
    """What a run said of a row: bits of its doubtful labels, whether it was skipped, why, values and confidences."""

    doubtful: int
    is_skipped: bool
    note: str
    cells: tuple[Any, ...]


def read_rows(
    connection: sqlite3.Connection, run: int, labels: Sequence[StoredLabel], numbers: Sequence[int]
) -> list[AnnotatedRow]:
    """Return these rows, in this order; numbers that aren't there are left out."""
    found = {row.number: row for row in _read(connection, run, labels, numbers)}
    return [found[number] for number in numbers if number in found]


def row_state(*, is_labelled: bool, is_skipped: bool, doubtful: int, states: Sequence[State]) -> State:
    """Return the state of a row, given those of its labels; the same order as in ``row_filters``."""
    decided = any(state.is_human for state in states)
    if is_skipped and not decided:
        return State.SKIPPED
    if doubtful:
        return State.ATTENTION
    for state in (State.EDITED, State.BLIND, State.REVIEWED):
        if state in states:
            return state
    return State.MODEL if is_labelled else State.NONE


def _read(
    connection: sqlite3.Connection, run: int, labels: Sequence[StoredLabel], numbers: Sequence[int]
) -> Iterator[AnnotatedRow]:
    wanted = json_list(numbers)
    # The table that stands in where a run has none is empty, and has no columns for labels.
    own = "".join(f", v{label.id}, c{label.id}" for label in labels) if run else ""
    model = {
        number: _Model(doubtful, bool(is_skipped), note or "", tuple(rest))
        for number, doubtful, is_skipped, note, *rest in connection.execute(
            f"SELECT number, doubtful, is_skipped, note{own} FROM {table_of(run)} "  # noqa: S608  numbers of ours
            "WHERE number IN (SELECT value FROM json_each(?))",
            [wanted],
        )
    }
    human = {
        (number, label): (value, HUMAN_STATES[state])
        for label, number, value, state in connection.execute(
            "SELECT label, number, value, state FROM human WHERE label IN (SELECT value FROM json_each(?)) "
            "AND number IN (SELECT value FROM json_each(?))",
            [json_list(label.id for label in labels), wanted],
        )
    }
    bits = mask(labels)
    for number, kinds, *values in connection.execute(
        "SELECT * FROM rows WHERE number IN (SELECT value FROM json_each(?))", [wanted]
    ):
        said = model.get(number)
        annotations, decided = [], 0
        for place, label in enumerate(labels):
            mine = human.get((number, label.id))
            decided |= label.bit if mine else 0
            annotations.append(_annotation(label, said, place, mine))
        doubtful = said.doubtful & bits & ~decided if said else 0
        state = row_state(
            is_labelled=said is not None,
            is_skipped=said is not None and said.is_skipped,
            doubtful=doubtful,
            states=[annotation.state for annotation in annotations],
        )
        texts = tuple(
            cells.as_text(kind, value) for kind, value in zip(kinds.ljust(len(values), "n"), values, strict=True)
        )
        is_open = state in {State.ATTENTION, State.SKIPPED}
        yield AnnotatedRow(number, texts, tuple(annotations), state, said.note if said and is_open else "")


def _annotation(label: StoredLabel, said: _Model | None, place: int, mine: tuple[Any, State] | None) -> Annotation:
    value, confidence = said.cells[2 * place : 2 * place + 2] if said else (None, None)
    model_value = unpack_value(label.task, value)
    if mine is not None:
        return Annotation(unpack_value(label.task, mine[0]), mine[1], confidence, model_value)
    if said is None:
        return Annotation(None, State.NONE, None, None)
    if said.is_skipped:
        return Annotation(None, State.SKIPPED, None, None)
    state = State.ATTENTION if said.doubtful & label.bit or value is None else State.MODEL
    return Annotation(model_value, state, confidence, model_value)
