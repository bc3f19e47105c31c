"""How many layers of a model go onto the GPU: arithmetic in bytes, and a sentence that says why it isn't all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from emodesk.core.sizes import size_in_words
from emodesk.engine.messages import Planned

_SHARE_KEPT_FREE: Final = 0.05
"""Of what is free: drivers round up, and the screen needs some."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts of a model take on a GPU."""

    blocks: tuple[int, ...]
    """Of each block, the first of the model first."""
    output: int
    """What makes logits of the last block's result; llama.cpp counts it as one more layer."""
    state: int
    """Keys and values of one block, for the whole context."""
    batch: int
    """What is computed on the way through a batch; on every GPU that is used."""

    @property
    def layers(self) -> int:
        """How many layers there are to put onto a GPU."""
        return len(self.blocks) + 1


def plan(weights: Weights, gpus: Sequence[tuple[str, int]], asked_for: int | None) -> Planned:
    """Decide what the GPUs get, each with its name and its free memory; ``asked_for`` is the user's number, if any."""
    if asked_for is not None:
        return Planned(min(asked_for, weights.layers))
    layers = layers_that_fit(weights, [free for _, free in gpus])
    if layers == weights.layers:
        return Planned(layers)
    free = size_in_words(sum(free for _, free in gpus))
    share = f"{layers} of the model's {weights.layers} layers fit" if layers else "no layer of the model fits"
    return Planned(layers, f"On the GPU ({', '.join(name for name, _ in gpus)}) {free} are free: {share}.")


def layers_that_fit(weights: Weights, free_bytes: Sequence[int]) -> int:
    """Return how many layers fit into the free memory of these GPUs together, from 0 to all blocks and the output.

    They go there in llama.cpp's order: the output first, then the blocks from the last to the first.
    """
    room = sum(max(0, int(free * (1 - _SHARE_KEPT_FREE)) - weights.batch) for free in free_bytes)
    layers = (weights.output, *(block + weights.state for block in reversed(weights.blocks)))
    return sum(taken <= room for taken in accumulate(layers))


def fewer_layers(most: int) -> list[int]:
    """Return what to try one after the other where a GPU may refuse: ``most``, less and less, and none at last."""
    return list(dict.fromkeys((most, most * 3 // 4, most // 2, most // 4, 0)))
