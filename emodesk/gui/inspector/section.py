"""One label in the inspector: a line that opens into its distribution and its alternatives."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolButton, QWidget

from emodesk.core.affect.tasks import Kind, Task
from emodesk.core.review import LabelDetail
from emodesk.gui.grid.cell_view import GLYPHS
from emodesk.gui.grid.editors import in_column
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.present import brief_value_words, value_words
from emodesk.gui.grid.reasons import reason_words
from emodesk.gui.grid.states import state_word
from emodesk.gui.grid.words import class_words, emotion_word
from emodesk.gui.inspector.bars import Bar, Bars, Histogram
from emodesk.gui.inspector.class_choice import ClassChoice
from emodesk.gui.look import tokens
from emodesk.gui.look.elided_label import ElidedLabel
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.parts import clear, column, label, line, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent

_WORTH_TELLING: Final = 0.005


class Section(QWidget):
    """A label; closed it's one line, open it says why."""

    opened = Signal(object)
    """The GridColumn whose section was opened."""
    class_chosen = Signal(object, int)

    def __init__(self, theme: Theme, of: GridColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.of = of
        layout = column(self, gap=tokens.TINY)
        layout.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.LARGE, tokens.TINY)
        head = row(gap=tokens.SMALL)
        self._arrow = QToolButton()
        self._arrow.setAutoRaise(True)
        self._arrow.setFixedSize(22, 22)
        self._arrow.setAccessibleName(self.tr("Show why: {0}").format(of.title))
        self._arrow.clicked.connect(self._toggle)
        head.addWidget(self._arrow)
        head.addWidget(label(of.title, "strong"))
        self._value = ElidedLabel()
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._value, 1)
        self._glyph = Glyph(theme, 14)
        self._glyph.setFixedWidth(16)
        head.addWidget(self._glyph)
        layout.addLayout(head)
        self._body = QWidget()
        self._inner = column(self._body, gap=tokens.SMALL)
        self._inner.setContentsMargins(tokens.TINY, tokens.TINY, 0, tokens.SMALL)
        layout.addWidget(self._body)
        layout.addWidget(line())
        self._detail: LabelDetail | None = None
        self.set_open(is_open=False)

    def show_detail(self, detail: LabelDetail) -> None:
        """Show what is known of the label."""
        self._detail = detail
        assert self.of.label is not None
        annotation = detail.annotation
        words = value_words(self.of.label, annotation.value) or "–"
        self._value.setText(words, brief_value_words(self.of.label, annotation.value))
        words = state_word(annotation.state)
        self._glyph.setToolTip(words)
        self._glyph.setAccessibleName(words)
        self._glyph.show_icon(*GLYPHS.get(annotation.state, ("", "muted")))
        if self.is_open:
            self._fill()

    @property
    def is_open(self) -> bool:
        """Return whether the distribution is shown."""
        return self._body.isVisibleTo(self)

    def set_open(self, *, is_open: bool) -> None:
        """Open or close it."""
        self._body.setVisible(is_open)
        self._theme.icons.put(self._arrow, "chevron-down" if is_open else "chevron-right", "muted")
        if is_open:
            self._fill()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open or close on a click anywhere in the line."""
        self._toggle()

    def _toggle(self) -> None:
        self.set_open(is_open=not self.is_open)
        if self.is_open:
            self.opened.emit(self.of)

    def _fill(self) -> None:
        clear(self._inner)
        detail = self._detail
        if detail is None:
            return
        assert self.of.label is not None
        annotation = detail.annotation
        if annotation.confidence is not None:
            self._say(self.tr("The model's confidence: {0}").format(percent(annotation.confidence)))
        if annotation.state.is_human and annotation.model_value != annotation.value:
            said = value_words(self.of.label, annotation.model_value)
            self._say(self.tr("The model said: {0}").format(said or self.tr("nothing")))
        for run, value in detail.other_runs:
            self._say(f"{run}: {value_words(self.of.label, value) or '–'}")
        if detail.distribution:
            self._add_distribution(detail)
        if detail.failure:
            self._say(reason_words(detail.failure))
        if detail.off_format >= _WORTH_TELLING:
            share = percent(detail.off_format)
            self._say(self.tr("Off-format: {0} of the probability went to something that isn't a label.").format(share))
        if self.of.label.is_cut:
            self._say(self.tr("The class is cut from the score at the field's own cut points."))
        if self.of.kind is Kind.CLASS:
            self._add_classes(self.of.label.task, self.of.label.emotion, detail)

    def _say(self, text: str) -> None:
        self._inner.addWidget(label(text, "muted", wraps=True))

    def _add_distribution(self, detail: LabelDetail) -> None:
        of = self.of.label
        assert of is not None
        task, value = of.task, detail.annotation.value
        if task.kind is Kind.SCORE:
            assert not isinstance(value, tuple)  # a score is a number
            fraction = None if value is None else (value - task.low) / (task.high - task.low)
            chart = Histogram(self._theme)
            tenths = [each.probability for each in detail.distribution]
            chart.show_score(tenths, fraction, (f"{task.low:g}", f"{task.high:g}"), value_words(of, value))
            self._inner.addWidget(chart)
            return
        if task.kind is Kind.CLASS:
            return  # each class's button says it
        present = value if isinstance(value, tuple) else ()
        bars = Bars(self._theme)
        bars.show_bars(
            [
                Bar(emotion_word(name), each.probability, is_label=name in present)
                for name, each in zip(task.labels, detail.distribution, strict=False)
            ]
        )
        self._inner.addWidget(bars)

    def _add_classes(self, task: Task, emotion: str | None, detail: LabelDetail) -> None:
        def choose(number: int, *_: object) -> None:
            self.class_chosen.emit(self.of, number)

        probabilities = {each.value: each.probability for each in detail.distribution}
        choices = column(gap=3)
        for number, _ in reversed(task.classes):
            words = f"{in_column(task, number)}  {class_words(task, number, emotion)}"
            choice = ClassChoice(self._theme, words, probabilities.get(number), key_of(task, number))
            choice.setChecked(detail.annotation.value == number)
            choice.clicked.connect(functools.partial(choose, number))
            choices.addWidget(choice)
        self._inner.addLayout(choices)


def key_of(task: Task, number: int) -> str:
    """Return the key that gives a class: its number, or its place from 1 on where numbers go below zero."""
    lowest = task.classes[0][0]
    return str(number if lowest >= 0 else number - lowest + 1)


def class_of_key(task: Task, key: str) -> int | None:
    """Return the class that a key gives, or None."""
    return next((number for number, _ in task.classes if key_of(task, number) == key), None)
