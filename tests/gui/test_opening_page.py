"""The page before a spreadsheet is opened leaves the user where they are, and opens a file once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from emodesk.gui.main_window import MainWindow
from emodesk.gui.opening.opening_page import OpeningPage

PATIENCE_MS = 60_000


@pytest.fixture
def page(window: MainWindow, home: Path, qtbot: QtBot) -> OpeningPage:
    """The page, with a table of a hundred rows."""
    path = home / "answers.csv"
    lines = "".join(f"{number},I was glad to see them that day {number}\n" for number in range(2, 101))
    path.write_text(f"id,answer\n{lines}", "utf-8")
    window.bring_files([path])
    qtbot.waitUntil(lambda: window.opening_page.is_ready, timeout=PATIENCE_MS)
    return window.opening_page


@pytest.fixture
def open_button(page: OpeningPage) -> QPushButton:
    found = page.findChild(QPushButton, "confirm")
    assert isinstance(found, QPushButton)
    return found


def looks_of(page: OpeningPage) -> list[int]:
    """Return a list that grows by the header row of each look that is shown from now on."""
    shown: list[int] = []
    page._model.modelReset.connect(lambda: shown.append(page._form.header_row.value()))
    return shown


def wait_for_look(page: OpeningPage, shown: list[int], header_row: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.is_ready and shown[-1:] == [header_row], timeout=PATIENCE_MS)


def test_that_a_file_is_opened_once_however_often_the_button_is_pressed(
    window: MainWindow, page: OpeningPage, open_button: QPushButton, qtbot: QtBot
) -> None:
    wanted: list[Path] = []
    page.opened.connect(lambda path, *_: wanted.append(path))
    open_button.click()
    open_button.click()
    page.confirm()
    assert len(wanted) == 1
    qtbot.waitUntil(lambda: window.current_workspace() is not None, timeout=PATIENCE_MS)
    assert not window.banner.isVisible()


def test_that_a_new_look_leaves_the_cursor_in_the_form(
    window: MainWindow, page: OpeningPage, open_button: QPushButton, qtbot: QtBot
) -> None:
    assert window.focusWidget() is open_button
    field, shown = page._form.header_row, looks_of(page)
    field.setFocus()
    for row in (2, 3):
        QTest.keyClick(field, Qt.Key.Key_Up)
        wait_for_look(page, shown, row, qtbot)
        assert window.focusWidget() is field


def type_into(field: QSpinBox, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_that_a_number_is_looked_at_when_it_is_whole(page: OpeningPage, qtbot: QtBot) -> None:
    field, shown = page._form.header_row, looks_of(page)
    type_into(field, "23")
    assert page.is_ready  # at row 2 nobody has to look
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_for_look(page, shown, 23, qtbot)
    assert shown == [23]


def test_that_a_number_that_was_typed_is_looked_at_before_the_file_is_opened(page: OpeningPage, qtbot: QtBot) -> None:
    wanted: list[int | None] = []
    page.opened.connect(lambda _, choices, __: wanted.append(choices.header_row))
    shown = looks_of(page)
    type_into(page._form.header_row, "23")
    page.confirm()
    assert wanted == []
    wait_for_look(page, shown, 23, qtbot)
    page.confirm()
    assert wanted == [23]


def test_that_only_the_last_look_is_shown_however_far_down_the_names_stand(page: OpeningPage, qtbot: QtBot) -> None:
    field, shown = page._form.header_row, looks_of(page)
    for row in (2, 3, 60):
        field.setValue(row)
    wait_for_look(page, shown, 60, qtbot)
    assert shown == [60]
    assert page._model.headerData(0, Qt.Orientation.Vertical) == "61"


@pytest.mark.parametrize("name", ["answers.xlsx", "answers.csv"])
def test_that_another_column_of_texts_can_be_chosen(window: MainWindow, home: Path, name: str, qtbot: QtBot) -> None:
    rows = [(f"I was glad to see them that day {number}", f"It made me sad {number}") for number in range(9)]
    path = home / name
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [("first", "second"), *rows]:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text("".join(f"{first},{second}\n" for first, second in [("first", "second"), *rows]), "utf-8")
    window.bring_files([path])
    page = window.opening_page
    qtbot.waitUntil(lambda: page.is_ready, timeout=PATIENCE_MS)
    field = page._form.text_column
    other = "second" if field.currentData() == "first" else "first"
    field.setFocus()
    QTest.keyClicks(field, other)
    qtbot.waitUntil(lambda: page.is_ready, timeout=PATIENCE_MS)
    assert field.currentData() == other
    page.confirm()
    qtbot.waitUntil(lambda: window.current_workspace() is not None, timeout=PATIENCE_MS)
    workspace = window.current_workspace()
    assert workspace is not None
    assert workspace.project.text_column is not None
    assert workspace.project.text_column.name == other
