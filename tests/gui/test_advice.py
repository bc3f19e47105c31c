"""What the window advises for this computer, and what it does to know it better."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from emodesk import wiring
from emodesk.core.engine_settings import EngineSettings, Weights
from emodesk.desktop import desktop
from emodesk.gui.desk import Desk
from emodesk.gui.main_window import MainWindow
from emodesk.gui.preferences.preferences_dialog import PreferencesDialog
from emodesk.gui.workspace import Workspace

PATIENCE_MS = 300_000


def shown_advice(window: MainWindow, qtbot: QtBot) -> str:
    """Open the page of models and return what its first card says."""
    window.actions_by_name["models"].trigger()
    qtbot.waitUntil(window.models_page.advice.isVisible, timeout=PATIENCE_MS)
    return window.models_page.advice.words


@pytest.mark.parametrize(("others_share", "told"), [(0.02, "Estimated: layers"), (0.5, "Other programs took 50%")])
def test_that_a_guess_becomes_an_estimate_when_the_computer_is_measured_undisturbed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, others_share: float, told: str
) -> None:
    monkeypatch.setattr(wiring, "watch_others", lambda: lambda: others_share)
    assert "A guess by the kind of processor" in shown_advice(window, qtbot)
    card = window.models_page.advice
    card.measuring.click()
    assert card.stopping.isVisible()
    assert not card.measuring.isVisible()
    qtbot.waitUntil(lambda: told in card.words, timeout=PATIENCE_MS)
    assert card.measuring.isVisible()
    assert ("A guess" in card.words) == (others_share > 0.1)


def test_that_measuring_can_be_stopped_and_leaves_the_guess(window: MainWindow, qtbot: QtBot) -> None:
    shown_advice(window, qtbot)
    card = window.models_page.advice
    card.measuring.click()
    card.stopping.click()
    qtbot.waitUntil(card.measuring.isVisible, timeout=PATIENCE_MS)
    assert "A guess" in card.words


def test_that_the_welcome_says_how_fast_the_large_model_will_be(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["welcome"].trigger()
    expected = window.first_run_page.findChild(QLabel, "expected")
    assert expected is not None
    qtbot.waitUntil(lambda: "for a thousand texts" in expected.text(), timeout=PATIENCE_MS)
    assert "A guess" in expected.text()


def test_that_what_is_chosen_in_the_preferences_is_how_the_model_runs(
    window: MainWindow, open_file: Callable[[Path], Workspace], label: Callable[[Workspace], None], sample: Path
) -> None:
    dialog = PreferencesDialog(window.desk.settings, window)
    choose(dialog, "Tokens in a batch", "64")
    choose(dialog, "Weights of the model", "mapped")
    wanted = EngineSettings(batch_tokens=64, weights=Weights.MAPPED)
    assert window.desk.engine_settings() == wanted
    workspace = open_file(sample)
    label(workspace)
    ((_, record),) = workspace.project.project.runs()
    assert record.settings is not None
    assert (record.settings.batch_tokens, record.settings.weights) == (64, Weights.MAPPED)


@pytest.mark.parametrize("kept", [{"batch": "7"}, {"batch": 64}, {"weights": "compressed"}])
def test_that_a_setting_that_means_nothing_is_left_to_the_measurement(
    home: Path, kept: dict[str, object], window: MainWindow
) -> None:
    window.desk.settings.reset()
    file = next(home.rglob("settings.json"))
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert Desk(desktop()).engine_settings() == EngineSettings()


def choose(dialog: PreferencesDialog, name: str, choice: str) -> None:
    box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == name)
    box.setCurrentIndex(box.findData(choice))
    box.activated.emit(box.currentIndex())
