"""What is in the text column, counted while one looks."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from emodesk.core.preview import Counts
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label, row, set_role
from emodesk.gui.look.theme import Theme


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
        self._long = self._add(layout, self.tr("very long, read in parts"))
        self._foreign = self._add(layout, self.tr("probably not English"))
        layout.addStretch(1)
        self._state = label("", "caption")
        layout.addWidget(self._state)

    def show_counts(self, counts: Counts | None) -> None:
        """Show how far the count is; None before it has begun."""
        found = counts or Counts()
        locale = QLocale()
        self._rows.setText(locale.toString(found.rows))
        self._distinct.setText(locale.toString(found.distinct))
        for field, number in ((self._empty, found.empty), (self._long, found.too_long)):
            field.setText(locale.toString(number))
            set_role(field, "warning" if number else "strong")
        sampled = 0 < found.language_checked < found.distinct
        share = found.not_english / found.language_checked if found.language_checked else 0
        self._foreign.setText(f"{share:.0%}" if sampled else locale.toString(found.not_english))
        set_role(self._foreign, "warning" if found.not_english else "strong")
        self._state.setText("" if found.is_complete or counts is None else self.tr("still counting…"))

    def _add(self, layout: QHBoxLayout, words: str) -> QLabel:
        pair = column(gap=0)
        number = label("0", "strong")
        number.setAccessibleName(words)
        pair.addWidget(number)
        pair.addWidget(label(words, "caption"))
        layout.addLayout(pair)
        return number
