"""Hands on the mouse and the keyboard over a labelled grid, for the tests of what a person does there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from emodesk.gui.grid.grid_page import GridPage
from emodesk.gui.workspace import Workspace

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_PLAIN: Final = Qt.KeyboardModifier.NoModifier


class Hands:
    """What is pressed goes to the window, as from the system, and from there to whatever has the keyboard."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.workspace, self._qtbot = workspace, qtbot
        workspace.window().activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is workspace.window())

    @property
    def grid(self) -> GridPage:
        return self.workspace.grid

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        handle = self.workspace.window().windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focus(), letter)
        QApplication.processEvents()

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def stand(self, row: int, key: str) -> None:
        """Put the cursor there by a click, as a person does."""
        self.grid.view.setFocus()
        self.grid.view.go_to(row, self.section(key))
        self.click_cell(row, key)

    def click_cell(self, row: int, key: str, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        view = self.grid.view
        view.scrollTo(view.model().index(row, self.section(key)))
        at = view.visualRect(view.model().index(row, self.section(key))).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def click_heading(self, key: str, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
        """Click the words of a heading, and wait until the rows stand where they belong."""
        header, section = self.grid.view.header, self.section(key)
        self.grid.view.scrollTo(self.grid.model.index(self.grid.view.places_on_screen().start, section))
        at = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifiers, at)
        self.wait_for_rows()

    def wait_for_rows(self) -> None:
        self._qtbot.waitUntil(lambda: self.grid._query_job is None, timeout=10_000)

    def section(self, key: str) -> int:
        return next(n for n, of in enumerate(self.grid.model.columns) if of.key == key)

    def selected(self) -> list[tuple[int, str]]:
        """Place of the row and key of the column of each selected cell."""
        columns = self.grid.model.columns
        indexes = self.grid.view.selectionModel().selectedIndexes()
        return sorted((index.row(), columns[index.column()].key) for index in indexes)

    def values(self, name: str, numbers: Sequence[int] | None = None) -> list[object]:
        """What the project holds of a label, in the sheet's order or that of the numbers."""
        project = self.workspace.project
        place = next(n for n, each in enumerate(project.label_columns) if each.name == name)
        return [row.annotations[place].value for row in project.rows(numbers or project.all_rows())]
