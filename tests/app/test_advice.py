"""Which model to take: what is measured, what is reckoned, and what is recommended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from emodesk import wiring
from emodesk.app.advice import advise, sentence
from emodesk.app.calibration import Calibration, Layers
from emodesk.app.kept_file import KeptFile
from emodesk.app.model_speed import Basis, Speeds, rate_of, working_parameters
from emodesk.app.model_store import ModelRow, ModelStore
from emodesk.app.tuning import Machine, Tuned, Tuning
from emodesk.core.engine_settings import UNCHOSEN
from emodesk.engine import layer_file
from emodesk.modelhub.gguf import read_header

RATES = {"Q4_0": 250e9, "Q8_0": 180e9, "Q4_K": 400e9, "Q6_K": 300e9}
SEVEN_BILLION = 6_738_415_616


def quiet() -> Callable[[], float]:
    return lambda: 0.0


def speeds(folder: Path, rates: dict[str, float] | None = None) -> Speeds:
    kept = KeptFile(folder / "calibration.json")
    if rates is not None:
        kept.write({"here": rates})
    tuning = Tuning(KeptFile(folder / "tuning.json"), lambda: Machine("here", (1,), lambda: 0, quiet))
    layers = Layers(layer_file.FORMATS, layer_file.PARAMETERS, layer_file.layer_file)
    calibration = Calibration(kept, lambda: "here", layers, quiet)
    return Speeds(KeptFile(folder / "speeds.json"), tuning, calibration, lambda: 6e10)


@pytest.fixture
def rows() -> list[ModelRow]:
    engine = wiring.engine()
    return ModelStore(wiring.shelf(), engine).rows(with_all_variants=True)


def test_that_a_run_counts_more_than_a_timing_and_a_timing_more_than_an_estimate(tmp_path: Path) -> None:
    def basis(known: Speeds) -> Basis:
        speed = known.of("a", "print", SEVEN_BILLION, "Q4_K_M")
        assert speed is not None
        return speed.basis

    assert basis(speeds(tmp_path)) is Basis.GUESSED
    assert basis(speeds(tmp_path, RATES)) is Basis.ESTIMATED
    for busy_times, known_by in ((1, Basis.ESTIMATED), (3, Basis.TIMED), (0, Basis.TIMED)):
        tuned = msgspec.to_builtins(Tuned(settings=UNCHOSEN, tokens_per_s=19.0, busy_times=busy_times))
        KeptFile(tmp_path / "tuning.json").write({"print, here": tuned})
        assert basis(speeds(tmp_path)) is known_by
    timed = speeds(tmp_path).of("a", "print", SEVEN_BILLION, "Q4_K_M")
    assert timed is not None
    assert timed.basis is Basis.TIMED
    assert timed.texts_per_minute == pytest.approx(6.0)
    speeds(tmp_path).note("a", 0.25)
    measured = speeds(tmp_path).of("a", "print", SEVEN_BILLION, "Q4_K_M")
    assert measured is not None
    assert (measured.basis, measured.texts_per_minute) == (Basis.MEASURED, 15.0)


def test_that_an_estimate_goes_by_the_formats_and_the_size(tmp_path: Path) -> None:
    known = speeds(tmp_path, RATES)

    def pace(parameters: int, quantization: str) -> float:
        speed = known.of("", "", parameters, quantization)
        assert speed is not None
        return speed.texts_per_s

    assert pace(SEVEN_BILLION, "Q4_K_M") > pace(SEVEN_BILLION, "Q6_K") > pace(SEVEN_BILLION, "Q8_0")
    assert pace(SEVEN_BILLION, "Q6_K") == pytest.approx(300e9 / working_parameters(SEVEN_BILLION) / 190)
    assert pace(SEVEN_BILLION, "Q4_K_M") > 1.8 * pace(2 * SEVEN_BILLION, "Q4_K_M")
    assert rate_of("Q4_K_M", {"Q4_K": 1.0}) is None
    assert pace(SEVEN_BILLION, "Q3_K_M") == pace(SEVEN_BILLION, "Q8_0"), "what wasn't timed is no faster than what was"
    assert known.of("", "", 6_000_000, "F16") is None  # of a small model nothing follows


def test_that_the_parameters_that_work_are_those_of_the_layers() -> None:
    assert working_parameters(SEVEN_BILLION) == pytest.approx(32 * (4 * 4096**2 + 3 * 4096 * 11_008), rel=0.01)


def test_that_what_fits_and_is_bearable_is_recommended(tmp_path: Path, rows: list[ModelRow]) -> None:
    def recommended(free_bytes: int, rates: dict[str, float]) -> tuple[str, str]:
        lines = advise([replace(row, available_bytes=free_bytes) for row in rows], speeds(tmp_path, rates))
        (line,) = (line for line in lines if line.is_recommended)
        return line.name, sentence(lines)

    name, words = recommended(32 << 30, RATES)
    assert name == "emollama-chat-7b:Q4_K_M"
    assert "texts a minute" in words
    assert "estimated" in words
    assert recommended(1 << 30, RATES)[0] == "starter"
    slow = {kind: rate / 100 for kind, rate in RATES.items()}
    assert recommended(32 << 30, slow)[0] == "starter"


def test_that_no_line_shows_what_cannot_run_and_every_speed_says_how_it_is_known(
    tmp_path: Path, rows: list[ModelRow]
) -> None:
    lines = advise(rows, speeds(tmp_path, RATES))
    names = [line.name for line in lines]
    assert len(names) == len(set(names))
    assert "starter" in names
    assert not any("original" in name for name in names)
    assert {"emollama-chat-7b:Q4_0", "emollama-chat-7b:Q4_K_M", "emollama-chat-7b:Q8_0"} <= set(names)
    assert sum(line.is_laptop_default for line in lines) == 1
    assert all(line.basis for line in lines)


@pytest.mark.parametrize("kind", layer_file.FORMATS)
def test_that_the_layers_are_a_whole_model_that_takes_hardly_any_disk(kind: str) -> None:
    with layer_file.layer_file(kind) as path:
        header = read_header(path)
        assert header.architecture == "llama"
        assert header.parameters > 2 * 200_000_000
        assert path.stat().st_blocks * 512 < 1_000_000
    assert not path.exists()


def test_that_this_processor_is_timed_once_unless_others_spoil_it(home: Path, tmp_path: Path) -> None:
    layers = Layers(("Q4_K",), layer_file.PARAMETERS, layer_file.layer_file)
    kept = KeptFile(tmp_path / "calibration.json")
    shares = iter([0.5, 0.02])
    calibration = Calibration(kept, lambda: "here", layers, lambda: lambda: next(shares))
    engine = wiring.engine()
    try:
        assert calibration.measure(engine, lambda: True) is None
        assert calibration.known() == {}
        spoilt = calibration.measure(engine, lambda: False)
        assert spoilt is not None
        assert spoilt.is_spoilt
        assert spoilt.rates["Q4_K"] > 0
        assert calibration.known() == {}
        timing = calibration.measure(engine, lambda: False)
    finally:
        engine.close()
    assert timing is not None
    assert not timing.is_spoilt
    assert timing.rates["Q4_K"] > 0
    assert calibration.known() == timing.rates
    assert Calibration(kept, lambda: "elsewhere", layers, quiet).known() == {}
