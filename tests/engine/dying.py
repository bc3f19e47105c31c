"""Services that die of what they're asked, for a worker of their own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.engine_settings import EngineSettings
from emodesk.core.reading import Decision, FailedRequest, LoadOptions, ModelInfo, Reading, Request
from emodesk.engine.messages import (
    PROTOCOL,
    Counted,
    CountTokens,
    Define,
    Drop,
    Dropped,
    Examine,
    Examined,
    FromWorker,
    Load,
    Loaded,
    Measure,
    Measured,
    Plan,
    Planned,
    Ready,
    Scored,
    ToWorker,
)
from emodesk.engine.messages import Score as ScoreMessage
from emodesk.engine.service import EngineService

POISON: Final = "poison"
ENDLESS: Final = "endless"
"""A prompt that takes for ever, batch by batch."""
_INFO = ModelInfo(
    name="dying", architecture="none", fingerprint="", file_name="", size_bytes=0, parameters=0, window_tokens=100,
    vocabulary=2, device="CPU", gpu_layers=0, threads=1, batch_tokens=1, engine="none",
)  # fmt: skip


class DyingService(EngineService):
    """Ends its process for a poisoned prompt, or for any, and once for the first message of a kind."""

    def __init__(self, *, dies_of_all: bool = False, first_death: str = "", notes: Path | None = None) -> None:
        self._dies_of_all = dies_of_all
        self._first_death = first_death
        self._notes = notes

    @property
    def greeting(self) -> Ready:
        return Ready(PROTOCOL)

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        self._die_once(type(message).__name__)
        match message:
            case Load():
                return Loaded(_INFO)
            case Define():
                return None
            case Examine():
                return Examined("dying", "")
            case Plan():
                return Planned(0)
            case CountTokens(texts):
                return Counted(tuple(len(text.split()) for text in texts))
            case Measure():
                return Measured(())
            case Drop():
                return Dropped()
            case ScoreMessage(requests):
                if any(ENDLESS in request.prompt for request in requests):
                    _work_until(is_dropped)
                    return None
                if self._dies_of_all or any(POISON in request.prompt for request in requests):
                    os._exit(9)
                return Scored(tuple(_read(request) for request in requests), ())

    def _die_once(self, kind: str) -> None:
        if self._notes is not None and kind == self._first_death and not self._notes.exists():
            self._notes.touch()
            os._exit(9)


class SmallGpuService(DyingService):
    """Plans ``planned`` layers for its GPU and dies of more than ``most``, as native code does where memory ends."""

    def __init__(self, most: int, planned: int) -> None:
        super().__init__()
        self._most = most
        self._planned = planned

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        match message:
            case Plan(options):
                return Planned(self._planned if options.gpu_layers is None else options.gpu_layers)
            case Load(options):
                assert options.gpu_layers is not None
                if options.gpu_layers > self._most:
                    os._exit(9)
                device = "GPU" if options.gpu_layers else "CPU"
                how = EngineSettings(batch_tokens=options.batch_tokens, flash_attention=options.flash_attention)
                return Loaded(
                    msgspec.structs.replace(_INFO, device=device, gpu_layers=options.gpu_layers, settings=how)
                )
        return super().answer(message, is_dropped)


class SecondModelService(DyingService):
    """Dies once of any model but the usual one, as a worker does that the system kills for want of memory."""

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        match message:
            case Load(options) if options.path != OPTIONS.path:
                self._die_once("second model")
        return super().answer(message, is_dropped)


class LavishService(DyingService):
    """Says to each prompt the prompt itself, however long."""

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        match message:
            case ScoreMessage(requests):
                return Scored(tuple(Reading(each.id, each.prompt, (), 0.0) for each in requests), ())
        return super().answer(message, is_dropped)


def _work_until(is_dropped: Callable[[], bool]) -> None:
    while not is_dropped():
        time.sleep(0.01)


class BrokenDriverService(DyingService):
    """Dies when a GPU's driver is asked for anything."""

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        match message:
            case Plan() | Examine(with_gpus=True):
                os._exit(9)
        return super().answer(message, is_dropped)


def _read(request: Request) -> Reading:
    return Reading(request.id, "0", (Decision("", (("0", 1.0),), 1.0),), 0.0)


OPTIONS: Final = LoadOptions(path="", fingerprint="")
Result = Reading | FailedRequest
