"""Which rows a step on many of them is meant for: those that have a text to label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from emodesk.app.opened_project import OpenedProject
from emodesk.core.affect.prompts import one_line
from emodesk.core.review import AnnotatedRow, State

_SLAB: Final = 2000
"""Rows that are looked at together: they come with their texts, which needn't all be in memory."""


def rows_with_text(project: OpenedProject, numbers: Sequence[int]) -> list[int]:
    """Return the rows that a step on several is for; of a single one, that row.

    Who selects a column means the texts in it, so rows without one are left out. A person may still label such a row
    by itself, and then it counts like any other.
    """
    if len(numbers) < 2:
        return list(numbers)
    has_text = _has_text(project)
    slabs = (numbers[begin : begin + _SLAB] for begin in range(0, len(numbers), _SLAB))
    return [row.number for slab in slabs for row in project.rows(slab) if has_text(row)]


def _has_text(project: OpenedProject) -> Callable[[AnnotatedRow], bool]:
    column = project.text_column

    def has_text(row: AnnotatedRow) -> bool:
        if row.state is State.NONE and column is not None:  # no run has come to it yet
            return any(map(one_line, row.cells[column.index : column.index + 1]))
        return row.state is not State.SKIPPED

    return has_text
