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


def _rate(job: Job, weights: str, least_seconds: float) -> float:
    model_params = llama_cpp.llama_model_default_params()
    model_params.n_gpu_layers = job.gpu_layers
    model_params.use_extra_bufts = _WEIGHTS[weights]
    model = llama_cpp.llama_model_load_from_file(job.model.encode(), model_params)
    tokens = _tokens(model, job)
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = params.n_batch = params.n_ubatch = job.batch_tokens
    params.n_threads = params.n_threads_batch = job.threads
    params.flash_attn_type = llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
    context = llama_cpp.llama_init_from_model(model, params)
    array = (llama_cpp.llama_token * len(tokens))(*tokens)

    def evaluate(count: int) -> float:
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(context), True)
        started = time.perf_counter()
        if llama_cpp.llama_decode(context, llama_cpp.llama_batch_get_one(array, count)) != 0:
            raise RuntimeError("llama.cpp could not evaluate a batch")
        llama_cpp.llama_synchronize(context)
        return time.perf_counter() - started

    evaluate(min(_WARM_UP_TOKENS, len(tokens)))
    seconds = [evaluate(len(tokens))]
    while sum(seconds) < least_seconds:
        seconds.append(evaluate(len(tokens)))
    llama_cpp.llama_free(context)
    llama_cpp.llama_model_free(model)
    return len(tokens) * len(seconds) / sum(seconds)
