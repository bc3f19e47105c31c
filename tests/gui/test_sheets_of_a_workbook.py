"""A workbook with a sheet per wave: each sheet is opened in a tab of its own, beside the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from emodesk.core.preview import Choices
from emodesk.gui.export.export_dialog import ExportDialog
from emodesk.gui.main_window import MainWindow
from emodesk.gui.opening.opening_page import OpeningPage
from emodesk.gui.workspace import Workspace

PATIENCE_MS = 60_000
WAVES = ("Wave 1", "Wave 2")

Open = Callable[[Path], Workspace]
Label = Callable[[Workspace], None]


def write_book(path: Path, *waves: str) -> Path:
    """Write a workbook with a sheet of texts for each wave, one of numbers and one with nothing in it."""
    book = openpyxl.Workbook()
    for place, name in enumerate(waves):
        sheet = book.create_sheet(name)
        sheet.append(["id", "answer"])
        for number in range(2, 8 + place):
            sheet.append([number, f"In {name} I was glad to see all of them that day {number}"])
    numbers = book.create_sheet("Numbers")
    for number in range(9):
        numbers.append([number, number * 2])
    book.create_sheet("Nothing")
    del book["Sheet"]
    book.save(path)
    return path


@pytest.fixture
def book(home: Path) -> Path:
    return write_book(home / "waves.xlsx", *WAVES)


def titles(window: MainWindow) -> list[str]:
    return [window.tabs.tabText(place) for place in range(window.tabs.count())]


def sheet_and_project(workspace: Workspace) -> tuple[str | None, str]:
    return workspace.project.source.sheet, workspace.project.path.name


def choice_of_sheets(page: OpeningPage) -> tuple[str, dict[str, bool]]:
    """Return the sheet that is chosen, and for each sheet in the list whether it can be."""
    box = page._form.sheet
    assert box.isVisible()
    model = box.model()
    can_be_chosen = {
        str(box.itemData(place)): bool(model.flags(model.index(place, 0)) & Qt.ItemFlag.ItemIsEnabled)
        for place in range(box.count())
    }
    return str(box.currentData()), can_be_chosen


def offer_other_sheet(window: MainWindow, book: Path, qtbot: QtBot) -> OpeningPage:
    page = window.opening_page
    window.bring_files([book])
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page and page.is_ready, timeout=PATIENCE_MS)
    return page


def expect_tab(window: MainWindow, path: Path, workspace: Workspace, qtbot: QtBot) -> None:
    """Bring a file while another page is shown, and wait until the tab that is open is shown."""
    window.show_page(window.models_page)
    window.bring_files([path])
    qtbot.waitUntil(lambda: window.current_workspace() is workspace, timeout=PATIENCE_MS)
    assert window.tabs.currentIndex() == window.workspaces().index(workspace)
    assert not window.banner.isVisible()


def test_that_a_second_sheet_is_opened_beside_the_first(
    window: MainWindow, open_file: Open, label: Label, book: Path, qtbot: QtBot
) -> None:
    first = open_file(book)
    label(first)
    assert titles(window) == ["waves.xlsx"]
    page = offer_other_sheet(window, book, qtbot)
    assert choice_of_sheets(page) == (
        "Wave 2", {"Wave 1": False, "Wave 2": True, "Numbers": True, "Nothing": True},
    )  # fmt: skip
    assert "waves.xlsx Wave 2.emodesk" in page._where.text()
    page.confirm()
    qtbot.waitUntil(lambda: len(window.workspaces()) == 2, timeout=PATIENCE_MS)
    second = window.workspaces()[1]
    assert window.current_workspace() is second
    assert sheet_and_project(first) == ("Wave 1", "waves.xlsx.emodesk")
    assert sheet_and_project(second) == ("Wave 2", "waves.xlsx Wave 2.emodesk")
    assert titles(window) == ["waves.xlsx – Wave 1", "waves.xlsx – Wave 2"]
    assert window.windowTitle() == "waves.xlsx – Wave 2 – EmoDesk"
    assert [each.project.row_count for each in (first, second)] == [6, 7]
    assert [len(each.project.runs) for each in (first, second)] == [1, 0]
    window.close_workspace(first)
    assert titles(window) == ["waves.xlsx"]


def test_that_both_sheets_are_found_again_with_what_was_decided_on_each(
    window: MainWindow, open_file: Open, label: Label, book: Path, qtbot: QtBot
) -> None:
    for wave, value in enumerate((0.25, 0.75)):
        workspace = open_file(book)
        assert workspace.project.source.sheet == WAVES[wave]
        label(workspace)
        place = next(p for p, of in enumerate(workspace.grid.model.columns) if of.key == "label:valence")
        workspace.edits.set_value([3], workspace.grid.model.columns[place], value)
    for workspace in window.workspaces():
        window.close_workspace(workspace)
    again = [open_file(book) for _ in WAVES]
    assert [each.project.source.sheet for each in again] == list(WAVES)
    assert [each.project.rows([3])[0].annotations[0].value for each in again] == [0.25, 0.75]
    assert len(list(book.parent.glob("*.emodesk"))) == 2


def test_that_the_second_sheet_can_be_opened_first(
    window: MainWindow, open_file: Open, book: Path, qtbot: QtBot
) -> None:
    page = offer_other_sheet(window, book, qtbot)
    assert "waves.xlsx.emodesk" in page._where.text()
    choose(page._form.sheet, "Wave 2")
    qtbot.waitUntil(lambda: page.is_ready and "Wave 2" in page._where.text(), timeout=PATIENCE_MS)
    page.confirm()
    qtbot.waitUntil(lambda: len(window.workspaces()) == 1, timeout=PATIENCE_MS)
    assert sheet_and_project(window.workspaces()[0]) == ("Wave 2", "waves.xlsx Wave 2.emodesk")
    assert sheet_and_project(open_file(book)) == ("Wave 1", "waves.xlsx.emodesk")


def choose(box: QComboBox, value: str) -> None:
    """Choose what a user would."""
    place = box.findData(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_that_the_open_tab_is_shown_when_nothing_else_is_to_be_labelled(
    window: MainWindow, open_file: Open, book: Path, home: Path, sample: Path, qtbot: QtBot
) -> None:
    first, second = open_file(book), open_file(book)
    expect_tab(window, book, second, qtbot)  # the one that was looked at last
    alone = open_file(write_book(home / "alone.xlsx", "Answers"))
    single = open_file(sample)
    expect_tab(window, home / "alone.xlsx", alone, qtbot)
    expect_tab(window, sample, single, qtbot)
    expect_tab(window, book, first, qtbot)
    expect_tab(window, second.project.path, second, qtbot)
    assert len(window.workspaces()) == 4


def test_that_the_open_tab_is_shown_where_the_workbook_has_gone(
    window: MainWindow, open_file: Open, book: Path, qtbot: QtBot
) -> None:
    first = open_file(book)
    book.rename(book.with_name("elsewhere.xlsx"))
    expect_tab(window, book, first, qtbot)


def test_that_what_is_brought_while_the_sheets_are_looked_at_comes_next(
    window: MainWindow, open_file: Open, book: Path, sample: Path, qtbot: QtBot
) -> None:
    open_file(book)
    window.bring_files([book])
    window.bring_files([sample])
    page = window.opening_page
    qtbot.waitUntil(lambda: page.is_ready and choice_of_sheets(page)[0] == "Wave 2", timeout=PATIENCE_MS)
    page.cancel()
    qtbot.waitUntil(lambda: page.is_ready and page._title.text() == sample.name, timeout=PATIENCE_MS)
    page.cancel()
    assert len(window.workspaces()) == 1
    assert window.current_workspace() is window.workspaces()[0]


def expect_next(window: MainWindow, title: str, qtbot: QtBot) -> None:
    page = window.opening_page
    qtbot.waitUntil(
        lambda: window.pages.currentWidget() is page and page.is_ready and page._title.text() == title,
        timeout=PATIENCE_MS,
    )


def test_that_nothing_is_lost_when_cancel_is_pressed_while_the_sheets_are_looked_at(
    window: MainWindow, open_file: Open, book: Path, home: Path, sample: Path, qtbot: QtBot
) -> None:
    first = open_file(book)
    other = write_book(home / "other.xlsx", "Answers")
    window.bring_files([other, book, sample])
    expect_next(window, other.name, qtbot)
    window.opening_page.cancel()
    assert window.current_workspace() is first, "what's open is shown, not the file that was left"
    window.opening_page.cancel()
    expect_next(window, book.name, qtbot)
    window.opening_page.cancel()
    expect_next(window, sample.name, qtbot)
    window.opening_page.cancel()
    assert window.current_workspace() is first


def test_that_nothing_is_lost_when_a_project_fails_while_the_sheets_are_looked_at(
    window: MainWindow, open_file: Open, book: Path, home: Path, sample: Path, qtbot: QtBot
) -> None:
    first = open_file(book)
    window.bring_files([home / "gone.emodesk"])
    window.bring_files([book, sample])
    expect_next(window, book.name, qtbot)
    assert not first.banner.isHidden(), "it says so on the tab that was shown then"
    window.opening_page.cancel()
    expect_next(window, sample.name, qtbot)
    window.opening_page.cancel()
    assert window.current_workspace() is first


def test_that_the_exports_of_two_sheets_have_names_of_their_own(
    window: MainWindow, open_file: Open, label: Label, book: Path, qtbot: QtBot
) -> None:
    spaces = [open_file(book), open_file(book)]
    for workspace in spaces:
        label(workspace)
    for workspace, name in zip(spaces, ("waves_emodesk.xlsx", "waves Wave 2_emodesk.xlsx"), strict=True):
        dialog = ExportDialog(window.theme, [workspace], window)
        qtbot.addWidget(dialog)
        assert Path(dialog._where.text()).name == name
    dialog = ExportDialog(window.theme, spaces, window)
    qtbot.addWidget(dialog)
    dialog.start()
    qtbot.waitUntil(dialog._export.isEnabled, timeout=PATIENCE_MS)
    for number, wave in enumerate(WAVES):
        name = f"waves{'' if number == 0 else ' ' + wave}_emodesk.xlsx"
        heading = [cell.value for cell in openpyxl.load_workbook(book.with_name(name))[wave][1]]
        assert "valence" in heading


def test_that_an_ampersand_in_a_name_stays_in_the_tab(window: MainWindow, open_file: Open, home: Path) -> None:
    path = write_book(home / "Q&A.xlsx", "You & me", "Them & us")
    open_file(path)
    open_file(path)
    assert titles(window) == ["Q&&A.xlsx – You && me", "Q&&A.xlsx – Them && us"]
    assert window.windowTitle() == "Q&A.xlsx – Them & us – EmoDesk"


def test_that_a_tab_says_the_sheet_however_long_the_name_of_the_file_is(
    window: MainWindow, open_file: Open, home: Path
) -> None:
    path = write_book(home / f"{'answers of the panel ' * 6}final.xlsx", *WAVES)
    for _ in WAVES:
        open_file(path)
    for place, wave in enumerate(WAVES):
        assert window.tabs.tabText(place).endswith(f"final.xlsx – {wave}")
        assert window.tabs.tabRect(place).width() < window.width() / 2


def test_that_the_first_sheet_is_opened_beside_a_second_whose_project_has_the_plain_name(
    window: MainWindow, open_file: Open, book: Path
) -> None:
    opening = window.desk.opening
    earlier = opening.open(book, opening.preview(book, Choices(sheet="Wave 2")).choices, opening.project_path(book))
    earlier.close()
    assert sheet_and_project(open_file(earlier.path)) == ("Wave 2", "waves.xlsx.emodesk")
    assert sheet_and_project(open_file(book)) == ("Wave 1", "waves.xlsx (2).emodesk")
    assert titles(window) == ["waves.xlsx – Wave 2", "waves.xlsx – Wave 1"]
