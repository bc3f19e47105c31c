"""Follows the model's own choices down an answer tree and keeps what was read on the way."""

from __future__ import annotations

import math
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
    """What was read at one node: each child's share of the legal probability, and how much that was."""

    shares: npt.NDArray[np.float64]
    legal_mass: float


def choices(log_probabilities: npt.NDArray[np.float32]) -> list[Choice]:
    """Return what each row says, given the natural log of each child's probability, shape (rows, children)."""
    highest = log_probabilities.max(axis=1).astype(np.float64)
    weights = np.exp(log_probabilities - highest[:, None])
    totals = weights.sum(axis=1)
    legal = np.minimum(1.0, totals * np.exp(highest))
    return [Choice(*each) for each in zip(weights / totals[:, None], legal.tolist(), strict=True)]


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
        """Take in what was read at a node, its children in their order."""
        self._read[node] = choice

    def choose(self) -> Node | None:
        """Go down along the likeliest legal children as far as was read.

        Returns the node to evaluate next, or None when the meaning is decided.
        """
        while (choice := self._read.get(self._here)) is not None:
            self._on_path.append(self._here)
            best = list(self._here.children.values())[int(self._weights(self._here, choice).argmax())]
            if best.is_decided:
                self._answer = best.continuation()
                return None
            self._here = best
        return self._here

    def _weights(self, node: Node, choice: Choice) -> npt.NDArray[np.float64]:
        """Return what each child is worth: its share, or that of the likeliest answer below it."""
        if not self._takes_likeliest:
            return choice.shares
        below = np.array([self._likeliest_below(child) for child in node.children.values()])
        return np.asarray(choice.shares * below, dtype=np.float64)

    def _likeliest_below(self, node: Node) -> float:
        choice = None if node.is_decided else self._read.get(node)
        return 1.0 if choice is None else float(self._weights(node, choice).max())

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

    def _options(self, node: Node, weight: float = 1.0) -> tuple[tuple[str, float], ...]:
        plain = zip(node.options, (self._read[node].shares * weight).round(_DIGITS).tolist(), strict=True)
        folded = [child for child in node.children.values() if child.text == node.text and child in self._read]
        if not folded:
            return tuple(plain)
        options: list[tuple[str, float]] = []
        for child, share, option in zip(node.children.values(), self._read[node].shares.tolist(), plain, strict=True):
            options.extend(self._options(child, share * weight) if child in folded else [option])
        return tuple(options)
