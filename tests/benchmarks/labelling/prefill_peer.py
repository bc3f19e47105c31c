"""The limit: full batches of the same tokens through ``llama_decode``, and nothing else."""

from __future__ import annotations

import time
from typing import Any, Final

import llama_cpp

from tests.benchmarks.labelling.texts import texts
from tests.benchmarks.labelling.work import Job, Outcome, asked, prompt

_LEAST_SECONDS: Final = 12.0
"""Long enough that a processor that runs faster for a moment, or is lent to others, has come to its usual rate."""
_WARM_UP_TOKENS: Final = 32
_WEIGHTS: Final = {"mapped": False, "repacked": True}
"""As they lie in the file, or in another order that suits the processor, for which llama.cpp has other kernels."""


def measure(job: Job) -> Outcome:
    """Return the tokens per second of one sequence of a batch's length, with the faster of llama.cpp's two kernels."""
    llama_cpp.llama_backend_init()
    tried = {name: _rate(job, name, 0) for name in _WEIGHTS}
    best = max(tried, key=lambda name: tried[name])
    figures = {f"{name}_tokens_per_s": rate for name, rate in tried.items()}
    figures |= {"tokens_per_s": _rate(job, best, _LEAST_SECONDS), "batch_tokens": job.batch_tokens}
    return Outcome(prompts=0, texts=0, seconds=_LEAST_SECONDS, figures=figures, words={"weights": best})


def _tokens(model: Any, job: Job) -> list[int]:
    """Return one batch of what is really asked."""
    vocabulary = llama_cpp.llama_model_get_vocab(model)
    specs = asked(job).specs
    found: list[int] = []
    for text in texts(64):
        for spec in specs:
            raw = prompt(job, spec, text).text.encode()
            room = (llama_cpp.llama_token * (len(raw) + 2))()
            count = llama_cpp.llama_tokenize(vocabulary, raw, len(raw), room, len(room), True, False)
            found += room[:count]
        if len(found) >= job.batch_tokens:
            break
    return found[: job.batch_tokens]


class Prefill:
    """One batch of what is really asked, evaluated as one sequence, again and again."""

    def __init__(self, job: Job, weights: str) -> None:
        """Load the job's model once more, its ``weights`` mapped or repacked."""
        model_params = llama_cpp.llama_model_default_params()
        model_params.n_gpu_layers = job.gpu_layers
        model_params.use_extra_bufts = _WEIGHTS[weights]
        self._model = llama_cpp.llama_model_load_from_file(job.model.encode(), model_params)
        tokens = _tokens(self._model, job)
        self.tokens = len(tokens)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = job.batch_tokens
        params.n_threads = params.n_threads_batch = job.threads
        params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
        self._context = llama_cpp.llama_init_from_model(self._model, params)
        self._array = (llama_cpp.llama_token * self.tokens)(*tokens)
        self._decode = llama_cpp.llama_decode
        self.seconds(min(_WARM_UP_TOKENS, self.tokens))

    def seconds(self, count: int | None = None) -> float:
        """Evaluate the batch, or its first ``count`` tokens; return how long it took."""
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self._context), True)
        batch = llama_cpp.llama_batch_get_one(self._array, self.tokens if count is None else count)
        started = time.perf_counter()
        if self._decode(self._context, batch) != 0:
            raise RuntimeError("llama.cpp could not evaluate a batch")
        llama_cpp.llama_synchronize(self._context)
        return time.perf_counter() - started

    def close(self) -> None:
        """Give the memory back."""
        llama_cpp.llama_free(self._context)
        llama_cpp.llama_model_free(self._model)


def _rate(job: Job, weights: str, least_seconds: float) -> float:
    prefill = Prefill(job, weights)
    seconds = [prefill.seconds()]
    while sum(seconds) < least_seconds:
        seconds.append(prefill.seconds())
    prefill.close()
    return prefill.tokens * len(seconds) / sum(seconds)
