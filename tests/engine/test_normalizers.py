"""How many threads sum, and how many rows are read at once, changes no bit."""

from __future__ import annotations

import numpy as np
import pytest

from emodesk.engine.normalizers import Normalizers, log_sum_exp
from emodesk.engine.reading_path import choices


@pytest.mark.parametrize("rows", [0, 1, 7, 8, 65])
@pytest.mark.parametrize("threads", [1, 2, 3, 80])
def test_that_threads_change_no_bit(rows: int, threads: int) -> None:
    logits = np.random.default_rng(rows).normal(0, 5, (rows, 1_000)).astype(np.float32)
    found = Normalizers(threads).of(logits)
    assert found.shape == (rows,)
    assert np.array_equal(found, log_sum_exp(logits))
    assert np.allclose(found, np.log(np.exp(logits.astype(np.float64)).sum(axis=1)))


@pytest.mark.parametrize("children", [1, 2, 11, 12])
def test_that_rows_which_are_read_together_are_read_as_each_alone(children: int) -> None:
    logits = np.random.default_rng(children).normal(-3, 2, (9, children)).astype(np.float32)
    log_probabilities = logits - np.float32(5)
    for row, together in zip(log_probabilities, choices(log_probabilities), strict=True):
        [alone] = choices(row[None])
        assert np.array_equal(alone.shares, together.shares)
        assert alone.rounded == together.rounded == [round(share, 6) for share in together.shares.tolist()]
        assert alone.likeliest == together.likeliest == int(together.shares.argmax())
        assert alone.legal_mass == together.legal_mass
        assert sum(together.shares) == pytest.approx(1)
