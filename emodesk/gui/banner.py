"""A message across the top of a page: what happened, what was kept, what to do. It never blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from emodesk.core.errors import EmoDeskError
from emodesk.gui.error_words import error_words
from emodesk.gui.look import tokens
from emodesk.gui.look.glyph import Glyph
from emodesk.gui.look.parts import button, label, row, set_role
from emodesk.gui.look.theme import Theme

_GLYPHS = {"info": ("info", "accent"), "warning": ("triangle-alert", "warning"), "danger": ("triangle-alert", "danger")}
_SHOWN_MS = 8000


class Banner(QFrame):
    """Hidden until there's something to say; an error stays until it's closed, a notice goes by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details = ""
        self.setProperty("role", "banner")
        self.setProperty("tone", "info")
        self._glyph = Glyph(theme, 18)
        self._words = label("", wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actions: QHBoxLayout = row()
        self._copy = button(self.tr("Copy details"), self._copy_details, "quiet")
        close = QToolButton()
        close.setAccessibleName(self.tr("Close the message"))
        close.setToolTip(self.tr("Close"))
        close.clicked.connect(self.hide)
        theme.icons.put(close, "x", "muted")
        layout = row(self, margin=tokens.SMALL, gap=tokens.MEDIUM)
        layout.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.SMALL, tokens.SMALL)
        layout.addWidget(self._glyph)
        layout.addWidget(self._words, 1)
        layout.addLayout(self._actions)
        layout.addWidget(self._copy)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def tell(self, text: str, *, tone: str = "info", stays: bool = False) -> None:
        """Say something; ``tone`` is info, warning or danger."""
        self._show(text, tone, "")
        if not stays and tone == "info":
            self._timer.start(_SHOWN_MS)

    def report(self, error: EmoDeskError) -> None:
        """Say what went wrong and what to do about it."""
        self._show(error_words(error, between="\n"), "danger", error.details)

    def offer(self, text: str, on_click: Callable[[], object], *, stays: bool = True) -> None:
        """Add a button to what was said last, which then stays until it's closed, unless it needn't."""
        if stays:
            self._timer.stop()
        action = button(text, on_click)
        action.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click would take the keyboard along when it goes
        self._actions.addWidget(action)

    def _show(self, text: str, tone: str, details: str) -> None:
        self._timer.stop()
        while item := self._actions.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._details = details
        self._copy.setVisible(bool(details))
        self._glyph.show_icon(*_GLYPHS[tone])
        self._words.setText(text)
        self.setAccessibleName(text)
        set_role(self, tone, "tone")
        self.show()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._words.text()}\n\n{self._details}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
