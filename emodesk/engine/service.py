"""Message in, message out: what the worker does, without the process around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from emodesk.core.errors import EmoDeskError, EngineError
from emodesk.core.reading import FailedRequest, LoadOptions, ModelInfo, Reading
from emodesk.engine.messages import (
    PROTOCOL,
    Counted,
    CountTokens,
    Define,
    FromWorker,
    Load,
    Loaded,
    Ready,
    Refused,
    Score,
    Scored,
    ToWorker,
)
from emodesk.engine.scorer import Backend, Scorer


class LoadedBackend(Backend, Protocol):
    """A backend that can tell what it has loaded, and give it back."""

    def info(self) -> ModelInfo: ...
    def close(self) -> None: ...


class EngineService:
    """Answers messages with one model at a time."""

    def __init__(self, open_backend: Callable[[LoadOptions], LoadedBackend], ready: Ready) -> None:
        self._open_backend = open_backend
        self._ready = ready
        self._backend: LoadedBackend | None = None
        self._scorer: Scorer | None = None

    @property
    def greeting(self) -> Ready:
        """Return the first message."""
        return self._ready

    def answer(self, message: ToWorker) -> FromWorker | None:
        """Do what the message asks; errors of our tree become a Refused."""
        try:
            match message:
                case Load(options):
                    return self._load(options)
                case Define(answer_sets):
                    for answers in answer_sets:
                        self._loaded.define(answers)
                    return None
                case CountTokens(texts):
                    return Counted(tuple(self._loaded.count_tokens(text) for text in texts))
                case Score(requests):
                    results = self._loaded.score(requests)
                    return Scored(
                        tuple(result for result in results if isinstance(result, Reading)),
                        tuple(result for result in results if isinstance(result, FailedRequest)),
                    )
        except EmoDeskError as error:
            return Refused(type(error).__name__, error.message, error.hint, error.details)

    @property
    def _loaded(self) -> Scorer:
        if self._scorer is None:
            raise EngineError("The engine was asked to work before a model was loaded.")
        return self._scorer

    def _load(self, options: LoadOptions) -> Loaded:
        if self._backend is not None:
            self._backend.close()
        self._scorer = None
        self._backend = self._open_backend(options)
        self._scorer = Scorer(self._backend)
        return Loaded(self._backend.info())


def llama_service() -> EngineService:
    """Return the service on llama.cpp; this is what first loads the native library."""
    from emodesk.engine import llama_backend  # noqa: PLC0415  the native library is loaded in the worker alone

    return EngineService(
        llama_backend.LlamaBackend,
        Ready(PROTOCOL, llama_backend.version(), llama_backend.has_gpu(), llama_backend.system_info()),
    )
