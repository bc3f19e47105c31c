"""Draws the cells of the grid: bars, classes, chips, confidence and states."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from emodesk.core.review import State
from emodesk.gui.grid.cell_view import GLYPHS, CellView, Shape
from emodesk.gui.grid.row_model import CELL_ROLE
from emodesk.gui.look import tokens
from emodesk.gui.look.icons import pixmap
from emodesk.gui.look.parts import LEFT, RIGHT
from emodesk.gui.look.theme import Theme
from emodesk.gui.percent import percent

_PADDING: Final = 10.0
_GLYPH: Final = 13
_BAR_WIDTH: Final = 56.0
_BAR_HEIGHT: Final = 6.0
_CHIP_HEIGHT: Final = 20.0
_CONFIDENCE_WIDTH: Final = 32.0
_MORE_WIDTH: Final = 20.0
_GAP: Final = 4.0
"""Before the confidence; twice that after chips, whose "+2" would else run into it."""

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """One painter for all columns; the cell itself says what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._set_fonts()
        theme.changed.connect(self._set_fonts)

    def _set_fonts(self) -> None:
        zoom = self._theme.zoom
        self._font = QFont(tokens.FAMILY)
        self._font.setPixelSize(round(tokens.BODY * zoom))
        self._font.setFeature(QFont.Tag("tnum"), 1)
        self._small = QFont(self._font)
        self._small.setPixelSize(round(tokens.CAPTION * zoom))
        self._metrics = QFontMetricsF(self._font)
        self._small_metrics = QFontMetricsF(self._small)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return a size that no row has to be measured for."""
        return QSize(120, round(tokens.ROW_HEIGHT * self._theme.zoom))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell: CellView | None = index.data(CELL_ROLE)
        if cell is None:
            return
        colours = self._theme.colours
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        match cell.shape:
            case Shape.TEXT:
                self._text(painter, inner, cell.text, colours.text)
            case Shape.NUMBER:
                self._text(painter, inner, cell.text, colours.muted, RIGHT)
            case Shape.SCORE:
                self._score(painter, self._right_side(painter, inner, cell), cell)
            case Shape.CLASS:
                self._class(painter, self._right_side(painter, inner, cell), cell)
            case Shape.CHIPS:
                self._chips(painter, self._right_side(painter, inner, cell), cell)
            case Shape.STATE:
                self._state(painter, inner, cell)
            case Shape.LOADING:
                self._loading(painter, inner)
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        colour: str,
        side: Qt.AlignmentFlag = LEFT,
    ) -> None:
        painter.setPen(QColor(colour))
        first = text[:400].replace("\n", " ")  # more doesn't fit on any screen, and measuring it takes long
        shown = self._metrics.elidedText(first, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side, shown)

    def _right_side(self, painter: QPainter, rect: QRectF, cell: CellView) -> QRectF:
        """Draw the state's glyph and the confidence at the right; return what is left for the label."""
        colours = self._theme.colours
        if cell.state in (State.EDITED, State.REVIEWED, State.BLIND, State.ATTENTION):
            name, tone = GLYPHS[cell.state]
            picture = pixmap(name, getattr(colours, tone), _GLYPH, painter.device().devicePixelRatioF())
            painter.drawPixmap(round(rect.right() - _GLYPH), round(rect.center().y() - _GLYPH / 2), picture)
        if rect.width() < 110:
            return rect.adjusted(0, 0, -(_GLYPH + 4), 0)
        right = rect.right() - _GLYPH - 6
        taken = _CONFIDENCE_WIDTH + _GAP
        if cell.confidence is not None:
            words = percent(cell.confidence)
            if cell.shape is Shape.CHIPS:  # bars of scores end where those above and below do; chips needn't
                taken = self._small_metrics.horizontalAdvance(words) + 2 * _GAP
            painter.setFont(self._small)
            painter.setPen(QColor(colours.muted))
            where = QRectF(right - _CONFIDENCE_WIDTH, rect.top(), _CONFIDENCE_WIDTH, rect.height())
            painter.drawText(where, RIGHT, words)
            painter.setFont(self._font)
        return QRectF(rect.left(), rect.top(), right - taken - rect.left(), rect.height())

    def _score(self, painter: QPainter, rect: QRectF, cell: CellView) -> None:
        colours = self._theme.colours
        if cell.fraction is None:
            self._text(painter, rect, cell.text, colours.muted)
            return
        number_width = self._metrics.horizontalAdvance("0.000") + 8
        painter.setPen(QColor(colours.text))
        painter.drawText(rect, LEFT, cell.number)
        width = min(_BAR_WIDTH * 1.6, rect.width() - number_width)
        if width < 16:
            return
        track = QRectF(rect.left() + number_width, rect.center().y() - _BAR_HEIGHT / 2, width, _BAR_HEIGHT)
        radius = _BAR_HEIGHT / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, radius, radius)
        painter.setBrush(QColor(colours.bar))
        filled = max(_BAR_HEIGHT, track.width() * max(0.0, min(1.0, cell.fraction)))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), filled, _BAR_HEIGHT), radius, radius)
        if cell.has_middle:
            painter.setBrush(QColor(colours.muted))
            painter.drawRect(QRectF(track.center().x() - 0.5, track.top() - 3, 1, _BAR_HEIGHT + 6))

    def _class(self, painter: QPainter, rect: QRectF, cell: CellView) -> None:
        colours = self._theme.colours
        if not cell.number:
            self._text(painter, rect, cell.text, colours.muted)
            return
        number_width = self._metrics.horizontalAdvance("+0") + 8
        painter.setPen(QColor(colours.muted))
        left = QRectF(rect.left(), rect.top(), number_width - 6, rect.height())
        painter.drawText(left, RIGHT, cell.number)
        left_over = rect.adjusted(number_width + 2, 0, 0, 0)
        has_room = not cell.brief or self._metrics.horizontalAdvance(cell.text) <= left_over.width()
        self._text(painter, left_over, cell.text if has_room else cell.brief, colours.text)

    def _chips(self, painter: QPainter, rect: QRectF, cell: CellView) -> None:
        colours = self._theme.colours
        if not cell.chips:
            self._text(painter, rect, cell.text, colours.muted)
            return
        painter.setFont(self._small)
        left = rect.left()
        height = _CHIP_HEIGHT * self._theme.zoom
        for position, chip in enumerate(cell.chips):
            width = self._small_metrics.horizontalAdvance(chip) + 14
            rest = len(cell.chips) - position
            room_for_more = _MORE_WIDTH if rest > 1 else 0
            if left + width + room_for_more > rect.right() and position:
                painter.setPen(QColor(colours.muted))
                more = QRectF(left, rect.top(), max(room_for_more, rect.right() - left), rect.height())
                painter.drawText(more, LEFT, f"+{rest}")
                break
            width = min(width, max(height, rect.right() - room_for_more - left))
            body = QRectF(left, rect.center().y() - height / 2, width, height)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(body, height / 2, height / 2)
            painter.setPen(QColor(colours.text))
            shown = self._small_metrics.elidedText(chip, Qt.TextElideMode.ElideRight, width - 8)
            painter.drawText(body, Qt.AlignmentFlag.AlignCenter, shown)
            left += width + 4

    def _state(self, painter: QPainter, rect: QRectF, cell: CellView) -> None:
        colours = self._theme.colours
        name, tone = GLYPHS.get(cell.state, ("circle-dashed", "muted"))
        picture = pixmap(name, getattr(colours, tone), _GLYPH + 2, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(rect.left()), round(rect.center().y() - (_GLYPH + 2) / 2), picture)
        colour = colours.warning if cell.state is State.ATTENTION else colours.muted
        if rect.width() > 4 * _GLYPH:
            self._text(painter, rect.adjusted(_GLYPH + 10, 0, 0, 0), cell.text, colour)

    def _loading(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.track))
        painter.drawRoundedRect(QRectF(rect.left(), rect.center().y() - 4, min(rect.width(), 90), 8), 4, 4)
