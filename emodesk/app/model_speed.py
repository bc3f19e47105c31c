"""How fast a model is on this computer: as a run showed, as its timing says, or reckoned before it's there."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.app.calibration import Calibration, Rates
from emodesk.app.kept_file import KeptFile
from emodesk.app.tuning import Tuning
from emodesk.core.affect.columns import Profile
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS

_TOKENS_PER_TEXT: Final = 190
"""Tokens that the standard profile evaluates for a text of 98 characters in the vocabulary of Llama 2, the instructions
being in memory: counted over 32 texts of our training sets."""
_SMALLEST_TELLING: Final = 100e6
"""Parameters below which the time goes into anything but the model's arithmetic, so that nothing follows from it."""
_VOCABULARY_PARAMETERS: Final = 2 * 32_000
"""Times the width: the embeddings, which are looked up, and the output layer, which works where an answer is read."""
_MIXED: Final = {
    "Q4_0": {"Q4_0": 1.0}, "Q8_0": {"Q8_0": 1.0}, "Q6_K": {"Q6_K": 1.0}, "Q4_K_S": {"Q4_K": 0.97, "Q6_K": 0.03},
    "Q4_K_M": {"Q4_K": 0.85, "Q6_K": 0.15}, "Q5_K_S": {"Q6_K": 1.0}, "Q5_K_M": {"Q6_K": 1.0},
}  # fmt: skip
"""Quantization → formats of its matrices and their shares, as llama.cpp's quantizer deals them out to a 7B model. Q5_K
isn't measured and takes about as long as Q6_K."""
TIMED_QUANTIZATIONS: Final = tuple(_MIXED)


class Basis(enum.Enum):
    """How a speed is known, the surest first."""

    MEASURED = "measured"
    """By a run over texts."""
    TIMED = "timed"
    """The model itself, on made-up tokens."""
    ESTIMATED = "estimated"
    """From layers of its size in its format on this processor."""
    GUESSED = "guessed"
    """From the kind of processor."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts per second in the standard profile, and how that's known."""

    texts_per_s: float
    basis: Basis

    @property
    def texts_per_minute(self) -> float:
        """Return the same by the minute."""
        return 60 * self.texts_per_s


class Speeds:
    """Knows how fast models are here."""

    def __init__(self, runs: KeptFile, tuning: Tuning, calibration: Calibration, guess: Callable[[], float]) -> None:
        """``runs`` holds texts per second by a model's id, ``guess`` gives the processor's rate if it wasn't timed."""
        self._runs = runs
        self._tuning = tuning
        self._calibration = calibration
        self._guess = guess

    def note(self, model_id: str, texts_per_s: float) -> None:
        """Keep how fast a model was in a standard run."""
        self._runs.write({**self._runs.read(), model_id: round(texts_per_s, 2)})

    def of(self, model_id: str, fingerprint: str, parameters: int | None, quantization: str) -> Speed | None:
        """Return how fast a model is; None where nothing can be said. ``fingerprint`` is empty if it isn't here."""
        noted = self._runs.read().get(model_id)
        if isinstance(noted, int | float) and noted > 0:
            return Speed(float(noted), Basis.MEASURED)
        tuned = self._tuning.known(fingerprint) if fingerprint else None
        if not parameters or parameters < _SMALLEST_TELLING:
            return None
        if tuned is not None and not tuned.is_provisional:  # beside other programs it may have been a tenth as fast
            return Speed(tuned.tokens_per_s / _TOKENS_PER_TEXT, Basis.TIMED)
        rates = self._calibration.known()
        if rates:
            # A format that wasn't timed is held for no faster than the slowest that was: a guess would put it before
            # them on a slow computer.
            rate = rate_of(quantization, rates) or min(rates.values())
            return Speed(rate / working_parameters(parameters) / _TOKENS_PER_TEXT, Basis.ESTIMATED)
        return Speed(self._guess() / working_parameters(parameters) / _TOKENS_PER_TEXT, Basis.GUESSED)


def is_standard(tasks: Sequence[str], emotions: Sequence[str], profile: str) -> bool:
    """Return whether a run asks what every speed here is of; with fewer questions each model looks faster."""
    return (set(tasks), set(emotions), profile) == (set(AAID_TASKS), set(EMOTIONS), Profile.STANDARD.value)


def rate_of(quantization: str, rates: Rates) -> float | None:
    """Return parameters times tokens per second of a mixed quantization; None where a part of it wasn't measured."""
    shares = _MIXED.get(quantization.upper())
    if shares is None or not all(name in rates for name in shares):
        return None
    return 1 / sum(share / rates[name] for name, share in shares.items())


def working_parameters(parameters: int) -> float:
    """Return how many parameters work on every token: all but those of the vocabulary.

    A llama has about 13 × width² parameters in each of its layers, and layers by the width: width³ / 10 of them in all.
    """
    width = math.cbrt(10 * parameters)
    return max(0.8 * parameters, parameters - _VOCABULARY_PARAMETERS * width)
