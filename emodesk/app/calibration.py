"""How fast this processor gets through a layer of a large model, in each of a few formats; measured once and kept.

The starter says nothing about that: it's so small that other things take its time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emodesk.app.kept_file import KeptFile
from emodesk.app.tuning import BUSY_SHARE
from emodesk.core.engine_settings import Weights
from emodesk.core.ports import Engine
from emodesk.core.reading import LoadOptions

_TOKENS: Final = 128
_TIMES: Final = 2
_LONGEST_S: Final = 60.0
"""No further format is timed after that; on two cores of a server all take 6 to 12 s."""
_USUAL: Final = 2
"""So many formats, the first ones, are timed however long it takes: without both, nothing follows for Q4_K_M."""
Rates = dict[str, float]
"""Format → parameters times tokens per second."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Layers to be timed."""

    formats: Sequence[str]
    parameters: int
    """Of one."""
    file: Callable[[str], AbstractContextManager[Path]]
    """Makes one in a format, for as long as it's needed."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What was found just now."""

    rates: Rates
    others_share: float
    """Share of the processor's time (0..1) that other programs took meanwhile."""

    @property
    def is_spoilt(self) -> bool:
        """Return whether others were so much in the way that it says nothing."""
        return self.others_share > BUSY_SHARE


class Calibration:
    """Measures, and remembers what it found."""

    def __init__(
        self,
        file: KeptFile,
        machine: Callable[[], str],
        layers: Layers,
        watch_others: Callable[[], Callable[[], float]],
    ) -> None:
        """``machine`` names engine and processor: what another one did says nothing.

        ``watch_others`` begins to watch how much of the processor other programs take, as a tuning's machine does.
        """
        self._file = file
        self._machine = machine
        self._layers = layers
        self._watch_others = watch_others

    def known(self) -> Rates:
        """Return what was measured on this processor; nothing before that."""
        kept = self._file.read().get(self._machine())
        rates = kept if isinstance(kept, dict) else {}
        return {name: float(rate) for name, rate in rates.items() if isinstance(rate, int | float) and rate > 0}

    def measure(self, engine: Engine, should_stop: Callable[[], bool]) -> Timing | None:
        """Time the layers in each format, in seconds altogether; None if it was stopped.

        It's kept, unless other programs have spoilt it. Raises EngineError and the errors under ModelError.
        """
        rates: Rates = {}
        begun = time.monotonic()
        others_share = self._watch_others()
        for name in self._layers.formats:
            rate = self._rate(engine, name, should_stop)
            if rate is None:
                return None
            rates[name] = rate
            if len(rates) >= _USUAL and time.monotonic() - begun > _LONGEST_S:
                break
        timing = Timing(rates, others_share())
        if not timing.is_spoilt:
            self._file.write({**self._file.read(), self._machine(): rates})
        return timing

    def _rate(self, engine: Engine, name: str, should_stop: Callable[[], bool]) -> float | None:
        """Return the rate of the faster way to keep the weights; None if it was stopped."""
        best = 0.0
        with self._layers.file(name) as path:
            for weights in Weights:
                options = LoadOptions(
                    path=str(path), fingerprint="", gpu_layers=0, batch_tokens=_TOKENS, weights=weights
                )
                engine.load(options)
                # The first time the weights come into memory.
                seconds = engine.measure(_TOKENS, 1 + _TIMES, should_stop)
                if not seconds:
                    return None
                best = max(best, self._layers.parameters * _TOKENS / min(seconds))
            engine.unload()  # before the file goes: Windows deletes none that is in use
        return round(best)
