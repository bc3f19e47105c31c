"""The labels of a row, put together from the answers in the project file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol, runtime_checkable

from emodesk.app.asking import Asked, ask, parts_of
from emodesk.app.label_values import value_of
from emodesk.app.language import MISSING_VALUE, NO_WORDS, foreign_language, why_nothing_to_read
from emodesk.core.affect.columns import LabelColumn, label_columns
from emodesk.core.affect.labels import OFF_FORMAT_LIMIT, Label, Score, cut_class, interpret, merge
from emodesk.core.affect.prompts import one_line
from emodesk.core.ports import Project
from emodesk.core.project import RunRecord, StoredAnswer
from emodesk.core.review import Value
from emodesk.core.table import Cell, Column, Row

SKIPPED: Final = "empty, skipped"
NOT_YET: Final = "not labelled yet"
"""What stands in the attention column of a row without a text; nobody need look at it."""
_ROWS_AT_ONCE: Final = 256
_FOREIGN: Final = "probably not English"


@dataclass(frozen=True, slots=True)
class GivenLabel:
    """A label that a person has given, on the task's own scale; None where they took it away."""

    value: Value | None


AnyLabel = Label | GivenLabel


@runtime_checkable
class HasGivenLabels(Protocol):
    """A project in which people give labels, too."""

    def given_labels(
        self, columns: Sequence[LabelColumn], numbers: Sequence[int]
    ) -> Iterable[tuple[int, str, Value | None]]:
        """Return (row number, label column, value) of what people have decided in these rows."""
        ...


@dataclass(frozen=True, slots=True)
class RowLabels:
    """A row of the sheet with its labels, one per label column; None where there's none."""

    number: int
    cells: Row
    labels: tuple[AnyLabel | None, ...]
    attention: str
    """Why a person should look at the row; empty if nobody need."""


class RowLabeller:
    """Reads the labels of all rows, without the engine and without holding all of them."""

    def __init__(self, project: Project, column: Column, run: RunRecord) -> None:
        self._project = project
        self._column = column
        self._asked: Asked = ask(run.plan, run.model_fingerprint)
        self._splits = project.splits(run.model_fingerprint, run.room_tokens)
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
                    keys[text] = self.keys_of(text)
            answers = self._project.answers([key for parts in keys.values() for part in parts for key in part])
            labelled = {text: self._labelled(text, parts, answers) for text, parts in keys.items()}
            nothing = (None,) * len(self.columns)
            skipped = (nothing, SKIPPED, (True,) * len(self.columns))
            given = self._given([number for (number, _), _ in some])
            for (number, cells), (_, cell) in some:
                labels, attention, doubtful = labelled.get(one_line(cell), skipped)
                mine = given.get(number, {})
                counting = tuple(
                    mine.get(column.name, label) for column, label in zip(self.columns, labels, strict=True)
                )
                is_open = any(
                    is_doubtful and column.name not in mine
                    for column, is_doubtful in zip(self.columns, doubtful, strict=True)
                )
                is_settled = bool(mine) and not is_open
                yield RowLabels(number, cells, counting, "" if is_settled else attention)

    def _labelled(
        self, text: str, parts: list[list[bytes]], answers: Mapping[bytes, StoredAnswer]
    ) -> tuple[tuple[Label | None, ...], str, tuple[bool, ...]]:
        labels, note = self.label(text, parts, answers)
        return labels, note, self.doubtful(parts, labels, note, answers)

    def doubtful(
        self, parts: list[list[bytes]], labels: Sequence[Label | None], note: str, answers: Mapping[bytes, StoredAnswer]
    ) -> tuple[bool, ...]:
        """Return which of a text's labels a person should look at."""
        is_strange = any(reason in note for reason in (_FOREIGN, NO_WORDS, MISSING_VALUE))
        return tuple(
            label is None or is_strange or _is_off_format(parts, self.place_of(column), answers)
            for column, label in zip(self.columns, labels, strict=True)
        )

    def place_of(self, column: LabelColumn) -> int:
        """Return which of a part's keys is that of the question behind a label column."""
        return self._asked.specs.index(column.question)

    def keys_of(self, text: str) -> list[list[bytes]]:
        """Return under which keys a text's answers are kept: for each of its parts, those of all questions."""
        return [self._asked.keys(part) for part in parts_of(text, self._splits)]

    def _given(self, numbers: Sequence[int]) -> dict[int, dict[str, GivenLabel]]:
        if not isinstance(self._project, HasGivenLabels):
            return {}
        found: dict[int, dict[str, GivenLabel]] = {}
        for number, name, value in self._project.given_labels(self.columns, numbers):
            found.setdefault(number, {})[name] = GivenLabel(value)
        return found

    def label(
        self, text: str, part_keys: list[list[bytes]], answers: Mapping[bytes, StoredAnswer]
    ) -> tuple[tuple[Label | None, ...], str]:
        """Return the labels of a text and why a person should look at them, going by these answers."""
        reasons: dict[str, None] = {}
        if len(part_keys) > 1:
            reasons[f"long text, {len(part_keys)} parts"] = None
        if nothing := why_nothing_to_read(text):
            reasons[nothing] = None
        if language := foreign_language(text):
            reasons[f"{_FOREIGN} ({language})"] = None
        weights = [float(len("".join(part.split()))) for part in parts_of(text, self._splits)]
        labels: list[Label | None] = []
        off_format: list[str] = []
        for column in self.columns:
            place = self._asked.specs.index(column.question)
            found = [answers.get(keys[place]) for keys in part_keys]
            readings = [answer.reading for answer in found if answer is not None and answer.reading is not None]
            if len(readings) < len(found):
                reasons[next((a.failure for a in found if a is not None and a.failure), NOT_YET)] = None
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


def _is_off_format(parts: list[list[bytes]], place: int, answers: Mapping[bytes, StoredAnswer]) -> bool:
    readings = (answers[keys[place]].reading for keys in parts if keys[place] in answers)
    return any(reading is not None and reading.off_format >= OFF_FORMAT_LIMIT for reading in readings)


def label_cells(column: LabelColumn, label: AnyLabel | None, *, with_confidence: bool) -> tuple[Cell, ...]:
    """Return what stands in a label's columns: the value and the confidence."""
    return tuple(cell for _, cell in _cells(column, label, with_confidence=with_confidence))


def headings(column: LabelColumn, *, with_confidence: bool) -> tuple[str, ...]:
    """Return the headings of a label's columns, matching ``label_cells``."""
    return tuple(heading for heading, _ in _cells(column, None, with_confidence=with_confidence))


def _cells(column: LabelColumn, label: AnyLabel | None, *, with_confidence: bool) -> Iterator[tuple[str, Cell]]:
    yield column.name, _value(column, label)
    if with_confidence:
        yield (
            f"{column.name}_confidence",
            None if label is None or isinstance(label, GivenLabel) else round(label.confidence, 3),
        )


def _value(column: LabelColumn, label: AnyLabel | None) -> Cell:
    if label is None:
        return None
    value = label.value if isinstance(label, GivenLabel) else value_of(column, label)
    if isinstance(value, tuple):
        return ", ".join(value) or column.task.none_label
    return value
