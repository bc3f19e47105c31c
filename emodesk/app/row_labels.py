"""The labels of a row, put together from the answers in the project file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from emodesk.app.labelling import Asked, ask, parts_of
from emodesk.app.language import foreign_language
from emodesk.core.affect.columns import LabelColumn, label_columns
from emodesk.core.affect.labels import OFF_FORMAT_LIMIT, ClassLabel, Label, LabelSet, Score, cut_class, interpret, merge
from emodesk.core.affect.prompts import one_line
from emodesk.core.ports import Project
from emodesk.core.project import RunRecord, StoredAnswer
from emodesk.core.table import Cell, Column, Row

SKIPPED: Final = "empty, skipped"
"""What stands in the attention column of a row without a text; nobody need look at it."""
_ROWS_AT_ONCE: Final = 256


@dataclass(frozen=True, slots=True)
class RowLabels:
    """A row of the sheet with its labels, one per label column; None where there's none."""

    number: int
    cells: Row
    labels: tuple[Label | None, ...]
    attention: str
    """Why a person should look at the row; empty if nobody need."""


class RowLabeller:
    """Reads the labels of all rows, without the engine and without holding all of them."""

    def __init__(self, project: Project, column: Column, run: RunRecord) -> None:
        self._project = project
        self._column = column
        self._asked: Asked = ask(run.plan, run.model_fingerprint)
        self._splits = project.splits()
        self.columns: tuple[LabelColumn, ...] = label_columns(run.plan)

    def rows(self) -> Iterator[RowLabels]:
        """Yield every row in order."""
        texts = self._project.column_texts(self._column)
        rows = self._project.rows()
        while some := list(islice(zip(rows, texts, strict=True), _ROWS_AT_ONCE)):
            keys: dict[str, list[list[bytes]]] = {}
            for _, (_, cell) in some:
                text = one_line(cell)
                if text and text not in keys:
                    keys[text] = [self._asked.keys(part) for part in parts_of(text, self._splits)]
            answers = self._project.answers([key for parts in keys.values() for part in parts for key in part])
            labelled = {text: self._label(text, parts, answers) for text, parts in keys.items()}
            nothing = (None,) * len(self.columns)
            for (number, cells), (_, cell) in some:
                labels, attention = labelled.get(one_line(cell), (nothing, SKIPPED))
                yield RowLabels(number, cells, labels, attention)

    def _label(
        self, text: str, part_keys: list[list[bytes]], answers: Mapping[bytes, StoredAnswer]
    ) -> tuple[tuple[Label | None, ...], str]:
        reasons: dict[str, None] = {}
        if len(part_keys) > 1:
            reasons[f"long text, {len(part_keys)} parts"] = None
        if language := foreign_language(text):
            reasons[f"probably not English ({language})"] = None
        weights = [float(len("".join(part.split()))) for part in parts_of(text, self._splits)]
        labels: list[Label | None] = []
        off_format: list[str] = []
        for column in self.columns:
            place = self._asked.specs.index(column.question)
            found = [answers.get(keys[place]) for keys in part_keys]
            readings = [answer.reading for answer in found if answer is not None and answer.reading is not None]
            if len(readings) < len(found):
                reasons[next((a.failure for a in found if a is not None and a.failure), "not labelled yet")] = None
                labels.append(None)
                continue
            if any(reading.off_format >= OFF_FORMAT_LIMIT for reading in readings):
                off_format.append(column.name)
            question = column.question
            parts = [interpret(question.task, question.emotion, reading, question.scores) for reading in readings]
            label = merge(question.task, parts, weights)
            if column.is_cut:
                assert isinstance(label, Score)
                label = cut_class(column.emotion, label)
            labels.append(label)
        if off_format:
            which = "all labels" if len(off_format) == len(self.columns) else ", ".join(off_format)
            reasons[f"off-format answer ({which})"] = None
        return tuple(labels), "; ".join(reasons)


def label_cells(column: LabelColumn, label: Label | None, *, with_confidence: bool) -> tuple[Cell, ...]:
    """Return what stands in a label's columns: the value and the confidence."""
    return tuple(cell for _, cell in _cells(column, label, with_confidence=with_confidence))


def headings(column: LabelColumn, *, with_confidence: bool) -> tuple[str, ...]:
    """Return the headings of a label's columns, matching ``label_cells``."""
    return tuple(heading for heading, _ in _cells(column, None, with_confidence=with_confidence))


def _cells(column: LabelColumn, label: Label | None, *, with_confidence: bool) -> Iterator[tuple[str, Cell]]:
    yield column.name, _value(column, label)
    if with_confidence:
        yield f"{column.name}_confidence", None if label is None else round(label.confidence, 3)


def _value(column: LabelColumn, label: Label | None) -> Cell:
    match label:
        case None:
            return None
        case Score():
            return round(column.task.rescale(label.unit), 3)
        case ClassLabel():
            return column.task.classes[label.place][0]
        case LabelSet():
            return ", ".join(label.present) or column.task.none_label
