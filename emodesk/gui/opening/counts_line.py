"""What is in the text column, counted while one looks."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from emodesk.core.preview import Counts
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label, row, set_role
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent


class CountsLine(QFrame):
    """Numbers with a word under each; those that may matter are set apart when they aren't nought."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        layout = row(self, gap=tokens.HUGE)
        layout.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        self._rows = self._add(layout, self.tr("rows"))
        self._distinct = self._add(layout, self.tr("distinct texts"))
        self._empty = self._add(layout, self.tr("empty"))
        self._long = self._add(layout, self.tr("longer than a tweet"))
        self._foreign = self._add(layout, self.tr("probably not English"))
        layout.addStretch(1)
        self._state = label("", "caption")
        layout.addWidget(self._state)

    def show_counts(self, counts: Counts | None) -> None:
        """Show how far the count is; None where nothing has been counted."""
        if counts is None:
            for field in (self._rows, self._distinct, self._empty, self._long, self._foreign):
                _show(field, "–", is_notable=False)
            self._state.clear()
            return
        locale = QLocale()
        _show(self._rows, locale.toString(counts.rows), is_notable=False)
        _show(self._distinct, locale.toString(counts.distinct), is_notable=False)
        _show(self._empty, locale.toString(counts.empty), is_notable=counts.empty > 0)
        _show(self._long, locale.toString(counts.long), is_notable=counts.long > 0)
        is_sampled = 0 < counts.language_checked < counts.distinct
        share = counts.not_english / counts.language_checked if counts.language_checked else 0
        foreign = percent(share) if is_sampled else locale.toString(counts.not_english)
        _show(self._foreign, foreign, is_notable=counts.not_english > 0)
        self._state.setText("" if counts.is_complete else self.tr("still counting…"))

    def _add(self, layout: QHBoxLayout, words: str) -> QLabel:
        pair = column(gap=0)
        number = label("–", "strong")
        number.setAccessibleDescription(words)
        pair.addWidget(number)
        pair.addWidget(label(words, "caption"))
        layout.addLayout(pair)
        return number


def _show(field: QLabel, words: str, *, is_notable: bool) -> None:
    field.setText(words)
    field.setAccessibleName(f"{words} {field.accessibleDescription()}")
    set_role(field, "warning" if is_notable else "strong")
