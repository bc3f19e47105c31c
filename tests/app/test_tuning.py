"""Ways to run a model: what is chosen by measuring, what is kept of it, and what a run that goes on does."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from emodesk import wiring
from emodesk.app.kept_file import KeptFile
from emodesk.app.tuning import Machine, Tuned, Tuning
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings, KvType, Weights
from emodesk.core.errors import EngineDeadError
from emodesk.core.events import RowsLabelled, TuningStarted
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.reading import LoadOptions
from tests.app.conftest import Open, request, write_texts
from tests.app.timed_engine import USUAL, Pace, TimedEngine

PLENTY = 1 << 40
PLAIN = USUAL.for_speed_alone()


def tuning(
    path: Path,
    *,
    threads: tuple[int, ...] = (2,),
    free_bytes: int = PLENTY,
    name: str = "here",
    others: float = 0.0,
) -> Tuning:
    machine = Machine(name, threads, lambda: free_bytes, lambda: lambda: others)
    return Tuning(KeptFile(path / "tuning.json"), lambda: machine)


def found(path: Path, pace: Pace, *, threads: tuple[int, ...] = (2,), free_bytes: int = PLENTY) -> EngineSettings:
    """Return what is chosen at that pace."""
    here = tuning(path, threads=threads, free_bytes=free_bytes)
    measured = here.measure(TimedEngine(pace), OPTIONS, lambda: False)
    assert measured is not None
    return measured.settings


OPTIONS = LoadOptions(path="", fingerprint="abc", gpu_layers=0)


def test_that_noise_leaves_everything_as_it_was(tmp_path: Path) -> None:
    noise = iter([1.0, 1.02, 0.99, 1.025, 1.01, 0.98] * 50)
    assert found(tmp_path, lambda _: 20_000 * next(noise), threads=(2, 1, 3)) == PLAIN


def test_that_repacking_the_weights_has_to_be_worth_it(tmp_path: Path) -> None:
    def pace(gain: float) -> Pace:
        return lambda now: 20_000 * (gain if now.weights is Weights.REPACKED else 1.0)

    assert found(tmp_path, pace(1.07)).weights is Weights.MAPPED
    assert found(tmp_path, pace(1.5)).weights is Weights.REPACKED
    assert found(tmp_path, pace(1.5), free_bytes=900).weights is Weights.MAPPED


def test_that_a_way_on_which_the_engine_dies_has_lost(tmp_path: Path) -> None:
    """Repacked weights have kernels of their own, and a processor or driver may not stand them."""

    def pace(now: EngineSettings) -> float:
        if now.weights is Weights.REPACKED or now.batch_tokens == 256:
            raise EngineDeadError("The engine died again and again: it was ended by signal 4.")
        return 150 if now.batch_tokens == 512 else 180

    assert found(tmp_path, pace) == msgspec.structs.replace(PLAIN, batch_tokens=128, micro_batch_tokens=128)

    def dead(_: EngineSettings) -> float:
        raise EngineDeadError("The engine died again and again: it was ended by signal 4.")

    with pytest.raises(EngineDeadError):  # the usual way: without it nothing works
        found(tmp_path, dead)


def test_that_fewer_threads_are_taken_where_they_are_faster(tmp_path: Path) -> None:
    assert found(tmp_path, lambda now: 20_000 / (now.threads or 1), threads=(4, 2, 8)).threads == 2


@pytest.mark.parametrize(("tokens_per_s", "batch"), [(20_000, 512), (150, 512), (30, 128), (10, 64), (1, 64)])
def test_that_a_batch_takes_five_seconds_at_most(tmp_path: Path, tokens_per_s: float, batch: int) -> None:
    assert found(tmp_path, lambda _: tokens_per_s).batch_tokens == batch


def test_that_a_batch_gets_no_larger_than_is_fast(tmp_path: Path) -> None:
    assert found(tmp_path, lambda now: 150 if now.batch_tokens == 512 else 180).batch_tokens == 256


def test_that_a_larger_batch_is_taken_that_is_nearly_as_fast_as_the_fastest(tmp_path: Path) -> None:
    speeds = {128: 180, 256: 175, 512: 172}
    assert found(tmp_path, lambda now: speeds.get(now.batch_tokens or 0, 180)).batch_tokens == 512
    speeds = {128: 180, 256: 175, 512: 168}
    assert found(tmp_path, lambda now: speeds.get(now.batch_tokens or 0, 180)).batch_tokens == 256


def test_that_nothing_is_tried_that_changes_answers(tmp_path: Path) -> None:
    engine = TimedEngine(lambda _: 100)
    tuning(tmp_path, threads=(2, 1)).measure(engine, OPTIONS, lambda: False)
    assert {(now.kv_type, now.flash_attention) for now in engine.tried} == {(KvType.F16, True)}
    known = tuning(tmp_path).known("abc")
    assert known is not None
    assert known.settings == known.settings.for_speed_alone()  # the engine's choice stays the engine's


def test_that_a_stop_keeps_nothing(tmp_path: Path) -> None:
    assert tuning(tmp_path).measure(TimedEngine(lambda _: 100), OPTIONS, lambda: True) is None
    assert tuning(tmp_path).known("abc") is None


def test_that_it_is_measured_once_for_each_engine_and_processor_and_only_for_many_rows(tmp_path: Path) -> None:
    engine = TimedEngine(lambda _: 100)
    assert tuning(tmp_path).settings(engine, OPTIONS, 20, lambda: False) == UNCHOSEN
    assert not engine.tried
    chosen = tuning(tmp_path).settings(engine, OPTIONS, 5000, lambda: False)
    trials = len(engine.tried)
    assert trials > 2
    assert tuning(tmp_path).settings(engine, OPTIONS, 5000, lambda: False) == chosen
    assert len(engine.tried) == trials
    assert tuning(tmp_path, name="elsewhere").known("abc") is None


def test_that_what_was_kept_by_another_version_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "tuning.json").write_text(json.dumps({"abc, here": {"settings": {"threads": "many"}}}), "utf-8")
    assert tuning(tmp_path).known("abc") is None


def test_that_a_busy_measurement_is_used_and_made_again_at_the_next_long_run(tmp_path: Path) -> None:
    engine = TimedEngine(lambda now: 100 if now.threads == 1 else 60)  # as if the others were on the second core
    busy = tuning(tmp_path, threads=(2, 1), others=0.4).settings(engine, OPTIONS, 5000, lambda: False)
    assert busy.threads == 1
    kept = tuning(tmp_path).known("abc")
    assert kept is not None
    assert (kept.settings, kept.is_provisional, kept.others_share) == (busy, True, 0.4)
    trials = len(engine.tried)
    assert tuning(tmp_path).settings(engine, OPTIONS, 199, lambda: False) == busy  # too few rows to measure for
    assert len(engine.tried) == trials
    quiet = TimedEngine(lambda now: 50 * (now.threads or 1))  # slower than what was kept, and yet it counts
    chosen = tuning(tmp_path, threads=(2, 1), others=0.02).settings(quiet, OPTIONS, 200, lambda: False)
    assert chosen.threads == 2
    kept = tuning(tmp_path).known("abc")
    assert kept is not None
    assert (kept.settings, kept.is_provisional, kept.busy_times) == (chosen, False, 0)
    trials = len(quiet.tried)
    tuning(tmp_path, others=0.9).settings(quiet, OPTIONS, 5000, lambda: False)
    assert len(quiet.tried) == trials


def test_that_on_a_computer_that_is_always_busy_the_best_of_three_is_kept(tmp_path: Path) -> None:
    def once_more(tokens_per_s: float) -> tuple[Tuned, int]:
        engine = TimedEngine(lambda _: tokens_per_s)
        here = tuning(tmp_path, others=0.5)
        here.settings(engine, OPTIONS, 5000, lambda: False)
        kept = here.known("abc")
        assert kept is not None
        return kept, len(engine.tried)

    found = [once_more(tokens_per_s)[0] for tokens_per_s in (70, 90, 80)]
    assert [(each.busy_times, each.is_provisional) for each in found] == [(1, True), (2, True), (3, False)]
    assert [each.tokens_per_s for each in found] == [70, 90, 90]
    assert once_more(1000) == (found[-1], 0)


def test_that_a_busy_measurement_takes_nothing_from_a_quiet_one(tmp_path: Path) -> None:
    quiet = tuning(tmp_path).measure(TimedEngine(lambda _: 100), OPTIONS, lambda: False)
    assert tuning(tmp_path, others=0.5).measure(TimedEngine(lambda _: 200), OPTIONS, lambda: False) == quiet


def test_that_a_stop_leaves_what_was_kept(tmp_path: Path) -> None:
    engine = TimedEngine(lambda _: 100)
    busy = tuning(tmp_path, others=0.5).settings(engine, OPTIONS, 5000, lambda: False)
    assert tuning(tmp_path).settings(engine, OPTIONS, 5000, lambda: True) == busy


def test_that_what_was_kept_before_there_was_a_mark_still_counts(tmp_path: Path) -> None:
    settings = {"threads": 1, "weights": "mapped", "kv_type": "f16", "flash_attention": True}
    older = {"settings": settings, "tokens_per_s": 12.5, "trials": []}
    (tmp_path / "tuning.json").write_text(json.dumps({"abc, here": older}), "utf-8")
    known = tuning(tmp_path).known("abc")
    assert known is not None
    assert (known.settings, known.is_provisional) == (EngineSettings(threads=1, weights=Weights.MAPPED), False)
    assert not tuning(tmp_path).is_due("abc", 5000)


def test_that_a_run_that_goes_on_measures_nothing(tmp_path: Path) -> None:
    engine = TimedEngine(lambda _: 100)
    begun = EngineSettings(batch_tokens=64, weights=Weights.REPACKED)
    told: list[str] = []
    assert tuning(tmp_path).settings(engine, OPTIONS, 5000, lambda: False, begun, lambda: told.append("")) == begun
    assert not engine.tried
    assert not told
    tuning(tmp_path / "else").settings(engine, OPTIONS, 5000, lambda: False, on_start=lambda: told.append("now"))
    assert told == ["now"]
    tuning(tmp_path, threads=(1,)).measure(TimedEngine(lambda now: 100 / (now.threads or 1)), OPTIONS, lambda: False)
    went_on = tuning(tmp_path).settings(engine, OPTIONS, 5000, lambda: False, begun)
    assert (went_on.batch_tokens, went_on.weights, went_on.threads) == (64, Weights.REPACKED, 1)


def test_that_the_real_worker_measures_the_starter_and_answers_afterwards(home: Path, starter: Path) -> None:
    engine = wiring.engine()
    try:
        options = LoadOptions(path=str(starter), fingerprint="starter", gpu_layers=0)
        measured = wiring.tuning().measure(engine, options, lambda: False)
        assert measured is not None
        assert measured.tokens_per_s > 0
        assert len(measured.trials) >= 2
        kept = wiring.tuning().known("starter")
        assert kept == measured
        info = engine.load(options.run_with(measured.settings))
        assert info.settings is not None
        assert info.settings.for_speed_alone() == measured.settings
        assert engine.measure(64, 1, lambda: True) is None  # stopped: the worker is gone …
        assert engine.load(options).settings is not None  # … and another comes
    finally:
        engine.close()


def test_that_settings_fill_each_others_gaps() -> None:
    wanted = EngineSettings(threads=1, flash_attention=False)
    both = wanted.or_else(USUAL)
    assert (both.threads, both.flash_attention, both.batch_tokens) == (1, False, 512)
    assert "no flash attention" in both.in_words()
    assert USUAL.for_the_same_bits().threads is None
    assert msgspec.convert(msgspec.to_builtins(USUAL), EngineSettings) == USUAL


def test_that_a_measurement_survives_the_disk() -> None:
    tuned = Tuned(settings=USUAL, tokens_per_s=12.5)
    assert msgspec.convert(json.loads(json.dumps(msgspec.to_builtins(tuned))), Tuned) == tuned


def test_that_a_run_that_goes_on_is_run_as_it_began_and_a_new_one_as_was_measured() -> None:
    plan = LabellingPlan(text_column="text", tasks=("v-reg",), emotions=(), profile="standard")
    record = RunRecord(
        plan=plan, model_fingerprint="abc", model_name="", model_file="", engine="", device="", app_version="",
        started_at="2026-01-01T00:00:00+00:00", settings=USUAL,
    )  # fmt: skip
    assert record.settings_to_go_on == USUAL.for_the_same_bits()
    assert record.is_of(plan, "abc")
    assert not record.is_of(plan, "another model")
    assert not record.is_of(msgspec.structs.replace(plan, profile="paper"), "abc")
    ended = msgspec.structs.replace(record, finished_at="2026-01-02T00:00:00+00:00")
    assert ended.settings_to_go_on == UNCHOSEN
    older = msgspec.json.decode(msgspec.json.encode(msgspec.structs.replace(record, settings=None)), type=RunRecord)
    assert older.settings_to_go_on == UNCHOSEN


def test_that_a_run_in_the_window_says_how_it_ran(open_it: Open, tmp_path: Path, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 30))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    record = project.project.runs()[-1][1]
    assert record.settings is not None
    assert record.settings.threads == 1
    assert record.settings.batch_tokens == 512
    assert "batches of 512 tokens" in record.device


def test_that_a_run_in_the_window_that_goes_on_keeps_its_beginning_and_says_how_it_ran_before(
    open_it: Open, tmp_path: Path, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 400))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    project.labelling.stop()
    heard.wait_for_end()
    ((number, before),) = project.project.runs()
    assert (before.finished_at, before.earlier) == (None, ())
    project.labelling.start(request(tiny, settings=EngineSettings(threads=2)))
    heard.wait_for_end(2)
    ((same, after),) = project.project.runs()
    assert same == number
    assert after.finished_at is not None
    assert after.started_at == before.started_at
    assert after.settings is not None
    assert before.settings is not None
    assert after.settings == msgspec.structs.replace(before.settings, threads=2)
    assert after.earlier == (f"{before.engine}, {before.device}",)


def test_that_an_estimate_and_its_run_measure_once_and_the_next_run_again(
    open_it: Open, tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "watch_others", lambda: lambda: 0.7)
    project, heard = open_it(write_texts(tmp_path / "a.csv", 210))
    fingerprint = wiring.shelf().find(str(tiny)).fingerprint

    def busy_times() -> int:
        known = wiring.tuning().known(fingerprint)
        assert known is not None
        return known.busy_times

    def times_told() -> int:
        return heard.events.count(TuningStarted())

    project.labelling.estimate(request(tiny), lambda: False)
    assert (busy_times(), times_told()) == (1, 1)
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    assert (busy_times(), times_told()) == (1, 1)
    project.labelling.start(request(tiny))
    heard.wait_for_end(2)
    assert (busy_times(), times_told()) == (2, 2)
