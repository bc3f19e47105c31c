"""What ends a job or a thread unforeseen stands in the diagnostics, without a word of anybody's text."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emodesk.core.errors import EmoDeskError, InputError
from emodesk.core.unexpected import carry_out
from emodesk.desktop import CRASH_REPORT, desktop, state_folder
from emodesk.gui.background import Lane
from emodesk.gui.trace_log import TraceLog

TEXT = "I told my mother that I was ill"


@pytest.fixture
def kept(home: Path) -> Iterator[None]:
    """Traces are written down, as from the start of the window on."""
    log, traces = logging.getLogger("emodesk"), TraceLog(state_folder())
    log.addHandler(traces)
    yield
    log.removeHandler(traces)


def stumble() -> None:
    """Fail as a program does where nobody thought of something: the error quotes what it stumbled over."""
    {"somebody": 1}[TEXT]


def in_a_job(qtbot: QtBot) -> list[EmoDeskError]:
    told: list[EmoDeskError] = []
    lane = Lane()
    lane.start(lambda _: stumble(), on_failure=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    return told


def in_a_thread_of_the_use_cases(_: QtBot) -> list[EmoDeskError]:
    told: list[EmoDeskError] = []
    carry_out(stumble, told.append)
    return told


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("fail", [in_a_job, in_a_thread_of_the_use_cases])
def test_that_the_diagnostics_say_where_it_came_up(
    fail: Callable[[QtBot], list[EmoDeskError]], qtbot: QtBot, tmp_path: Path
) -> None:
    (error,) = fail(qtbot)
    assert "Diagnostics" in error.hint
    desktop().diagnostics.save(tmp_path / "diagnostics.json")
    said = json.loads((tmp_path / "diagnostics.json").read_text("utf-8"))["last crash"]
    assert "KeyError" in said
    assert "test_trace_log.py" in said
    assert "stumble" in said
    assert "mother" not in (tmp_path / "diagnostics.json").read_text("utf-8")
    assert "mother" not in str(error)


@pytest.mark.usefixtures("kept")
def test_that_an_error_that_was_foreseen_leaves_no_trace(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise InputError("There is nothing to do.")

    told: list[EmoDeskError] = []
    lane = Lane()
    lane.start(lambda _: refuse(), on_failure=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert not (state_folder() / CRASH_REPORT).exists()


def test_that_a_lane_alone_changes_nothing_in_how_things_are_logged() -> None:
    before = list(logging.getLogger("emodesk").handlers)
    Lane()
    assert logging.getLogger("emodesk").handlers == before


def test_that_traces_are_kept_from_the_start_of_the_window_on(home: Path) -> None:
    code = (
        "from emodesk.gui import application as a; from emodesk.gui.background import Job; a.make_application(['x']); "
        "Job(lambda _: {}['my mother']).carry_out()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    report = (state_folder() / CRASH_REPORT).read_text("utf-8")
    assert "KeyError" in report
    assert "mother" not in report + done.stderr


def test_that_a_home_that_cannot_be_written_keeps_no_trace_and_stops_nothing(
    mount_disk: Callable[[str], Path], qtbot: QtBot
) -> None:
    traces = TraceLog(mount_disk("ro") / "state")
    logging.getLogger("emodesk").addHandler(traces)
    try:
        assert len(in_a_job(qtbot)) == 1
    finally:
        logging.getLogger("emodesk").removeHandler(traces)
