"""A filter above the grid: which column it's on and what it lets through. A click takes it away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from emodesk.core.affect.tasks import Kind
from emodesk.core.review import State
from emodesk.gui.grid.editors import signed
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.query import NO_EMOTION_VALUE, ColumnFilter
from emodesk.gui.grid.states import STATES, state_word
from emodesk.gui.grid.words import NO_EMOTION, class_words, emotion_word, tr
from emodesk.gui.percent import percent

_WIDEST: Final = 260
_NARROWEST: Final = 52
_ROOM: Final = 285
"""What all chips together may insist on: beside them are the search and the tools, and panels left and right."""
_PADDING: Final = 18
"""What the style sheet leaves at the sides."""
_CROSS: Final = "  ×"
_ROUNDED: Final = 2
"""Advances are whole numbers: words may be shorter together than one by one."""


class FilterChip(QToolButton):
    """As wide as its words, narrower where many stand beside each other; the whole of it is the tool tip."""

    def __init__(self, of: GridColumn, wanted: ColumnFilter, count: int, parent: QWidget | None = None) -> None:
        """``count`` is how many chips stand beside each other."""
        super().__init__(parent)
        self._narrowest = max(_NARROWEST, _ROOM // count)
        self._words = f"{of.title}: {filter_words(of, wanted)}"
        self.setProperty("kind", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        remove = self.tr("Remove the filter on {0}").format(self._words)
        self.setToolTip(remove)
        self.setAccessibleName(remove)
        self._show_what_fits(_WIDEST)

    def sizeHint(self) -> QSize:
        """Return what the words need, up to a limit: questions in surveys are long."""
        wanted = self.fontMetrics().horizontalAdvance(f"{self._words}{_CROSS}") + _PADDING + _ROUNDED
        return QSize(min(wanted, _WIDEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return how narrow it may become."""
        return QSize(min(self._narrowest, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the new width."""
        super().resizeEvent(event)
        self._show_what_fits(self.width())

    def _show_what_fits(self, width: int) -> None:
        metrics = self.fontMetrics()
        room = width - _PADDING - metrics.horizontalAdvance(_CROSS)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{shown}{_CROSS}".replace("&", "&&"))  # one alone would underline the letter after it


def filter_words(of: GridColumn, wanted: ColumnFilter) -> str:
    """Return what a filter lets through, briefly and in the window's language."""
    parts = [f"“{wanted.contains}”"] if wanted.contains else []
    if wanted.low is not None or wanted.high is not None:
        parts.append(_range_words(wanted.low, wanted.high))
    parts += _value_words(of, wanted.values)
    if wanted.confidence_below is not None:
        parts.append(f"< {percent(wanted.confidence_below)}")
    return ", ".join(parts)


def _range_words(low: float | None, high: float | None) -> str:
    bounds = ["" if bound is None else QLocale().toString(bound, "f", 2) for bound in (low, high)]
    if low is None:
        return f"≤ {bounds[1]}"
    return f"≥ {bounds[0]}" if high is None else " – ".join(bounds)


def _value_words(of: GridColumn, values: frozenset[str]) -> list[str]:
    """Return the ticked values in the order in which the filter offers them."""
    if of.origin is Origin.STATE:
        return [state_word(state) for state in (*STATES, State.NONE) if state.value in values]
    if of.label is None:
        return []
    task = of.label.task
    if of.kind is Kind.CLASS:
        ticked = [number for number, _ in reversed(task.classes) if str(number) in values]
        return [f"{signed(task, number)} {class_words(task, number, of.label.emotion)}" for number in ticked]
    none = [tr(NO_EMOTION)] if NO_EMOTION_VALUE in values else []
    return [emotion_word(name) for name in task.labels if name in values] + none
