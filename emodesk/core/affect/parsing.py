"""From a model's raw words to a label, or to the reason why they are none.

The engine never needs this: it reads legal answers only. It's for answers that came from elsewhere (published outputs,
another program), and it never guesses: what isn't clearly one legal label is off-format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from emodesk.core.affect.tasks import TASKS, Kind, Task

_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_REMARK: Final = re.compile(r"\s*[:.)(,;-]*\s*(?:\([^()\d]*\)|[^\d]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A raw answer's label, or why it's off-format (then ``value`` is None)."""

    value: float | int | tuple[str, ...] | None
    problem: str = ""

    @property
    def is_off_format(self) -> bool:
        """Whether the answer isn't a label of the task."""
        return self.value is None


def parse(task_id: str, raw: str, *, low: float | None = None, high: float | None = None) -> Parsed:
    """Return what a raw answer to a task means.

    A score must be one number within ``low``..``high`` (default 0..1, as the models are asked); a remark without
    digits may follow it. A class must begin with the number of one of the task's classes, and may go on with words but
    not with another class. A label set must consist of the task's labels alone.
    """
    task = TASKS[task_id]
    text = raw.strip().replace("\N{MINUS SIGN}", "-")
    if not text:
        return Parsed(None, "empty")
    match task.kind:
        case Kind.SCORE:
            return _score(text, 0.0 if low is None else low, 1.0 if high is None else high)
        case Kind.CLASS:
            return _class(task, text)
        case Kind.LABEL_SET:
            return _label_set(task, text)


def _score(text: str, low: float, high: float) -> Parsed:
    number, problem = _leading_number(text)
    if number is None:
        return Parsed(None, problem)
    if not low <= number <= high:
        return Parsed(None, f"outside {low:g}..{high:g}")
    return Parsed(number)


def _class(task: Task, text: str) -> Parsed:
    number, problem = _leading_number(text)
    if number is None:
        return Parsed(None, problem)
    if not any(number == legal for legal, _ in task.classes):
        return Parsed(None, "no class of the task")
    return Parsed(int(number))


def _label_set(task: Task, text: str) -> Parsed:
    words = [word.strip().lower() for word in text.removesuffix(".").split(",")]
    if words == [task.none_label]:
        return Parsed(())
    unknown = [word for word in words if word not in task.labels and word != task.none_label]
    if unknown:
        return Parsed(None, "a label that the task doesn't have")
    if task.none_label in words:
        return Parsed(None, "neutral and emotions at once")
    return Parsed(tuple(label for label in task.labels if label in words))


def _leading_number(text: str) -> tuple[float | None, str]:
    match = _NUMBER.match(text)
    if match is None:
        return None, "no number at the start"
    if _REMARK.fullmatch(text, match.end()) is None:
        return None, "more than one number"
    return float(match.group()), ""
