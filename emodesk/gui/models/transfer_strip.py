"""How far a download, an import or a check has come, and the buttons that stop it."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from emodesk.core.transfer import Transfer
from emodesk.gui.error_words import in_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.transfers import Kind, OnItsWay
from emodesk.gui.models.words import size, step_words
from emodesk.gui.run.durations import duration

_PERMILLE: Final = 1000
_SAMPLES: Final = 60
_UNCOUNTED: Final = "quantizing"
"""The step that says nothing until it's over: it's done by llama.cpp in one call."""


class TransferStrip(QWidget):
    """A bar, a line of words, and Pause and Cancel for a download, Cancel alone for the rest."""

    pause_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: deque[tuple[float, int]] = deque(maxlen=_SAMPLES)
        self._step = ""
        layout = column(self, gap=tokens.TINY)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        layout.addWidget(self._bar)
        line = row(gap=tokens.SMALL)
        self._words = label("", "muted", wraps=True)
        line.addWidget(self._words, 1)
        self._pause = button(self.tr("Pause"), self.pause_wanted.emit, "quiet")
        self._pause.setObjectName("pause")
        theme.icons.put(self._pause, "pause", "muted")
        self._cancel = button(self.tr("Cancel"), self.cancel_wanted.emit, "quiet")
        self._cancel.setObjectName("cancel")
        theme.icons.put(self._cancel, "x", "muted")
        line.addWidget(self._pause)
        line.addWidget(self._cancel)
        layout.addLayout(line)
        self._notes = label("", "caption", wraps=True)
        layout.addWidget(self._notes)

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def show_transfer(self, transfer: OnItsWay) -> None:
        """Show how far a transfer is."""
        is_stopping = transfer.job.is_stop_wanted
        self._pause.setVisible(transfer.kind is Kind.DOWNLOAD)
        for each in (self._pause, self._cancel):
            each.setEnabled(not is_stopping)
        latest = transfer.latest
        is_counted = latest is not None and latest.total_bytes > 0 and latest.step != _UNCOUNTED and not is_stopping
        self._bar.setRange(0, _PERMILLE if is_counted else 0)
        if latest is not None and is_counted:
            self._bar.setValue(round(_PERMILLE * latest.done_bytes / latest.total_bytes))
        self._say(self._sentence(latest, is_stopping=is_stopping))
        self._notes.setText(" ".join(map(in_words, transfer.notes)))
        self._notes.setVisible(bool(transfer.notes))

    def _sentence(self, latest: Transfer | None, *, is_stopping: bool) -> str:
        if is_stopping:
            return self.tr("Stopping…")
        if latest is None:
            return self.tr("Waiting for its turn…")
        if not latest.total_bytes or latest.step == _UNCOUNTED:
            return step_words(latest.step)
        parts = [
            step_words(latest.step),
            self.tr("{0} of {1}").format(size(latest.done_bytes), size(latest.total_bytes)),
        ]
        if speed := self._speed(latest):
            parts.append(self.tr("{0}/s").format(size(round(speed))))
            parts.append(self.tr("{0} left").format(duration((latest.total_bytes - latest.done_bytes) / speed)))
        return " · ".join(parts)

    def _speed(self, latest: Transfer) -> float:
        """Return bytes per second over the last few seconds; 0 where that can't be told yet."""
        if latest.step != self._step:
            self._step = latest.step
            self._samples.clear()
        self._samples.append((time.monotonic(), latest.done_bytes))
        (began, first), (now, last) = self._samples[0], self._samples[-1]
        return (last - first) / (now - began) if now - began > 1 and last > first else 0.0

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
