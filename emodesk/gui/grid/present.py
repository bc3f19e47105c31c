"""From a row of the project to a line of the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.tasks import Kind
from emodesk.core.review import AnnotatedRow, Annotation, State, Value
from emodesk.core.table import Column
from emodesk.gui.grid.cell_view import CellView, Shape
from emodesk.gui.grid.editors import signed
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.page_cache import Line
from emodesk.gui.grid.reasons import reason_words
from emodesk.gui.grid.states import state_word
from emodesk.gui.grid.words import NO_EMOTION, brief_class_words, class_words, column_title, emotion_word, tr

STATE_KEY = "state"
_NEUTRAL_IN_THE_MIDDLE = frozenset({"v-reg", "vader", "sst", "emobank-v"})
"""Scores that go from negative to positive; the others go from nothing to much."""


def grid_columns(
    columns: Sequence[Column], text_column: Column | None, label_columns: Sequence[LabelColumn], state_title: str
) -> tuple[GridColumn, ...]:
    """Return the columns of the grid: the sheet's own, the row's state, the labels."""
    own = [
        GridColumn(f"cell:{each.name}", each.name, Origin.SHEET, sheet_index=each.index, is_text=each == text_column)
        for each in columns
    ]
    state = [GridColumn(STATE_KEY, state_title, Origin.STATE)] if label_columns else []
    labels = [
        GridColumn(f"label:{each.name}", column_title(each.task_id, each.emotion), Origin.LABEL, label=each)
        for each in label_columns
    ]
    return (*own, *state, *labels)


def present(row: AnnotatedRow, columns: Sequence[GridColumn]) -> Line:
    """Return the cells of one row in the order of the columns."""
    annotations = iter(row.annotations)
    line = []
    for column in columns:
        match column.origin:
            case Origin.SHEET:
                index = column.sheet_index
                line.append(CellView(Shape.TEXT, row.cells[index] if index < len(row.cells) else ""))
            case Origin.STATE:
                reasons = reason_words(row.attention) if row.state is State.ATTENTION else ""
                text = reasons or state_word(row.state)
                line.append(CellView(Shape.STATE, text, state=row.state))
            case Origin.LABEL:
                assert column.label is not None
                annotation = next(annotations, None)
                line.append(_label(column.label, annotation) if annotation else CellView(Shape.TEXT))
    return tuple(line)


def _label(of: LabelColumn, annotation: Annotation) -> CellView:
    task, value = of.task, annotation.value
    shape = {Kind.SCORE: Shape.SCORE, Kind.CLASS: Shape.CLASS, Kind.LABEL_SET: Shape.CHIPS}[task.kind]
    confidence = annotation.confidence if not annotation.state.is_human else None
    if value is None:
        return CellView(shape, state=annotation.state)
    if isinstance(value, tuple):
        words = tuple(map(emotion_word, value))
        text = ", ".join(words) or tr(NO_EMOTION)
        return CellView(shape, text, chips=words, confidence=confidence, state=annotation.state, value=value)
    if task.kind is Kind.CLASS:
        number = int(value)
        words_of_class = class_words(task, number, of.emotion)
        return CellView(
            shape, words_of_class, number=signed(task, number), brief=brief_class_words(task, number),
            confidence=confidence, state=annotation.state, value=number,
        )  # fmt: skip
    number_text = QLocale().toString(float(value), "f", 3)
    fraction = (float(value) - task.low) / (task.high - task.low)
    return CellView(
        shape, number_text, fraction=fraction, has_middle=task.id in _NEUTRAL_IN_THE_MIDDLE, number=number_text,
        confidence=confidence, state=annotation.state, value=float(value),
    )  # fmt: skip


def value_words(of: LabelColumn, value: Value | None) -> str:
    """Return a label in the window's words; empty where there's none."""
    if value is None:
        return ""
    cell = _label(of, Annotation(value, State.NONE, None, None))
    return f"{cell.number}  {cell.text}" if cell.shape is Shape.CLASS else cell.text


def brief_value_words(of: LabelColumn, value: Value | None) -> str:
    """Return a class in its short form, for where the words don't fit; empty where there's none."""
    if value is None or isinstance(value, tuple) or of.task.kind is not Kind.CLASS:
        return ""
    brief = brief_class_words(of.task, int(value))
    return f"{signed(of.task, int(value))}  {brief}" if brief else ""
