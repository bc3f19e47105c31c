"""How the models that are here run, in the same words wherever it's said."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from emodesk import desktop, wiring
from emodesk.app.calibration import Timing
from emodesk.app.tuned_models import TunedModel, tuned_model
from emodesk.app.tuning import Trial, Tuned
from emodesk.cli.main import run
from emodesk.core.engine_settings import Weights
from emodesk.core.reading import LoadOptions
from tests.app.timed_engine import USUAL, TimedEngine
from tests.modelhub.tiny_gguf import write_tiny_model

NOT_YET = "not measured yet: that's done at the first run of 200 rows or more on the processor"


def trial(tokens_per_s: float, **otherwise: object) -> Trial:
    return Trial(settings=msgspec.structs.replace(USUAL, **otherwise), tokens_per_s=tokens_per_s)


def of_starter(tuned: Tuned | None) -> TunedModel:
    row = wiring.model_store(wiring.engine()).row("starter")
    found = tuned_model(row, lambda _: tuned)
    assert found is not None
    return found


def test_that_what_was_not_measured_says_when_it_will_be() -> None:
    assert of_starter(None).facts() == {"runs with": "what the engine does by itself", "how that was found": NOT_YET}


def test_that_rivals_are_named_by_what_they_do_otherwise_the_fastest_first() -> None:
    trials = (
        trial(150.4), trial(97.0, weights=Weights.REPACKED), trial(99.0, weights=Weights.REPACKED),
        trial(8.25, threads=1),
        trial(120.0, batch_tokens=64, micro_batch_tokens=64), trial(2150.4),
    )  # fmt: skip
    found = of_starter(Tuned(settings=USUAL, tokens_per_s=2150.4, trials=trials))
    assert found.runs_with == f"{USUAL.in_words()}: 2,150 tokens/s"
    assert found.tried == (
        "batches of 64 tokens: 120 tokens/s", "weights repacked: 99 tokens/s", "1 thread: 8.2 tokens/s"
    )  # fmt: skip


def test_that_it_says_whether_others_were_in_the_way() -> None:
    def found(share: float, times: int) -> str:
        return of_starter(Tuned(settings=USUAL, tokens_per_s=1, others_share=share, busy_times=times)).found

    assert found(0.03, 0) == "measured; other programs took 3% of the processor meanwhile"
    again = "so the next run of 200 rows or more measures again"
    assert found(0.41, 2) == f"measured while other programs took 41% of the processor, {again}"
    assert found(0.41, 3).startswith("measured 3 times, always while this computer was busy; the fastest is kept")


def test_that_doctor_diagnostics_and_info_say_the_same(
    home: Path, capsys: pytest.CaptureFixture[str], starter: Path
) -> None:
    engine = TimedEngine(lambda now: 2000 if now.batch_tokens == 256 else 1800)
    fingerprint = wiring.shelf().find("starter").fingerprint
    wiring.tuning().measure(engine, LoadOptions(path=str(starter), fingerprint=fingerprint), lambda: False)
    (model,) = wiring.tuned_models()
    facts = model.facts()
    assert "batches of 256 tokens" in model.runs_with
    assert any(line.startswith("batches of 512 tokens: 1,800") for line in model.tried)
    assert desktop.desktop().diagnostics.collect()["how models run"] == [{"model": "starter", **facts}]
    assert run(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["how models run"] == [{"model": "starter", **facts}]
    assert run(["doctor"]) == 0
    plain = capsys.readouterr().out
    assert run(["models", "info", "starter"]) == 0
    info = capsys.readouterr().out
    for words in (model.runs_with, model.found, *model.tried):
        assert words in plain
        assert words in info


def test_that_the_diagnostics_name_no_file_of_the_user(home: Path) -> None:
    folder = home / "models"
    folder.mkdir()
    path = write_tiny_model(folder / "klinik-mueller.gguf")
    wiring.shelf().find(str(path))
    told = json.dumps(desktop.desktop().diagnostics.collect(), ensure_ascii=False, default=str)
    assert "klinik" not in told
    assert "a model of your own" in told
    assert {each.name for each in wiring.tuned_models()} == {"starter", "klinik-mueller.gguf"}


def test_that_a_timing_that_others_spoilt_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "time_processor", lambda: Timing({"Q4_K": 1e9}, 0.62))
    assert run(["doctor", "--measure"]) == 0
    told = capsys.readouterr()
    assert "Other programs took 62% of the processor" in told.err
    assert "guess" in told.out
    assert "doctor --measure times" not in told.out
    assert run(["doctor"]) == 0
    assert "emodesk doctor --measure times this processor" in capsys.readouterr().out
