"""Keeps a window on its screen: the title bar with its buttons above, the last line below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_FRAME: Final = QSize(16, 40)
"""Room for the frame of a window that has none yet, device-independent pixels: no desktop's usual one is larger."""


def fit_on_screen(window: QWidget, *, is_placed: bool) -> None:
    """Make a window no larger than its screen has room for, frame and all.

    One that ``is_placed`` is brought wholly onto the screen, too; where another one goes is the desktop's decision.
    """
    room = _screen_of(window).availableGeometry()
    frame = (window.frameGeometry().size() - window.size()).expandedTo(_FRAME)
    largest = room.size() - frame
    window.setMinimumSize(window.minimumSize().boundedTo(largest))
    if window.isMaximized() or window.isFullScreen():
        return
    window.resize(window.size().boundedTo(largest))
    place = _nearest(QRect(window.pos(), window.size() + frame), room)
    if is_placed and place != window.pos():
        window.move(place)


def _screen_of(window: QWidget) -> QScreen:
    """Return the screen that a window stands on; one that isn't shown yet doesn't know."""
    return QGuiApplication.screenAt(window.geometry().center()) or window.screen()


def _nearest(whole: QRect, room: QRect) -> QPoint:
    """Return the place nearest to where it stands at which all of it is in the room."""
    return QPoint(
        max(room.left(), min(whole.left(), room.right() + 1 - whole.width())),
        max(room.top(), min(whole.top(), room.bottom() + 1 - whole.height())),
    )
