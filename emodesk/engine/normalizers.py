"""What turns logits into log-probabilities: the log of the sum of their exponentials, over the whole vocabulary."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
import numpy.typing as npt

Logits = npt.NDArray[np.float32]
_LEAST_ROWS: Final = 4
"""For each thread; with fewer, waking it takes as long as it saves."""


def log_sum_exp(logits: Logits) -> npt.NDArray[np.float32]:
    """Return log(sum(exp(row))) for each row, shape (rows,)."""
    if not len(logits):
        return np.empty(0, dtype=np.float32)
    highest = logits.max(axis=1)
    weights = logits - highest[:, None]
    np.exp(weights, out=weights)
    return np.asarray(highest + np.log(weights.sum(axis=1)), dtype=np.float32)


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
