from __future__ import annotations

import json
from pathlib import Path

import pytest

from provision import engine_wheel, environment, locks, places, system_packages

STEPS: list[str] = []
ASKED: list[list[str]] = []


@pytest.fixture(autouse=True)
def _recorded_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in a folder of its own, whose expensive steps only leave their names."""
    STEPS.clear()
    ASKED.clear()
    python = tmp_path / "python"
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    monkeypatch.setattr(places, "PYTHON", python)
    monkeypatch.setattr(places, "STAMP", tmp_path / "stamp.json")

    def make() -> None:
        STEPS.append("make")
        python.touch()

    def install(lock: Path, *, what: str) -> None:
        STEPS.append(what)

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_is_usable", python.exists)
    monkeypatch.setattr(environment, "_install_runtime", lambda options: STEPS.append(f"runtime{options}"))
    monkeypatch.setattr(environment, "install", install)
    monkeypatch.setattr(engine_wheel, "is_built", lambda options: True)
    monkeypatch.setattr(system_packages, "ensure", lambda packages: ASKED.append([each.name for each in packages]))
    monkeypatch.setattr(system_packages, "offer", lambda packages, what: None)


def steps_of_another_start(*, with_tools: bool = False) -> list[str]:
    STEPS.clear()
    environment.ensure(with_tools=with_tools)
    return list(STEPS)


def test_that_the_first_start_makes_and_fills_it() -> None:
    assert steps_of_another_start() == ["make", "runtime"]


def test_that_the_second_start_does_nothing() -> None:
    environment.ensure()
    assert steps_of_another_start() == []


def test_that_tools_are_added_to_what_is_there_and_stay() -> None:
    environment.ensure()
    assert steps_of_another_start(with_tools=True) == ["the developers' tools"]
    assert steps_of_another_start(with_tools=True) == []
    assert steps_of_another_start() == []


def test_that_a_changed_lock_file_brings_only_its_part_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    environment.ensure(with_tools=True)
    monkeypatch.setattr(locks, "runtime_fingerprint", lambda: "other")
    assert steps_of_another_start(with_tools=True) == ["runtime"]
    monkeypatch.setattr(locks, "tools_fingerprint", lambda: "other")
    assert steps_of_another_start(with_tools=True) == ["the developers' tools"]


def test_that_an_environment_without_its_python_is_made_anew_with_all_it_needs() -> None:
    environment.ensure(with_tools=True)
    places.PYTHON.unlink()
    assert steps_of_another_start(with_tools=True) == ["make", "runtime", "the developers' tools"]


def test_that_a_set_up_that_broke_off_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(options: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install_runtime", fail)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure()
    assert steps_of_another_start() == ["runtime"]


def test_that_a_damaged_stamp_counts_as_none() -> None:
    environment.ensure()
    places.STAMP.write_text(json.dumps({"unknown": 1}), encoding="utf-8")
    assert steps_of_another_start() == ["runtime"]


def test_that_build_options_stay_until_others_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_CUDA=on")
    assert steps_of_another_start() == ["make", "runtime-DGGML_CUDA=on"]
    monkeypatch.delenv("CMAKE_ARGS")
    assert steps_of_another_start() == []
    monkeypatch.setenv("CMAKE_ARGS", "")
    assert steps_of_another_start() == ["runtime"]


def test_that_all_that_the_system_lacks_is_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_wheel, "is_built", lambda options: False)
    environment.ensure()
    assert [[system_packages.VENV.name, system_packages.COMPILER.name]] == ASKED


def test_that_no_compiler_is_asked_for_where_the_engine_is_built_already() -> None:
    environment.ensure()
    assert [[system_packages.VENV.name]] == ASKED
