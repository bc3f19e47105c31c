"""What ends a job or a thread unforeseen stands in the diagnostics, without a word of anybody's text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emodesk.core.errors import EmoDeskError, InputError
from emodesk.core.unexpected import carry_out
from emodesk.desktop import desktop, state_folder
from emodesk.gui.background import Lane

TEXT = "I told my mother that I was ill"


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
    Lane()  # the window has some from the beginning
    told: list[EmoDeskError] = []
    carry_out(stumble, told.append)
    return told


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


def test_that_an_error_that_was_foreseen_leaves_no_trace(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise InputError("There is nothing to do.")

    told: list[EmoDeskError] = []
    lane = Lane()
    lane.start(lambda _: refuse(), on_failure=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert not (state_folder() / "last-crash.txt").exists()
