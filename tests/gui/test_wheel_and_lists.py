"""What the mouse wheel does over fields that stand in a page that scrolls, and what their lists show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QScrollArea, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from emodesk.core.affect.columns import Profile
from emodesk.gui.look.narrow_box import NarrowBox
from emodesk.gui.look.theme import Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.preferences.preferences_dialog import PreferencesDialog
from emodesk.gui.workspace import Workspace

FEW = ("system", "English", "Deutsch")


def area_around(widget: QWidget) -> QScrollArea:
    found = widget.parentWidget()
    while not isinstance(found, QScrollArea):
        assert found is not None
        found = found.parentWidget()
    return found


def does_wheel_scroll(over: QWidget, qtbot: QtBot) -> bool:
    """Whether the wheel scrolls the page when it's turned with the pointer in the middle of this widget."""
    window, area = over.window(), area_around(over)

    def place() -> QPoint:
        return over.mapTo(window, over.rect().center())

    def is_under_pointer() -> bool:
        area.ensureWidgetVisible(over)
        return window.childAt(place()) in (over, *over.findChildren(QWidget))

    qtbot.waitUntil(is_under_pointer)
    before = area.verticalScrollBar().value()
    QTest.wheelEvent(window.windowHandle(), QPointF(place()), QPoint(0, 120 if before else -120))
    return area.verticalScrollBar().value() != before


def test_that_the_wheel_over_the_left_panel_scrolls_it_and_chooses_nothing(
    open_file: Callable[[Path], Workspace], sample: Path, window: MainWindow, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    window.resize(1024, 620)
    panel = workspace.panel
    panel.tasks._toggle_more()
    panel.show_models([("one", "One"), ("two", "Two"), ("three", "Three")], "two")
    panel.show_runs([(1, "First"), (2, "Second"), (3, "Third")], 2)
    boxes = panel.findChildren(QComboBox)
    assert len(boxes) == 3
    for box in boxes:
        before = box.currentIndex()
        assert does_wheel_scroll(box, qtbot)
        box.setFocus()
        assert does_wheel_scroll(box, qtbot)
        assert box.currentIndex() == before
    assert panel.tasks.profile == Profile.STANDARD.value


def test_that_the_wheel_over_the_preferences_changes_none(theme: Theme, window: MainWindow, qtbot: QtBot) -> None:
    settings = window.desk.settings
    before = [settings.get(each.key) for each in settings.table]
    dialog = PreferencesDialog(settings, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.width(), 260)
    fields = [*dialog.findChildren(QComboBox), *dialog.findChildren(QAbstractSpinBox)]
    assert len(fields) >= 4
    for field in fields:
        assert does_wheel_scroll(field, qtbot)
        field.setFocus()
        assert does_wheel_scroll(field, qtbot)
    assert [settings.get(each.key) for each in settings.table] == before


@pytest.mark.parametrize("entries", [FEW, tuple(f"Sheet {number}" for number in range(40))], ids=["few", "many"])
def test_that_an_opened_list_shows_every_entry_or_a_scroll_bar(
    theme: Theme, qtbot: QtBot, entries: tuple[str, ...]
) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(entries)
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    shown = sum(
        view.viewport().rect().contains(view.visualRect(view.model().index(place, 0))) for place in range(len(entries))
    )
    assert shown == min(len(entries), box.maxVisibleItems())
    assert view.verticalScrollBar().isVisible() is (len(entries) > box.maxVisibleItems())
    box.hidePopup()


@pytest.mark.parametrize("number", [2, 40])
def test_that_a_box_stays_narrow_and_its_list_shows_long_entries_whole(theme: Theme, qtbot: QtBot, number: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box = NarrowBox("How classes are made")
    box.addItems([f"{place} asked one by one (as in the paper that this comes from)" for place in range(number)])
    QVBoxLayout(page).addWidget(box)
    page.resize(200, 80)
    page.show()
    assert box.width() <= 200
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert box.currentText().endswith("from)")
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    box.hidePopup()
