"""Reads the header of a safetensors file and checks that the file is whole.

Format, as its authors describe it: eight bytes with the header's length (little-endian), the header as a JSON object
(tensor name → type, shape and where its bytes begin and end), then the bytes, without gaps. Everything is compared
with the length of the file, so that random bytes can neither hang us nor ask for memory.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.errors import ModelDamagedError

_LONGEST_HEADER_BYTES: Final = 8 << 20
"""A model of 13 billion parameters has 50 kB; the format allows 100 MB, which would cost a gigabyte to read."""
_BITS: Final = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16, "U32": 32,
    "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64,
}  # fmt: skip
_MOST_DIMENSIONS: Final = 8
_METADATA: Final = "__metadata__"


class Tensor(msgspec.Struct, frozen=True, gc=False):
    """One tensor as the header describes it."""

    dtype: str
    """``F16``, ``BF16``, ``F32`` …"""
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]
    """Where its bytes begin and end, counted from the end of the header."""


@dataclass(frozen=True, slots=True)
class SafetensorsHeader:
    """What a safetensors file holds."""

    tensors: dict[str, Tensor]
    data_start: int
    """Where the header ends, in bytes from the beginning of the file."""
    parameters: int
    size_bytes: int
    """Bytes of all tensors."""

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Tensor name → shape."""
        return {name: tensor.shape for name, tensor in self.tensors.items()}


def read_safetensors(path: Path) -> SafetensorsHeader:
    """Read the header of a file. Raises ModelDamagedError for anything that isn't a whole safetensors file."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else -1
            if not 2 <= length <= size - 8:
                raise _damaged(path, "it's truncated or no safetensors file")
            if length > _LONGEST_HEADER_BYTES:
                raise _damaged(path, f"its header would have {length:,} bytes")
            content = file.read(length)
    except OSError as error:
        raise ModelDamagedError(
            f"“{path.name}” can't be read: {error.strerror}.", hint="Check that you may read the file."
        ) from error
    return _check(path, content, size)


def _check(path: Path, content: bytes, file_bytes: int) -> SafetensorsHeader:
    data_start = 8 + len(content)
    data_bytes = file_bytes - data_start
    try:
        raw = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        raw.pop(_METADATA, None)
        tensors = {name: msgspec.json.decode(each, type=Tensor) for name, each in raw.items()}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(path, "its header isn't readable") from error
    if not tensors:
        raise _damaged(path, "it holds no tensors")
    end = parameters = 0
    for name, tensor in sorted(tensors.items(), key=lambda item: item[1].data_offsets):
        begins, ends = tensor.data_offsets
        bits = _BITS.get(tensor.dtype)
        if bits is None:
            raise _damaged(path, f"it holds tensors of the unknown type {tensor.dtype[:20]!r}")
        if len(tensor.shape) > _MOST_DIMENSIONS or min(tensor.shape, default=0) < 0:
            raise _damaged(path, f"the shape of {name[:80]!r} makes no sense")
        count = math.prod(tensor.shape)
        if begins != end or ends - begins != count * bits // 8:
            raise _damaged(path, f"the place of {name[:80]!r} makes no sense")
        end, parameters = ends, parameters + count
    if end != data_bytes:
        raise _damaged(path, f"its tensors take {end:,} bytes, {data_bytes:,} are there")
    return SafetensorsHeader(tensors, data_start, parameters, data_bytes)


def _damaged(path: Path, what: str) -> ModelDamagedError:
    return ModelDamagedError(f"“{path.name}” is damaged: {what}.", hint="Copy or download the model again.")
