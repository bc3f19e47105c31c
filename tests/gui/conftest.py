"""What the tests of the window share: no screen is needed, and nothing outside the test's own folder is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale, QThreadPool, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emodesk.core.resources import resource
from emodesk.desktop import desktop
from emodesk.gui.desk import Desk
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace
from tests.conftest import own_home


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: settings, recent files, models and documents go there."""
    folder = own_home(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    return folder


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The window's own look, in light colours."""
    dressed = Theme(qapp, Scheme.LIGHT)
    yield dressed
    QThreadPool.globalInstance().waitForDone(2000)
    qapp.setStyleSheet("")
    dressed.deleteLater()


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The window's words and numbers in German, for what is made from now on."""
    translator, before = QTranslator(), QLocale()
    assert translator.load("emodesk_de", str(resource("translations")))
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)
    qapp.removeTranslator(translator)


PATIENCE_MS = 60_000


@pytest.fixture
def sample(home: Path) -> Path:
    """A copy of the sample workbook in the test's own home."""
    copy = home / "interviews.xlsx"
    shutil.copyfile(resource("samples/interviews.xlsx"), copy)
    return copy


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window on the real use cases, past the first-run page."""
    desk = Desk(desktop())
    desk.settings.set("is_welcome_done", value=True)
    shown = MainWindow(theme, desk)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def open_file(window: MainWindow, qtbot: QtBot) -> Callable[[Path], Workspace]:
    """Open a spreadsheet or a project the way a user does, and wait until all its rows are there."""

    def open_it(path: Path) -> Workspace:
        before = len(window.workspaces())
        window.bring_files([path])
        if path.suffix != ".emodesk":
            qtbot.waitUntil(lambda: window.opening_page.is_ready or window.banner.isVisible(), timeout=PATIENCE_MS)
            window.opening_page.confirm()
        qtbot.waitUntil(lambda: len(window.workspaces()) > before, timeout=PATIENCE_MS)
        workspace = window.current_workspace()
        assert workspace is not None
        qtbot.waitUntil(lambda: not workspace.project.is_reading, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: workspace.grid.model.rowCount() == workspace.project.row_count, timeout=PATIENCE_MS)
        return workspace

    return open_it


@pytest.fixture
def label(qtbot: QtBot) -> Callable[[Workspace], None]:
    """Label all rows with the starter and wait for the end."""

    def label_it(workspace: Workspace) -> None:
        workspace.run.start_all()
        qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: bool(workspace.banner.text), timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: all_here(workspace), timeout=PATIENCE_MS)

    return label_it


def all_here(workspace: Workspace) -> bool:
    """Whether the first rows on the screen show what the project holds."""
    model = workspace.grid.model
    model.cell(0, 0)
    return model.rowCount() > 0 and model.is_here(0)
