"""Message in, message out: what the worker does, without the process around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Protocol, runtime_checkable

import msgspec

from emodesk.core.converted_model import WEIGHTS
from emodesk.core.errors import EmoDeskError, EngineError
from emodesk.core.reading import AnswerSet, FailedRequest, LoadOptions, ModelInfo, Reading, Request
from emodesk.engine.chunk_scorer import ChunkDroppedError
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
    Refused,
    Score,
    Scored,
    ToWorker,
)


class Answering(Protocol):
    """Answers chunks of requests on one loaded model."""

    def define(self, answers: AnswerSet) -> None: ...
    def count_tokens(self, text: str) -> int: ...
    def score(self, requests: Sequence[Request], should_stop: Callable[[], bool]) -> list[Reading | FailedRequest]: ...


class LoadedModel(Protocol):
    """A model in memory, whichever engine runs it."""

    def info(self) -> ModelInfo: ...
    def scorer(self) -> Answering: ...
    def close(self) -> None: ...


@runtime_checkable
class Measurable(Protocol):
    """A model whose bare speed can be taken."""

    def measure(self, tokens: int, times: int) -> tuple[float, ...]: ...


class EngineService:
    """Answers messages with one model at a time."""

    def __init__(
        self,
        open_model: Callable[[LoadOptions], LoadedModel],
        examine: Callable[[Examine], Examined],
        plan: Callable[[LoadOptions], Planned],
    ) -> None:
        self._open_model = open_model
        self._examine = examine
        self._plan = plan
        self._model: LoadedModel | None = None
        self._scorer: Answering | None = None

    @property
    def greeting(self) -> Ready:
        """Return the first message."""
        return Ready(PROTOCOL)

    def answer(self, message: ToWorker, is_dropped: Callable[[], bool] = lambda: False) -> FromWorker | None:
        """Do what the message asks; errors of our tree become a Refused.

        ``is_dropped`` says whether a Drop has come meanwhile; a chunk that is dropped gets no answer of its own.
        """
        try:
            return self._reply(message, is_dropped)
        except ChunkDroppedError:
            return None
        except EmoDeskError as error:
            return Refused(type(error).__name__, error.message, error.hint, error.details)

    def _reply(self, message: ToWorker, is_dropped: Callable[[], bool]) -> FromWorker | None:
        match message:
            case Examine():
                return self._examine(message)
            case Plan(options):
                return self._plan(options)
            case Load(options):
                return self._load(options)
            case Define(answer_sets):
                for answers in answer_sets:
                    self._loaded.define(answers)
                return None
            case CountTokens(texts):
                return Counted(tuple(self._loaded.count_tokens(text) for text in texts))
            case Measure(tokens, times):
                return Measured(_measured(self._model, tokens, times))
            case Score(requests):
                return _scored(self._loaded.score(requests, is_dropped))
            case Drop():
                return Dropped()

    @property
    def _loaded(self) -> Answering:
        if self._scorer is None:
            raise EngineError("The engine was asked to work before a model was loaded.")
        return self._scorer

    def _load(self, options: LoadOptions) -> Loaded:
        if self._model is not None:
            self._model.close()
        self._model = self._scorer = None
        self._model = self._open_model(options)
        self._scorer = self._model.scorer()
        return Loaded(self._model.info())


def _scored(results: Sequence[Reading | FailedRequest]) -> Scored:
    return Scored(
        tuple(result for result in results if isinstance(result, Reading)),
        tuple(result for result in results if isinstance(result, FailedRequest)),
    )


def _measured(model: object, tokens: int, times: int) -> tuple[float, ...]:
    return model.measure(tokens, times) if isinstance(model, Measurable) else ()


def engine_service() -> EngineService:
    """Return the service on llama.cpp and CTranslate2, each of which is loaded when a model needs it.

    Never both where one is enough: each brings an OpenMP of its own along, and not every two get on with each other.
    """
    return EngineService(_open_model, _examine, _plan)


def _open_model(options: LoadOptions) -> LoadedModel:
    if Path(options.path).name == WEIGHTS:
        from emodesk.engine import ct2_backend

        return ct2_backend.Ct2Backend(options)
    from emodesk.engine import llama_backend

    return llama_backend.LlamaBackend(options)


def _examine(question: Examine) -> Examined:
    from emodesk.engine import llama_backend

    engines = f"{llama_backend.version()}, CTranslate2 {metadata.version('ctranslate2')}"
    examined = Examined(engines, llama_backend.system_info())
    if not question.with_gpus:
        return examined
    return msgspec.structs.replace(examined, gpus=llama_backend.gpus(), gpu_back_ends=llama_backend.gpu_back_ends())


def _plan(options: LoadOptions) -> Planned:
    from emodesk.engine import llama_backend

    return llama_backend.plan(options)
