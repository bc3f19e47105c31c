from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from provision import engine_wheel, places, steps
from provision.problem import SetUpError


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(engine_wheel, "bring_build_programs", lambda: None)  # whether this computer has ninja or not


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The announcements of the builds, which leave a small file where the wheel would be."""
    announced: list[str] = []

    def build(message: str, command: Sequence[str | Path], **rest: object) -> None:
        announced.append(message)
        folder = Path(command[-1])
        folder.mkdir()
        (folder / "engine.whl").touch()

    monkeypatch.setattr(steps, "carry_out", build)
    return announced


def test_that_a_second_checkout_finds_the_wheel_of_the_first(builds: list[str]) -> None:
    first = engine_wheel.ensure("")
    assert engine_wheel.ensure("") == first
    assert len(builds) == 1


def test_that_the_announcement_says_how_long_it_takes_and_that_it_is_once(
    builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_wheel, "_core_count", lambda: 2)
    engine_wheel.ensure("")
    assert builds == ["Building llama.cpp: about 3 minutes on 2 cores, once for this computer..."]


def test_that_other_build_options_make_another_wheel(builds: list[str]) -> None:
    assert engine_wheel.ensure("") != engine_wheel.ensure("-DGGML_CUDA=on")
    assert len(builds) == 2


def test_that_another_processor_gets_another_wheel(builds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    here = engine_wheel.ensure("")
    monkeypatch.setattr(engine_wheel, "processor_features", lambda: "sse2")
    assert engine_wheel.ensure("") != here


def test_that_a_failed_build_leaves_nothing_in_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(message: str, command: Sequence[str | Path], **rest: object) -> None:
        Path(command[-1]).mkdir()
        raise SetUpError("no")

    monkeypatch.setattr(steps, "carry_out", fail)
    with pytest.raises(SetUpError):
        engine_wheel.ensure("")
    assert list(places.wheel_cache().iterdir()) == []
