"""The weights of a checkpoint, read a few rows at a time from whichever shard holds them.

A tensor of these models takes up to four gigabytes in single precision, so nobody here holds more than some rows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from emodesk.core.errors import ModelDamagedError
from emodesk.modelhub.safetensors import Tensor, read_safetensors

Floats = npt.NDArray[np.float32]
_TYPES: Final[dict[str, np.dtype[Any]]] = {
    "F32": np.dtype("<f4"), "F16": np.dtype("<f2"), "BF16": np.dtype("<u2"), "F64": np.dtype("<f8"),
}  # fmt: skip
_BLOCK_VALUES: Final = 1 << 24
"""Numbers in a block: 64 MB in single precision."""
_AGAIN: Final = "Copy or download the whole model again."
RowOrder = Callable[[int], npt.NDArray[np.intp]]
"""Given the number of rows, says which row of the checkpoint comes first, second, …"""


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    start: int
    tensor: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Weight:
    """A tensor to come: one of the checkpoint, or several below each other, with their rows in another order perhaps.

    Two uses of the same object are the same tensor.
    """

    source: CheckpointWeights
    names: tuple[str, ...]
    shape: tuple[int, ...]
    order: RowOrder | None = None

    @property
    def values(self) -> int:
        """How many numbers it holds."""
        return int(np.prod(self.shape))

    def flat(self) -> Weight:
        """Return the same numbers as a vector."""
        return Weight(self.source, self.names, (self.values,), self.order)

    def blocks(self) -> Iterator[Floats]:
        """Yield the rows in blocks, in single precision; a vector comes as one block."""
        for name in self.names:
            yield from self.source.blocks(name, self.order)


class CheckpointWeights:
    """All tensors of a folder of safetensors. Raises ModelDamagedError where a shard isn't whole."""

    def __init__(self, shards: Sequence[Path]) -> None:
        self._places: dict[str, _Place] = {}
        for path in shards:
            header = read_safetensors(path)
            for name, tensor in header.tensors.items():
                self._places[name] = _Place(path, header.data_start + tensor.data_offsets[0], tensor)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def get(self, name: str, *shape: int) -> Weight:
        """Return a tensor that must have this shape. Raises ModelDamagedError if it's missing or has another."""
        self._check(name, shape)
        return Weight(self, (name,), shape)

    def fused(self, names: Sequence[str], *shape: int, order: RowOrder | None = None) -> Weight:
        """Return several tensors, each of this shape, below each other; ``order`` is that of each one's rows."""
        for name in names:
            self._check(name, shape)
        return Weight(self, tuple(names), (len(names) * shape[0], *shape[1:]), order)

    def reordered(self, name: str, shape: Sequence[int], order: RowOrder) -> Weight:
        """Return a tensor with only some of its rows, or with its rows in another order."""
        self._check(name, shape)
        return Weight(self, (name,), (len(order(shape[0])), *shape[1:]), order)

    def blocks(self, name: str, order: RowOrder | None) -> Iterator[Floats]:
        """Yield a tensor's rows in single precision, in blocks."""
        place = self._places[name]
        rows = place.tensor.shape[0]
        width = int(np.prod(place.tensor.shape[1:]))
        if order is not None:
            yield self._read(place, 0, rows, width)[order(rows)]
            return
        step = max(1, _BLOCK_VALUES // max(1, width))
        for begin in range(0, rows, step):
            yield self._read(place, begin, min(rows, begin + step), width)

    def _read(self, place: _Place, begin: int, end: int, width: int) -> Floats:
        kind = _TYPES[place.tensor.dtype]
        count = (end - begin) * width
        offset = place.start + begin * width * kind.itemsize
        raw: npt.NDArray[Any] = np.fromfile(place.path, dtype=kind, count=count, offset=offset)
        if len(raw) != count:
            raise ModelDamagedError(f"“{place.path.name}” ended before its weights did.", hint=_AGAIN)
        if place.tensor.dtype == "BF16":
            # A bfloat16 is the upper half of a float.
            raw = (raw.astype(np.uint32) << 16).view(np.float32)
        values: Floats = raw.astype(np.float32, copy=False)
        return values.reshape((end - begin, *place.tensor.shape[1:]))

    def _check(self, name: str, shape: Sequence[int]) -> None:
        place = self._places.get(name)
        if place is None:
            raise ModelDamagedError(f"The model lacks the weights “{name}”.", hint=_AGAIN)
        if place.tensor.shape != tuple(shape):
            raise ModelDamagedError(
                f"The weights “{name}” don't fit the model's configuration.", hint=_AGAIN,
                details=f"expected {tuple(shape)}, found {place.tensor.shape}",
            )  # fmt: skip
        if place.tensor.dtype not in _TYPES:
            raise ModelDamagedError(f"The weights “{name}” are of the type {place.tensor.dtype}.", hint=_AGAIN)
