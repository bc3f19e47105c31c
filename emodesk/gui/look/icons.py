"""Icons of one family, drawn in the colours of the scheme and redrawn when it changes."""

from __future__ import annotations

import functools
import weakref
from typing import Final, Protocol

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLineEdit, QPushButton

from emodesk.core.resources import resource
from emodesk.gui.look.tokens import Colours

_SIZES: Final = (16, 24)
_RATIOS: Final = (1.0, 2.0)
_GAP: Final = 4
"""Between a button's icon and its words, besides what the style leaves."""


class HasIcon(Protocol):
    """A button, an action, an item."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show the icon."""
        ...


@functools.cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@functools.cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    """Return what draws an icon in one colour."""
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@functools.lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Return an icon as a picture of ``size`` device-independent pixels, with ``gap`` empty ones at its right."""
    picture = QPixmap(round((size + gap) * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


class Icons:
    """Gives icons out and remembers who has which, so that a change of the scheme reaches all of them."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._given: dict[int, tuple[weakref.ref[HasIcon], str, str]] = {}
        """By the identity of who has it: who gets another icon doesn't get the old one back."""

    def put(self, target: HasIcon, name: str, tone: str = "text") -> None:
        """Give an icon to a button, an action or an item; ``tone`` names a colour of the scheme."""
        self._given[id(target)] = weakref.ref(target), name, tone
        if isinstance(target, QPushButton):
            target.setIconSize(QSize(_SIZES[0] + _GAP, _SIZES[0]))
        target.setIcon(self._icon_for(target, name, tone))

    def put_clear_button(self, field: QLineEdit) -> None:
        """Let a field be emptied by a cross of ours: Qt's own is black in any scheme."""
        field.setClearButtonEnabled(True)
        action = field.findChild(QAction, "_q_qlineeditclearaction")
        if action is not None:
            self.put(action, "x", "muted")

    def icon(self, name: str, tone: str = "text", gap: int = 0) -> QIcon:
        """Return an icon in the present colours, with ``gap`` empty pixels at its right."""
        icon = QIcon()
        for size in _SIZES:
            for ratio in _RATIOS:
                icon.addPixmap(pixmap(name, getattr(self._colours, tone), size, ratio, gap))
                icon.addPixmap(pixmap(name, self._colours.disabled, size, ratio, gap), QIcon.Mode.Disabled)
        return icon

    def recolour(self, colours: Colours) -> None:
        """Draw every icon that was given out anew."""
        self._colours = colours
        alive = {}
        for identity, (reference, name, tone) in self._given.items():
            target = reference()
            if target is None:
                continue
            try:
                target.setIcon(self._icon_for(target, name, tone))
            except RuntimeError:  # Qt has deleted it, Python hasn't yet
                continue
            alive[identity] = reference, name, tone
        self._given = alive

    def _icon_for(self, target: HasIcon, name: str, tone: str) -> QIcon:
        return self.icon(name, tone, _GAP if isinstance(target, QPushButton) else 0)
