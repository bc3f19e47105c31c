"""A drop-down list for a narrow place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from emodesk.gui.look.parts import unwheeled

_MARGIN: Final = 2
"""What the style leaves beside the words, both sides together."""


class NarrowBox(QComboBox):
    """As wide as its place, whatever it offers; opened, its list is as wide as its longest entry.

    Otherwise a long entry would push the whole panel, and what stands in it, out at the right. The wheel scrolls what
    it stands in.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        unwheeled(self)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let words that are too long end in dots: Qt cuts through the middle of a letter."""
        super().initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, field.width() - _MARGIN)
        option.currentText = words

    def showPopup(self) -> None:
        """Open the list with every entry whole."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + self._around())
        super().showPopup()

    def _around(self) -> int:
        """Return what stands beside the entries: the frame, and the scroll bar where there are many."""
        view = self.view()
        margins = view.contentsMargins()
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > self.maxVisibleItems() else 0
        return margins.left() + margins.right() + bar
