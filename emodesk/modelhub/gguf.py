"""Reads the header of a GGUF file and checks that the file is whole, before any native code sees it.

Format: the GGUF specification of the ggml project, versions 2 and 3, little-endian. Every count is checked against the
length of the file, so that random bytes can neither hang us nor ask for memory.
"""

from __future__ import annotations

import math
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emodesk.core.errors import ModelDamagedError

_SCALARS: Final = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip
_STRING, _ARRAY = 8, 9
_DEEPEST_ARRAY = 2
_MOST_DIMENSIONS = 4

_BLOCKS: Final = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66), 17: (256, 74),
    18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2),
    26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66),
}  # fmt: skip
"""Tensor type → (values in a block, bytes of a block), as in ggml."""

FILE_TYPES: Final = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M",
    13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 32: "BF16",
}  # fmt: skip
"""``general.file_type`` of a GGUF → the quantization's usual name."""

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself."""

    metadata: dict[str, Value]
    """Single values; of arrays just the length, under their own key."""
    tensors: int
    parameters: int
    size_bytes: int

    @property
    def architecture(self) -> str:
        """Name of the architecture, e.g. ``llama``; "" where it's missing."""
        return str(self.metadata.get("general.architecture", ""))

    def number(self, key: str, default: int = 0) -> int:
        """Return a whole number of this architecture, e.g. ``block_count``."""
        value = self.metadata.get(f"{self.architecture}.{key}", default)
        return value if isinstance(value, int) else default


def read_header(path: Path) -> GgufHeader:
    """Read the header of a GGUF file. Raises ModelDamagedError for anything that isn't a whole GGUF file."""
    size = path.stat().st_size
    if size == 0:
        raise ModelDamagedError(f"“{path.name}” is empty.", hint="Copy or download the model again.")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:4] != b"GGUF":
            raise ModelDamagedError(
                f"“{path.name}” is no GGUF model.",
                hint="EmoDesk runs models in the GGUF format (file names end in .gguf).",
            )
        try:
            return _Cursor(data, size).header()
        except (struct.error, _NonsenseError, UnicodeDecodeError, OverflowError) as error:
            raise ModelDamagedError(
                f"“{path.name}” is damaged: {_what(error)}.", hint="Copy or download the model again."
            ) from error


class _NonsenseError(Exception):
    """The bytes can't be what they should be."""


def _what(error: Exception) -> str:
    return str(error) if isinstance(error, _NonsenseError) else "its header ends in the middle"


class _Cursor:
    def __init__(self, data: mmap.mmap, size: int) -> None:
        self._data = data
        self._size = size
        self._at = 4

    def header(self) -> GgufHeader:
        version = self._scalar("<I")
        if version not in (2, 3):
            raise _NonsenseError(f"its format version is {version}")
        tensors, entries = self._count("<Q"), self._count("<Q")
        metadata: dict[str, Value] = {}
        for _ in range(entries):
            key = self._string()
            metadata[key] = self._value(self._scalar("<I"))
        end = parameters = 0
        for _ in range(tensors):
            self._string()  # its name
            shape = [self._scalar("<Q") for _ in range(self._count("<I", _MOST_DIMENSIONS))]
            kind, offset = self._scalar("<I"), self._scalar("<Q")
            if kind not in _BLOCKS:
                raise _NonsenseError(f"it holds tensors of the unknown type {kind}")
            values, block_bytes = _BLOCKS[kind]
            count = math.prod(shape)
            parameters += count
            end = max(end, offset + count // values * block_bytes)
        alignment = metadata.get("general.alignment", 32)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        needed = -(-self._at // step) * step + end if tensors else self._at
        if needed > self._size:
            raise _NonsenseError(f"it's truncated, {self._size:,} of {needed:,} bytes are there")
        return GgufHeader(metadata, tensors, parameters, self._size)

    def _scalar(self, form: str) -> int:
        (value,) = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return value  # type: ignore[no-any-return]  # struct can't say what a format yields

    def _count(self, form: str, most: int | None = None) -> int:
        """Read a count of things that each take at least a byte."""
        count = self._scalar(form)
        if count > (self._size - self._at if most is None else most):
            raise _NonsenseError("its header announces more than the file can hold")
        return count

    def _string(self) -> str:
        length = self._count("<Q")
        text = self._data[self._at : self._at + length]
        self._at += length
        return text.decode("utf-8", "replace")

    def _value(self, kind: int, depth: int = 0) -> Value:
        if kind == _STRING:
            return self._string()
        if kind != _ARRAY:
            if kind not in _SCALARS:
                raise _NonsenseError(f"its header holds a value of the unknown type {kind}")
            return self._scalar(_SCALARS[kind])
        inner = self._scalar("<I")
        count = self._count("<Q")
        if inner in _SCALARS:
            self._at += count * struct.calcsize(_SCALARS[inner])
        elif depth >= _DEEPEST_ARRAY:
            raise _NonsenseError("its header is nested too deeply")
        elif inner == _STRING:
            self._skip_strings(count)
        else:
            for _ in range(count):
                self._value(inner, depth + 1)
        if self._at > self._size:
            raise _NonsenseError("its header ends in the middle")
        return count

    def _skip_strings(self, count: int) -> None:
        """Skip the strings of an array; a vocabulary has tens of thousands."""
        at, data, unpack = self._at, self._data, struct.Struct("<Q").unpack_from
        for _ in range(count):
            at += 8 + unpack(data, at)[0]
            if at > self._size:
                raise _NonsenseError("its header ends in the middle")
        self._at = at
