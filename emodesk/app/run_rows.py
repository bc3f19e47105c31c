"""From answers to what the project keeps of each row for the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from emodesk.app.label_values import value_of
from emodesk.app.row_labels import SKIPPED, RowLabeller
from emodesk.core.project import StoredAnswer
from emodesk.core.review import RowAnswer
from emodesk.core.review_ports import ReviewProject


def row_answers(
    project: ReviewProject,
    labeller: RowLabeller,
    rows: Sequence[tuple[int, str]],
    fresh: Mapping[bytes, StoredAnswer],
) -> list[RowAnswer]:
    """Return what the model made of rows, (number, text); ``fresh`` are answers that aren't in the project yet."""
    keys = {text: labeller.keys_of(text) for _, text in rows if text}
    needed = [key for parts in keys.values() for part in parts for key in part if key not in fresh]
    answers = {**project.answers(needed), **fresh}
    known = {text: _answer(labeller, text, parts, answers) for text, parts in keys.items()}
    nothing = (None,) * len(labeller.columns)
    skipped = RowAnswer(0, nothing, nothing, (False,) * len(labeller.columns), SKIPPED, is_skipped=True)
    return [replace(known.get(text, skipped), number=number) for number, text in rows]


def _answer(
    labeller: RowLabeller, text: str, parts: list[list[bytes]], answers: Mapping[bytes, StoredAnswer]
) -> RowAnswer:
    labels, note = labeller.label(text, parts, answers)
    doubtful = labeller.doubtful(parts, labels, note, answers)
    return RowAnswer(
        number=0,
        values=tuple(
            None if label is None else value_of(column, label)
            for column, label in zip(labeller.columns, labels, strict=True)
        ),
        confidences=tuple(None if label is None else round(label.confidence, 4) for label in labels),
        doubtful=doubtful,
        note=note,
    )
