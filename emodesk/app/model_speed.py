"""How fast a model may be on this computer, before it's there to be measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_PARAMETERS_AND_TEXTS_PER_CORE: Final = 1.1e9 * 1.46 / 6 / 2
"""Parameters × texts per second that a core does: a llama model of 1.1 billion parameters in 4 bits answered 1.46
prompts a second on two cores with AVX2, and the standard profile asks six prompts of each text."""
_SMALLEST_TELLING: Final = 100e6
"""Parameters below which the time goes into anything but the model's arithmetic, so that nothing follows from it."""


def expected_texts_per_s(parameters: int | None, cores: int, measured: Iterable[tuple[int, float]]) -> float | None:
    """Return texts per second in the standard profile, None for a model whose size isn't known.

    ``measured`` are (parameters, texts per second) of models that ran on this computer: the time goes with the
    parameters, whatever they're stored in, because prompts are read in batches. Without one it's reckoned from the
    cores, which is right to a factor of two or three.
    """
    if not parameters or parameters < _SMALLEST_TELLING:
        return None
    work = [size * speed for size, speed in measured if size >= _SMALLEST_TELLING and speed > 0]
    return (max(work) if work else _PARAMETERS_AND_TEXTS_PER_CORE * max(1, cores)) / parameters
