"""At their narrowest, and with larger type, the panels beside the grid cut nothing off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QScrollArea, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from emodesk.app.labelling_desk import RunStatus
from emodesk.gui.inspector.inspector import Inspector
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.run.run_panel import RunPanel

ZOOMS = pytest.mark.parametrize("zoom", [1.0, 1.4])


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    """The window's words in this language."""
    if request.param == "de":
        request.getfixturevalue("german")
    return str(request.param)


def cut_off(page: QWidget) -> list[str]:
    """What is seen on a page and is narrower than it needs, or reaches out of what it stands in."""
    found = []
    for each in page.findChildren(QWidget):
        if not isinstance(each, QAbstractButton | QComboBox | QLabel) or not each.isVisible():
            continue
        around = next((area.viewport() for area in page.findChildren(QScrollArea) if area.isAncestorOf(each)), page)
        is_within = each.mapTo(around, each.rect().topRight()).x() < around.width()
        if each.width() < each.minimumSizeHint().width() or not is_within:
            found.append(each.accessibleName() or getattr(each, "text", str)() or type(each).__name__)
    return found


@pytest.fixture
def splitter(theme: Theme, qtbot: QtBot) -> QSplitter:
    """Where the panels stand in a project, beside something that takes all the room it gets, as the grid does."""
    made = QSplitter()
    made.setChildrenCollapsible(False)
    made.addWidget(QWidget())
    made.resize(1366, 900)
    qtbot.addWidget(made)
    return made


def make_narrow(panel: QWidget, splitter: QSplitter, qtbot: QtBot) -> None:
    splitter.insertWidget(0, panel)
    splitter.show()
    splitter.setSizes([1, 1366])
    qtbot.waitUntil(lambda: panel.width() == panel.minimumSizeHint().width())


@ZOOMS
@pytest.mark.parametrize("language", ["en", "de"], indirect=True)
@pytest.mark.parametrize("status", [RunStatus.IDLE, RunStatus.RUNNING, RunStatus.PAUSED])
def test_that_the_left_panel_has_room_for_its_words(
    theme: Theme, splitter: QSplitter, qtbot: QtBot, language: str, zoom: float, status: RunStatus
) -> None:
    theme.choose(Scheme.LIGHT, zoom)
    panel = RunPanel(theme)
    list(panel.build())
    panel.show_models([("one", "A model whose name is rather long (7B, Q4_K_M)")], "one")
    panel.tasks._toggle_more()
    panel.show_status(status)
    make_narrow(panel, splitter, qtbot)
    assert cut_off(panel) == []


@ZOOMS
@pytest.mark.parametrize("language", ["en", "de"], indirect=True)
def test_that_the_inspector_has_room_for_its_words(
    theme: Theme, splitter: QSplitter, qtbot: QtBot, language: str, zoom: float
) -> None:
    theme.choose(Scheme.LIGHT, zoom)
    inspector = Inspector(theme)
    make_narrow(inspector, splitter, qtbot)
    assert cut_off(inspector) == []


def test_that_larger_type_makes_the_panels_wider(theme: Theme, qtbot: QtBot) -> None:
    panel, inspector = RunPanel(theme), Inspector(theme)
    for each in (panel, inspector):
        qtbot.addWidget(each)
    list(panel.build())
    before = panel.minimumSizeHint().width(), inspector.minimumSizeHint().width()
    theme.choose(Scheme.LIGHT, 1.6)
    assert panel.minimumSizeHint().width() > before[0]
    assert inspector.minimumSizeHint().width() > before[1]
