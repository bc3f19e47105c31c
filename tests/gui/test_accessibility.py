"""What a screen reader is told, by way of Qt's accessibility interfaces, and the whole way by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from emodesk.core.review import State
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace

Open = Callable[[Path], Workspace]
Label = Callable[[Workspace], None]
PATIENCE_MS = 60_000
SPEAKING = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QSlider, QAbstractItemView, QProgressBar,
)  # fmt: skip
"""What one can work with, and so has to be named."""


def said(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return str(interface.text(QAccessible.Text.Name)).strip()


def nameless(page: QWidget) -> list[str]:
    """What can be worked with on a page and has no name; the insides of Qt's own widgets are its own matter."""
    found = []
    for each in page.findChildren(QWidget):
        is_inside = each.objectName().startswith("qt_") or isinstance(each.parent(), QAbstractSpinBox | QComboBox)
        is_inside = is_inside or (isinstance(each.parent(), QLineEdit) and isinstance(each, QAbstractButton))
        if isinstance(each, SPEAKING) and each.isVisibleTo(page) and not is_inside and not said(each):
            found.append(f"{type(each).__name__} “{each.objectName()}” in {type(each.parent()).__name__}")
    return found


def cells(workspace: Workspace) -> Iterator[QAccessibleInterface]:
    """The cells of the grid as the platform's screen reader walks through them, headings left out."""
    interface = QAccessible.queryAccessibleInterface(workspace.grid.view)
    assert interface is not None
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child.role() == QAccessible.Role.Cell:
            yield child


@pytest.fixture
def labelled(open_file: Open, label: Label, sample: Path) -> Workspace:
    workspace = open_file(sample)
    label(workspace)
    return workspace


def test_that_a_cell_says_its_column_its_label_its_confidence_and_its_state(labelled: Workspace, qtbot: QtBot) -> None:
    grid = labelled.grid
    section = next(n for n, of in enumerate(grid.model.columns) if of.key == "label:sentiment")
    assert labelled.edits.set_value([grid.model.ids[0]], grid.model.columns[section], 2)
    qtbot.waitUntil(lambda: (cell := grid.model.cell(0, section)) is not None and cell.state is State.EDITED)
    names = [str(cell.text(QAccessible.Text.Name)) for cell in cells(labelled)]
    width = len(grid.model.columns)
    assert len(names) == width * grid.model.rowCount()
    first, second = names[:width], names[width : 2 * width]
    assert first[section] == "Sentiment: moderately positive, edited"
    assert second[section].startswith("Sentiment: ")
    assert "confidence" in second[section]
    assert second[section].endswith(("model", "needs attention"))
    for of, name in zip(grid.model.columns, first, strict=True):
        assert name.startswith(of.title)


def test_that_the_grid_and_its_headings_have_names(labelled: Workspace) -> None:
    assert said(labelled.grid.view) == "Rows and their labels"
    interface = QAccessible.queryAccessibleInterface(labelled.grid.view)
    assert interface is not None
    headings = [
        str(child.text(QAccessible.Text.Name))
        for place in range(len(labelled.grid.model.columns) + 1)
        if (child := interface.child(place)).role() == QAccessible.Role.ColumnHeader
    ]
    assert headings == [of.title for of in labelled.grid.model.columns]


def test_that_everything_one_can_work_with_has_a_name(window: MainWindow, labelled: Workspace, qtbot: QtBot) -> None:
    window.actions_by_name["models"].trigger()
    qtbot.waitUntil(lambda: window.models_page.is_filled, timeout=PATIENCE_MS)
    labelled.panel.tasks._toggle_more()
    for section in labelled.inspector._sections.values():
        section.set_open(is_open=True)
    unnamed = {}
    for page in (
        window.start_page, window.first_run_page, window.opening_page, window.models_page, labelled, window.banner,
    ):  # fmt: skip
        unnamed[type(page).__name__] = nameless(page)
    window.show_page(labelled)
    for name in ("preferences", "shortcuts", "about", "diagnostics", "export"):
        window.actions_by_name[name].trigger()
        qtbot.wait(200)
        for dialog in window.findChildren(QDialog):
            unnamed[name] = nameless(dialog)
            dialog.close()
    assert {name: found for name, found in unnamed.items() if found} == {}


def test_that_the_editors_have_names(labelled: Workspace, qtbot: QtBot) -> None:
    view, columns = labelled.grid.view, labelled.grid.model.columns
    for key in ("label:valence", "label:sentiment", "label:emotions"):
        section = next(n for n, of in enumerate(columns) if of.key == key)
        view.go_to(1, section)
        QTest.keyClick(view, Qt.Key.Key_F2)
        qtbot.wait(50)
        editor = QApplication.focusWidget()
        assert editor is not None
        assert said(editor), key
        parent = editor.parentWidget()
        assert parent is not None
        assert nameless(parent) == []
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        qtbot.wait(50)


def test_that_every_menu_entry_can_be_reached_by_its_letter(window: MainWindow) -> None:
    for name, menu in window.menus.items():
        letters = [text[text.index("&") + 1].casefold() for each in menu.actions() if "&" in (text := each.text())]
        assert len(letters) == len(set(letters)), name
    bar = [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1].casefold() for text in bar]
    assert len(letters) == len(set(letters)) == len(bar)
    assert all(isinstance(menu, QMenu) for menu in window.menus.values())


class Keyboard:
    """Hands on a keyboard: what is pressed goes to whatever has the focus, as it would."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._target(), key, modifier)
        self._qtbot.wait(30)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)

    def _target(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a dialog has closed; a window manager would do this
            self._window.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=PATIENCE_MS)
        target = QApplication.focusWidget()
        assert target is not None
        return target


def test_the_whole_way_by_keyboard_alone(window: MainWindow, sample: Path, home: Path, qtbot: QtBot) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    keys = Keyboard(window, qtbot)
    window.activateWindow()
    keys.press(Qt.Key.Key_O, control)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=PATIENCE_MS)
    keys.type(str(sample))
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.opening_page.is_ready, timeout=PATIENCE_MS)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_workspace() is not None, timeout=PATIENCE_MS)
    workspace = window.current_workspace()
    assert workspace is not None
    qtbot.waitUntil(lambda: workspace.grid.model.rowCount() == 40, timeout=PATIENCE_MS)

    keys.press(Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(workspace.banner.text), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    section = next(n for n, of in enumerate(workspace.grid.model.columns) if of.key == "label:sentiment")
    for _ in range(30):
        if workspace.grid.view.currentIndex().column() == section:
            break
        keys.press(Qt.Key.Key_Right)
    number = workspace.grid.current_number()

    def value() -> object:
        (row,) = workspace.project.rows([number])
        place = next(n for n, each in enumerate(workspace.project.label_columns) if each.name == "sentiment")
        return row.annotations[place].value

    before = value()
    keys.press(Qt.Key.Key_7)
    assert value() == 3
    keys.press(Qt.Key.Key_Z, control)
    assert value() == before
    keys.press(Qt.Key.Key_Z, control | shift)
    assert value() == 3

    keys.press(Qt.Key.Key_E, control | shift)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None, timeout=PATIENCE_MS)
    keys.press(Qt.Key.Key_Return)
    output = home / "interviews_emodesk.xlsx"
    qtbot.waitUntil(output.exists, timeout=PATIENCE_MS)
    keys.press(Qt.Key.Key_Escape)
    sheet = openpyxl.load_workbook(output).worksheets[0]
    heading = [str(cell.value) for cell in sheet[1]]
    assert sheet.cell(number, heading.index("sentiment") + 1).value == 3
