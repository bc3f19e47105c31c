"""How close the engine comes to raw prefill, where neighbours are batches and not minutes.

``python -m tests.benchmarks.labelling.limit MODEL``. After each batch of the engine's a full one is evaluated raw, on a
second copy of the model in this very process: what else the machine does meets both alike. The engine's seconds are
all that pass between the raw batches, planning and half-empty batches at the end of a chunk included.
"""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path
from typing import Any, Final

import numpy as np

from emodesk.core.affect.columns import Profile
from emodesk.core.engine_settings import Weights
from emodesk.core.reading import LoadOptions
from emodesk.engine.client import EngineClient
from emodesk.engine.hardware import default_threads
from emodesk.engine.transport import InProcessTransport
from tests.benchmarks.labelling.engine_peer import readings_of
from tests.benchmarks.labelling.prefill_peer import Prefill
from tests.benchmarks.labelling.texts import WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import Job, asked

_RESAMPLED: Final = 2_000


class _Pairs:
    """Stands at the door of llama.cpp and lets a raw batch follow each of the engine's."""

    def __init__(self, prefill: Prefill) -> None:
        self._llama_cpp: Any = importlib.import_module("llama_cpp")
        self._native = self._llama_cpp.llama_decode
        self._prefill = prefill
        self.tokens: list[int] = []
        self.engine_s: list[float] = []
        """Seconds from one batch's end to the next one's, without the raw batch between them."""
        self.raw_s: list[float] = []
        self._since = time.perf_counter()

    def __enter__(self) -> None:
        self._llama_cpp.llama_decode = self._decode
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._llama_cpp.llama_decode = self._native

    def _decode(self, context: Any, batch: Any) -> int:
        status: int = self._native(context, batch)
        self._llama_cpp.llama_synchronize(context)
        self.engine_s.append(time.perf_counter() - self._since)
        self.tokens.append(batch.n_tokens)
        self.raw_s.append(self._prefill.seconds())
        self._since = time.perf_counter()
        return status


def main() -> None:
    """Measure each batch size on the same texts; print the share of raw prefill's tokens per second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--texts", type=int, default=32)
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], default=Profile.STANDARD.value)
    parser.add_argument("--batch-tokens", type=int, nargs="+", default=[512])
    parser.add_argument("--weights", choices=[weights.value for weights in Weights])
    parser.add_argument("--threads", type=int, default=default_threads())
    options = parser.parse_args()
    print("batch  texts/s  tokens/s  raw tokens/s  share of raw (95 %)  in full batches")
    for batch_tokens in options.batch_tokens:
        job = Job(
            peer="", model=str(options.model), shape="", texts=options.texts, threads=options.threads,
            profile=options.profile, batch_tokens=batch_tokens,
        )  # fmt: skip
        print(_measured(job, options.weights), flush=True)


def _measured(job: Job, weights: str | None) -> str:
    client, wanted, chosen = EngineClient(InProcessTransport()), asked(job), texts(job.texts)
    client.start()
    info = client.load(
        LoadOptions(
            path=job.model, fingerprint="", threads=job.threads, batch_tokens=job.batch_tokens,
            weights=None if weights is None else Weights(weights),
        )
    )  # fmt: skip
    assert info.settings is not None
    assert info.settings.weights is not None
    prefill = Prefill(job, info.settings.weights.value)
    readings_of(client, info, wanted, [WARM_UP_TEXT])
    with (pairs := _Pairs(prefill)):
        readings_of(client, info, wanted, chosen)
    prefill.close()
    client.close()
    tokens, engine_s, raw_s = map(np.array, (pairs.tokens, pairs.engine_s, pairs.raw_s))

    def share(some: Any) -> float:
        return float(tokens[some].sum() / engine_s[some].sum() / (prefill.tokens * len(some) / raw_s[some].sum()))

    every, rng = np.arange(len(tokens)), np.random.default_rng(1)
    low, high = np.quantile([share(rng.choice(every, len(every))) for _ in range(_RESAMPLED)], (0.025, 0.975))
    full = np.flatnonzero(tokens == job.batch_tokens)
    return (
        f"{job.batch_tokens:5}  {len(chosen) / engine_s.sum():7.3f}  {tokens.sum() / engine_s.sum():8.1f}  "
        f"{prefill.tokens * len(raw_s) / raw_s.sum():12.1f}  {share(every):.3f} ({low:.3f} to {high:.3f})  "
        f"{share(full):15.3f}"
    )


if __name__ == "__main__":
    main()
