"""Follows the model's own choices down an answer tree and keeps what was read on the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from emodesk.core.reading import Decision, Reading
from emodesk.engine.answer_tree import Node

_DIGITS: Final = 6
"""Decimals of a stored probability: far below what batching changes, and half the bytes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was read at one node."""

    shares: npt.NDArray[np.float64]
    """Of the legal probability, shape (children,), in their order."""
    rounded: list[float]
    """The shares as they're stored; like the next, found for many rows at once."""
    likeliest: int
    """Place of the child with the largest share."""
    legal_mass: float
    """What the legal children had together of the model's whole vocabulary, 0..1."""


def choices(log_probabilities: npt.NDArray[np.float32]) -> list[Choice]:
    """Return what each row says, given the natural log of each child's probability, shape (rows, children)."""
    highest = log_probabilities.max(axis=1).astype(np.float64)
    weights = np.exp(log_probabilities - highest[:, None])
    totals = weights.sum(axis=1)
    shares = weights / totals[:, None]
    legal = np.minimum(1.0, totals * np.exp(highest))
    lists = (shares.round(_DIGITS).tolist(), shares.argmax(axis=1).tolist(), legal.tolist())
    return [Choice(*each) for each in zip(shares, *lists, strict=True)]


class PathReader:
    """One answer in progress: probabilities come in node by node, choices go out."""

    def __init__(self, root: Node, *, takes_likeliest: bool = False) -> None:
        """``takes_likeliest`` is for trees that are read whole: the likeliest answer of all, where greed finds another.

        Greed takes the minus sign of three unlikely classes for one likely class.
        """
        self._here = root
        self._takes_likeliest = takes_likeliest
        self._read: dict[Node, Choice] = {}
        self._on_path: list[Node] = []
        self._answer: str | None = None

    def read(self, node: Node, choice: Choice) -> None:
        """Take in what was read at a node."""
        self._read[node] = choice

    def choose(self) -> Node | None:
        """Go down along the likeliest legal children as far as was read.

        Returns the node to evaluate next, or None when the meaning is decided.
        """
        while (choice := self._read.get(self._here)) is not None:
            self._on_path.append(self._here)
            best = list(self._here.children.values())[self._likeliest(self._here, choice)]
            if best.is_decided:
                self._answer = best.continuation()
                return None
            self._here = best
        return self._here

    def _likeliest(self, node: Node, choice: Choice) -> int:
        """Return which child to go to: the likeliest, or the one with the likeliest answer below it."""
        return int(self._worth(node, choice).argmax()) if self._takes_likeliest else choice.likeliest

    def _worth(self, node: Node, choice: Choice) -> npt.NDArray[np.float64]:
        """Return how likely the likeliest answer below each child is."""
        below = np.array([self._likeliest_below(child) for child in node.children.values()])
        return np.asarray(choice.shares * below, dtype=np.float64)

    def _likeliest_below(self, node: Node) -> float:
        choice = None if node.is_decided else self._read.get(node)
        return 1.0 if choice is None else float(self._worth(node, choice).max())

    def reading(self, request_id: int) -> Reading:
        """Return everything that was read; call it once ``choose`` has returned None."""
        assert self._answer is not None
        legal = math.prod(self._read[node].legal_mass for node in self._on_path)
        decisions = tuple(
            Decision(node.text, options, round(choice.legal_mass, _DIGITS))
            for node, choice in self._read.items()
            if not self._is_folded(node) and len(options := self._options(node)) > 1
        )
        return Reading(request_id, self._answer, decisions, round(1.0 - legal, _DIGITS))

    def _is_folded(self, node: Node) -> bool:
        """Whether the node adds no text to its parent: its choices then count as the parent's own."""
        return node.parent is not None and node.parent.text == node.text

    def _is_read_and_folded(self, node: Node) -> bool:
        return node in self._read and self._is_folded(node)

    def _options(self, node: Node) -> tuple[tuple[str, float], ...]:
        if any(map(self._is_read_and_folded, node.children.values())):
            return tuple(self._unfolded(node, 1.0))
        return tuple(zip(node.options, self._read[node].rounded, strict=True))

    def _unfolded(self, node: Node, weight: float) -> Iterator[tuple[str, float]]:
        """Yield the options of a node; in the place of a child that adds no text, those of that child."""
        for child, option, share in zip(
            node.children.values(), node.options, self._read[node].shares.tolist(), strict=True
        ):
            if self._is_read_and_folded(child):
                yield from self._unfolded(child, share * weight)
            else:
                yield option, round(share * weight, _DIGITS)
