"""One column's filter: the fields that fit what the column holds."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from emodesk.core.affect.tasks import Kind
from emodesk.gui.grid.editors import in_column
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.query import NO_EMOTION_VALUE, ColumnFilter
from emodesk.gui.grid.states import STATES, state_word
from emodesk.gui.grid.words import NO_EMOTION, class_words, emotion_word, tr
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, padded, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent_sign

_WIDTH: Final = 264


class FilterPopover(QFrame):
    """Opens under a heading and goes when one clicks elsewhere; what's typed applies at once."""

    changed = Signal(object)
    """A ColumnFilter, empty where nothing is filtered any more."""

    def __init__(self, theme: Theme, of: GridColumn, current: ColumnFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self._of = of
        self._text: QLineEdit | None = None
        self._low: QDoubleSpinBox | None = None
        self._high: QDoubleSpinBox | None = None
        self._values: dict[str, QCheckBox] = {}
        self._confidence: QDoubleSpinBox | None = None
        layout = column(self, margin=tokens.MEDIUM, gap=tokens.SMALL)
        layout.addWidget(label(of.title, "strong"))
        if of.origin is Origin.SHEET:
            self._add_text(layout, current)
        elif of.origin is Origin.STATE:
            self._add_values(layout, {state.value: state_word(state) for state in STATES}, current)
        else:
            self._add_label_part(layout, current)
            self._add_confidence(layout, current)
        last = row()
        last.addStretch(1)
        last.addWidget(button(self.tr("Clear"), self._clear, "quiet"))
        last.addWidget(button(self.tr("Done"), self.close, "primary"))
        layout.addLayout(last)

    def open_at(self, place: QPoint) -> None:
        """Show it there, wholly on the screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = min(place.x(), room.right() - self.width())
        top = min(place.y(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        first = self._text or self._low or next(iter(self._values.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_text(self, layout: QVBoxLayout, current: ColumnFilter) -> None:
        self._text = QLineEdit(current.contains)
        self._text.setPlaceholderText(self.tr("Contains…"))
        self._text.setAccessibleName(self.tr("{0} contains").format(self._of.title))
        self._theme.icons.put_clear_button(self._text)
        self._text.textChanged.connect(self._tell)
        self._text.returnPressed.connect(self.close)
        layout.addWidget(self._text)

    def _add_label_part(self, layout: QVBoxLayout, current: ColumnFilter) -> None:
        assert self._of.label is not None
        task = self._of.label.task
        match task.kind:
            case Kind.SCORE:
                self._low = self._number(task.low, task.high, task.low if current.low is None else current.low)
                self._high = self._number(task.low, task.high, task.high if current.high is None else current.high)
                self._low.setAccessibleName(self.tr("Lowest score"))
                self._high.setAccessibleName(self.tr("Highest score"))
                limits = row()
                limits.addWidget(label(self.tr("From"), "muted"))
                limits.addWidget(self._low, 1)
                limits.addWidget(label(self.tr("to"), "muted"))
                limits.addWidget(self._high, 1)
                layout.addLayout(limits)
            case Kind.CLASS:
                words = {
                    str(number): f"{in_column(task, number)}  {class_words(task, number, self._of.label.emotion)}"
                    for number, _ in reversed(task.classes)
                }
                self._add_values(layout, words, current)
            case Kind.LABEL_SET:
                self._add_values(layout, {name: emotion_word(name) for name in task.labels}, current)
                self._add_values(layout, {NO_EMOTION_VALUE: tr(NO_EMOTION)}, current)

    def _add_values(self, layout: QVBoxLayout, words: dict[str, str], current: ColumnFilter) -> None:
        for value, text in words.items():
            box = QCheckBox(text)
            box.setChecked(value in current.values)
            box.toggled.connect(self._tell)
            self._values[value] = box
            layout.addWidget(box)

    def _add_confidence(self, layout: QVBoxLayout, current: ColumnFilter) -> None:
        self._confidence = self._number(
            0, 100, 100 if current.confidence_below is None else current.confidence_below * 100
        )
        self._confidence.setDecimals(0)
        self._confidence.setSingleStep(5)
        self._confidence.setSuffix(percent_sign())
        self._confidence.setAccessibleName(self.tr("Confidence below"))
        line = row()
        line.addWidget(label(self.tr("Confidence below"), "muted"))
        line.addStretch(1)
        line.addWidget(self._confidence)
        layout.addLayout(line)

    def _number(self, low: float, high: float, value: float) -> QDoubleSpinBox:
        field = padded(QDoubleSpinBox())
        field.setRange(low, high)
        field.setDecimals(2)
        field.setSingleStep((high - low) / 20)
        field.setValue(value)
        field.valueChanged.connect(self._tell)
        return field

    def _tell(self, *_: object) -> None:
        self.changed.emit(self._filter())

    def _filter(self) -> ColumnFilter:
        low = high = confidence = None
        if self._low is not None and self._low.value() > self._low.minimum():
            low = self._low.value()
        if self._high is not None and self._high.value() < self._high.maximum():
            high = self._high.value()
        if self._confidence is not None and self._confidence.value() < self._confidence.maximum():
            confidence = self._confidence.value() / 100
        return ColumnFilter(
            self._of.key,
            contains=self._text.text() if self._text else "",
            low=low,
            high=high,
            values=frozenset(value for value, box in self._values.items() if box.isChecked()),
            confidence_below=confidence,
        )

    def _clear(self) -> None:
        self.changed.emit(ColumnFilter(self._of.key))
        self.close()
