"""One class of a label: its words, how probable the model found it, and the key that gives it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent

_HEIGHT: Final = 34
_BAR: Final = 4
_KEY: Final = 20


class ClassChoice(QPushButton):
    """A button with a bar along its foot."""

    def __init__(
        self, theme: Theme, words: str, probability: float | None, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self._probability = probability
        self._key = key
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        told = words if probability is None else f"{words}, {percent(probability)}"
        self.setAccessibleName(told)
        self.setToolTip(self.tr("Key {0}").format(key))

    def sizeHint(self) -> QSize:
        """Return one height for all."""
        return QSize(200, round(_HEIGHT * self._theme.zoom))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, words, percent, key and bar."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        colours, zoom = self._theme.colours, self._theme.zoom
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_chosen = self.isChecked()
        fill = colours.accent_soft if is_chosen else colours.raised if self.underMouse() else colours.surface
        edge = colours.accent if is_chosen or self.hasFocus() else colours.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(body, tokens.RADIUS, tokens.RADIUS)
        font = QFont(tokens.FAMILY)
        font.setPixelSize(round((tokens.BODY - 1) * zoom))
        font.setWeight(QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal)
        painter.setFont(font)
        inner = body.adjusted(10, 2, -8, -7)
        middle = Qt.AlignmentFlag.AlignVCenter
        key = QRectF(inner.right() - _KEY, inner.center().y() - 8, _KEY, 16)
        right = key.left() - 8
        if self._probability is not None:
            painter.setPen(QColor(colours.text if is_chosen else colours.muted))
            painter.drawText(
                QRectF(inner.left(), inner.top(), right - inner.left(), inner.height()),
                middle | Qt.AlignmentFlag.AlignRight,
                percent(self._probability),
            )
            right -= 42
        painter.setPen(QColor(colours.text))
        shown = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - inner.left())
        painter.drawText(
            QRectF(inner.left(), inner.top(), right - inner.left(), inner.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            shown,
        )
        self._draw_key(painter, key)
        if self._probability is not None:
            self._draw_bar(painter, QRectF(body.left() + 10, body.bottom() - 8, body.width() - 20, _BAR))

    def _draw_key(self, painter: QPainter, where: QRectF) -> None:
        colours = self._theme.colours
        font = QFont(tokens.FAMILY)
        font.setPixelSize(round(tokens.CAPTION * self._theme.zoom))
        painter.setFont(font)
        painter.setPen(QPen(QColor(colours.strong_line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(where, 4, 4)
        painter.setPen(QColor(colours.muted))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._key)

    def _draw_bar(self, painter: QPainter, track: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if self._probability:
            painter.setBrush(QColor(colours.accent if self.isChecked() else colours.bar))
            width = max(float(_BAR), track.width() * self._probability)
            painter.drawRoundedRect(QRectF(track.left(), track.top(), width, _BAR), _BAR / 2, _BAR / 2)
