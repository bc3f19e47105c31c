"""What is said across the top: whose it is, and when it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from emodesk.core.errors import ModelError
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace

Open = Callable[[Path], Workspace]


def block_models_folder(window: MainWindow) -> None:
    """Let a file have the name of the models folder, and ask for the folder."""
    window.actions_by_name["models"].trigger()
    window.desk.models.folder.parent.mkdir(parents=True, exist_ok=True)
    window.desk.models.folder.write_bytes(b"")
    window.models_page.adding.folder_wanted.emit()
    assert window.banner.isVisible()


def test_that_an_error_of_the_models_goes_with_their_page(window: MainWindow) -> None:
    for leave in (window.actions_by_name["welcome"].trigger, window.models_page.closed.emit):
        block_models_folder(window)
        window.show_state()
        assert window.banner.isVisible()
        leave()
        assert window.pages.currentWidget() is not window.models_page
        assert not window.banner.isVisible()


def test_that_an_error_of_the_models_does_not_stay_above_a_project(
    window: MainWindow, open_file: Open, sample: Path
) -> None:
    workspace = open_file(sample)
    block_models_folder(window)
    window.go_back()
    assert window.current_workspace() is workspace
    assert not window.banner.isVisible()


def test_that_an_error_is_told_where_one_looks_when_it_comes(window: MainWindow) -> None:
    window.actions_by_name["models"].trigger()
    window.go_back()
    window.models_page.failed.emit(ModelError("The download ended."))
    assert window.banner.isVisible()
    window.show_page(window.start_page)
    assert window.banner.isVisible()


def test_that_the_word_of_a_crash_stays_wherever_one_goes(window: MainWindow) -> None:
    window.tell_of_crash()
    for name in ("models", "welcome"):
        window.actions_by_name[name].trigger()
        assert window.banner.isVisible()


def test_that_one_file_s_error_stays_when_the_next_one_opens(
    window: MainWindow, open_file: Open, sample: Path, home: Path, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    project = workspace.project.path
    window.close_workspace(workspace)
    for name in ("broken.xlsx", "broken.emodesk"):
        (home / name).write_bytes(b"PK\x03\x04 nothing else" * 40)
        window.bring_files([home / name, project])
        qtbot.waitUntil(lambda: window.current_workspace() is not None, timeout=20_000)
        qtbot.waitUntil(lambda name=name: name in window.banner.text, timeout=20_000)  # type: ignore[misc]
        assert window.banner.isVisible()
        opened = window.current_workspace()
        assert opened is not None
        window.close_workspace(opened)
        assert not window.banner.isVisible()
