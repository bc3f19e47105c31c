"""The engine as the rest of the program sees it; it survives the death of its worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core import errors
from emodesk.core.converted_model import WEIGHTS
from emodesk.core.errors import EmoDeskError, EngineDeadError, EngineError, ModelDamagedError, ModelUnsupportedError
from emodesk.core.reading import AnswerSet, FailedRequest, LoadOptions, ModelInfo, Reading, Request
from emodesk.engine.messages import (
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
from emodesk.engine.offload import fewer_layers
from emodesk.engine.transport import ENDED, Transport, WorkerDiedError

_CHUNKS_IN_FLIGHT: Final = 2
"""One that is evaluated, one that waits, so that the worker never does."""
_POLL_S: Final = 0.1
_MOST_WAITS: Final = 100
"""So often a worker that was told to drop its work is waited for; a batch takes a few seconds on a slow machine."""
_MOST_DEATHS_IN_A_ROW: Final = 26
"""One text that kills its worker does so with each of its questions, a dozen at most, and twice. More deaths without
an answer in between are no text's fault, and each costs the time to load the model."""
Result = Reading | FailedRequest


class _StoppedError(Exception):
    """Whoever asked doesn't wait for the answer any more."""


OnMeasured = Callable[[str, int], None]
"""Is told a model's fingerprint and the most memory that it took on the CPU, in bytes."""


class EngineClient:
    """Fills the ``Engine`` port over a transport."""

    def __init__(self, transport: Transport, on_measured: OnMeasured | None = None) -> None:
        self._transport = transport
        self._on_measured = on_measured
        self._runs_on_cpu = False
        self._most_bytes = 0
        self._ready: Ready | None = None
        self._is_closed = False
        self._options: LoadOptions | None = None
        """How what is loaded was loaded; None where nothing is."""
        self._defined: tuple[AnswerSet, ...] = ()
        self._deaths_in_a_row = 0
        self._in_flight: deque[Sequence[Request]] = deque()
        """What the worker was asked and nobody has been told the answer of."""
        self._is_dropping = False

    def start(self) -> None:
        """Start the worker if it isn't there. Raises EngineDeadError where the client was closed, even just now."""
        if self._ready is None and not self._is_closed:
            self._ready = self._transport.start()
        if self._is_closed:  # asked now that the worker is there: whoever closed it may have come too early to end it
            self._end_worker()
            raise EngineDeadError(f"The engine could not start: {ENDED}.")

    def examine(self) -> Examined:
        """Ask what the engines are. Raises EngineDeadError where llama.cpp can't even be loaded."""
        try:
            return self._examine(Examine())
        except WorkerDiedError as death:
            self.unload()
            gpu_problem = death.reason
        try:
            return msgspec.structs.replace(self._examine(Examine(with_gpus=False)), gpu_problem=gpu_problem)
        except WorkerDiedError as death:
            self.unload()
            raise EngineDeadError(
                f"llama.cpp could not be loaded: {death.reason}.",
                hint="It may have been built for another kind of processor; the engine's log may say more.",
            ) from death

    def _examine(self, question: Examine) -> Examined:
        self.start()
        reply = self._ask(question)
        assert isinstance(reply, Examined)
        return reply

    def load(self, options: LoadOptions) -> ModelInfo:
        """Load a model. Raises the errors under ModelError, or EngineDeadError if the worker dies of it.

        A GPU gets as much of it as fits; where it can't take that after all, it gets less and less, at last nothing. A
        note in the answer says so, and why.
        """
        self._forget_unanswered()
        if options.gpu_layers == 0 or Path(options.path).name == WEIGHTS:
            return self._load(options)
        planned = self._plan(options)
        note, refused = planned.note, ""
        *on_gpu, none = fewer_layers(planned.layers)
        for layers in on_gpu:
            try:
                return _told(self._load(msgspec.structs.replace(options, gpu_layers=layers)), note, refused)
            except (EngineDeadError, ModelDamagedError, ModelUnsupportedError) as error:
                refused = refused or _why(error)
        return _told(self._load(msgspec.structs.replace(options, gpu_layers=none)), note, refused)

    def _plan(self, options: LoadOptions) -> Planned:
        """Ask what the GPUs should get: nothing, where the question alone ends the worker."""
        self.start()
        try:
            reply = self._ask(Plan(options))
        except WorkerDiedError as death:
            self.unload()
            self.examine()  # says so where it isn't the driver: llama.cpp itself can't be loaded
            return Planned(0, f"The GPU's driver ended the engine, so the CPU does all of the work. ({death.reason})")
        assert isinstance(reply, Planned)
        return reply

    def _load(self, options: LoadOptions) -> ModelInfo:
        if options.gpu_layers == 0:
            options = options.run_with(options.on_cpu)
        self.start()
        self._options, self._defined = None, ()
        try:
            reply = self._ask(Load(options))
        except WorkerDiedError as death:
            self.unload()
            raise EngineDeadError(
                f"The engine died while it loaded the model: {death.reason}.",
                hint="The model may need more memory than this computer has, or its file may be damaged.",
            ) from death
        assert isinstance(reply, Loaded)
        self._options = options
        self._runs_on_cpu, self._most_bytes = reply.info.gpu_layers == 0, 0
        return reply.info

    def measure(self, tokens: int, times: int, should_stop: Callable[[], bool]) -> tuple[float, ...] | None:
        """Time the evaluation of made-up tokens, in seconds, before anything else is asked of the loaded model.

        None if it was stopped meanwhile; the worker is ended then. Nothing where the engine can't be measured.
        """
        try:
            self._transport.send(Measure(tokens, times))
            reply = self._receive(should_stop)
        except WorkerDiedError as death:
            self.unload()
            raise _dead(death) from death
        except _StoppedError:
            self.unload()
            return None
        assert isinstance(reply, Measured)
        return reply.seconds

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text takes."""
        self._forget_unanswered()
        question = CountTokens(tuple(texts))
        try:
            reply = self._ask(question)
        except WorkerDiedError as death:
            self._restart(death)
            try:
                reply = self._ask(question)
            except WorkerDiedError as again:
                raise _dead(again) from again
        assert isinstance(reply, Counted)
        return list(reply.counts)

    def score(
        self,
        chunks: Iterable[Sequence[Request]],
        answer_sets: Sequence[AnswerSet],
        should_stop: Callable[[], bool],
    ) -> Generator[Sequence[Result], None, None]:
        """Yield the results of each chunk, in the order of the chunks.

        Chunks are drawn as the worker needs them. When ``should_stop`` turns true, what is in flight is dropped: the
        worker leaves even the batch that it's at.
        A chunk on which the worker dies is tried again; if it dies again, its requests are tried one by one, and
        those that it dies on twice come back as FailedRequest.
        """
        self._forget_unanswered()
        self._deaths_in_a_row = 0
        try:
            self._define(answer_sets)
        except WorkerDiedError as death:
            self._restart(death)
        try:
            yield from self._score(iter(chunks), should_stop)
        except _StoppedError:
            self._drop()

    def _score(
        self, source: Iterator[Sequence[Request]], should_stop: Callable[[], bool]
    ) -> Iterator[Sequence[Result]]:
        in_flight = self._in_flight
        while True:
            try:
                while len(in_flight) < _CHUNKS_IN_FLIGHT and (chunk := next(source, None)) is not None:
                    in_flight.append(chunk)
                    self._transport.send(Score(tuple(chunk)))
                if not in_flight:
                    return
                reply = self._receive(should_stop)
            except WorkerDiedError as death:
                self._restart(death)
                while in_flight:
                    results = self._score_carefully(in_flight[0], should_stop)
                    in_flight.popleft()
                    yield results
                continue
            in_flight.popleft()
            self._deaths_in_a_row = 0
            self._most_bytes = max(self._most_bytes, self._transport.memory_bytes() or 0)
            yield _results(reply)

    def _drop(self) -> None:
        """Tell the worker to leave what it's at."""
        with suppress(WorkerDiedError):  # the next question finds out, and has a new one started
            self._transport.send(Drop())
        self._is_dropping = True

    def _forget_unanswered(self) -> None:
        """Wait until the worker has dropped what nobody waits for any more, or get a fresh one.

        A run ends early when it's stopped, or when its answers can't be kept; what comes then would be taken for the
        answers to the next question.
        """
        if not self._in_flight:
            return
        if not self._is_dropping:
            self._drop()
        try:
            is_dropped = any(isinstance(self._transport.receive(_POLL_S), Dropped) for _ in range(_MOST_WAITS))
        except WorkerDiedError:
            is_dropped = False
        self._is_dropping = False
        self._in_flight.clear()
        if not is_dropped:
            self._reload()

    def unload(self) -> None:
        """End the worker, and with it what is loaded; the next question to need one starts another."""
        self._in_flight.clear()
        self._is_dropping = False
        self._end_worker()
        self._options = None

    def close(self) -> None:
        """End the worker for good. Any thread may call it; who waits for an answer meanwhile gets EngineDeadError."""
        self._is_closed = True
        self._end_worker()

    def _end_worker(self) -> None:
        if self._on_measured and self._options and self._runs_on_cpu and self._most_bytes:
            self._on_measured(self._options.fingerprint, self._most_bytes)
        self._most_bytes = 0
        self._transport.stop()
        self._ready = None

    def _define(self, answer_sets: Sequence[AnswerSet]) -> None:
        if tuple(answer_sets) != self._defined:
            self._defined = tuple(answer_sets)
            self._transport.send(Define(self._defined))

    def _restart(self, death: WorkerDiedError) -> None:
        """Bring a fresh worker to where the dead one was. Raises EngineDeadError where workers die of anything."""
        defined = self._defined
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row > _MOST_DEATHS_IN_A_ROW:
            self._end_worker()
            raise _dead(death) from death
        self._reload()
        try:
            self._define(defined)
        except WorkerDiedError as again:
            raise _dead(again) from again

    def _reload(self) -> None:
        """Load in a fresh worker what was loaded in the last one."""
        options = self._options
        self._end_worker()
        if options is None:
            raise EngineError("The engine was asked to work before a model was loaded.")
        try:
            self._load(options)
        except EmoDeskError:
            self.unload()
            self._options = options  # whoever asks next still takes it for loaded, so it's tried again then
            raise

    def _score_carefully(self, chunk: Sequence[Request], should_stop: Callable[[], bool]) -> Sequence[Result]:
        """Answer a chunk on which the worker has died once; find out which requests kill it, if any do."""
        results = self._attempt(chunk, should_stop)
        if isinstance(results, WorkerDiedError):
            alone = {request.id: self._score_alone(request, should_stop) for request in chunk}
            # Those that do no harm once more together: what shares a batch decides about an answer's last bits, and
            # a run whose worker was killed from outside must end like any other.
            harmless = [request for request in chunk if isinstance(alone[request.id], Reading)]
            together = self._attempt(harmless, should_stop) if harmless else []
            if not isinstance(together, WorkerDiedError):
                alone |= {result.id: result for result in together}
            results = list(alone.values())
        return results

    def _score_alone(self, request: Request, should_stop: Callable[[], bool]) -> Result:
        results = self._attempt([request], should_stop)
        if isinstance(results, WorkerDiedError):
            results = self._attempt([request], should_stop)
        if isinstance(results, WorkerDiedError):
            return FailedRequest(request.id, f"the engine failed on this text: {results.reason}")
        return results[0]

    def _attempt(self, chunk: Sequence[Request], should_stop: Callable[[], bool]) -> Sequence[Result] | WorkerDiedError:
        """Answer a chunk, or return the death of the worker; a new one is there then."""
        try:
            self._transport.send(Score(tuple(chunk)))
            results = _results(self._receive(should_stop))
        except WorkerDiedError as death:
            self._restart(death)
            return death
        self._deaths_in_a_row = 0
        return results

    def _ask(self, message: ToWorker) -> FromWorker:
        self._transport.send(message)
        return self._receive(lambda: False)

    def _receive(self, should_stop: Callable[[], bool]) -> FromWorker:
        """Return the next reply; raise _StoppedError when it's time to stop, and what the worker refused with."""
        reply = None
        while reply is None:
            if should_stop():  # asked before every wait: an engine that answers at once would never let it be asked
                raise _StoppedError
            reply = self._transport.receive(_POLL_S)
        if isinstance(reply, Refused):
            kind = getattr(errors, reply.error, EngineError)
            raise kind(reply.message, hint=reply.hint, details=reply.details)
        return reply


def _why(refusal: EmoDeskError) -> str:
    """Return the line in which a driver speaks of memory, if one did, or what the engine made of it."""
    return next((line for line in refusal.details.splitlines() if "memory" in line.lower()), refusal.message)


def _told(info: ModelInfo, note: str, refused: str) -> ModelInfo:
    """Add why the GPU has less of the model than it might; a refusal says more than the plan's note."""
    if refused:
        share = f"{info.gpu_layers} layers are on the GPU" if info.gpu_layers else "the CPU does all of the work"
        note = f"The GPU could not take as much of the model as it should have, so {share}. ({refused})"
    return msgspec.structs.replace(info, notes=(*info.notes, note)) if note else info


def _dead(death: WorkerDiedError) -> EngineDeadError:
    return EngineDeadError(
        f"The engine died again and again: {death.reason}.",
        hint="Try fewer threads, or another model; everything so far is kept, and the same command goes on from there.",
    )


def _results(reply: FromWorker) -> Sequence[Result]:
    assert isinstance(reply, Scored)
    return [*reply.readings, *reply.failures]
