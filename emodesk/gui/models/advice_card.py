"""Which model to take on this computer, and how surely that's known; a press of a button makes it surer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from emodesk.app.advice import AdviceLine
from emodesk.app.model_speed import Basis
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.words import speed
from emodesk.gui.percent import percent
from emodesk.gui.run.durations import duration
from emodesk.gui.translation import QT_TRANSLATE_NOOP

_TEXTS: Final = 1000
_BASIS: Final = {
    Basis.MEASURED: QT_TRANSLATE_NOOP("advice", "Measured in a run on this computer."),
    Basis.TIMED: QT_TRANSLATE_NOOP("advice", "The model was timed on this computer, on made-up text."),
    Basis.ESTIMATED: QT_TRANSLATE_NOOP(
        "advice", "Estimated: layers of such a model were timed on this computer; the model itself isn't here yet."
    ),
    Basis.GUESSED: QT_TRANSLATE_NOOP(
        "advice", "A guess by the kind of processor: it may be wrong by a factor of two or three."
    ),
}


class AdviceCard(QFrame):
    """The advice, and the way to a surer one."""

    measuring_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = column(self, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.addWidget(label(self.tr("For this computer"), "strong"))
        self._advice = label("", wraps=True)
        self._advice.setObjectName("advice")
        layout.addWidget(self._advice)
        self._basis = label("", "muted", wraps=True)
        self._basis.setObjectName("basis")
        layout.addWidget(self._basis)
        self._others = label("", "danger", wraps=True)
        self._others.setObjectName("others")
        layout.addWidget(self._others)
        buttons = row()
        self.measuring = button(self.tr("Measure this computer"), self.measuring_wanted.emit)
        self.measuring.setToolTip(
            self.tr(
                "Takes seconds, on a slow computer a minute, and all processor cores; best while nothing else works."
            )
        )
        theme.icons.put(self.measuring, "clock", "text")
        self.stopping = button(self.tr("Stop measuring"), self.stop_wanted.emit, "quiet")
        theme.icons.put(self.stopping, "x", "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Measuring this computer"))
        self._bar.setFixedWidth(160)
        for each in (self.measuring, self.stopping, self._bar):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.show_others(None)
        self.show_measuring(is_under_way=False)
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says."""
        return f"{self._advice.text()} {self._basis.text()} {self._others.text()}".strip()

    def show_advice(self, lines: Sequence[AdviceLine]) -> None:
        """Say which model to take; ``lines`` are all that can run here."""
        best = next((line for line in lines if line.is_recommended), None)
        self.setVisible(best is not None)
        if best is None:
            return
        if best.is_starter or best.speed is None:
            self._advice.setText(
                self.tr(
                    "Only the starter is fit for it: the other models need more memory than is free now, or would take "
                    "more than half a minute for each text."
                )
            )
        else:
            self._advice.setText(self.tr("Take {0}: {1}.").format(best.title, pace_in_words(best)))
        self._basis.setText(basis_in_words(lines, best))

    def show_measuring(self, *, is_under_way: bool) -> None:
        """Show that the computer is being measured, or that it can be."""
        self.measuring.setVisible(not is_under_way)
        self.stopping.setVisible(is_under_way)
        self._bar.setVisible(is_under_way)
        if is_under_way:
            self.show_others(None)

    def show_others(self, share: float | None) -> None:
        """Say how much of the processor (0..1) other programs took, so that nothing could be measured, or nothing."""
        words = self.tr(
            "Other programs took {0} of the processor meanwhile, so that says nothing. Try again without them."
        )
        self._others.setText("" if share is None else words.format(percent(share)))
        self._others.setVisible(share is not None)


def pace_in_words(line: AdviceLine) -> str:
    """Say how fast a model is, and how long a thousand texts take; the line's speed must be known."""
    assert line.speed is not None
    pace = line.speed.texts_per_s
    words = QCoreApplication.translate("advice", "about {0}, {1} for a thousand texts")
    return words.format(speed(pace), duration(_TEXTS / pace))


def basis_in_words(lines: Sequence[AdviceLine], best: AdviceLine) -> str:
    """Say how the speed is known: of the advised model, or where that's the starter, of the one it was held against."""
    told = best if not best.is_starter else next((line for line in lines if line.is_laptop_default), best)
    return QCoreApplication.translate("advice", _BASIS[told.speed.basis]) if told.speed else ""
