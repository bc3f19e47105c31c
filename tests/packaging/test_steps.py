from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provision import places, steps
from provision.problem import SetUpError


@pytest.fixture(autouse=True)
def _logs_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LOGS", tmp_path / "logs")


def carry_out(code: str) -> None:
    steps.carry_out("Doing it...", [sys.executable, "-c", code], log_name="step.log", on_failure="It didn't work.")


def test_that_output_goes_to_the_log_and_one_line_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    carry_out("print('much detail')")
    said = capsys.readouterr().out
    assert said.startswith("Doing it...\n  done in ")
    assert "much detail" not in said
    assert "much detail" in (places.LOGS / "step.log").read_text(encoding="utf-8")


def test_that_a_failure_says_what_failed_and_where_the_log_is() -> None:
    with pytest.raises(SetUpError) as caught:
        carry_out("import sys; print('the last words'); sys.exit(1)")
    said = str(caught.value)
    assert said.startswith("It didn't work.\n")
    assert str(places.LOGS / "step.log") in said
    assert "the last words" in said


def test_that_a_missing_network_is_named() -> None:
    with pytest.raises(SetUpError, match="connected to the network"):
        carry_out("import sys; print('Temporary failure in name resolution'); sys.exit(1)")


def test_that_a_long_step_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_PLAIN_INTERVAL_S", 0.1)
    carry_out("import time; print('[7/83] Building', flush=True); time.sleep(1.5)")
    assert "file 7 of 83" in capsys.readouterr().out
