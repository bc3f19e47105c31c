"""The limit: full batches of the same tokens through ``llama_decode``, and nothing else."""

from __future__ import annotations

import time
from typing import Any, Final

import llama_cpp

from tests.benchmarks.labelling.texts import texts
from tests.benchmarks.labelling.work import Job, Outcome, asked, prompt

_LEAST_SECONDS: Final = 4.0
_FLASH_ATTENTION: Final = {
    "flash": llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED,
    "plain": llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED,
}


def measure(job: Job) -> Outcome:
    """Return the tokens per second of one sequence of a batch's length, the faster way of attention of the two."""
    llama_cpp.llama_backend_init()
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = job.gpu_layers
    model = llama_cpp.llama_model_load_from_file(job.model.encode(), params)
    tokens = _tokens(model, job)
    rates = {name: _rate(model, job, tokens, kind) for name, kind in _FLASH_ATTENTION.items()}
    best = max(rates, key=lambda name: rates[name])
    figures = {f"{name}_tokens_per_s": rate for name, rate in rates.items()}
    return Outcome(
        prompts=0, texts=0, seconds=_LEAST_SECONDS,
        figures={"tokens_per_s": rates[best], "batch_tokens": job.batch_tokens, **figures}, words={"attention": best},
    )  # fmt: skip


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


def _rate(model: Any, job: Job, tokens: list[int], flash_attention: int) -> float:
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = params.n_batch = params.n_ubatch = job.batch_tokens
    params.n_threads = params.n_threads_batch = job.threads
    params.flash_attn_type = flash_attention
    context = llama_cpp.llama_init_from_model(model, params)
    memory = llama_cpp.llama_get_memory(context)
    array = (llama_cpp.llama_token * len(tokens))(*tokens)
    batch = llama_cpp.llama_batch_get_one(array, len(tokens))
    rounds, seconds = 0, 0.0
    for is_counted in (False, *[True] * 1_000):
        llama_cpp.llama_memory_clear(memory, True)
        started = time.perf_counter()
        if llama_cpp.llama_decode(context, batch) != 0:
            raise RuntimeError("llama.cpp could not evaluate a batch")
        llama_cpp.llama_synchronize(context)
        if is_counted:
            seconds += time.perf_counter() - started
            rounds += 1
        if seconds >= _LEAST_SECONDS / 2 and rounds >= 2:
            break
    llama_cpp.llama_free(context)
    del array
    return rounds * len(tokens) / seconds
