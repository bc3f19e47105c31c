"""Prompts that begin alike, as a tree in which every token stands once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens that belongs to one or several prompts (``owners``, indices) and begins at ``start``."""

    tokens: tuple[int, ...]
    start: int
    owners: tuple[int, ...]


def common_prefix(first: Sequence[object], second: Sequence[object]) -> int:
    """Return how many items (tokens, characters) the two have in common at the start."""
    shorter = min(len(first), len(second))
    if first[:shorter] == second[:shorter]:  # told without a step for each; instructions mostly are
        return shorter
    places = zip(first, second, strict=False)
    return next((place for place, (left, right) in enumerate(places) if left != right), shorter)


def segments(prompts: Sequence[Sequence[int]], start: int) -> list[Segment]:
    """Return the prefix tree of the prompts from position ``start`` on, parents before children.

    All prompts must be equal before ``start``. The segments of one prompt, put together, are that prompt.
    """
    return _split(prompts, start, tuple(range(len(prompts))))


def _split(prompts: Sequence[Sequence[int]], start: int, owners: tuple[int, ...]) -> list[Segment]:
    result: list[Segment] = []
    families: dict[int, list[int]] = {}
    for owner in owners:
        if len(prompts[owner]) > start:
            families.setdefault(prompts[owner][start], []).append(owner)
    for family in families.values():
        model = prompts[family[0]]
        end = min([len(model), *(start + common_prefix(model[start:], prompts[o][start:]) for o in family[1:])])
        result.append(Segment(tuple(model[start:end]), start, tuple(family)))
        if len(family) > 1:
            result.extend(_split(prompts, end, tuple(family)))
    return result
