"""A distribution as bars: each alternative with its words and its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent

_LINE: Final = 22
_BAR: Final = 8
_NUMBER_WIDTH: Final = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One alternative: its words, its probability (0 to 1), and whether it's the label."""

    words: str
    probability: float
    is_label: bool = False


class Bars(QWidget):
    """Horizontal bars, one line each; the label's own is filled with the accent and set in bold."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these alternatives, in this order."""
        self._bars = bars
        self.setAccessibleName("; ".join(f"{bar.words} {percent(bar.probability)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line for each bar."""
        return QSize(220, round(len(self._bars) * _LINE * self._theme.zoom))

    def minimumSizeHint(self) -> QSize:
        """Return the same: bars can't be squeezed."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, zoom = self._theme.colours, self._theme.zoom
        font = QFont(tokens.FAMILY)
        font.setPixelSize(round((tokens.CAPTION + 1) * zoom))
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        line = _LINE * zoom
        words_width = min(
            max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + tokens.SMALL,
            self.width() * 0.5,
        )
        centre = Qt.AlignmentFlag.AlignVCenter
        for place, bar in enumerate(self._bars):
            top = place * line
            painter.setFont(bold if bar.is_label else font)
            painter.setPen(QColor(colours.text if bar.is_label else colours.muted))
            words = metrics.elidedText(bar.words, Qt.TextElideMode.ElideRight, words_width)
            painter.drawText(QRectF(0, top, words_width, line), centre | Qt.AlignmentFlag.AlignLeft, words)
            number = QRectF(self.width() - _NUMBER_WIDTH, top, _NUMBER_WIDTH, line)
            painter.drawText(number, centre | Qt.AlignmentFlag.AlignRight, _percent(bar.probability))
            track = QRectF(words_width, top + (line - _BAR) / 2, self.width() - words_width - _NUMBER_WIDTH, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.track))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
            if bar.probability > 0.005:
                painter.setBrush(QColor(colours.accent if bar.is_label else colours.bar))
                filled = QRectF(track.left(), track.top(), max(_BAR, track.width() * bar.probability), _BAR)
                painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)


class Histogram(QWidget):
    """Where on its scale a score may lie: ten upright bars and the score itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tenths: Sequence[float] = ()
        self._fraction: float | None = None
        self._ends = ("0", "1")
        self.setFixedHeight(round(64 * theme.zoom))
        theme.changed.connect(self.update)

    def show_score(self, tenths: Sequence[float], fraction: float | None, ends: tuple[str, str], words: str) -> None:
        """Show the probability of each tenth of the scale, and the score as a fraction of it."""
        self._tenths, self._fraction, self._ends = tenths, fraction, ends
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, the scale and the score."""
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        font = QFont(tokens.FAMILY)
        font.setPixelSize(round(tokens.CAPTION * self._theme.zoom))
        painter.setFont(font)
        foot = 16.0 * self._theme.zoom
        base = self.height() - foot
        gap = 3.0
        width = (self.width() - 9 * gap) / 10
        highest = max(self._tenths, default=0) or 1
        painter.setPen(Qt.PenStyle.NoPen)
        for tenth, mass in enumerate(self._tenths):
            left = tenth * (width + gap)
            is_label = self._fraction is not None and min(9, int(self._fraction * 10)) == tenth
            painter.setBrush(QColor(colours.track))
            painter.drawRoundedRect(QRectF(left, base - 3, width, 3), 1.5, 1.5)
            height = max(3.0, (base - 4) * mass / highest)
            painter.setBrush(QColor(colours.accent if is_label else colours.bar))
            if mass > 0.002:
                painter.drawRoundedRect(QRectF(left, base - height, width, height), 2, 2)
        painter.setPen(QColor(colours.muted))
        below = QRectF(0, base, self.width(), foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._ends[1])


def _percent(probability: float) -> str:
    if 0 < probability < 0.005:
        return f"<{percent(0.01)}"
    return percent(probability)
