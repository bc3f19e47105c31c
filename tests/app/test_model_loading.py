"""What is loaded, and how: never another model than is believed, and nothing of a processor's on a GPU."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from emodesk import wiring
from emodesk.app import labelling_desk
from emodesk.app.asking import ask
from emodesk.app.model_loading import ModelLoading
from emodesk.app.probe import check_answers_like_emollm
from emodesk.app.tuning import Tuning
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.errors import EngineDeadError, ModelError
from emodesk.core.events import Event, TuningStarted
from emodesk.core.project import LabellingPlan
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.engine.client import EngineClient
from emodesk.engine.transport import WorkerTransport
from tests.app.conftest import PATIENCE_S, Open, request, write_texts
from tests.app.test_tuning import tuning
from tests.app.timed_engine import USUAL, TimedEngine
from tests.engine.dying import SmallGpuService

BARE = LoadOptions(path="", fingerprint="abc")
ROWS = 5000


def loading_with(engine: EngineClient, measured: Tuning | None) -> tuple[ModelLoading, list[Event]]:
    told: list[Event] = []
    return ModelLoading(engine, measured, told.append), told


def load(loading: ModelLoading, bare: LoadOptions = BARE, *, rows: int = ROWS, **more: Any) -> ModelInfo:
    how: dict[str, Any] = {"should_stop": lambda: False, "chosen": UNCHOSEN, "begun": UNCHOSEN} | more
    return loading.load(bare, rows, **how)


def test_that_after_a_load_that_failed_the_model_before_it_is_loaded_again(tiny: Path, tmp_path: Path) -> None:
    engine = wiring.engine()
    loading, _ = loading_with(engine, None)
    good = LoadOptions(path=str(tiny), fingerprint="good", gpu_layers=0)
    try:
        load(loading, good)
        with pytest.raises(ModelError):
            load(loading, LoadOptions(path=str(tmp_path / "none.gguf"), fingerprint="bad", gpu_layers=0))
        assert load(loading, good).name == "tiny"
        assert engine.count_tokens(["valence"]) != [0]
    finally:
        engine.close()


def test_that_a_measurement_that_was_stopped_is_made_by_the_run(tmp_path: Path) -> None:
    loading, told = loading_with(TimedEngine(lambda _: 100), tuning(tmp_path))
    load(loading, should_stop=lambda: True)
    assert tuning(tmp_path).known("abc") is None
    load(loading)
    assert tuning(tmp_path).known("abc") is not None
    assert told == [TuningStarted(), TuningStarted()]


class GpuEngine(TimedEngine):
    """Has a GPU that does all of the work."""

    def load(self, options: LoadOptions) -> ModelInfo:
        return msgspec.structs.replace(super().load(options), gpu_layers=33)


def test_that_a_model_on_a_gpu_is_loaded_once_for_all_runs_after_the_first_look(tmp_path: Path) -> None:
    engine = GpuEngine(lambda _: 100)
    loading, told = loading_with(engine, tuning(tmp_path))
    load(loading)
    loads = len(engine.tried)
    for _ in range(2):
        loading.end_run()
        load(loading)
    assert len(engine.tried) == loads
    assert told == []


@pytest.mark.parametrize(("layers", "batch"), [(33, 512), (0, 128)])
def test_that_what_was_measured_on_the_processor_is_not_for_a_gpu(tmp_path: Path, layers: int, batch: int) -> None:
    measured = tuning(tmp_path)
    assert measured.measure(TimedEngine(lambda _: 30), BARE, lambda: False) is not None
    engine = EngineClient(WorkerTransport(tmp_path / "engine.log", partial(SmallGpuService, 40, layers)))
    loading, _ = loading_with(engine, measured)
    try:
        how = load(loading).settings
        assert how is not None
        assert (how.batch_tokens, how.flash_attention) == (batch, None)
    finally:
        engine.close()


def test_that_a_run_that_began_on_the_processor_gets_full_precision_on_a_gpu(tmp_path: Path) -> None:
    begun = msgspec.structs.replace(USUAL, batch_tokens=64).for_the_same_bits()
    found: list[EngineSettings | None] = []
    for layers, chosen in ((33, UNCHOSEN), (33, EngineSettings(flash_attention=True)), (0, UNCHOSEN)):
        engine = EngineClient(WorkerTransport(tmp_path / "engine.log", partial(SmallGpuService, 40, layers)))
        loading, _ = loading_with(engine, tuning(tmp_path))
        found.append(load(loading, begun=begun, chosen=chosen).settings)
        engine.close()
    how = [each and (each.batch_tokens, each.flash_attention) for each in found]
    assert how == [(64, None), (64, True), (64, True)]


def test_that_a_stop_ends_the_look_at_a_model_which_is_looked_at_again_then(starter: Path) -> None:
    plan = LabellingPlan(text_column="", tasks=("v-reg",), emotions=(), profile="standard")
    engine = wiring.engine()
    try:
        engine.load(LoadOptions(path=str(starter), fingerprint="starter", gpu_layers=0))
        assert not check_answers_like_emollm(engine, ask(plan, "starter"), "starter", lambda: True)
        assert check_answers_like_emollm(engine, ask(plan, "starter"), "starter")
    finally:
        engine.close()


def test_that_a_project_that_is_closed_while_a_model_is_looked_at_leaves_no_engine_behind(
    open_it: Open, tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, _ = open_it(write_texts(tmp_path / "a.csv", 20))
    begun, closed = threading.Event(), threading.Event()

    def check(*arguments: Any) -> bool:
        begun.set()
        assert closed.wait(PATIENCE_S)
        return check_answers_like_emollm(*arguments[:3])  # as if it had asked just before

    monkeypatch.setattr(labelling_desk, "check_answers_like_emollm", check)
    engine: Any = project.labelling._engine
    with ThreadPoolExecutor() as threads:
        wanted = request(tiny, is_any_model_welcome=False)
        estimate = threads.submit(project.labelling.estimate, wanted, lambda: False)
        assert begun.wait(PATIENCE_S)
        project.close()
        closed.set()
        with pytest.raises(EngineDeadError):
            estimate.result(timeout=PATIENCE_S)
    assert engine._transport.pid is None
