"""Keeps what a reading normally throws away: the log-probabilities as they came from the model."""

from __future__ import annotations

import math
from typing import Final

import msgspec
import numpy as np

from emodesk.core.reading import Reading
from emodesk.engine.answer_tree import Node
from emodesk.engine.reading_path import Choice, PathReader

Path = tuple[int, ...]


class Expected(msgspec.Struct, frozen=True):
    """What one model says to one prompt."""

    prompt_ids: list[int]
    answer: str
    off_format: float
    answer_log_probability: float
    """Of the answer as far as it was read, over the whole vocabulary."""
    nodes: dict[str, list[float]]
    """Tokens from the tree's root, joined by spaces → log-probability of each child, in the tree's order."""


class RecordingReader(PathReader):
    """A reader that remembers, by the id of the request."""

    records: Final[dict[int, Expected]] = {}

    def __init__(self, root: Node, *, takes_likeliest: bool = False) -> None:
        super().__init__(root, takes_likeliest=takes_likeliest)
        self._raw: dict[str, list[float]] = {}

    def read(self, node: Node, choice: Choice) -> None:
        log_probabilities = np.log(choice.shares * choice.legal_mass)
        self._raw[path_of(node)] = [round(value, 5) for value in log_probabilities.tolist()]
        super().read(node, choice)

    def reading(self, request_id: int) -> Reading:
        result = super().reading(request_id)
        total = sum(math.log(self._read[node].legal_mass * self._chosen_share(node)) for node in self._on_path)
        self.records[request_id] = Expected([], result.answer, result.off_format, round(total, 5), self._raw)
        return result

    def _chosen_share(self, node: Node) -> float:
        choice = self._read[node]
        return float(choice.shares[self._likeliest(node, choice)])


def path_of(node: Node) -> str:
    """Return the tokens from the root to a node."""
    tokens: list[str] = []
    while node.parent is not None:
        tokens.append(str(node.token))
        node = node.parent
    return " ".join(reversed(tokens))
