"""Where the focus is after a button has gone, a project was closed, or one has pressed Tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from emodesk.app.labelling_desk import RunEstimate, RunStatus
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.preferences.preferences_dialog import PreferencesDialog
from emodesk.gui.run.run_panel import RunPanel
from emodesk.gui.start.recent_list import Recent
from emodesk.gui.workspace import Workspace

Open = Callable[[Path], Workspace]
PATIENCE_MS = 60_000
NOTHING_LEFT = RunEstimate(0, 0, 0.0, 0.0, "CPU", "Starter", was_run=True)


class Page:
    """The panel and a field after it, which Qt would give the focus to."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.panel = RunPanel(theme)
        list(self.panel.build())
        layout = QVBoxLayout(self.page)
        layout.addWidget(self.panel)
        layout.addWidget(QPushButton("Search"))
        self.page.show()
        self.page.activateWindow()
        self.freed = 0
        self.panel.focus_freed.connect(self._note)

    def _note(self) -> None:
        self.freed += 1

    def click(self, words: str) -> None:
        """Press one of the panel's buttons with the mouse."""
        (found,) = (each for each in self.panel.findChildren(QPushButton) if each.text() == words and each.isVisible())
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)

    @property
    def focused(self) -> str:
        """What the button with the focus says; of another widget its kind."""
        found = self.page.focusWidget()
        return found.text() if isinstance(found, QPushButton) else type(found).__name__


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    return Page(theme, qtbot)


def test_that_the_focus_goes_on_to_the_button_that_takes_the_place_of_the_pressed_one(page: Page) -> None:
    page.click("Start labelling")
    page.panel.show_status(RunStatus.STARTING)
    assert page.focused == "RunPanel"  # pausing isn't possible yet, and the space bar must not stop the run
    page.panel.show_status(RunStatus.RUNNING)
    assert page.focused == "Pause"
    page.click("Pause")
    page.panel.show_status(RunStatus.PAUSED)
    assert page.focused == "Go on"
    page.click("Go on")
    page.panel.show_status(RunStatus.RUNNING)
    assert page.focused == "Pause"
    page.click("Stop")
    page.panel.show_status(RunStatus.STOPPING)
    assert page.focused == "RunPanel"
    page.panel.show_status(RunStatus.IDLE, has_labels=True)
    assert page.focused == "Label the rest"
    assert page.freed == 0


def test_that_the_focus_is_given_up_when_all_is_labelled(page: Page) -> None:
    page.click("Start labelling")
    page.panel.show_status(RunStatus.RUNNING)
    page.panel.show_all_labelled()
    page.panel.show_status(RunStatus.IDLE, has_labels=True)
    assert page.freed == 1
    assert page.focused == "RunPanel"  # nobody has taken it
    page.panel.show_estimate(None)
    assert page.focused == "Label the rest"


def test_that_an_estimate_takes_the_focus_nowhere_else(page: Page) -> None:
    page.click("Measure again")
    page.panel.show_estimating()
    assert page.focused == "Start labelling"
    page.panel.show_estimate(NOTHING_LEFT)
    assert page.focused == "RunPanel"
    assert page.freed


def test_that_a_run_that_begins_takes_the_focus_from_nothing_that_stays(page: Page) -> None:
    page.page.findChildren(QPushButton, "", Qt.FindChildOption.FindDirectChildrenOnly)[0].setFocus()
    for status in (RunStatus.STARTING, RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.STOPPING, RunStatus.IDLE):
        page.panel.show_status(status)
        assert page.focused == "Search"


def test_that_a_run_leaves_the_focus_in_the_panel_of_the_window(
    open_file: Open, sample: Path, window: MainWindow, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    window.activateWindow()
    start = workspace.panel.findChild(QPushButton, "start")
    assert start is not None
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    seen = set()

    def is_done() -> bool:
        seen.add(window.focusWidget())
        return workspace.run.is_idle

    qtbot.waitUntil(is_done, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(workspace.banner.text), timeout=PATIENCE_MS)
    assert workspace.grid.bar.search not in {*seen, window.focusWidget()}


def open_two(open_file: Open, sample: Path) -> tuple[Workspace, Workspace]:
    second = sample.with_name("second.csv")
    second.write_text("text\nI am glad\nI am sad\n", encoding="utf-8")
    return open_file(sample), open_file(second)


def test_that_the_grid_of_the_next_project_has_the_focus_after_one_was_closed(
    open_file: Open, sample: Path, window: MainWindow
) -> None:
    first, second = open_two(open_file, sample)
    first.grid.bar.search.setFocus()
    window.close_workspace(second)
    assert window.current_workspace() is first
    assert window.focusWidget() is first.grid.view


def test_that_closing_a_project_in_the_background_takes_the_focus_from_nothing(
    open_file: Open, sample: Path, window: MainWindow
) -> None:
    first, second = open_two(open_file, sample)
    second.grid.bar.search.setFocus()
    window.close_workspace(first)
    assert window.focusWidget() is second.grid.bar.search


def test_that_tab_on_the_start_page_reaches_only_what_shows_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.start_page.show_recent([Recent(tmp_path / "study.emodesk", is_there=True)])
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    reached = []
    for _ in range(4):
        focused = window.focusWidget()
        assert focused is not None
        reached.append(focused.objectName() or type(focused).__name__)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == ["open", "sample", "QPushButton", "QListWidget"]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_that_a_recent_project_shows_that_it_has_the_focus(
    window: MainWindow, theme: Theme, tmp_path: Path, qtbot: QtBot, scheme: Scheme
) -> None:
    theme.choose(scheme)
    page = window.start_page
    page.show_recent([Recent(tmp_path / f"{name}.emodesk", is_there=True) for name in "ab"])
    window.activateWindow()
    found = page.findChild(QListWidget)
    assert found is not None
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    item = found.visualItemRect(found.item(0))
    picture = found.viewport().grab(item).toImage()
    edge = picture.pixelColor(item.width() // 2, 0).name().upper()
    assert edge == theme.colours.accent
    other = found.viewport().grab(found.visualItemRect(found.item(1))).toImage()
    assert other.pixelColor(item.width() // 2, 0).name().upper() != theme.colours.accent


def test_that_tab_in_the_preferences_reaches_the_fields_before_the_buttons(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(window.desk.settings, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    count = sum(bool(setting.label) for setting in window.desk.settings.table)
    for _ in range(2):
        names = []
        for _ in range(count + 2):
            focused = dialog.focusWidget()
            assert focused is not None
            names.append(focused.text() if isinstance(focused, QPushButton) else focused.accessibleName())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert names[0] == "Light or dark"
        assert names[-2:] == ["Back to the defaults", "Done"]
        (defaults,) = (each for each in dialog.findChildren(QPushButton) if each.text() == "Back to the defaults")
        defaults.click()


def test_that_pages_that_scroll_take_no_focus_themselves(window: MainWindow, open_file: Open, sample: Path) -> None:
    workspace = open_file(sample)
    areas = [window.start_page, window.first_run_page, window.models_page]
    areas += [*workspace.panel.findChildren(QScrollArea), *workspace.inspector.findChildren(QScrollArea)]
    assert [area for area in areas if area.focusPolicy() is not Qt.FocusPolicy.NoFocus] == []


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("kind", ["", "primary", "quiet", "link"])
def test_that_a_focused_button_has_one_colour_behind_its_words(
    theme: Theme, qtbot: QtBot, kind: str, scheme: Scheme
) -> None:
    theme.choose(scheme)
    page = QWidget()
    qtbot.addWidget(page)
    first, second = QPushButton("First"), QPushButton("W".center(17))
    layout = QVBoxLayout(page)
    for each in (first, second):
        each.setProperty("kind", kind)
        layout.addWidget(each)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)  # only then the style shows more than our own ring
    assert second.hasFocus()
    picture = page.grab(second.geometry()).toImage()
    colours = {picture.pixelColor(x, second.height() // 2).name() for x in range(3, 22)}
    assert len(colours) == 1
