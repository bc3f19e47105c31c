"""How a model runs fastest on this computer: measured once on made-up tokens, kept, and used from then on.

One thing after the other is tried, beginning with what the engine does by itself, and a rival wins only where it's
clearly faster. Nothing is tried or kept here that changes what the model answers beyond a last digit: precision of the
memory and flash attention are the engine's choice, unless the user says otherwise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import msgspec

from emodesk.app.kept_file import KeptFile
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings, Weights
from emodesk.core.errors import EngineDeadError
from emodesk.core.ports import Engine
from emodesk.core.reading import LoadOptions

WORTH_ROWS: Final = 200
"""For fewer the measuring takes longer than it saves."""
BUSY_SHARE: Final = 0.1
"""Share of the processor from which on other programs spoil a measurement. An idle desktop takes a few per cent."""
_PATIENCE: Final = 3
"""So many busy measurements in a row are enough: a computer that's always busy is to be run as it is."""
_NOISE: Final = 1.03
"""Two measurements of the same thing differ by up to three per cent."""
_NEARLY_AS_FAST: Final = 0.95
"""A larger batch has to be that: more of its prompts look at the same instruction, which made-up tokens don't."""
_WORTH_REPACKING: Final = 1.1
"""What it has to gain: it's done at each start, and in memory that the system can't take back."""
_PROBE_TOKENS: Final = 32
_TRIAL_S: Final = 0.5
_LEAST_S: Final = 0.3
"""What is measured in less is measured again and again until it has taken so long, ten times at most."""
_LONGEST_BATCH_S: Final = 5.0
"""Trying a size of batch takes as long as it does, so none is tried that takes longer. Nobody waits for a batch to end:
a stop is heard within it (decision 76)."""
_BATCHES: Final = (64, 128, 256, 512)
_LONGEST_S: Final = 12.0
"""No further rival is tried after that, counted from when the weights were read once."""
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
    others_share: float = 0.0
    """Share of the processor's time (0..1) that other programs took meanwhile."""
    busy_times: int = 0
    """How many measurements in a row other programs have spoilt, this one included; 0: none spoilt this one."""

    @property
    def is_provisional(self) -> bool:
        """Return whether it's to be measured again: other programs were in the way, and not yet too often."""
        return 0 < self.busy_times < _PATIENCE

    def after(self, earlier: Tuned | None) -> Tuned:
        """Return what counts of this one and what was kept before: the quiet one, of busy ones the fastest."""
        if not self.busy_times or earlier is None:
            return self
        if not earlier.busy_times:
            return earlier
        fastest = max(earlier, self, key=lambda each: each.tokens_per_s)
        return msgspec.structs.replace(fastest, busy_times=earlier.busy_times + 1)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the measuring has to know of the computer."""

    name: str
    """Engine and processor: what was measured with another one says nothing."""
    threads: tuple[int, ...]
    """Numbers of threads worth a try, the usual one first."""
    free_bytes: Callable[[], int]
    watch_others: Callable[[], Callable[[], float]]
    """Begins to watch. What it returns says which share of the processor's time (0..1) other programs took since."""


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
            kept = None if entry is None else msgspec.convert(entry, Tuned)
        except msgspec.ValidationError:  # of another version, or edited by hand: it's measured again
            return None
        # Earlier versions kept precision and flash attention along with it, as they happened to be.
        return kept and msgspec.structs.replace(kept, settings=kept.settings.for_speed_alone())

    def is_due(self, fingerprint: str, rows: int, begun: EngineSettings = UNCHOSEN) -> bool:
        """Say whether a run of so many rows is to measure the model first: if nothing is known, or only roughly.

        A run that goes on as it has ``begun`` has no use for it.
        """
        if rows < WORTH_ROWS or begun != UNCHOSEN:
            return False
        known = self.known(fingerprint)
        return known is None or known.is_provisional

    def settings(
        self,
        engine: Engine,
        options: LoadOptions,
        rows: int,
        should_stop: ShouldStop,
        begun: EngineSettings = UNCHOSEN,
        on_start: Callable[[], None] = lambda: None,
    ) -> EngineSettings:
        """Return how the CPU is to run the model on so many rows: as it has begun, else as it was measured, or now is.

        ``options`` say which model it is and where it may run, and nothing of what a user wants for one run alone: what
        is found is kept for all. The measuring leaves the engine with the model loaded some other way, and ends early
        when it's told to stop. Nothing is chosen where a GPU does the work, or where the engine leaves nothing to
        choose; ``on_start`` is called if there's something to measure. Raises what loading a model raises.
        """
        known = self.known(options.fingerprint)
        if self.is_due(options.fingerprint, rows, begun):
            known = self.measure(engine, options, should_stop, on_start) or known
        return begun if known is None else begun.or_else(known.settings)

    def measure(
        self, engine: Engine, options: LoadOptions, should_stop: ShouldStop, on_start: Callable[[], None] = lambda: None
    ) -> Tuned | None:
        """Measure and keep what counts now; None where there's nothing to choose, or if it was stopped."""
        found = _Contest(engine, options, self._machine(), should_stop, on_start).run()
        if found is not None:
            found = found.after(self.known(options.fingerprint))
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
    should_stop: ShouldStop
    on_start: Callable[[], None]
    begun: float = 0.0
    size_bytes: int = 0
    trials: list[Trial] = field(default_factory=list)

    def run(self) -> Tuned | None:
        """Return the fastest way; None where there's nothing to choose, or if it was stopped."""
        info = self.engine.load(self.options)
        self.size_bytes = info.size_bytes
        if info.settings is None or info.gpu_layers:
            return None
        self.on_start()
        first = self.engine.measure(_PROBE_TOKENS, 2, self.should_stop)  # the first touches the weights on the disk
        if not first:
            return None
        self.begun = time.monotonic()
        others_share = self.machine.watch_others()
        rate = _PROBE_TOKENS / min(first)
        tokens = max(_PROBE_TOKENS, min(256, int(rate * _TRIAL_S) // 32 * 32))
        best = self._rate(info.settings.for_speed_alone(), tokens)
        for rivals in (self._other_weights, self._other_threads):
            best = self._best_of(best, rivals, tokens)
        best = self._best_batch(best)
        if self.should_stop() or best is None:
            return None
        share = others_share()
        return Tuned(
            settings=best.settings,
            tokens_per_s=round(best.tokens_per_s, 1),
            trials=tuple(self.trials),
            others_share=round(share, 2),
            busy_times=int(share > BUSY_SHARE),
        )

    def _best_of(
        self,
        best: Trial | None,
        rivals: Callable[[EngineSettings], Iterator[tuple[EngineSettings, float]]],
        tokens: int,
    ) -> Trial | None:
        """Return the winner among what was best and its rivals; one that seems to win has to win again."""
        if best is None:
            return None
        for settings, needed in rivals(best.settings):
            if self._is_time_up():
                break
            rival = self._rival(settings, tokens)
            if rival is not None and rival.tokens_per_s > best.tokens_per_s * needed:
                best = self._rate(best.settings, tokens) or best
                rival = self._rival(settings, tokens)
            if rival is None:
                return None
            if rival.tokens_per_s > best.tokens_per_s * needed:
                best = rival
        return best

    def _other_weights(self, now: EngineSettings) -> Iterator[tuple[EngineSettings, float]]:
        if now.weights is Weights.REPACKED:
            yield msgspec.structs.replace(now, weights=Weights.MAPPED), 1 / _WORTH_REPACKING
        elif self.machine.free_bytes() > self.size_bytes:
            yield msgspec.structs.replace(now, weights=Weights.REPACKED), _WORTH_REPACKING

    def _other_threads(self, now: EngineSettings) -> Iterator[tuple[EngineSettings, float]]:
        for threads in self.machine.threads:
            if threads != now.threads:
                yield msgspec.structs.replace(now, threads=threads), _NOISE

    def _best_batch(self, best: Trial | None) -> Trial | None:
        """Choose the size of a batch: the largest of those that are soon tried and nearly as fast as the fastest."""
        if best is None:
            return None
        tried: list[Trial] = []
        rate = best.tokens_per_s
        for size in _BATCHES:
            if tried and size / rate > _LONGEST_BATCH_S:
                break
            if size * 10 < rate:  # a batch of less than a tenth of a second gains nobody anything
                continue
            settings = msgspec.structs.replace(best.settings, batch_tokens=size, micro_batch_tokens=size)
            trial = self._rival(settings, size)
            if trial is None:
                return None
            rate = trial.tokens_per_s or rate
            tried.append(trial)
        fastest = max((trial.tokens_per_s for trial in tried), default=0.0)
        return next((trial for trial in reversed(tried) if trial.tokens_per_s >= _NEARLY_AS_FAST * fastest > 0), best)

    def _rival(self, settings: EngineSettings, tokens: int) -> Trial | None:
        """Return how fast a way is that needn't work here: one on which the engine dies has lost."""
        try:
            return self._rate(settings, tokens)
        except EngineDeadError:
            dead = Trial(settings=settings, tokens_per_s=0.0)
            self.trials.append(dead)
            return dead

    def _rate(self, settings: EngineSettings, tokens: int) -> Trial | None:
        if self.should_stop():
            return None
        self.engine.load(self.options.run_with(settings))
        seconds: list[float] = []
        while not seconds or (sum(seconds) < _LEAST_S and len(seconds) < 10):
            more = self.engine.measure(tokens, 1, self.should_stop)
            if not more:
                return None
            seconds += more
        trial = Trial(settings=settings, tokens_per_s=round(tokens / min(seconds), 1))
        self.trials.append(trial)
        return trial

    def _is_time_up(self) -> bool:
        return time.monotonic() - self.begun > _LONGEST_S
