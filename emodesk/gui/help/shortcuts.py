"""All keys on one page, from the same table that the menus come from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QScrollArea, QWidget

from emodesk.gui.commands import COMMANDS, MENUS, keys_of
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, label


class ShortcutsDialog(QDialog):
    """A page to read and to close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 640)
        layout = column(self, margin=tokens.HUGE, gap=tokens.LARGE)
        layout.addWidget(label(self.tr("Keyboard shortcuts"), "title"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, tokens.LARGE, 0)
        self._grid.setVerticalSpacing(tokens.SMALL)
        self._grid.setColumnStretch(0, 1)
        self._fill()
        area.setWidget(body)
        layout.addWidget(area, 1)
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.reject)
        layout.addWidget(closing)

    def _fill(self) -> None:
        for menu, title in MENUS:
            self._heading(QCoreApplication.translate("commands", title).replace("&", ""))
            for command in COMMANDS:
                if command.menu == menu and (keys := keys_of(command)):
                    words = QCoreApplication.translate("commands", command.text).replace("&", "").rstrip("…")
                    self._line(words, "   ".join(_shown(key) for key in keys))
        self._heading(self.tr("In the grid"))
        for words, keys_text in (
            (self.tr("Edit the cell"), "F2"),
            (self.tr("Leave the cell as it was"), "Esc"),
            (self.tr("Select a block"), "Shift + ←↑↓→"),
            (self.tr("Give a class to the selected cells"), self.tr("its number, or 1 – 7 from the lowest")),
        ):
            self._line(words, keys_text)

    def _heading(self, text: str) -> None:
        place = self._grid.rowCount()
        if place > 1:
            self._grid.setRowMinimumHeight(place, tokens.LARGE)
            place += 1
        self._grid.addWidget(label(text, "section"), place, 0, 1, 2)

    def _line(self, words: str, keys: str) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(label(words), place, 0)
        self._grid.addWidget(label(keys, "key"), place, 1)


def _shown(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
