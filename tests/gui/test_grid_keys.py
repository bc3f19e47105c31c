"""What a person does in the grid with a mouse and a keyboard changes what they meant, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from grid_hands import CONTROL, SHIFT, Hands
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from emodesk.core.review import State
from emodesk.gui.grid.editors import ClassEditor, LabelSetEditor, ScoreEditor
from emodesk.gui.grid.query import ColumnFilter
from emodesk.gui.workspace import Workspace

TEXTS = (
    "I was so glad to see them all again", "Nobody answered me, and it made me furious", None,
    "The room was grey and the table was brown", "We laughed until our sides ached", "I miss her every single day",
    "   ", "They promised to call and never did", "It was a Tuesday", "What a wonderful surprise that was",
)  # fmt: skip
WITHOUT_TEXT = (4, 8)
"""Row numbers, the heading being row 1."""


@pytest.fixture
def hands(
    tmp_path: Path, open_file: Callable[[Path], Workspace], label: Callable[[Workspace], None], qtbot: QtBot
) -> Hands:
    """On ten labelled rows, two of them without a text."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(("id", "answer"))
    for place, text in enumerate(TEXTS):
        book.active.append((len(TEXTS) - place, text))
    book.save(tmp_path / "answers.xlsx")
    workspace = open_file(tmp_path / "answers.xlsx")
    label(workspace)
    hands = Hands(workspace, qtbot)
    hands.grid.view.setFocus()
    return hands


def test_that_accepting_and_going_on_selects_the_next_cell_alone(hands: Hands) -> None:
    hands.stand(3, "label:sentiment")
    for _ in range(2):
        hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.selected() == [(5, "label:sentiment")]
    before = hands.values("sentiment")
    hands.press(Qt.Key.Key_7)
    assert hands.values("sentiment") == [*before[:5], 3, *before[6:]]


def test_that_a_click_on_a_heading_sorts_and_selects_nothing(hands: Hands) -> None:
    hands.stand(4, "label:sentiment")
    number = hands.grid.current_number()
    before = hands.values("sentiment")
    hands.click_heading("cell:id")
    place = hands.grid.model.place_of(number)
    assert hands.grid.query.sort_key == "cell:id"
    assert hands.selected() == [(place, "label:sentiment")]
    hands.press(Qt.Key.Key_7)
    after = hands.values("sentiment")
    assert [n for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] in ([4], [])
    assert after[4] == 3


@pytest.mark.parametrize("modifier", [CONTROL, SHIFT])
def test_that_a_column_is_selected_by_a_heading_with_control_or_shift_held(
    hands: Hands, modifier: Qt.KeyboardModifier
) -> None:
    hands.stand(0, "cell:id")
    hands.click_heading("label:sentiment", modifier)
    assert {row for row, key in hands.selected() if key == "label:sentiment"} == set(range(len(TEXTS)))
    assert not hands.grid.query.sort_key


def test_that_the_funnel_in_a_heading_selects_nothing(hands: Hands, qtbot: QtBot) -> None:
    hands.stand(1, "label:sentiment")
    header, section = hands.grid.view.header, hands.section("label:sentiment")
    at = header._funnel(header._rect_of(section)).center()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popover = QApplication.activePopupWidget()
    assert popover is not None
    popover.close()
    assert hands.selected() == [(1, "label:sentiment")]


def test_that_a_key_over_many_rows_leaves_out_those_without_a_text(hands: Hands) -> None:
    hands.stand(0, "label:sentiment")
    hands.click_cell(len(TEXTS) - 1, "label:sentiment", SHIFT)
    hands.press(Qt.Key.Key_1)
    assert hands.values("sentiment", WITHOUT_TEXT) == [None, None]
    assert hands.values("sentiment").count(-3) == len(TEXTS) - len(WITHOUT_TEXT)


def test_that_a_person_may_label_a_row_without_a_text_and_keeps_the_label(hands: Hands) -> None:
    hands.stand(2, "label:sentiment")
    hands.press(Qt.Key.Key_7)
    assert hands.values("sentiment", WITHOUT_TEXT) == [3, None]
    hands.click_cell(len(TEXTS) - 1, "label:sentiment", SHIFT)
    hands.press(Qt.Key.Key_6)
    assert hands.values("sentiment", WITHOUT_TEXT) == [2, None], "it's a label like any other now"


def test_that_pasting_over_many_rows_leaves_out_those_without_a_text(hands: Hands) -> None:
    hands.stand(0, "label:sentiment")
    QGuiApplication.clipboard().setText("\n".join("1223112233") + "\n")
    hands.press(Qt.Key.Key_V, CONTROL)
    assert hands.values("sentiment") == [1, 2, None, 3, 1, 1, None, 2, 3, 3]
    hands.click_cell(len(TEXTS) - 1, "label:sentiment", SHIFT)
    QGuiApplication.clipboard().setText("-2\n")
    hands.press(Qt.Key.Key_V, CONTROL)
    assert hands.values("sentiment", WITHOUT_TEXT) == [None, None]
    assert hands.values("sentiment").count(-2) == len(TEXTS) - len(WITHOUT_TEXT)


def test_that_filling_down_and_clearing_leave_rows_without_a_text_as_they_are(hands: Hands) -> None:
    hands.stand(0, "label:sentiment")
    hands.click_cell(len(TEXTS) - 1, "label:sentiment", SHIFT)
    hands.press(Qt.Key.Key_D, CONTROL)
    assert hands.values("sentiment", WITHOUT_TEXT) == [None, None]
    hands.press(Qt.Key.Key_Delete)
    rows = hands.workspace.project.rows(WITHOUT_TEXT)
    assert [row.state for row in rows] == [State.SKIPPED, State.SKIPPED]


def score_editor(hands: Hands) -> ScoreEditor:
    editor = hands.grid.view.findChild(ScoreEditor)
    assert editor is not None
    return editor


def test_that_the_editor_of_a_score_shows_its_number_and_all_of_its_knob(hands: Hands) -> None:
    hands.stand(1, "label:valence")
    hands.press(Qt.Key.Key_F2)
    editor = score_editor(hands)
    line = editor.findChild(QLineEdit)
    slider = editor.findChild(QSlider)
    assert line is not None
    assert slider is not None
    assert line.width() >= line.fontMetrics().horizontalAdvance("0.000") + 5
    assert line.text() == f"{hands.values('valence')[1]:.3f}"
    assert slider.height() >= 16
    assert editor.rect().contains(slider.geometry())


@pytest.mark.parametrize(("typed", "score"), [("0.9", 0.9), (".25", 0.25), ("1", 1.0), ("0,5", 0.5)])
def test_that_a_number_typed_over_a_score_begins_to_edit_it(hands: Hands, typed: str, score: float) -> None:
    hands.stand(1, "label:valence")
    hands.type(typed)
    hands.press(Qt.Key.Key_Return)
    assert hands.values("valence")[1] == score
    assert QApplication.focusWidget() is hands.grid.view


def test_that_a_comma_or_a_point_begins_a_score_in_german_too(german: None, hands: Hands) -> None:
    hands.stand(1, "label:valence")
    for typed, score in (("0,9", 0.9), ("0.8", 0.8), (".7", 0.7)):
        hands.type(typed)
        hands.press(Qt.Key.Key_Return)
        assert hands.values("valence")[1] == score


def test_that_a_minus_or_a_letter_over_a_score_changes_nothing(hands: Hands) -> None:
    before = hands.values("valence")
    hands.stand(1, "label:valence")
    hands.press(Qt.Key.Key_Minus)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_X)
    assert hands.values("valence") == before
    assert hands.grid.view.findChild(ScoreEditor) is None


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
@pytest.mark.parametrize("key", ["label:emotions", "label:valence", "label:sentiment"])
def test_that_an_editor_gives_the_keyboard_back_to_its_cell(hands: Hands, qtbot: QtBot, key: str, end: Qt.Key) -> None:
    hands.stand(1, key)
    hands.press(Qt.Key.Key_F2)
    for step in (Qt.Key.Key_Down, Qt.Key.Key_Space) if key == "label:emotions" else ():
        hands.press(step)
    if key == "label:valence":
        slider = score_editor(hands).findChild(QSlider)
        assert slider is not None
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton)
        assert hands.focus() is slider
    if QApplication.activePopupWidget() is not None:  # the list of classes
        QTest.keyClick(hands.focus(), end)
    else:
        hands.press(end)
    view = hands.grid.view
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, hands.section(key))
    hands.press(Qt.Key.Key_Down)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (2, hands.section(key))


def test_that_escape_leaves_a_class_as_it_was_and_arrows_walk_on(hands: Hands, qtbot: QtBot) -> None:
    before, view = hands.values("sentiment"), hands.grid.view
    hands.stand(1, "label:sentiment")
    hands.press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(hands.focus(), Qt.Key.Key_Down)
    QTest.keyClick(hands.focus(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.findChild(ClassEditor) is None)
    hands.press(Qt.Key.Key_Up)
    assert view.currentIndex().row() == 0
    assert hands.values("sentiment") == before


def test_that_a_class_is_chosen_from_its_list_by_return(hands: Hands, qtbot: QtBot) -> None:
    before = hands.values("sentiment")[1]
    hands.stand(1, "label:sentiment")
    hands.press(Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(hands.focus(), Qt.Key.Key_Down if before != -3 else Qt.Key.Key_Up)
    QTest.keyClick(hands.focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.values("sentiment")[1] != before)
    qtbot.waitUntil(lambda: hands.grid.view.findChild(ClassEditor) is None)


def test_that_emotions_are_kept_by_return_and_left_by_escape(hands: Hands) -> None:
    before = hands.values("emotions")[1]
    hands.stand(1, "label:emotions")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        hands.press(key)
    assert hands.values("emotions")[1] == before
    hands.press(Qt.Key.Key_F2)
    editor = hands.grid.view.findChild(LabelSetEditor)
    assert editor is not None
    second = editor.findChildren(QCheckBox)[1]
    was_ticked = second.isChecked()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return):
        hands.press(key)
    after = hands.values("emotions")[1]
    assert isinstance(after, tuple)
    assert after != before
    assert ("anticipation" in after) is not was_ticked


def test_that_tab_walks_through_cells_and_control_tab_leaves_the_grid(hands: Hands) -> None:
    view = hands.grid.view
    hands.stand(1, "cell:answer")
    hands.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view
    assert view.currentIndex().column() == hands.section("cell:answer") + 1
    hands.press(Qt.Key.Key_Tab, CONTROL)
    after = hands.focus()
    assert after is not view
    assert hands.workspace.inspector.isAncestorOf(after)
    assert view.currentIndex().column() == hands.section("cell:answer") + 1
    view.setFocus()
    hands.press(Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert hands.grid.bar.isAncestorOf(hands.focus())
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus() is view


def test_that_tab_goes_through_the_line_above_the_grid_from_left_to_right(hands: Hands) -> None:
    bar = hands.grid.bar
    hands.stand(0, "label:sentiment")
    hands.press(Qt.Key.Key_7)  # now there's something to undo
    for wanted in (ColumnFilter("label:valence", high=0.9), ColumnFilter("cell:answer", contains="a")):
        hands.grid.show_query(hands.grid.query.with_filter(wanted))
        hands.wait_for_rows()
    bar.search.setFocus()
    met: list[QWidget] = [hands.focus()]
    while bar.isAncestorOf(hands.focus()) and len(met) < 30:
        hands.press(Qt.Key.Key_Tab)
        met.append(hands.focus())
    assert met.pop() is hands.grid.view
    lefts = [each.mapTo(bar, each.rect().topLeft()).x() for each in met]
    assert lefts == sorted(lefts)
    assert bar.columns_button in met
    assert met[-1].objectName() == "export"
    assert len(met) == 6, "the search, two chips, undo, columns and export"


def freeze_up_to(hands: Hands, key: str) -> QWidget:
    """Keep the columns up to this one where they are; return the part that stays."""
    hands.grid.view.setColumnWidth(hands.section("cell:answer"), 120)
    hands.grid.view.go_to(1, hands.section(key))
    hands.grid.freeze_to_cursor()
    frozen = hands.grid.view._frozen
    assert frozen.isVisible()
    return frozen.viewport()


def test_that_a_frozen_label_is_edited_where_it_can_be_seen(hands: Hands) -> None:
    frozen = freeze_up_to(hands, "label:valence")
    hands.press(Qt.Key.Key_F2)
    editor = score_editor(hands)
    assert editor.parentWidget() is frozen
    assert editor.isAncestorOf(hands.focus())
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus() is hands.grid.view
    hands.type("0.9")
    hands.press(Qt.Key.Key_Return)
    assert hands.values("valence")[1] == 0.9
    assert hands.focus() is hands.grid.view


def test_that_a_double_click_on_a_frozen_label_gives_the_keyboard_back(hands: Hands) -> None:
    frozen = freeze_up_to(hands, "label:valence")
    at = hands.grid.view._frozen.visualRect(hands.grid.model.index(2, hands.section("label:valence"))).center()
    QTest.mouseClick(frozen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(frozen, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    editor = score_editor(hands)
    assert editor.isAncestorOf(hands.focus())
    hands.press(Qt.Key.Key_Return)
    assert hands.focus() is hands.grid.view
    hands.press(Qt.Key.Key_Down)
    assert hands.grid.view.currentIndex().row() == 3
