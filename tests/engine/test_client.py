"""A worker may die of anything, at any message: what was asked is answered, or said to be impossible."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec
import pytest

from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import EngineDeadError, EngineError
from emodesk.core.reading import AnswerSet, FailedRequest, Reading, Request
from emodesk.engine import transport as transport_module
from emodesk.engine.client import EngineClient
from emodesk.engine.messages import Ready
from emodesk.engine.service import EngineService
from emodesk.engine.transport import WorkerTransport
from tests.engine.dying import (
    ENDLESS,
    OPTIONS,
    POISON,
    BrokenDriverService,
    DyingService,
    LavishService,
    SecondModelService,
    SmallGpuService,
)

ANSWERS = (AnswerSet("score", ("0",), (0,)),)


@pytest.fixture
def clients(tmp_path: Path) -> Iterator[list[EngineClient]]:
    opened: list[EngineClient] = []
    yield opened
    for client in opened:
        client.close()


def open_client(
    clients: list[EngineClient], folder: Path, open_service: Callable[[], EngineService] = DyingService
) -> tuple[EngineClient, WorkerTransport]:
    transport = WorkerTransport(folder / "engine.log", open_service)
    client = EngineClient(transport)
    clients.append(client)
    client.load(OPTIONS)
    return client, transport


def requests(*prompts: str) -> list[Request]:
    return [Request(number, prompt, "score", 0, 0) for number, prompt in enumerate(prompts)]


def score(client: EngineClient, *prompts: str) -> list[Reading | FailedRequest]:
    (results,) = client.score([requests(*prompts)], ANSWERS, lambda: False)
    return sorted(results, key=lambda result: result.id)


def test_that_a_text_that_kills_the_worker_is_set_aside_and_the_rest_is_answered(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client, _ = open_client(clients, tmp_path)
    results = score(client, "good", f"a {POISON}", "fine", "better")
    assert [type(result) for result in results] == [Reading, FailedRequest, Reading, Reading]
    assert isinstance(results[1], FailedRequest)
    assert "ended with code 9" in results[1].reason


def test_that_a_worker_that_dies_of_everything_ends_the_run_and_not_row_after_row(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client, _ = open_client(clients, tmp_path, partial(DyingService, dies_of_all=True))
    with pytest.raises(EngineDeadError, match="again and again") as caught:
        score(client, *(f"text {number}" for number in range(40)))
    assert "everything so far is kept" in caught.value.hint


@pytest.mark.parametrize("kind", ["CountTokens", "Define", "Score"])
def test_that_a_death_at_any_message_is_survived(clients: list[EngineClient], tmp_path: Path, kind: str) -> None:
    client, _ = open_client(clients, tmp_path, partial(DyingService, first_death=kind, notes=tmp_path / "died"))
    assert client.count_tokens(["one two", "three"]) == [2, 1]
    assert [type(result) for result in score(client, "good", "fine")] == [Reading, Reading]
    assert (tmp_path / "died").exists()


def test_that_a_worker_killed_between_two_questions_is_replaced(clients: list[EngineClient], tmp_path: Path) -> None:
    client, transport = open_client(clients, tmp_path)
    for _ in range(2):
        assert transport.pid is not None
        os.kill(transport.pid, signal.SIGKILL)
        assert client.count_tokens(["one"]) == [1]
        os.kill(transport.pid, signal.SIGKILL)
        assert isinstance(score(client, "good")[0], Reading)


def test_that_answers_that_nobody_waited_for_are_not_taken_for_others(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client, _ = open_client(clients, tmp_path)
    chunks = [requests(f"text {number}") for number in range(6)]
    results = client.score(chunks, ANSWERS, lambda: False)
    next(results)  # and then whoever asked fails, with more on its way
    assert client.count_tokens(["one two"]) == [2]
    assert isinstance(score(client, "good")[0], Reading)
    results.close()  # late, as the garbage collector would
    assert client.count_tokens(["one two three"]) == [3]


@pytest.mark.parametrize(
    ("asked", "planned", "most", "got", "says"),
    [
        (20, 33, 40, 20, ""),
        (None, 33, 40, 33, ""),
        (None, 33, 30, 24, "24 layers are on the GPU"),
        (None, 33, 12, 8, "8 layers are on the GPU"),
        (30, 33, 25, 22, "22 layers are on the GPU"),
        (None, 5, 0, 0, "the CPU does all of the work"),
        (None, 0, 0, 0, ""),
        (0, 33, 0, 0, ""),
    ],
)
def test_that_a_gpu_that_is_too_small_gets_less_and_says_so(
    clients: list[EngineClient], tmp_path: Path, asked: int | None, planned: int, most: int, got: int, says: str
) -> None:
    client = EngineClient(WorkerTransport(tmp_path / "engine.log", partial(SmallGpuService, most, planned)))
    clients.append(client)
    info = client.load(msgspec.structs.replace(OPTIONS, gpu_layers=asked))
    assert info.gpu_layers == got
    assert [says in note and "ended with code 9" in note for note in info.notes] == ([True] if says else [])
    assert isinstance(score(client, "good")[0], Reading)


def test_that_a_driver_that_ends_the_engine_costs_the_gpu_and_not_the_run(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client = EngineClient(WorkerTransport(tmp_path / "engine.log", BrokenDriverService))
    clients.append(client)
    (note,) = client.load(OPTIONS).notes
    assert note == ("The GPU's driver ended the engine, so the CPU does all of the work. (it ended with code 9)")
    assert isinstance(score(client, "good")[0], Reading)
    assert client.examine().gpus_in_words == (
        "asking the driver ended the engine (it ended with code 9); the CPU is used"
    )


def test_that_a_stop_is_heard_while_answers_come_without_a_pause(clients: list[EngineClient], tmp_path: Path) -> None:
    client, _ = open_client(clients, tmp_path)
    chunks = [requests(f"text {number}") for number in range(400)]
    counts = {"answered": 0}
    for _ in client.score(chunks, ANSWERS, lambda: counts["answered"] >= 3):
        counts["answered"] += 1
    assert counts["answered"] == 3
    assert [type(result) for result in score(client, "good", "fine")] == [Reading, Reading]


def test_that_work_is_dropped_between_two_batches_and_the_worker_goes_on(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client, transport = open_client(clients, tmp_path)
    worker = transport.pid
    chunks = [requests("good"), requests(ENDLESS), requests(ENDLESS)]
    counts = {"answered": 0}
    for _ in client.score(chunks, ANSWERS, lambda: counts["answered"] >= 1):
        counts["answered"] += 1
    assert counts["answered"] == 1
    assert [type(result) for result in score(client, "good", "fine")] == [Reading, Reading]
    assert transport.pid == worker


def test_that_a_worker_can_be_stopped_while_it_comes_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transport = WorkerTransport(tmp_path / "engine.log", DyingService)
    begun, may_go_on = threading.Event(), threading.Event()
    kind = transport._context.Process
    start = kind.start

    def start_slowly(process: BaseProcess) -> None:
        begun.set()
        assert may_go_on.wait(30)
        start(process)

    monkeypatch.setattr(kind, "start", start_slowly)
    with ThreadPoolExecutor() as threads:
        started = threads.submit(transport.start)
        assert begun.wait(30)
        stopped = threads.submit(transport.stop)
        time.sleep(0.2)
        may_go_on.set()
        stopped.result(timeout=60)
        with pytest.raises(EngineDeadError):
            started.result(timeout=60)
    assert transport.pid is None


def test_that_a_worker_that_does_not_come_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "_LONGEST_START_S", 0.0)
    transport = WorkerTransport(tmp_path / "engine.log", DyingService)
    with pytest.raises(EngineDeadError, match="could not start: it said nothing for 0 seconds"):
        transport.start()
    assert transport.pid is None


def test_that_a_model_that_could_not_be_loaded_is_not_loaded_by_the_next_question(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    service = partial(SecondModelService, first_death="second model", notes=tmp_path / "died")
    client, _ = open_client(clients, tmp_path, service)
    with pytest.raises(EngineDeadError, match="while it loaded the model"):
        client.load(msgspec.structs.replace(OPTIONS, path="second"))
    with pytest.raises(EngineError, match="before a model was loaded"):
        client.count_tokens(["one"])
    client.load(OPTIONS)
    assert client.count_tokens(["one"]) == [1]


def test_that_long_questions_and_long_answers_do_not_wait_for_each_other(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    """Each is far more than a pipe holds, and the first answer comes before the second question has gone."""
    client, transport = open_client(clients, tmp_path, LavishService)
    chunks = [requests(f"{number} " * 1_000_000) for number in range(6)]
    with ThreadPoolExecutor() as threads:
        answered = threads.submit(lambda: [len(results) for results in client.score(chunks, ANSWERS, lambda: False)])
        try:
            assert answered.result(timeout=60) == [1] * 6
        finally:
            client.close()  # or a failure would never end
    assert transport.pid is None


@pytest.mark.parametrize("on_gpu", [33, 0])
def test_that_what_was_measured_on_the_processor_is_for_it_alone(
    clients: list[EngineClient], tmp_path: Path, on_gpu: int
) -> None:
    client = EngineClient(WorkerTransport(tmp_path / "engine.log", partial(SmallGpuService, 40, on_gpu)))
    clients.append(client)
    measured = EngineSettings(batch_tokens=64, flash_attention=True)
    how = client.load(msgspec.structs.replace(OPTIONS, on_cpu=measured)).settings
    assert how is not None
    assert (how.batch_tokens, how.flash_attention) == ((512, None) if on_gpu else (64, True))


def test_that_closing_ends_who_waits_for_an_answer_and_no_worker_comes_any_more(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client, transport = open_client(clients, tmp_path)
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(lambda: list(client.score([requests(ENDLESS)], ANSWERS, lambda: False)))
        time.sleep(0.3)
        client.close()
        with pytest.raises(EngineDeadError):
            waiting.result(timeout=60)
    assert transport.pid is None
    for ask in (lambda: client.load(OPTIONS), lambda: client.count_tokens(["one"]), client.examine):
        with pytest.raises(EngineDeadError):
            ask()
    assert transport.pid is None
    client.close()


def test_that_closing_while_a_gpu_is_asked_for_less_and_less_ends_that(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    client = EngineClient(WorkerTransport(tmp_path / "engine.log", partial(SmallGpuService, 0, 33)))
    transport = client._transport
    assert isinstance(transport, WorkerTransport)
    start, starts = transport.start, iter(range(9))

    def start_and_close() -> Ready:
        ready = start()
        if next(starts) == 1:  # after the first refusal
            client.close()
        return ready

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "start", start_and_close)
        with pytest.raises(EngineDeadError):
            client.load(OPTIONS)
    assert next(starts) == 2
    assert transport.pid is None


def test_that_a_stop_is_heard_while_it_is_found_out_what_killed_the_worker(
    clients: list[EngineClient], tmp_path: Path
) -> None:
    service = partial(DyingService, first_death="Score", notes=tmp_path / "died")
    client, transport = open_client(clients, tmp_path, service)
    first = transport.pid
    chunks = [requests(ENDLESS), requests("good")]
    assert list(client.score(chunks, ANSWERS, lambda: transport.pid not in (first, None))) == []
    assert [type(result) for result in score(client, "good", "fine")] == [Reading, Reading]
