"""What turns logits into log-probabilities: the log of the sum of their exponentials, over the whole vocabulary."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
import numpy.typing as npt

Logits = npt.NDArray[np.float32]
_BLOCK_ROWS: Final = 4
"""Summed at once: fresh memory for a whole batch costs a fault for each of its pages."""
_LEAST_ROWS: Final = 4
"""For each thread; with fewer, waking it takes as long as it saves."""


def log_sum_exp(logits: Logits) -> npt.NDArray[np.float32]:
    """Return log(sum(exp(row))) for each row, shape (rows,)."""
    sums = np.empty(len(logits), dtype=np.float32)
    scratch = np.empty((_BLOCK_ROWS, logits.shape[1]), dtype=np.float32)
    for begin in range(0, len(logits), _BLOCK_ROWS):
        block = logits[begin : begin + _BLOCK_ROWS]
        highest = block.max(axis=1)
        weights = np.subtract(block, highest[:, None], out=scratch[: len(block)])
        np.exp(weights, out=weights)
        sums[begin : begin + _BLOCK_ROWS] = highest + np.log(weights.sum(axis=1))
    return sums


class Normalizers:
    """Log-sums of many rows, in as many threads as the model is evaluated in, which are idle meanwhile.

    With a model as small as the starter an eighth of all time went into these sums. A row is summed by one thread, so
    their number changes no bit.
    """

    def __init__(self, threads: int) -> None:
        """Start none of the ``threads`` before it's needed; the calling one counts."""
        self._threads = threads
        self._others = ThreadPoolExecutor(max(1, threads - 1))

    def of(self, logits: Logits) -> npt.NDArray[np.float32]:
        """Return ``log_sum_exp`` of each row, shape (rows,)."""
        first, *others = np.array_split(logits, max(1, min(self._threads, len(logits) // _LEAST_ROWS)))
        theirs = [self._others.submit(log_sum_exp, rows) for rows in others]
        return np.concatenate([log_sum_exp(first), *(rows.result() for rows in theirs)])
