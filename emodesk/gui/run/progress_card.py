"""How far a run is: a bar, and what stands behind it in numbers."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QProgressBar, QWidget

from emodesk.app.labelling_desk import RunStatus
from emodesk.core.events import RunProgressed
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label, row
from emodesk.gui.percent import percent
from emodesk.gui.run.durations import duration

_PERMILLE = 1000
_BETWEEN: Final = " · "
_THREADS: Final = re.compile(r"(.+), (\d+) threads")


class ProgressCard(QWidget):
    """Percent, texts, speed, time left, device and model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, gap=tokens.TINY)
        first = row()
        self._state = label("", "strong")
        self._state.setObjectName("state")
        self._percent = label("", "strong")
        first.addWidget(self._state)
        first.addStretch(1)
        first.addWidget(self._percent)
        layout.addLayout(first)
        self._bar = QProgressBar()
        self._bar.setRange(0, _PERMILLE)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the run"))
        layout.addWidget(self._bar)
        self._numbers = label("", "muted", wraps=True)
        self._device = label("", "muted", wraps=True)
        layout.addWidget(self._numbers)
        layout.addWidget(self._device)

    def show_status(self, status: RunStatus) -> None:
        """Say what goes on."""
        words = {
            RunStatus.STARTING: self.tr("Loading the model…"),
            RunStatus.RUNNING: self.tr("Labelling"),
            RunStatus.PAUSED: self.tr("Paused"),
            RunStatus.STOPPING: self.tr("Stopping…"),
        }.get(status, "")
        self._state.setText(words)
        if status is RunStatus.STARTING:
            self._bar.setRange(0, 0)
            self._percent.setText("")
            self._numbers.setText("")
            self._device.setText("")

    def show_tuning(self) -> None:
        """Say that it's measured how the model runs fastest."""
        self._state.setText(self.tr("Measuring the model, once…"))

    def show_progress(self, progress: RunProgressed) -> None:
        """Show the numbers."""
        self._bar.setRange(0, _PERMILLE)
        share = progress.done / progress.to_do if progress.to_do else 1.0
        self._bar.setValue(round(share * _PERMILLE))
        self._percent.setText(percent(share))
        texts, *others = numbers_of(progress)
        self._numbers.setText("\n".join((texts, _BETWEEN.join(others))).strip())
        self._device.setText(f"{device_words(progress.device)}{_BETWEEN}{progress.model}")


def device_words(device: str) -> str:
    """Return on what a model runs, in the window's language: the core says it in English."""
    found = _THREADS.fullmatch(device)
    if found is None:
        return device
    if found[2] == "1":
        return QCoreApplication.translate("progress", "{0}, 1 thread").format(found[1])
    return QCoreApplication.translate("progress", "{0}, {1} threads").format(*found.groups())


def numbers_of(progress: RunProgressed) -> list[str]:
    """Return texts, speed and time left, as they're known: a sentence of few words each."""
    translate, locale = QCoreApplication.translate, QLocale()
    parts = [
        translate("progress", "{0} of {1} texts").format(
            locale.toString(progress.done), locale.toString(progress.to_do)
        )
    ]
    if progress.texts_per_s > 0:
        parts.append(translate("progress", "{0} texts/s").format(locale.toString(progress.texts_per_s, "f", 1)))
    if progress.seconds_left is not None:
        parts.append(translate("progress", "{0} left").format(duration(progress.seconds_left)))
    return parts
