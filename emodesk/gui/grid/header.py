"""The grid's headings: a click sorts, with Control or Shift it selects, the funnel filters, the menu does the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from emodesk.gui.look import tokens
from emodesk.gui.look.icons import pixmap
from emodesk.gui.look.parts import LEFT
from emodesk.gui.look.theme import Theme

_GLYPH: Final = 14
_PADDING: Final = 10
_HEIGHT: Final = 36
_SELECTING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class GridHeader(QHeaderView):
    """Sections with a title, the direction of the sort and a funnel."""

    sort_wanted = Signal(int)
    selection_wanted = Signal(int)
    """The user selects this column: a click alone doesn't, or the next key would change all of it."""
    filter_wanted = Signal(int, QPoint)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._sorted: tuple[int, bool] | None = None
        self._filtered: frozenset[int] = frozenset()
        self._hovered = -1
        self._pressed_at: QPoint | None = None
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(56)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Column headings"))
        self._selects = False

    def show_state(self, sort: tuple[int, bool] | None, filtered: frozenset[int]) -> None:
        """Show which column sorts (and whether downwards) and which are filtered."""
        self._sorted, self._filtered = sort, filtered
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return one height for all."""
        return QSize(super().sizeHint().width(), round(_HEIGHT * self._theme.zoom))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a heading."""
        colours = self._theme.colours
        painter.save()
        painter.fillRect(rect, QColor(colours.track if section == self._hovered else colours.raised))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(colours.strong_line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(tokens.FAMILY)
        font.setPixelSize(round((tokens.BODY - 1) * self._theme.zoom))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        is_filtered = section in self._filtered
        if is_filtered or section == self._hovered:
            self._glyph(painter, self._funnel(rect), "list-filter", "accent" if is_filtered else "muted")
            inner.setRight(inner.right() - _GLYPH - 4)
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        if self._sorted is not None and self._sorted[0] == section:
            arrow = QRect(inner.right() - _GLYPH, rect.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
            self._glyph(painter, arrow, "arrow-down" if self._sorted[1] else "arrow-up", "accent")
            inner.setRight(inner.right() - _GLYPH - 4)
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, LEFT, shown)
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the funnel of the heading under the pointer."""
        hovered = self.logicalIndexAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the funnel again."""
        self._hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click begins: a drag moves or resizes."""
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        self._selects = bool(event.modifiers() & _SELECTING)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort or filter on a click."""
        at = event.position().toPoint()
        section = self.logicalIndexAt(at)
        was_click = self._pressed_at is not None and (at - self._pressed_at).manhattanLength() < 5
        is_on_edge = self.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if not was_click or section < 0 or is_on_edge:
            return
        if self._selects:
            self.selection_wanted.emit(section)
        elif self._funnel(self._rect_of(section)).adjusted(-4, -8, 4, 8).contains(at):
            self.filter_wanted.emit(section, self.mapToGlobal(self._rect_of(section).bottomLeft()))
        else:
            self.sort_wanted.emit(section)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that can be done with a column."""
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_wanted.emit(section, event.globalPos())

    def _rect_of(self, section: int) -> QRect:
        return QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height())

    def _funnel(self, rect: QRect) -> QRect:
        return QRect(rect.right() - _PADDING - _GLYPH, rect.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)

    def _glyph(self, painter: QPainter, where: QRect, name: str, tone: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(where.topLeft(), pixmap(name, getattr(self._theme.colours, tone), _GLYPH, ratio))
