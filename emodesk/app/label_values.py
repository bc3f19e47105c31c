"""Labels as values on their tasks' own scales, and as the words that go to and from other programs."""

from __future__ import annotations

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.labels import ClassLabel, Label, LabelSet, Score
from emodesk.core.affect.parsing import parse
from emodesk.core.affect.tasks import Kind
from emodesk.core.errors import EditError
from emodesk.core.review import Value


def value_of(column: LabelColumn, label: Label) -> Value:
    """Return a model's label as a value."""
    match label:
        case Score():
            return round(column.task.rescale(label.unit), 3)
        case ClassLabel():
            return column.task.classes[label.place][0]
        case LabelSet():
            return label.present


def value_text(column: LabelColumn, value: Value | None) -> str:
    """Return a value as another program takes it; empty where there's none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value) or column.task.none_label
    return f"{value:g}" if column.task.kind is Kind.CLASS else repr(round(float(value), 3))


def parse_value(column: LabelColumn, text: str) -> Value | None:
    """Return the label that a text stands for; None for an empty one. Raises EditError for anything that's no label."""
    words = text.strip()
    if not words:
        return None
    task = column.task
    if task.kind is Kind.SCORE and words.count(",") == 1 and "." not in words:
        words = words.replace(",", ".")  # a decimal comma, as many spreadsheets write it
    parsed = parse(column.task_id, words, low=task.low, high=task.high)
    if parsed.value is None:
        raise EditError(f"{parsed.problem} for “{column.name}”", hint=_legal(column))
    return round(parsed.value, 3) if isinstance(parsed.value, float) else parsed.value


def check_value(column: LabelColumn, value: Value | None) -> None:
    """Raise EditError unless the value is a legal label of the column."""
    task = column.task
    if value is None:
        return
    is_legal = {
        Kind.SCORE: isinstance(value, int | float) and task.low <= value <= task.high,
        Kind.CLASS: any(value == number for number, _ in task.classes),
        Kind.LABEL_SET: isinstance(value, tuple) and set(value) <= set(task.labels),
    }[task.kind]
    if not is_legal:
        raise EditError(f"That is no label of “{column.name}”.", hint=_legal(column))


def _legal(column: LabelColumn) -> str:
    task = column.task
    match task.kind:
        case Kind.SCORE:
            return f"A number from {task.low:g} to {task.high:g}."
        case Kind.CLASS:
            return f"One of: {', '.join(str(number) for number, _ in task.classes)}."
        case Kind.LABEL_SET:
            return f"Of: {', '.join(task.labels)}; or {task.none_label}."
