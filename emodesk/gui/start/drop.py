"""Drag and drop anywhere in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.icons import renderer
from emodesk.gui.look.theme import Theme

_GLYPH = 56


class DropOverlay(QWidget):
    """Covers the window while files hang over it, and says that they may be dropped."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show over the whole window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a veil, a dashed frame and a sentence."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(colours.ground)
        veil.setAlphaF(0.92)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        inset = tokens.HUGE
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 16, 16)
        centre = QRectF(self.rect()).center()
        where = QRectF(centre.x() - _GLYPH / 2, centre.y() - _GLYPH, _GLYPH, _GLYPH)
        renderer("file-up", colours.accent).render(painter, where)
        font = QFont(self.font())
        font.setPixelSize(tokens.TITLE)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        below = QRectF(0, centre.y() + tokens.LARGE, self.width(), 40)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("Drop to open"))


class DropTarget(QObject):
    """Makes a window take files, wherever in it they're dropped."""

    files_dropped = Signal(object)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._overlay = DropOverlay(theme, window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch files come over the window, go away or be dropped."""
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                if paths_in(event.mimeData()):
                    self._overlay.cover()
                    event.acceptProposedAction()
                return True
            case QEvent.Type.DragLeave:
                self._overlay.hide()
                return True
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._overlay.hide()
                event.acceptProposedAction()
                self.files_dropped.emit(paths_in(event.mimeData()))
                return True
            case QEvent.Type.Resize if self._overlay.isVisible():
                self._overlay.cover()
        return super().eventFilter(watched, event)


def paths_in(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
