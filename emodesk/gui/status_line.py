"""The one line of truth: what runs, on which device, how fast, when it will be done, and that nothing leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.parts import label, row
from emodesk.gui.look.theme import Theme

_NOTE_MS = 6000
_GLYPH = 15


class StatusLine(QFrame):
    """Left: what goes on. Middle: what just happened. Right: the promise."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(round(30 * theme.zoom))
        self._glyph = Glyph(theme, _GLYPH)
        self._state = label("", "")
        self._note = label("", "muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shield = Glyph(theme, _GLYPH)
        self._promise = label("", "muted")
        layout = row(self, gap=tokens.SMALL)
        layout.setContentsMargins(tokens.MEDIUM, 0, tokens.MEDIUM, 0)
        layout.addWidget(self._glyph)
        layout.addWidget(self._state)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._shield)
        layout.addWidget(self._promise)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._note.setText(""))
        self.show_connection("")
        self.show_state(self.tr("Ready"))

    def show_state(self, text: str, *, busy: bool = False) -> None:
        """Say what goes on."""
        self._state.setText(text)
        self._state.setAccessibleName(text)
        self._glyph.show_icon(*(("cpu", "accent") if busy else ("circle-check", "muted")))

    def show_connection(self, hub: str) -> None:
        """Say that a model is being fetched from this hub; empty: that there is no connection at all."""
        if hub:
            self._shield.show_icon("download", "accent")
            self._promise.setText(self.tr("Fetching a model from {0}").format(hub))
            self._promise.setToolTip(self.tr("You asked for it. Nothing of your texts and labels is sent."))
        else:
            self._shield.show_icon("wifi-off", "muted")
            self._promise.setText(self.tr("No network connections"))
            self._promise.setToolTip(
                self.tr("EmoDesk opens none: the model runs in a process of its own on this computer, joined by pipes.")
            )

    @property
    def promise(self) -> str:
        """Return what it says of the network."""
        return self._promise.text()

    def show_note(self, text: str) -> None:
        """Say what just happened; it goes by itself."""
        self._note.setText(text)
        self._timer.start(_NOTE_MS)

    def clear_note(self) -> None:
        """Say nothing of what just happened any more."""
        self._note.setText("")

    @property
    def text(self) -> str:
        """Return what it says goes on."""
        return self._state.text()
