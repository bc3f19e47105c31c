"""All keys on one page, from the same table that the menus come from."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from emodesk.gui.commands import COMMANDS, MENUS, keys_of
from emodesk.gui.look import tokens
from emodesk.gui.look.closing_line import closing_line
from emodesk.gui.look.parts import column, label, row
from emodesk.gui.look.screen_room import fit_on_screen

_MOST_KEYS: Final = 2
"""Keys that are shown of a command: those that everybody knows come first."""


class ShortcutsDialog(QDialog):
    """A page to read and to close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(640, 640)
        fit_on_screen(self, is_placed=False)
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
        layout.addLayout(closing_line(self))

    def _fill(self) -> None:
        for menu, title in MENUS:
            self._heading(QCoreApplication.translate("commands", title).replace("&", ""))
            for command in COMMANDS:
                if command.menu == menu and (keys := keys_of(command)):
                    words = QCoreApplication.translate("commands", command.text).replace("&", "").rstrip("…")
                    self._line(words, *map(_shown, list(filter(_is_on_keyboards, keys))[:_MOST_KEYS]))
        self._heading(self.tr("In the grid"))
        for words, keys_text in (
            (self.tr("Edit the cell"), "F2"),
            (self.tr("Leave the cell as it was"), "Esc"),
            (self.tr("Select a block"), "Shift + ←↑↓→"),
            (self.tr("Leave the grid, forwards or backwards"), "Ctrl + Tab, Ctrl + Shift + Tab"),
            (self.tr("Give a class to the selected cells"), self.tr("its number, or 1 – 7 from the lowest")),
        ):
            self._line(words, keys_text)

    def _heading(self, text: str) -> None:
        place = self._grid.rowCount()
        if place > 1:
            self._grid.setRowMinimumHeight(place, tokens.LARGE)
            place += 1
        self._grid.addWidget(label(text, "section"), place, 0, 1, 2)

    def _line(self, words: str, *keys: str) -> None:
        place = self._grid.rowCount()
        self._grid.addWidget(label(words), place, 0)
        caps = row(gap=tokens.TINY)
        for key in keys:
            caps.addWidget(label(key, "key"))
        caps.addStretch(1)
        self._grid.addLayout(caps, place, 1)


def _is_on_keyboards(keys: QKeySequence) -> bool:
    """Return whether people have these keys: X11 also knows F14 for undoing, and keys with words on them like Open."""
    every = (keys[place] for place in range(keys.count()))  # type: ignore[index]  # the stubs lack it
    return all(each.key() <= Qt.Key.Key_F12 for each in every)


def _shown(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.NativeText)
