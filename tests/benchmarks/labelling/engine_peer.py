"""EmoDesk's engine in its own worker process, asked as a labelling run asks it."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Self

import psutil

from emodesk.app.asking import Asked
from emodesk.app.chunks import texts_in_chunk
from emodesk.core.affect.answers import request_for
from emodesk.core.engine_settings import Weights
from emodesk.core.reading import LoadOptions, ModelInfo, Reading, Request
from emodesk.engine.client import EngineClient
from emodesk.engine.transport import WorkerTransport
from tests.benchmarks.labelling.counted_engine import Counters, counted_service
from tests.benchmarks.labelling.prompt_tree import least_tokens, tokens_beside
from tests.benchmarks.labelling.texts import WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import Job, Outcome, asked

_SAMPLE_EVERY_S: Final = 0.02


def measure(job: Job) -> Outcome:
    """Label the texts once; start-up, loading and the first text are told apart."""
    with tempfile.TemporaryDirectory(prefix="emodesk-bench-") as folder:
        counters = Counters(Path(folder) / "counters")
        transport = WorkerTransport(Path(folder) / "engine.log", counted_service)
        client = EngineClient(transport)
        try:
            return _measure(job, client, transport, counters)
        finally:
            client.close()


def _measure(job: Job, client: EngineClient, transport: WorkerTransport, counters: Counters) -> Outcome:
    wanted, chosen = asked(job), texts(job.texts)
    began = time.perf_counter()
    client.start()
    with _PeakMemory(transport.pid) as memory:
        options = LoadOptions(
            path=job.model, fingerprint="", threads=job.threads, gpu_layers=job.gpu_layers,
            batch_tokens=job.batch_tokens, weights=Weights(job.weights) if job.weights else None,
        )  # fmt: skip
        info = client.load(options)
        loaded = time.perf_counter()
        _readings(client, info, wanted, [WARM_UP_TEXT])
        warm = time.perf_counter()
        counters.start_over()
        readings = _readings(client, info, wanted, chosen)
        seconds = time.perf_counter() - warm
    counted = counters.figures()
    if not counted["evaluated_tokens"]:
        raise RuntimeError("the engine reaches llama.cpp by another door than the one at which this counts")
    figures = {
        **counted,
        "least_tokens": least_tokens(job, {text: [r.answer for r in some] for text, some in readings.items()}),
        "beside_tokens": sum(tokens_beside(reading) for some in readings.values() for reading in some),
        "outside_decode": 1 - counted["decode_seconds"] / seconds,
        "python_share": 1 - counted["llama_seconds"] / seconds,
        "ready_seconds": loaded - began,
        "first_text_seconds": warm - began,
        "peak_bytes": memory.peak_bytes,
        "peak_private_bytes": memory.peak_private_bytes,
        "model_bytes": Path(job.model).stat().st_size,
        "batch_tokens": info.batch_tokens,
        "is_repacked": float(info.settings is not None and info.settings.weights is Weights.REPACKED),
    }
    return Outcome(
        prompts=len(chosen) * len(wanted.specs), texts=len(chosen), seconds=seconds, figures=figures,
        words={"engine": info.engine, "device": info.device},
    )  # fmt: skip


def readings_of(
    client: EngineClient, info: ModelInfo, wanted: Asked, chosen: Sequence[str]
) -> list[tuple[Request, Reading]]:
    """Ask the loaded model everything of every text, in chunks as large as those of a labelling run.

    All questions of a text stand together, in the order of ``wanted``.
    """
    asked_for: list[Request] = []

    def chunks() -> Iterator[list[Request]]:
        size = texts_in_chunk(info)
        for start in range(0, len(chosen), size):
            pairs = [(text, spec) for text in chosen[start : start + size] for spec in wanted.specs]
            chunk = [request_for(number, spec, text) for number, (text, spec) in enumerate(pairs)]
            asked_for.extend(chunk)
            yield chunk

    readings: list[Reading] = []
    for results in client.score(chunks(), wanted.answer_sets, lambda: False):
        for result in results:
            if not isinstance(result, Reading):
                raise TypeError(f"the engine gave up on a prompt: {result.reason}")
            readings.append(result)
    return list(zip(asked_for, readings, strict=True))


def _readings(client: EngineClient, info: ModelInfo, wanted: Asked, chosen: Sequence[str]) -> dict[str, list[Reading]]:
    """Return each text's readings, in the order of the questions."""
    said = [reading for _, reading in readings_of(client, info, wanted, chosen)]
    step = len(wanted.specs)
    return {text: said[place * step : (place + 1) * step] for place, text in enumerate(chosen)}


class _PeakMemory:
    """Watches how much memory a process takes, while it's entered."""

    def __init__(self, pid: int | None) -> None:
        self._process = psutil.Process(pid)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.peak_bytes = 0
        self.peak_private_bytes = 0
        """Without what is mapped from files, where the system tells."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(_SAMPLE_EVERY_S):
            memory = self._process.memory_info()
            self.peak_bytes = max(self.peak_bytes, memory.rss)
            self.peak_private_bytes = max(self.peak_private_bytes, memory.rss - getattr(memory, "shared", 0))
