"""An engine whose speed is what a test says; a clock can't be told what to find."""

from __future__ import annotations

from collections.abc import Callable

from emodesk.core.engine_settings import EngineSettings, KvType, Weights
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.engine.client import EngineClient

USUAL = EngineSettings(
    threads=2, batch_tokens=512, micro_batch_tokens=512, weights=Weights.MAPPED, kv_type=KvType.F16,
    flash_attention=True,
)  # fmt: skip
Pace = Callable[[EngineSettings], float]


class TimedEngine(EngineClient):
    """Loads at once, and takes the time that ``pace`` (tokens per second) says."""

    def __init__(self, pace: Pace) -> None:
        self.tried: list[EngineSettings] = []
        self._pace = pace
        self._now = USUAL

    def load(self, options: LoadOptions) -> ModelInfo:
        self._now = EngineSettings(
            threads=options.threads or 2, batch_tokens=options.batch_tokens, micro_batch_tokens=options.batch_tokens,
            weights=options.weights or Weights.MAPPED, kv_type=options.kv_type, flash_attention=True,
        )  # fmt: skip
        self.tried.append(self._now)
        return ModelInfo(
            name="timed", architecture="llama", fingerprint="", file_name="", size_bytes=1000, parameters=1,
            window_tokens=1, vocabulary=1, device="CPU", gpu_layers=0, threads=2, batch_tokens=512, engine="",
            settings=self._now,
        )  # fmt: skip

    def measure(self, tokens: int, times: int, should_stop: Callable[[], bool]) -> tuple[float, ...] | None:
        return None if should_stop() else (tokens / self._pace(self._now),) * times
