"""How large the window is and where it stands; the tests' screen is smaller than the window likes to be."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from emodesk.gui.look.screen_room import fit_on_screen
from emodesk.gui.main_window import MainWindow

TITLE_BAR = 24
"""The least that a desktop puts above a window."""


def is_on_screen(window: QWidget) -> bool:
    """Whether all of a window and its title bar are on the screen."""
    room = window.screen().availableGeometry()
    return room.contains(window.geometry()) and window.height() + TITLE_BAR <= room.height()


def test_that_the_window_is_no_larger_than_the_screen_at_the_first_start(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    assert window.width() > room.width()  # else this would show nothing
    window.hide()
    window.restore_place(QByteArray())
    window.show()
    assert is_on_screen(window)


def test_that_a_window_that_was_kept_on_a_larger_screen_comes_back_onto_this_one(window: MainWindow) -> None:
    window.move(300, 300)
    window.resize(2048, 1152)
    kept = window.saveGeometry()
    window.hide()
    window.restore_place(kept)
    window.show()
    assert is_on_screen(window)


def test_that_a_window_comes_back_where_it_stood_if_there_is_room(qtbot: QtBot) -> None:
    first, again = QWidget(), QWidget()
    for each in (first, again):
        qtbot.addWidget(each)
    first.setGeometry(50, 60, 400, 300)
    first.show()
    assert again.restoreGeometry(first.saveGeometry())
    fit_on_screen(again, is_placed=True)
    assert again.geometry() == first.geometry()


def test_that_a_window_with_room_enough_is_left_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(300, 200)
    window.resize(500, 400)
    before = window.geometry()
    fit_on_screen(window, is_placed=False)
    assert window.geometry() == before
    assert window.minimumSize() == QSize(300, 200)


def test_that_a_window_that_fills_the_screen_stays_as_it_is(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    before = window.geometry()
    fit_on_screen(window, is_placed=True)
    assert window.isMaximized()
    assert window.geometry() == before
