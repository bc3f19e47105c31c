"""The last line of a dialog that one only reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from emodesk.gui.look.parts import button, row


def closing_line(dialog: QDialog, left: QWidget | None = None, *before: QPushButton) -> QHBoxLayout:
    """Return a line with the button that closes the dialog; ``left`` stands at its beginning, ``before`` beside it."""
    line = row()
    if left is None:
        line.addStretch(1)
    else:
        line.addWidget(left, 1)
    for each in before:
        line.addWidget(each)
    line.addWidget(button(QCoreApplication.translate("closing_line", "Close"), dialog.reject, "primary"))
    return line
