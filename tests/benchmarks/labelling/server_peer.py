"""llama.cpp's own server: continuous batching in slots, each of which keeps the prompt that it answered last.

Either the one that the wheel ``xllamacpp`` brings, or a ``llama-server``. The wheel's is compiled for any processor
with AVX2; a ``llama-server`` built on this computer uses all that the processor has, as EmoDesk's own build does.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from tests.benchmarks.labelling.texts import WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import STARTER, Job, Outcome, Prompt, asked, prompt

_SLOT_TOKENS: Final = 640
"""A prompt and its answer take 250 at most; the server's own rate is measured with twice that."""
_PATIENCE_S: Final = 120


def measure(job: Job) -> Outcome:
    """Answer all prompts, as many at a time as there are slots; what prompts share is in the slots before."""
    with _server(job) as address, ThreadPoolExecutor(job.slots) as clients:
        server = _Client(address, ends_answers=job.shape == STARTER)
        own_rate = server.prefill_rate(job)
        specs, chosen = asked(job).specs, texts(job.texts)
        rounds = [[spec] for spec in specs] if job.order == "task" else [list(specs)]
        seconds, generated = 0.0, 0
        for together in rounds:
            warm_up = [prompt(job, spec, WARM_UP_TEXT) for spec in together]
            list(clients.map(server.prefill, warm_up * (job.slots if job.order == "task" else 1)))
            prompts = [prompt(job, spec, text) for text in chosen for spec in together]
            started = time.perf_counter()
            generated += sum(clients.map(server.answer, prompts))
            seconds += time.perf_counter() - started
    count = len(specs) * len(chosen)
    return Outcome(
        prompts=count, texts=len(chosen), seconds=seconds,
        figures={"answer_tokens": generated / count, "prefill_tokens_per_s": own_rate, "slots": job.slots},
        words={"order": job.order},
    )  # fmt: skip


class _Client:
    """Asks a server."""

    def __init__(self, address: tuple[str, int], *, ends_answers: bool) -> None:
        self._address = address
        self._ends_answers = ends_answers

    def answer(self, one: Prompt) -> int:
        """Return how many tokens came."""
        tokens = int(self._ask(one.text, one.answer_tokens)["tokens_predicted"])
        if not self._ends_answers and tokens != one.answer_tokens:
            raise ValueError(f"an answer has {tokens} tokens instead of {one.answer_tokens}")
        return tokens

    def prefill(self, one: Prompt) -> None:
        """Let a slot read the prompt."""
        self._ask(one.text, 1)

    def prefill_rate(self, job: Job) -> float:
        """Return the tokens per second of a single long prompt: what this build of llama.cpp can do at most."""
        long_text = " ".join(texts(64))[: 400 if job.shape == STARTER else 1_600]
        rates = []
        for spec in asked(job).specs[:3]:
            timings = self._ask(spec.render(long_text), 1)["timings"]
            rates.append(timings["prompt_n"] / timings["prompt_ms"] * 1_000)
        return float(sorted(rates)[1])

    def _ask(self, text: str, tokens: int) -> dict[str, Any]:
        question = {
            "prompt": text, "n_predict": tokens, "temperature": 0, "cache_prompt": True,
            "ignore_eos": not self._ends_answers,
        }  # fmt: skip
        connection = http.client.HTTPConnection(*self._address, timeout=600)
        connection.request("POST", "/completion", json.dumps(question), {"Content-Type": "application/json"})
        response = connection.getresponse()
        body: dict[str, Any] = json.loads(response.read())
        connection.close()
        if response.status != http.client.OK:
            raise RuntimeError(f"the server answered {response.status}: {body}")
        return body


@contextlib.contextmanager
def _server(job: Job) -> Iterator[tuple[str, int]]:
    if job.server:
        with _own_process(job) as address:
            yield address
        return
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = job.model
    params.n_ctx = _SLOT_TOKENS * job.slots
    params.n_parallel = job.slots
    params.n_gpu_layers = job.gpu_layers
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = job.threads
    params.no_extra_bufts = not job.is_repacked
    server = xllamacpp.Server(params)
    host, _, port = server.listening_address.removeprefix("http://").partition(":")
    yield host, int(port)


@contextlib.contextmanager
def _own_process(job: Job) -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command: Sequence[str] = [
        job.server, "--model", job.model, "--host", "127.0.0.1", "--port", str(port), "--threads", str(job.threads),
        "--parallel", str(job.slots), "--ctx-size", str(_SLOT_TOKENS * job.slots),
        "--n-gpu-layers", str(job.gpu_layers),
        *([] if job.is_repacked else ["--no-repack"]),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_until_ready(process, port)
            yield "127.0.0.1", port
        finally:
            process.terminate()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError):
            connection.request("GET", "/health")
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.1)
    raise RuntimeError("llama-server did not start")
