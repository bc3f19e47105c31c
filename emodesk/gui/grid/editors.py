"""The right editor for each kind of label; none of them can hold a value that isn't legal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFrame, QLabel, QSlider, QWidget

from emodesk.core.affect.tasks import Task
from emodesk.gui.grid.words import class_words, emotion_word
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label, padded, row

_STEPS: Final = 1000
_NUMBER_WIDTH: Final = 84
"""Three decimals and the two buttons. Without the buttons the style sheet leaves the number no room at all."""
_KNOB: Final = 20
"""How high a slider has to be for all of its knob to be seen."""


class _ScoreField(QDoubleSpinBox):
    """A number with a decimal point or a comma, whichever the language has: a score has no thousands to part."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take either for the language's own."""
        if event.text() in (".", ","):
            point = self.locale().decimalPoint()
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), point)
        super().keyPressEvent(event)


class ScoreEditor(QFrame):
    """A slider and a number that follow each other, from the lowest to the highest score of the task."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self._low, self._high = low, high
        self._spin = padded(_ScoreField())
        self._spin.setRange(low, high)
        self._spin.setDecimals(3)
        self._spin.setSingleStep((high - low) / 20)
        self._spin.setFixedWidth(_NUMBER_WIDTH)
        self._spin.setAccessibleName(self.tr("Score"))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(_STEPS // 20)
        self._slider.setMinimumSize(90, _KNOB)
        self._slider.setAccessibleName(self.tr("Score as a slider"))
        layout = row(self, margin=tokens.TINY, gap=tokens.SMALL)
        layout.addWidget(self._spin)
        layout.addWidget(self._slider, 1)
        self.setFocusProxy(self._spin)
        self._slider.valueChanged.connect(self._slid)
        self._spin.valueChanged.connect(self._typed)

    @property
    def value(self) -> float:
        """Return the score, on the task's own scale."""
        self._spin.interpretText()
        return round(self._spin.value(), 3)

    def set_value(self, score: float | None) -> None:
        """Begin with this score; in the middle where there's none."""
        self._spin.setValue((self._low + self._high) / 2 if score is None else score)
        self._typed(self._spin.value())
        self._spin.selectAll()

    def _slid(self, place: int) -> None:
        value = self._low + (self._high - self._low) * place / _STEPS
        if abs(value - self._spin.value()) > (self._high - self._low) / _STEPS:
            self._spin.setValue(value)

    def _typed(self, value: float) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(round(_STEPS * (value - self._low) / (self._high - self._low)))


class ClassEditor(QComboBox):
    """The classes of a task, each with its number and words. It's of use as long as its list is open."""

    left = Signal()
    """The list was closed, and nothing chosen."""

    def __init__(self, task: Task, emotion: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_chosen = False
        self.activated.connect(self._note_choice)
        self._list = self.view().parentWidget()
        assert self._list is not None
        self._list.installEventFilter(self)
        self.setAccessibleName(self.tr("Class"))
        self.view().setAccessibleName(self.tr("Class"))
        for number, _ in reversed(task.classes):
            self.addItem(f"{in_column(task, number)}  {class_words(task, number, emotion)}", number)

    @property
    def value(self) -> int:
        """Return the class's number."""
        return int(self.currentData())

    def set_value(self, number: int | None) -> None:
        """Begin with this class."""
        self.setCurrentIndex(max(0, self.findData(number)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when the list closes; whether anything was chosen turns out right after."""
        if watched is self._list and event.type() is QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _note_choice(self, _: int) -> None:
        self._has_chosen = True

    def _leave(self) -> None:
        if not self._has_chosen:
            self.left.emit()


class LabelSetEditor(QFrame):
    """A checklist of emotions; none ticked means that there's none."""

    committed = Signal()
    changed = Signal()

    def __init__(self, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, margin=tokens.SMALL, gap=2)
        self._boxes: dict[str, QCheckBox] = {}
        for name in labels:
            box = QCheckBox(emotion_word(name))
            box.toggled.connect(self.changed)
            box.installEventFilter(self)
            self._boxes[name] = box
            layout.addWidget(box)
        self._hint: QLabel = label(self.tr("Space ticks, Enter keeps, Esc leaves"), "caption")
        layout.addWidget(self._hint)
        self.setFocusProxy(next(iter(self._boxes.values())))

    @property
    def value(self) -> tuple[str, ...]:
        """Return the ticked emotions in the task's order."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def set_value(self, names: Sequence[str]) -> None:
        """Tick these."""
        for name, box in self._boxes.items():
            box.setChecked(name in names)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the list; Enter keeps what is ticked."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            boxes = list(self._boxes.values())
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.committed.emit()
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up if watched in boxes:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    boxes[(boxes.index(watched) + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
                    return True
        return super().eventFilter(watched, event)


def signed(task: Task, number: int) -> str:
    """Return a class's number; on scales that go below zero, with its sign."""
    return f"{number:+d}".replace("+0", "0").replace("-", "−") if task.classes[0][0] < 0 else str(number)


def in_column(task: Task, number: int) -> str:
    """Return the same for a list, where the words behind a nought stand below those behind numbers with a sign."""
    words = signed(task, number)
    return words if words != "0" or task.classes[0][0] >= 0 else f"\N{FIGURE SPACE}{words}"
