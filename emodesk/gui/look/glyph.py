"""An icon that stands by itself, in the colours of the scheme whatever it changes to."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from emodesk.gui.look.icons import pixmap
from emodesk.gui.look.theme import Theme


class Glyph(QLabel):
    """A label with an icon of ``size`` device-independent pixels; ``tone`` names a colour of the scheme."""

    def __init__(
        self, theme: Theme, size: int, name: str = "", tone: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._size = theme, size
        self._name, self._tone = name, tone
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon, or none where the name is empty."""
        self._name, self._tone = name, tone
        self._draw()

    def _draw(self) -> None:
        if not self._name:
            self.clear()
            return
        colour = getattr(self._theme.colours, self._tone)
        self.setPixmap(pixmap(self._name, colour, self._size, self.devicePixelRatioF()))
