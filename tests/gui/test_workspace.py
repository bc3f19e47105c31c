"""The window from a spreadsheet to a labelled workbook, with the real use cases and the real starter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from emodesk.core.review import State
from emodesk.gui import edits
from emodesk.gui.grid.cell_view import CellView, Shape
from emodesk.gui.grid.editors import ScoreEditor
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.present import value_words
from emodesk.gui.grid.query import ColumnFilter
from emodesk.gui.grid.row_model import CELL_ROLE
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace

Open = Callable[[Path], Workspace]
Label = Callable[[Workspace], None]


def section(workspace: Workspace, key: str) -> int:
    return next(n for n, of in enumerate(workspace.grid.model.columns) if of.key == key)


def column(workspace: Workspace, key: str) -> GridColumn:
    return workspace.grid.model.columns[section(workspace, key)]


def value(workspace: Workspace, number: int, name: str) -> object:
    (row,) = workspace.project.rows([number])
    place = next(n for n, each in enumerate(workspace.project.label_columns) if each.name == name)
    return row.annotations[place].value


def state(workspace: Workspace, number: int, name: str) -> State:
    (row,) = workspace.project.rows([number])
    place = next(n for n, each in enumerate(workspace.project.label_columns) if each.name == name)
    return row.annotations[place].state


def select(workspace: Workspace, rows: range, key: str) -> None:
    view, place = workspace.grid.view, section(workspace, key)
    view.go_to(rows[0], place)
    for row in rows:
        view.selectionModel().select(view.model().index(row, place), QItemSelectionModel.SelectionFlag.Select)


@pytest.fixture
def workspace(open_file: Open, label: Label, sample: Path) -> Workspace:
    """The sample, opened and labelled."""
    opened = open_file(sample)
    label(opened)
    return opened


def test_that_the_opening_page_guesses_and_counts(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    page = window.opening_page
    with qtbot.waitSignal(page.opened, timeout=60_000, raising=False):
        window.bring_files([sample])
        qtbot.waitUntil(lambda: page.is_ready, timeout=60_000)
        assert page._form.text_column.currentText() == "answer"
        assert page._form.sheet.isVisibleTo(page._form) == (page._form.sheet.count() > 1)
        qtbot.waitUntil(lambda: page._counts._rows.text() == "40", timeout=60_000)
        assert page._counts._empty.text() == "1"
        page.confirm()


def test_that_the_grids_model_keeps_qts_rules(workspace: Workspace, qtbot: QtBot) -> None:
    grid = workspace.grid
    QAbstractItemModelTester(grid.model, QAbstractItemModelTester.FailureReportingMode.Fatal, grid)
    grid.show_query(grid.query.sorted_by("label:valence"))
    with qtbot.waitSignal(grid.shown, timeout=10_000):
        pass
    grid.show_query(grid.query.with_filter(ColumnFilter("cell:answer", contains="the")))
    with qtbot.waitSignal(grid.shown, timeout=10_000):
        pass
    assert 0 < grid.model.rowCount() < 40
    with qtbot.waitSignal(grid.shown, timeout=10_000):
        grid.show_query(grid.query.unfiltered())
    assert grid.model.rowCount() == 40


def test_that_rows_fill_in_with_bars_classes_chips_and_words_for_the_screen_reader(workspace: Workspace) -> None:
    model = workspace.grid.model
    shapes = {of.key: model.index(0, n).data(CELL_ROLE).shape for n, of in enumerate(model.columns)}
    assert shapes["label:valence"] is Shape.SCORE
    assert shapes["label:sentiment"] is Shape.CLASS
    assert shapes["label:emotions"] is Shape.CHIPS
    spoken = model.index(0, section(workspace, "label:valence")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Valence: 0.")
    assert "confidence" in spoken
    assert "model" in spoken
    assert not workspace.grid.view.grab().isNull()


def test_that_an_edit_is_in_the_project_at_once_and_undo_names_it(window: MainWindow, workspace: Workspace) -> None:
    number = workspace.grid.model.ids[3]
    before = value(workspace, number, "valence")
    assert workspace.edits.set_value([number], column(workspace, "label:valence"), 0.9)
    assert value(workspace, number, "valence") == 0.9
    assert state(workspace, number, "valence") is State.EDITED
    cell = workspace.grid.model.cell(3, section(workspace, "label:valence"))
    assert isinstance(cell, CellView)
    assert cell.number == "0.900"
    undo = window.actions_by_name["undo"]
    assert undo.isEnabled()
    assert undo.text() == "&Undo: edit Valence"
    undo.trigger()
    assert value(workspace, number, "valence") == before
    window.actions_by_name["redo"].trigger()
    assert value(workspace, number, "valence") == 0.9
    window.actions_by_name["undo"].trigger()
    assert not undo.isEnabled()


def test_that_a_large_step_is_undone_beside_the_window_and_a_small_one_at_once(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(workspace.grid.model.ids[:3])
    assert workspace.edits.set_value(numbers, column(workspace, "label:valence"), 0.9)
    monkeypatch.setattr(edits, "_AT_ONCE", 2)
    with qtbot.waitSignal(workspace.edits.changed, timeout=10_000):
        assert workspace.edits.undo()
        is_written_beside = workspace.edits.is_busy
    assert is_written_beside
    assert value(workspace, numbers[0], "valence") != 0.9
    monkeypatch.setattr(edits, "_AT_ONCE", 3)
    assert workspace.edits.redo()
    assert not workspace.edits.is_busy
    assert value(workspace, numbers[0], "valence") == 0.9


def test_that_the_editor_of_a_score_holds_only_scores(workspace: Workspace, qtbot: QtBot) -> None:
    view = workspace.grid.view
    view.go_to(2, section(workspace, "label:valence"))
    view.edit(view.currentIndex())
    editor = view.findChild(ScoreEditor)
    assert editor is not None
    editor._spin.setValue(7.5)
    assert editor.value == 1.0
    editor._slider.setValue(250)
    assert editor.value == pytest.approx(0.25)
    QTest.keyClick(editor._spin, Qt.Key.Key_Return)
    assert value(workspace, workspace.grid.model.ids[2], "valence") == pytest.approx(0.25)


def test_that_one_key_gives_a_class(workspace: Workspace, qtbot: QtBot) -> None:
    view = workspace.grid.view
    view.setFocus()
    view.go_to(1, section(workspace, "label:sentiment"))
    QTest.keyClick(view, Qt.Key.Key_7)
    assert value(workspace, workspace.grid.model.ids[1], "sentiment") == 3
    QTest.keyClick(view, Qt.Key.Key_1)
    assert value(workspace, workspace.grid.model.ids[1], "sentiment") == -3
    QTest.keyClick(view, Qt.Key.Key_6, Qt.KeyboardModifier.KeypadModifier)
    assert value(workspace, workspace.grid.model.ids[1], "sentiment") == 2


def test_that_a_key_that_gives_no_class_looks_for_no_row(workspace: Workspace) -> None:
    view = workspace.grid.view
    view.setFocus()
    view.go_to(0, section(workspace, "cell:answer"))
    first = workspace.grid.model.index(5, section(workspace, "cell:answer")).data()[0]
    QTest.keyClick(view, first, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.currentIndex().row() == 0


def test_that_a_block_goes_to_the_clipboard_and_comes_back_checked(workspace: Workspace, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    select(workspace, range(3), "label:sentiment")
    clipboard.clear()
    workspace.edits.copy()
    qtbot.waitUntil(lambda: clipboard.text().count("\n") == 3, timeout=10_000)
    clipboard.setText("-1\n2\n-3\n")
    select(workspace, range(3), "label:sentiment")
    assert workspace.edits.paste()
    numbers = workspace.grid.model.ids[:3]
    assert [value(workspace, number, "sentiment") for number in numbers] == [-1, 2, -3]
    clipboard.setText("1\n9\n")
    assert not workspace.edits.paste()
    assert "Nothing was pasted" in workspace.banner.text
    assert [value(workspace, number, "sentiment") for number in numbers] == [-1, 2, -3]


def test_that_filling_clearing_and_going_back_work_on_the_selection(workspace: Workspace) -> None:
    numbers = workspace.grid.model.ids[:4]
    models_own = [value(workspace, number, "valence") for number in numbers]
    workspace.edits.set_value([numbers[0]], column(workspace, "label:valence"), 0.123)
    select(workspace, range(4), "label:valence")
    assert workspace.edits.fill_down()
    assert [value(workspace, number, "valence") for number in numbers] == [0.123] * 4
    assert workspace.edits.clear()
    assert [value(workspace, number, "valence") for number in numbers] == [None] * 4
    assert workspace.edits.revert()
    assert [value(workspace, number, "valence") for number in numbers] == models_own


def test_that_accepting_marks_the_row_and_goes_on(workspace: Workspace) -> None:
    workspace.grid.view.go_to(0, section(workspace, "label:valence"))
    workspace.accept_rows()
    assert state(workspace, workspace.grid.model.ids[0], "valence") is State.REVIEWED
    assert workspace.grid.view.currentIndex().row() == 1
    workspace.grid.view.go_to(0, section(workspace, "label:valence"))
    workspace.accept_rows()
    assert workspace.grid.view.currentIndex().row() == 1, "it was accepted already"


def undo_button(workspace: Workspace) -> QPushButton:
    (found,) = (each for each in workspace.banner.findChildren(QPushButton) if each.text() == "Undo")
    return found


def test_that_a_step_on_many_rows_is_told_and_can_be_undone_at_once(workspace: Workspace) -> None:
    numbers, valence = list(workspace.grid.model.ids[:12]), column(workspace, "label:valence")
    workspace.banner.hide()
    workspace.edits.set_value(numbers[:3], valence, 0.5)
    assert not workspace.banner.isVisible()
    before = [value(workspace, number, "valence") for number in numbers]
    workspace.edits.set_value(numbers, valence, 0.123)
    assert workspace.banner.text == "Done: edit Valence (12)"
    undo_button(workspace).click()
    assert [value(workspace, number, "valence") for number in numbers] == before
    assert not workspace.banner.isVisible()


def test_that_the_offer_to_undo_is_of_that_step_and_no_other(workspace: Workspace) -> None:
    numbers, valence = list(workspace.grid.model.ids[:12]), column(workspace, "label:valence")
    workspace.edits.set_value(numbers, valence, 0.123)
    button = undo_button(workspace)
    workspace.edits.set_value(numbers[:1], valence, 0.5)
    button.click()
    assert value(workspace, numbers[0], "valence") == 0.5


def test_that_the_inspector_shows_the_text_the_reasons_and_the_history(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.grid.view.go_to(5, section(workspace, "label:sentiment"))
    number = workspace.grid.current_number()
    workspace.edits.set_value([number], column(workspace, "label:sentiment"), -3)
    inspector = workspace.inspector

    def has_history() -> bool:
        shown = inspector._detail
        return shown is not None and shown.number == number and bool(shown.labels[1].history)

    qtbot.waitUntil(has_history, timeout=10_000)
    assert inspector._detail is not None
    assert inspector._text.toPlainText() == workspace.project.detail(number).text
    detail = inspector._detail.labels[1]
    assert sum(each.probability for each in detail.distribution) == pytest.approx(1, abs=0.01)
    assert detail.annotation.value == -3
    told = [each.text() for each in inspector.findChildren(QLabel) if "→" in each.text()]
    was = value_words(column(workspace, "label:sentiment").label, detail.annotation.model_value)  # type: ignore[arg-type]
    assert told == [f"Sentiment: {was} → −3  very negative"]


def test_that_the_inspector_shows_a_short_text_whole(workspace: Workspace, qtbot: QtBot) -> None:
    inspector = workspace.inspector
    short = [row.number for row in workspace.project.rows(workspace.grid.model.ids) if 60 < len(row.cells[-1]) < 200]
    assert len(short) > 5
    for number in short[:10]:
        workspace.grid.view.go_to(workspace.grid.model.place_of(number))
        qtbot.waitUntil(lambda number=number: inspector.row_id == number, timeout=10_000)  # type: ignore[misc]
        QTest.qWait(20)
        assert inspector._text.verticalScrollBar().maximum() == 0


def test_that_the_inspector_shows_no_row_when_a_search_finds_none(workspace: Workspace, qtbot: QtBot) -> None:
    grid, inspector = workspace.grid, workspace.inspector
    qtbot.waitUntil(lambda: inspector.row_id is not None)
    grid.show_query(replace(grid.query, search="nobody has written this"))
    qtbot.waitUntil(lambda: inspector.row_id is None)
    grid.show_query(grid.query.unfiltered())
    qtbot.waitUntil(lambda: inspector.row_id is not None)


def test_that_a_long_class_has_a_short_form_for_a_narrow_column(workspace: Workspace) -> None:
    cells = [workspace.grid.model.cell(row, section(workspace, "label:sentiment")) for row in range(12)]
    of_class = [cell for cell in cells if cell is not None and cell.value == 0]
    assert of_class
    assert {(cell.text, cell.brief) for cell in of_class} == {("neutral or mixed", "neutral")}


def test_that_the_layout_is_remembered(window: MainWindow, workspace: Workspace, open_file: Open) -> None:
    view = workspace.grid.view
    view.set_column_hidden(section(workspace, "cell:age"), is_hidden=True)
    view.setColumnWidth(section(workspace, "cell:id"), 77)
    view.header.moveSection(view.header.visualIndex(section(workspace, "label:valence")), 0)
    view.freeze(1)
    workspace.grid.show_query(workspace.grid.query.sorted_by("label:valence"))
    path = workspace.project.path
    window.close_workspace(workspace)
    again = open_file(path)
    view = again.grid.view
    assert view.isColumnHidden(section(again, "cell:age"))
    assert view.columnWidth(section(again, "cell:id")) == 77
    assert view.header.visualIndex(section(again, "label:valence")) == 0
    assert view.frozen_count == 1
    assert again.grid.query.sort_key == "label:valence"


def test_that_the_export_holds_what_people_decided(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> None:
    from emodesk.gui.export.export_dialog import ExportDialog

    number = workspace.grid.model.ids[0]
    workspace.edits.set_value([number], column(workspace, "label:sentiment"), 3)
    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    target = Path(dialog._where.text())
    dialog.start()
    qtbot.waitUntil(lambda: "rows written" in dialog._outcome.text, timeout=60_000)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    heading = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 41
    assert sheet.cell(number, heading.index("sentiment") + 1).value == 3
    assert workspace.project.source.path.exists()


def test_that_a_closed_window_has_lost_nothing(
    window: MainWindow, workspace: Workspace, open_file: Open, qtbot: QtBot
) -> None:
    number = workspace.grid.model.ids[7]
    workspace.edits.set_value([number], column(workspace, "label:emotions"), ("joy", "trust"))
    path = workspace.project.path
    window.close_workspace(workspace)
    again = open_file(path)
    assert value(again, number, "emotions") == ("joy", "trust")
    assert len(again.project.runs) == 1
    window.close_workspace(again)
    assert [child.name for child in path.parent.glob("*.emodesk*")] == [path.name]


def test_that_the_own_file_is_what_is_exported_first_and_a_new_workbook_on_demand(
    workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    from emodesk.gui.export.export_dialog import ExportDialog

    dialog = ExportDialog(window.theme, [workspace], window)
    qtbot.addWidget(dialog)
    dialog.start()
    qtbot.waitUntil(lambda: "rows written" in dialog._outcome.text, timeout=60_000)
    assert "as it was" in dialog._outcome.text
    dialog._format.setCurrentIndex(1)
    dialog.start()
    qtbot.waitUntil(lambda: "rows written" in dialog._outcome.text, timeout=60_000)
    assert "as it was" not in dialog._outcome.text
    assert "Summary" in openpyxl.load_workbook(Path(dialog._where.text())).sheetnames


def test_that_the_inspector_shows_the_labels_of_its_row_when_they_come(
    open_file: Open, label: Label, sample: Path, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    qtbot.waitUntil(lambda: workspace.inspector.row_id == workspace.grid.current_number(), timeout=10_000)
    label(workspace)

    def has_labels() -> bool:
        detail = workspace.inspector._detail
        return detail is not None and bool(detail.labels) and detail.labels[0].annotation.value is not None

    qtbot.waitUntil(has_labels, timeout=10_000)


def test_that_what_was_said_of_an_earlier_file_goes_when_another_comes(
    window: MainWindow, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing else")
    window.bring_files([broken])
    qtbot.waitUntil(lambda: "broken.xlsx" in window.banner.text, timeout=10_000)
    assert window.banner.isVisibleTo(window)
    window.bring_files([sample])
    assert not window.banner.isVisibleTo(window)


def test_that_no_column_is_cut_off_where_the_texts_need_a_little_less(
    window: MainWindow, open_file: Open, sample: Path
) -> None:
    window.resize(1366, 768)
    view = open_file(sample).grid.view
    assert view.horizontalScrollBar().maximum() == 0
    assert view.columnWidth(view.model().columnCount() - 1) < 320


def test_that_the_texts_have_all_room_until_labels_come(
    window: MainWindow, open_file: Open, label: Label, sample: Path
) -> None:
    window.resize(1920, 1080)
    workspace = open_file(sample)
    view = workspace.grid.view
    text = next(n for n, of in enumerate(workspace.grid.model.columns) if of.is_text)
    assert view.columnWidth(text) > 500
    assert view.horizontalScrollBar().maximum() == 0
    label(workspace)
    assert view.columnWidth(text) <= view.viewport().width() * 2 // 5


def test_that_a_model_that_is_chosen_before_it_is_on_offer_is_taken_when_it_comes(workspace: Workspace) -> None:
    here = next(each for each in workspace._models.list() if each.id == "starter")
    new = replace(here, id="new", name="New")
    workspace._offer_models([here])
    workspace.choose_model("new")
    assert workspace.panel.model.currentData() == "starter"
    workspace._offer_models([here])
    workspace._offer_models([here, new])
    assert workspace.panel.model.currentData() == "new"
    workspace.choose_model("starter")
    workspace._offer_models([here, new])
    assert workspace.panel.model.currentData() == "starter"


def test_that_the_widths_of_the_panels_are_kept(
    window: MainWindow, workspace: Workspace, open_file: Callable[[Path], Workspace]
) -> None:
    splitter = workspace._splitter
    splitter.setSizes([300, 500, 400])
    widths, path = splitter.sizes(), workspace.project.path
    window.close_workspace(workspace)
    assert open_file(path)._splitter.sizes() == widths
