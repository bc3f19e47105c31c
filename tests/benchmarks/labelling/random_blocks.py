"""Quantized weights of random bits: as much work for llama.cpp as real ones, and as cheap to make as random bytes.

A block's scales are set, its quants drawn: the weights have hardly any mean and the spread asked for, so that what the
model makes of them stays finite through any number of layers. Layouts: ``ggml-common.h`` of llama.cpp.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType

Bytes = npt.NDArray[np.uint8]
_PART_BYTES: Final = 32 << 20
_SIX_BITS: Final = 32
"""The scale in every Q4_K block, of 0..63."""
_EIGHT_BITS: Final = 8
"""The scale in every Q6_K block, of -128..127."""
_SPREAD_OF_4_BITS: Final = float(np.std(np.arange(16)))
_SPREAD_OF_6_BITS: Final = float(np.std(np.arange(64)))


@dataclass(frozen=True, slots=True)
class RandomMatrix:
    """A matrix of random weights, shape (rows, columns), in one of llama.cpp's formats."""

    rows: int
    columns: int
    kind: GGMLQuantizationType
    silent_row: int | None = None
    """A row of zeros."""

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        block, size = GGML_QUANT_SIZES[self.kind]
        if self.columns % block:
            raise ValueError(f"{self.columns} columns are no whole number of {self.kind.name} blocks")
        return self.columns // block * size

    @property
    def size_bytes(self) -> int:
        """Bytes of the matrix."""
        return self.rows * self.row_bytes

    def parts(self, rng: np.random.Generator) -> Iterator[Bytes]:
        """Yield the matrix in parts of whole rows, each shape (rows of the part, bytes of a row)."""
        rows_at_once = max(1, _PART_BYTES // self.row_bytes)
        spread = self.columns**-0.5
        for start in range(0, self.rows, rows_at_once):
            rows = min(rows_at_once, self.rows - start)
            blocks = _random_blocks(self.kind, rows * self.row_bytes, spread, rng)
            part = blocks.reshape(rows, self.row_bytes)
            if self.silent_row is not None and start <= self.silent_row < start + rows:
                part[self.silent_row - start] = 0
            yield part


def _random_blocks(kind: GGMLQuantizationType, size_bytes: int, spread: float, rng: np.random.Generator) -> Bytes:
    """Return blocks of random quants, shape (blocks, bytes of a block)."""
    block_bytes = GGML_QUANT_SIZES[kind][1]
    blocks: Bytes = rng.integers(0, 256, size=size_bytes, dtype=np.uint8).reshape(-1, block_bytes)
    match kind:
        case GGMLQuantizationType.Q4_0:  # half d, 4 bits × 32: d × (q - 8)
            blocks[:, :2] = _half(spread / _SPREAD_OF_4_BITS)
        case GGMLQuantizationType.Q4_K:  # half d, half least, 6 bits × 2 × 8, 4 bits × 256: d × s × q - least × m
            step = spread / _SPREAD_OF_4_BITS / _SIX_BITS
            blocks[:, :2] = _half(step)
            blocks[:, 2:4] = _half(step * 7.5)
            # Six bits of 32 are 100000: the upper two lie on top of the first eight bytes, the lower four are nought.
            blocks[:, 4:12] = _SIX_BITS | (_SIX_BITS >> 4 << 6)
            blocks[:, 12:16] = 0
        case GGMLQuantizationType.Q6_K:  # 6 bits × 256, 8 bits × 16, half d: d × s × (q - 32)
            blocks[:, 192:208] = _EIGHT_BITS
            blocks[:, 208:] = _half(spread / _SPREAD_OF_6_BITS / _EIGHT_BITS)
        case _:
            raise ValueError(f"no random blocks of {kind.name} are known")
    return blocks


def _half(value: float) -> Bytes:
    return np.frombuffer(np.float16(value).tobytes(), dtype=np.uint8)
