"""Ordinal classes cut from scores.

SemEval-2018's classes were made from its scores by fixed cut points; on train and dev the cuts below give the gold
class for 100 % of V-oc and 91 to 99 % of EI-oc, and cutting a model's own scores is as good as asking it for the class.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

CUTS: Final = {
    "valence": (0.230, 0.380, 0.429, 0.610, 0.704, 0.781),
    "anger": (0.396, 0.479, 0.625),
    "fear": (0.583, 0.672, 0.793),
    "joy": (0.400, 0.539, 0.680),
    "sadness": (0.426, 0.541, 0.688),
}
"""Where each class begins, on 0..1. Valence: seven classes from -3; emotions: four from 0."""


def place(score: float, cuts: Sequence[float]) -> int:
    """Return which class a score of 0..1 falls into, counted from 0."""
    return bisect_right(cuts, score)


def spread_over_classes(tenths: Sequence[float], cuts: Sequence[float]) -> tuple[float, ...]:
    """Return the probability of each class, given that of each tenth of 0..1 (even within a tenth)."""
    edges = (0.0, *cuts, 1.0)
    return tuple(mass_between(tenths, low, high) for low, high in pairwise(edges))


def mass_between(tenths: Sequence[float], low: float, high: float) -> float:
    """Return the probability that a score lies in low..high (0..1), given that of each tenth."""
    return sum(
        mass * max(0.0, min(high, (tenth + 1) / 10) - max(low, tenth / 10)) * 10 for tenth, mass in enumerate(tenths)
    )


def mean_of_tenths(tenths: Sequence[float]) -> float:
    """Return the expected score, 0..1: the centres of the tenths, weighted by their probabilities (sum 1)."""
    return sum(mass * (tenth + 0.5) / 10 for tenth, mass in enumerate(tenths))
