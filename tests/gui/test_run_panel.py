"""What stands beside the grid before a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from emodesk.app.labelling_desk import RunEstimate, RunStatus
from emodesk.core.affect.columns import Profile
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS
from emodesk.engine import cards
from emodesk.gui.look.theme import Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.run.progress_card import ProgressCard, device_words
from emodesk.gui.run.run_panel import RunPanel
from emodesk.gui.workspace import Workspace

PATIENCE_MS = 60_000
_NARROWEST = 215
"""What the panel leaves for its words."""


def test_that_the_estimate_says_which_add_on_a_card_would_need(theme: Theme, qtbot: QtBot) -> None:
    panel = RunPanel(theme)
    qtbot.addWidget(panel)
    list(panel.build())
    panel.resize(260, 700)
    panel.show()
    offer = cards.offer(("NVIDIA Test 1000",))
    panel.show_estimate(RunEstimate(200, 200, 12.0, 16.6, "CPU", "Starter", (offer,)))
    (shown,) = (each for each in panel.findChildren(QLabel) if offer in each.text())
    assert shown.wordWrap()
    assert shown.width() <= panel.width()
    assert "200 distinct texts" in shown.text()


def test_that_measuring_the_model_is_said_before_a_run_and_before_an_estimate(theme: Theme, qtbot: QtBot) -> None:
    panel = RunPanel(theme)
    qtbot.addWidget(panel)
    list(panel.build())
    panel.show()

    def visible_words() -> str:
        return " ".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())

    panel.show_estimating()
    panel.show_tuning()
    assert "how the model runs fastest" in visible_words()
    panel.show_estimate(None)
    panel.show_status(RunStatus.STARTING)
    panel.show_tuning()
    assert "Measuring the model" in visible_words()
    assert "Loading" not in visible_words()


def test_that_what_goes_on_is_said_in_german_and_not_cut_off(theme: Theme, qtbot: QtBot, german: None) -> None:
    card = ProgressCard()
    qtbot.addWidget(card)
    card.resize(_NARROWEST, 100)
    card.show()
    state = card.findChild(QLabel, "state")
    assert state is not None
    for status in (RunStatus.STARTING, RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.STOPPING):
        card.show_status(status)
        assert state.sizeHint().width() <= _NARROWEST
    card.show_tuning()
    assert state.sizeHint().width() <= _NARROWEST
    assert device_words("CPU, 2 threads") == "CPU, 2 Threads"
    assert device_words("CPU, 1 threads") == "CPU, 1 Thread"
    assert device_words("a card") == "a card"


def test_that_only_a_standard_run_says_how_fast_a_model_is(
    open_file: Callable[[Path], Workspace], sample: Path, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    noted: list[str] = []
    workspace.run.measured.connect(lambda model, _: noted.append(model))

    def estimate(tasks: tuple[str, ...]) -> None:
        workspace.panel.tasks.choose(tasks, EMOTIONS, Profile.STANDARD.value)
        workspace.run.estimate()
        qtbot.waitUntil(lambda: workspace.run._estimate_job is None, timeout=PATIENCE_MS)

    estimate(("v-reg",))
    assert noted == []
    estimate(AAID_TASKS)
    assert noted == ["starter"]


def test_that_a_small_table_can_be_labelled_when_measuring_has_answered_it(
    open_file: Callable[[Path], Workspace], label: Callable[[Workspace], None], home: Path, qtbot: QtBot
) -> None:
    few = home / "few.csv"
    few.write_text("text\n" + "".join(f"I am glad number {number}\n" for number in range(8)), encoding="utf-8")
    workspace = open_file(few)

    def estimate() -> None:
        workspace.run.estimate()
        qtbot.waitUntil(lambda: workspace.run._estimate_job is None, timeout=PATIENCE_MS)

    for _ in range(2):  # the second finds every text answered
        estimate()
        assert workspace.panel._start.isEnabled()
        assert workspace.panel._estimate.text().startswith("About a")
    label(workspace)
    estimate()
    assert not workspace.panel._start.isEnabled()
    assert workspace.panel._estimate.text() == "Every text has its labels already."


def test_that_a_paused_run_says_so_and_not_how_long_it_takes(
    open_file: Callable[[Path], Workspace], home: Path, qtbot: QtBot
) -> None:
    many = home / "many.csv"
    many.write_text("text\n" + "".join(f"I am glad number {number}\n" for number in range(4000)), encoding="utf-8")
    workspace = open_file(many)
    run = workspace.run

    def words() -> str:
        status = workspace.window()
        assert isinstance(status, MainWindow)
        return status.status.text

    run.start_all()
    qtbot.waitUntil(lambda: "texts/s" in words(), timeout=PATIENCE_MS)
    run.start_or_pause()
    qtbot.waitUntil(lambda: words() == "Paused", timeout=PATIENCE_MS)
    for _ in range(10):  # what was on its way still arrives
        qtbot.wait(100)
        assert words() == "Paused"
    run.start_or_pause()
    qtbot.waitUntil(lambda: "texts/s" in words(), timeout=PATIENCE_MS)
    run.stop()
    qtbot.waitUntil(lambda: run.is_idle, timeout=PATIENCE_MS)
