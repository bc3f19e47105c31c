"""What stands above the grid says what is filtered, and finding nothing loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from grid_hands import CONTROL, SHIFT, Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from emodesk.gui.grid.filter_chip import FilterChip, filter_words
from emodesk.gui.grid.query import NO_EMOTION_VALUE, ColumnFilter
from emodesk.gui.workspace import Workspace


@pytest.fixture
def hands(
    open_file: Callable[[Path], Workspace], label: Callable[[Workspace], None], sample: Path, qtbot: QtBot
) -> Hands:
    workspace = open_file(sample)
    label(workspace)
    hands = Hands(workspace, qtbot)
    hands.grid.view.setFocus()
    return hands


def cross(field: QLineEdit) -> QToolButton:
    """What empties the field."""
    (found,) = [each for each in field.findChildren(QToolButton) if each.x() > field.width() // 2]
    return found


def filter_by(hands: Hands, wanted: ColumnFilter) -> None:
    hands.grid.show_query(hands.grid.query.with_filter(wanted))
    hands.wait_for_rows()


def test_that_the_cross_in_the_search_goes_when_the_command_empties_it(hands: Hands, qtbot: QtBot) -> None:
    search = hands.grid.bar.search
    search.setFocus()
    hands.type("nobody has written this")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.grid.model.rowCount() == 0)
    qtbot.waitUntil(lambda: cross(search).property("opacity") == 1)
    hands.press(Qt.Key.Key_X, CONTROL | SHIFT)
    assert not search.text()
    qtbot.waitUntil(lambda: cross(search).property("opacity") == 0)
    qtbot.wait(400)
    hands.wait_for_rows()
    assert hands.grid.query.search == ""
    assert hands.grid.model.rowCount() == 40


def test_that_rows_that_come_leave_what_is_being_typed(hands: Hands) -> None:
    hands.grid.bar.search.setFocus()
    hands.type("gla")
    hands.grid.refresh_rows()
    assert hands.grid.bar.search.text() == "gla"


def test_that_the_cursor_keeps_its_cell_when_a_filter_finds_nothing(hands: Hands) -> None:
    hands.stand(5, "label:sentiment")
    number = hands.grid.current_number()
    filter_by(hands, ColumnFilter("cell:answer", contains="nobody has written this"))
    assert hands.grid.model.rowCount() == 0
    hands.press(Qt.Key.Key_X, CONTROL | SHIFT)
    hands.wait_for_rows()
    assert hands.grid.current_number() == number
    assert hands.selected() == [(5, "label:sentiment")]


def test_that_the_cursor_keeps_its_column_when_a_filter_hides_its_row(hands: Hands) -> None:
    hands.stand(0, "label:sentiment")
    text = str(hands.grid.model.index(7, hands.section("cell:answer")).data())
    filter_by(hands, ColumnFilter("cell:answer", contains=text))
    assert hands.selected() == [(0, "label:sentiment")]


def test_that_sorting_shows_the_first_rows_and_more_rows_leave_the_view_where_it_is(hands: Hands) -> None:
    view, bar = hands.grid.view, hands.grid.view.verticalScrollBar()
    hands.stand(20, "label:sentiment")
    bar.setValue(bar.maximum() // 2)
    number = hands.grid.current_number()
    hands.click_heading("label:valence")
    assert bar.value() == 0
    assert hands.grid.current_number() == number
    bar.setValue(bar.maximum() // 2)
    sideways = view.horizontalScrollBar().value()
    hands.grid.refresh_rows()
    hands.wait_for_rows()
    assert bar.value() == bar.maximum() // 2
    assert view.horizontalScrollBar().value() == sideways


def test_that_a_chip_says_what_its_filter_lets_through(hands: Hands) -> None:
    filter_by(hands, ColumnFilter("cell:answer", contains="a"))
    filter_by(hands, ColumnFilter("label:sentiment", values=frozenset({"1", "2", "3"}), confidence_below=0.6))
    chips = hands.grid.bar.findChildren(FilterChip)
    first, second = [chip for chip in chips if not chip.isHidden()]
    assert first.text() == "answer: “a”  ×"
    assert second.toolTip() == (
        "Remove the filter on Sentiment: +3 very positive, +2 moderately positive, +1 slightly positive, < 60%"
    )
    assert second.text().endswith("…  ×")
    assert second.fontMetrics().horizontalAdvance(second.text()) <= second.width()
    assert second.accessibleName() == second.toolTip()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert list(hands.grid.query.filters) == ["label:sentiment"]


def test_that_many_chips_leave_the_window_as_it_is(hands: Hands) -> None:
    window = hands.workspace.window()
    before = window.size()
    for key, wanted in (
        ("cell:answer", {"contains": "a long part of an answer that somebody has given"}),
        ("cell:age", {"contains": "and one more thing that is hardly ever asked"}),
        ("label:valence", {"low": 0.1}), ("label:sentiment", {"values": frozenset("123")}),
        ("label:emotions", {"values": frozenset({"joy", "love"})}),
    ):  # fmt: skip
        filter_by(hands, ColumnFilter(key, **wanted))
    assert window.size() == before
    assert hands.grid.bar.width() <= hands.grid.width()
    assert hands.grid.bar.minimumSizeHint().width() <= hands.grid.width()


def test_that_filters_have_words_for_all_that_they_ask(hands: Hands) -> None:
    def words(key: str, **wanted: Any) -> str:
        of = hands.grid.model.columns[hands.section(key)]
        return filter_words(of, ColumnFilter(key, **wanted))

    assert words("label:valence", low=0.25) == "≥ 0.25"
    assert words("label:valence", high=0.5) == "≤ 0.50"
    assert words("label:valence", low=0.25, high=0.5) == "0.25 – 0.50"
    assert words("state", values=frozenset({"edited", "model"})) == "model, edited"
    assert words("label:emotions", values=frozenset({"joy", NO_EMOTION_VALUE})) == "joy, no emotion"
