"""The selected row: its whole text, why it got its labels, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QToolButton, QWidget

from emodesk.core.affect.tasks import Kind
from emodesk.core.review import HistoryEntry, RowDetail, State, Value
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.present import value_words
from emodesk.gui.grid.reasons import reason_words, step_words
from emodesk.gui.grid.states import state_word
from emodesk.gui.inspector.section import Section
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, clear, column, frame, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.turns import InTurns, Steps

_MOST_ENTRIES: Final = 40
_FEWEST_LINES: Final = 2
_MOST_LINES: Final = 8
_MEASURED: Final = 1000
"""Characters of a text that are measured: more don't stand in so few lines."""
_AROUND_TEXT: Final = 26
"""Border, padding and margin of the text's field, both sides together."""

_NARROWEST: Final = 296
"""Width of the panel at the normal size of type; it grows with the type, as the words do."""


class Inspector(QFrame):
    """A panel at the right of the grid."""

    previous_wanted = Signal()
    next_wanted = Signal()
    accept_wanted = Signal()
    class_chosen = Signal(int, object, int)
    """Row number, GridColumn, class number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail: RowDetail | None = None
        self._building: InTurns | None = None
        self.setProperty("role", "panel")
        self.setProperty("edge", "left")
        self._sections: dict[str, Section] = {}
        layout = column(self, gap=0)
        layout.addWidget(self._head())
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing would show that it has it, and what's in it scrolls it
        body = QWidget()
        inner = column(body, gap=0)
        self._empty = label(
            self.tr("Choose a row in the grid to see its text and why it got its labels."), "muted", wraps=True
        )
        self._empty.setMargin(tokens.LARGE)
        inner.addWidget(self._empty)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setProperty("role", "reading")
        self._text.setAccessibleName(self.tr("Text of the row"))
        self._text.setTabChangesFocus(True)
        holder = column()
        holder.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.SMALL)
        holder.addWidget(self._text)
        self._attention = label("", "warning", wraps=True)
        holder.addWidget(self._attention)
        inner.addLayout(holder)
        self._labels = column(gap=0)
        inner.addLayout(self._labels)
        self._history = column(gap=tokens.SMALL)
        self._history.setContentsMargins(tokens.LARGE, tokens.LARGE, tokens.LARGE, tokens.LARGE)
        inner.addLayout(self._history)
        inner.addStretch(1)
        area.setWidget(body)
        layout.addWidget(area, 1)
        self.show_row(None)

    def minimumSizeHint(self) -> QSize:
        """Return what its words need at this size of type, so that none is cut off."""
        needed = super().minimumSizeHint()
        return needed.expandedTo(QSize(round(_NARROWEST * self._theme.zoom), 0))

    def show_columns(self, columns: Sequence[GridColumn]) -> None:
        """Make a section for each label column, one in each turn of the event loop."""
        if self._building is not None:
            self._building.close()
        clear(self._labels)
        self._sections = {}
        self._building = InTurns(self._build([of for of in columns if of.label is not None]), self)

    def _build(self, columns: Sequence[GridColumn]) -> Steps:
        for of in columns:
            section = Section(self._theme, of)
            section.class_chosen.connect(self._choose_class)
            self._sections[of.key] = section
            self._labels.addWidget(section)
            is_first_class = of.kind is Kind.CLASS and of.label is not None and of.label.emotion is None
            section.set_open(is_open=is_first_class)
            section.setVisible(self._detail is not None)
            for each in self._detail.labels if self._detail else ():
                if of.key == f"label:{each.column}":
                    section.show_detail(each)
            yield

    def show_row(self, detail: RowDetail | None) -> None:
        """Show a row, or that none is chosen."""
        self._detail = detail
        has_row = detail is not None
        self._empty.setVisible(not has_row)
        self._text.setVisible(has_row)
        for widget in (self._previous, self._next, self._accept):
            widget.setEnabled(has_row)
        for section in self._sections.values():
            section.setVisible(has_row)
        clear(self._history)
        if detail is None:
            self._title.setText(self.tr("No row chosen"))
            self._attention.hide()
            return
        self._title.setText(self.tr("Row {0}").format(detail.number))
        self._text.setPlainText(detail.text)
        self._fit_text()
        self._attention.setText(reason_words(detail.attention))
        self._attention.setVisible(bool(detail.attention))
        for each in detail.labels:
            found = self._sections.get(f"label:{each.column}")
            if found is not None:
                found.show_detail(each)
        self._show_history(detail)

    def show_column(self, of: GridColumn) -> None:
        """Open the section of the column that the grid's cursor is in, and close the others."""
        if of.key not in self._sections:
            return
        for key, section in self._sections.items():
            if section.is_open != (key == of.key):
                section.set_open(is_open=key == of.key)

    @property
    def row_id(self) -> int | None:
        """Return the number of the row that is shown."""
        return self._detail.number if self._detail else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the text have other lines at another width."""
        super().resizeEvent(event)
        self._fit_text()

    def _fit_text(self) -> None:
        """Be as high as the text needs, within limits, whether the panel's own scroll bar is there or not."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = self.width() - 2 * tokens.LARGE - bar - _AROUND_TEXT
        metrics = self._text.fontMetrics()
        text = self._text.toPlainText()[:_MEASURED]
        needed = metrics.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, text).height()
        lines = max(_FEWEST_LINES, min(_MOST_LINES, -(-needed // metrics.lineSpacing())))
        self._text.setFixedHeight(lines * metrics.lineSpacing() + _AROUND_TEXT)

    def _head(self) -> QFrame:
        head = frame("bar")
        layout = row(head, gap=tokens.TINY)
        layout.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        self._title = label("", "strong")
        layout.addWidget(self._title)
        layout.addStretch(1)
        self._previous = self._tool("arrow-up", self.tr("Previous row"), self.previous_wanted.emit)
        self._next = self._tool("arrow-down", self.tr("Next row"), self.next_wanted.emit)
        layout.addWidget(self._previous)
        layout.addWidget(self._next)
        self._accept = button(self.tr("Accept"), self.accept_wanted.emit)
        self._accept.setToolTip(self.tr("These labels are right: mark the row as reviewed and go on"))
        self._theme.icons.put(self._accept, "check", "accent")
        layout.addWidget(self._accept)
        return head

    def _tool(self, icon: str, words: str, on_click: Callable[[], object]) -> QToolButton:
        tool = QToolButton()
        tool.setToolTip(words)
        tool.setAccessibleName(words)
        tool.clicked.connect(lambda *_: on_click())
        self._theme.icons.put(tool, icon, "muted")
        return tool

    def _show_history(self, detail: RowDetail) -> None:
        entries = sorted(
            ((entry, each.annotation.model_value) for each in detail.labels for entry in each.history),
            key=lambda pair: pair[0].at,
        )
        if not entries:
            return
        self._history.addWidget(label(self.tr("What happened to this row"), "section"))
        for entry, model_value in reversed(entries[-_MOST_ENTRIES:]):
            told = column(gap=0)
            told.addWidget(label(self._sentence(entry, model_value), wraps=True))
            told.addWidget(label(_local_time(entry.at), "caption"))
            self._history.addLayout(told)

    def _sentence(self, entry: HistoryEntry, model_value: Value | None) -> str:
        """Say what a change was; where no human had decided, the model's label stood there."""
        section = self._sections.get(f"label:{entry.column}")
        if section is None or section.of.label is None:
            return step_words(entry.step)
        of = section.of.label
        before, after = (
            value_words(of, model_value if state is State.MODEL else value) or "–"
            for value, state in ((entry.before, entry.before_state), (entry.after, entry.after_state))
        )
        if before == after:
            return self.tr("{0}: {1}, {2}").format(section.of.title, after, state_word(entry.after_state))
        return f"{section.of.title}: {before} → {after}"

    def _choose_class(self, of: GridColumn, number: int) -> None:
        if self._detail is not None:
            self.class_chosen.emit(self._detail.number, of, number)


def _local_time(at: str) -> str:
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
