"""What we changed in llama.cpp's kernels gives the numbers that llama.cpp's own give, to the bit (decision 73).

The attention is compared with each prompt alone, and without it, in ``test_answers``.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

VALUES = 256
"""Of one block: a scale in single precision, a byte for each value, and the sums of sixteen each in two bytes."""
BLOCK_BYTES = 4 + VALUES + VALUES // 16 * 2
Row = npt.NDArray[np.float32]


def library(name: str) -> ctypes.CDLL:
    spec = importlib.util.find_spec("llama_cpp")
    assert spec is not None
    assert spec.origin is not None
    found = sorted((Path(spec.origin).parent / "lib").glob(f"*{name}.*"))
    return ctypes.CDLL(str(found[0]))


def quantized(quantize: ctypes._NamedFuncPointer, row: Row) -> bytes:
    blocks = ctypes.create_string_buffer(len(row) // VALUES * BLOCK_BYTES)
    quantize.argtypes, quantize.restype = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64], None
    quantize(row.ctypes.data, blocks, len(row))
    return blocks.raw


@pytest.fixture(scope="module")
def pair() -> tuple[ctypes._NamedFuncPointer, ctypes._NamedFuncPointer]:
    """Return the function that the kernels call, and llama.cpp's reference."""
    return library("ggml-cpu").quantize_row_q8_K, library("ggml-base").quantize_row_q8_K_ref


def rows() -> list[Row]:
    rng = np.random.default_rng(73)
    halves = np.arange(-127.0, 129.0)[::-1] + 0.5
    halves[3] = -127.0  # a scale of one: every other value lies between two bytes
    two_largest = rng.normal(0, 1, VALUES)
    two_largest[[7, 200]] = [-9.0, 9.0]
    made = [
        rng.normal(0, 3, 64 * VALUES),
        rng.normal(0, 1, 8 * VALUES) * 10.0 ** rng.integers(-20, 20, 8 * VALUES),
        halves[:VALUES].clip(-127, 127),
        two_largest,
        -two_largest,
        np.zeros(VALUES),
        -np.zeros(VALUES),
        np.concatenate([np.zeros(VALUES), rng.normal(0, 1, VALUES), np.zeros(VALUES - 1), [-1e-30]]),
        np.full(VALUES, -3.0),
    ]
    return [np.ascontiguousarray(row, dtype=np.float32) for row in made]


@pytest.mark.skipif(sys.platform == "win32", reason="libraries show only what they declare there, and not the kernels")
@pytest.mark.parametrize("row", rows(), ids=range(len(rows())))
def test_that_activations_become_the_same_bytes(
    pair: tuple[ctypes._NamedFuncPointer, ctypes._NamedFuncPointer], row: Row
) -> None:
    ours, reference = pair
    blocks = np.frombuffer(quantized(ours, row), np.uint8).reshape(-1, BLOCK_BYTES)
    wanted = np.frombuffer(quantized(reference, row), np.uint8).reshape(-1, BLOCK_BYTES)
    assert np.array_equal(blocks, wanted)
