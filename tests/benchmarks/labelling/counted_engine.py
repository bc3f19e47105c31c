"""EmoDesk's engine with a counter at the door of llama.cpp: how many tokens go in, and how long it takes.

The counter lies in a file that the worker and the benchmark map into their memory; the program has none of this.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import gguf
import numpy as np
import numpy.typing as npt

from emodesk.engine.service import EngineService, engine_service

_FILE: Final = "EMODESK_BENCHMARK_COUNTERS"
_CALLS, _TOKENS, _DECODE_SECONDS, _LLAMA_SECONDS, _MEMORY_BYTES = range(5)


class Counters:
    """What the worker has done, as seen from outside."""

    def __init__(self, path: Path) -> None:
        """Make the file, and let workers that start from now on count into it."""
        self._values: npt.NDArray[np.float64] = np.memmap(path, np.float64, "w+", shape=(5,))
        os.environ[_FILE] = str(path)

    def start_over(self) -> None:
        """Count from nought; nothing may be under way."""
        self._values[[_CALLS, _TOKENS, _DECODE_SECONDS, _LLAMA_SECONDS]] = 0

    def figures(self) -> dict[str, float]:
        """Return the calls of ``llama_decode``, its tokens and seconds, those of all calls, and the bytes of the KV."""
        names = ("decode_calls", "evaluated_tokens", "decode_seconds", "llama_seconds", "kv_bytes")
        return dict(zip(names, map(float, self._values), strict=True))


def counted_service() -> EngineService:
    """Return the engine's service; for ``WorkerTransport``, which calls it in the worker."""
    importlib.import_module("emodesk.engine.llama_backend")  # it prepares what llama.cpp reads when it loads
    llama_cpp = importlib.import_module("llama_cpp")
    values: npt.NDArray[np.float64] = np.memmap(os.environ[_FILE], np.float64, "r+", shape=(5,))

    def count(name: str, note: Callable[..., None] = lambda *_: None, *, is_decoding: bool = False) -> None:
        native = getattr(llama_cpp, name)

        def counted(*arguments: Any) -> Any:
            started = time.perf_counter()
            result = native(*arguments)
            seconds = time.perf_counter() - started
            values[_LLAMA_SECONDS] += seconds
            if is_decoding:
                values[_DECODE_SECONDS] += seconds
            note(*arguments)
            return result

        setattr(llama_cpp, name, counted)

    def decoded(_: Any, batch: Any) -> None:
        values[_CALLS] += 1
        values[_TOKENS] += batch.n_tokens

    def made_context(model: Any, params: Any) -> None:
        heads = llama_cpp.llama_model_n_head(model)
        width = llama_cpp.llama_model_n_embd(model) // heads * llama_cpp.llama_model_n_head_kv(model)
        values_in_memory = params.n_ctx * llama_cpp.llama_model_n_layer(model) * width
        values[_MEMORY_BYTES] = values_in_memory * sum(map(_bytes_per_value, (params.type_k, params.type_v)))

    count("llama_decode", decoded, is_decoding=True)
    count("llama_get_logits", is_decoding=True)  # a GPU is waited for here
    count("llama_init_from_model", made_context)
    for name in ("llama_tokenize", "llama_memory_seq_cp", "llama_memory_seq_rm"):
        count(name)
    return engine_service()


def _bytes_per_value(kind: int) -> float:
    block, size = gguf.GGML_QUANT_SIZES[gguf.GGMLQuantizationType(kind)]
    return float(size / block)
