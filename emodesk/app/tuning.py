"""How a model runs fastest on this computer: measured once on made-up tokens, kept, and used from then on.

One thing after the other is tried, beginning with what the engine does by itself, and a rival wins only where it's
clearly faster. Nothing is tried here that changes what the model answers beyond a last digit: precision of the memory
and flash attention stay as they are unless the user says otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from emodesk.app.kept_file import KeptFile
from emodesk.core.engine_settings import EngineSettings, Weights
from emodesk.core.ports import Engine
from emodesk.core.reading import LoadOptions

_NOISE: Final = 1.03
"""Two measurements of the same thing differ by up to three per cent."""
_WORTH_A_COPY: Final = 1.1
"""What repacked weights have to gain: they take as much memory as the file once more."""
_PROBE_TOKENS: Final = 32
_TRIAL_S: Final = 0.5
_TIMES: Final = 2
_LONGEST_BATCH_S: Final = 2.5
"""A pause takes effect between two batches."""
_BATCHES: Final = (64, 128, 256, 512)
_LONGEST_S: Final = 12.0
"""No further rival is tried after that."""
ShouldStop = Callable[[], bool]


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One way, measured."""

    settings: EngineSettings
    tokens_per_s: float


class Tuned(msgspec.Struct, frozen=True, kw_only=True):
    """What was found for one model on this computer."""

    settings: EngineSettings
    tokens_per_s: float
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """What the measuring has to know of the computer."""

    name: str
    """Engine and processor: what was measured with another one says nothing."""
    threads: tuple[int, ...]
    """Numbers of threads worth a try, the usual one first."""
    free_bytes: Callable[[], int]


class Tuning:
    """Measures, and remembers what it found."""

    def __init__(self, file: KeptFile, machine: Callable[[], Machine]) -> None:
        """``machine`` is called when there's something to look up or to measure."""
        self._file = file
        self._machine = machine

    def known(self, fingerprint: str) -> Tuned | None:
        """Return what was measured for a model with this engine on this processor; None before that."""
        entry = self._file.read().get(self._key(fingerprint))
        try:
            return None if entry is None else msgspec.convert(entry, Tuned)
        except msgspec.ValidationError:  # of another version, or edited by hand: it's measured again
            return None

    def settings(
        self, engine: Engine, options: LoadOptions, size_bytes: int, should_stop: ShouldStop
    ) -> EngineSettings:
        """Return how to run the model: as it was measured, now if need be. It ends early when it's told to stop.

        Nothing is chosen where a GPU does the work, or where the engine leaves nothing to choose. Raises what loading
        a model raises.
        """
        if (known := self.known(options.fingerprint)) is not None:
            return known.settings
        found = self.measure(engine, options, size_bytes, should_stop)
        return EngineSettings() if found is None else found.settings

    def measure(self, engine: Engine, options: LoadOptions, size_bytes: int, should_stop: ShouldStop) -> Tuned | None:
        """Measure and keep what was found; None where there's nothing to choose, or if it was stopped."""
        machine = self._machine()
        contest = _Contest(engine, options, machine, size_bytes, should_stop)
        found = contest.run()
        if found is not None:
            kept = self._file.read() | {self._key(options.fingerprint): msgspec.to_builtins(found)}
            self._file.write(kept)
        return found

    def _key(self, fingerprint: str) -> str:
        return f"{fingerprint}, {self._machine().name}"


@dataclass(slots=True)
class _Contest:
    engine: Engine
    options: LoadOptions
    machine: Machine
    size_bytes: int
    should_stop: ShouldStop
    begun: float = field(default_factory=time.monotonic)
    trials: list[Trial] = field(default_factory=list)

    def run(self) -> Tuned | None:
        """Return the fastest way; None where there's nothing to choose, or if it was stopped."""
        info = self.engine.load(self.options)
        if info.settings is None or info.gpu_layers:
            return None
        first = self.engine.measure(_PROBE_TOKENS, 2, self.should_stop)  # the first touches the weights on the disk
        if not first:
            return None
        rate = _PROBE_TOKENS / min(first)
        tokens = max(_PROBE_TOKENS, min(256, int(rate * _TRIAL_S) // 32 * 32))
        best = self._rate(info.settings, tokens)
        for rivals in (self._other_weights, self._other_threads):
            best = self._best_of(best, rivals, tokens)
        best = self._best_batch(best)
        if self.should_stop() or best is None:
            return None
        return Tuned(settings=best.settings, tokens_per_s=round(best.tokens_per_s, 1), trials=tuple(self.trials))

    def _best_of(
        self,
        best: Trial | None,
        rivals: Callable[[EngineSettings], Iterator[tuple[EngineSettings, float]]],
        tokens: int,
    ) -> Trial | None:
        if best is None:
            return None
        for settings, needed in rivals(best.settings):
            if self._is_time_up():
                break
            trial = self._rate(settings, tokens)
            if trial is None:
                return None
            if trial.tokens_per_s > best.tokens_per_s * needed:
                best = trial
        return best

    def _other_weights(self, now: EngineSettings) -> Iterator[tuple[EngineSettings, float]]:
        if now.weights is Weights.REPACKED:
            yield msgspec.structs.replace(now, weights=Weights.MAPPED), 1 / _WORTH_A_COPY
        elif self.machine.free_bytes() > 2 * self.size_bytes:
            yield msgspec.structs.replace(now, weights=Weights.REPACKED), _WORTH_A_COPY

    def _other_threads(self, now: EngineSettings) -> Iterator[tuple[EngineSettings, float]]:
        for threads in self.machine.threads:
            if threads != now.threads:
                yield msgspec.structs.replace(now, threads=threads), _NOISE

    def _best_batch(self, best: Trial | None) -> Trial | None:
        """Choose the size of a batch: the fastest of those that a pause needn't wait long for, the usual one first."""
        if best is None:
            return None
        allowed = [size for size in _BATCHES if size <= best.tokens_per_s * _LONGEST_BATCH_S] or [_BATCHES[0]]
        # Of few tokens in one go the weights are read for little: nothing below a quarter of the largest is tried.
        sizes = [size for size in reversed(allowed) if size * 4 >= allowed[-1]]
        winner: Trial | None = None
        for size in sizes:
            settings = msgspec.structs.replace(best.settings, batch_tokens=size, micro_batch_tokens=size)
            if self._is_time_up() or len(sizes) == 1:
                return winner or Trial(settings=settings, tokens_per_s=best.tokens_per_s)
            trial = self._rate(settings, allowed[-1])
            if trial is None:
                return None
            if winner is None or trial.tokens_per_s > winner.tokens_per_s * _NOISE:
                winner = trial
        return winner

    def _rate(self, settings: EngineSettings, tokens: int) -> Trial | None:
        if self.should_stop():
            return None
        self.engine.load(self.options.run_with(settings))
        seconds = self.engine.measure(tokens, _TIMES, self.should_stop)
        if not seconds:
            return None
        trial = Trial(settings=settings, tokens_per_s=round(tokens / min(seconds), 1))
        self.trials.append(trial)
        return trial

    def _is_time_up(self) -> bool:
        return time.monotonic() - self.begun > _LONGEST_S
