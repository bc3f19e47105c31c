from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import bootstrap
from provision import checks, environment, places, start
from provision.problem import SetUpError

SCRIPT = bootstrap.__file__


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be started, with an environment that is right."""
    started: list[list[str]] = []

    def record(arguments: Sequence[str]) -> int:
        started.append(list(arguments))
        return 0

    monkeypatch.setattr(environment, "ensure", lambda **options: None)
    monkeypatch.setattr(start, "emodesk", record)
    return started


def test_that_help_needs_no_set_up() -> None:
    finished = subprocess.run([sys.executable, "-S", SCRIPT, "--help"], capture_output=True, text=True, check=True)
    for command in ("run", "test", "check", "emodesk", "setup", "lock"):
        assert f"\n  {command} " in finished.stdout


def test_that_an_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["fly"]) == 2
    assert "'fly'" in capsys.readouterr().err


def test_that_arguments_are_passed_through(starts: list[list[str]]) -> None:
    assert bootstrap.main(["emodesk", "label", "--text", "good morning"]) == 0
    assert starts == [["label", "--text", "good morning"]]


@pytest.mark.parametrize(("ended_with", "exit_code"), [(0, 0), (1, 0), (3, 3)])
def test_that_run_labels_every_sample_workbook_and_takes_rows_that_need_attention_for_success(
    ended_with: int, exit_code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, ended_with)

    monkeypatch.setattr(environment, "ensure", lambda **options: None)
    monkeypatch.setattr("provision.start.subprocess.run", record)
    samples = tmp_path / "resources" / "samples"
    samples.mkdir(parents=True)
    for name in ("diary.xlsx", "comments.xlsx", "notes.txt"):
        (samples / name).touch()
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "BUILD", tmp_path / "build")
    monkeypatch.chdir(tmp_path)
    assert bootstrap.main(["run", "--threads", "2"]) == exit_code
    inputs = [str(Path("resources", "samples", name)) for name in ("comments.xlsx", "diary.xlsx")]
    assert [command[3:] for command in started] == [
        ["label", *inputs, "-o", str(Path("build", "sample")), "--threads", "2"]
    ]
    assert places.BUILD.joinpath("sample").is_dir()


def test_that_run_without_samples_says_so(
    starts: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(places, "ROOT", tmp_path)
    assert bootstrap.main(["run"]) == 2
    assert "no sample workbooks" in capsys.readouterr().err
    assert starts == []


def test_that_a_problem_is_a_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**options: object) -> None:
        raise SetUpError("there is no compiler.")

    monkeypatch.setattr(environment, "ensure", fail)
    assert bootstrap.main(["run"]) == 2
    assert capsys.readouterr().err == "\nSet-up stopped: there is no compiler.\n"


def test_that_an_old_python_gets_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2))
    assert bootstrap.main(["run"]) == 2
    assert capsys.readouterr().err == "EmoDesk needs Python 3.11 or newer; this is Python 3.9.\n"


def test_that_all_checks_run_and_one_failure_fails_the_whole(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def run(check: tuple[str, ...], pytest_arguments: Sequence[str]) -> bool:
        ran.append(check[0])
        return check[0] != "mypy"

    monkeypatch.setattr(checks, "_passes", run)
    assert checks.run_all([]) == 1
    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert "Failed: mypy" in capfd.readouterr().err
