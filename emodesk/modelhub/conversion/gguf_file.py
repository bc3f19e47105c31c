"""Writes a GGUF file of version 3, tensor by tensor, so that no more than some rows of one are in memory.

The ``gguf`` package would do it too, and bring a library for the network into the program. In the tests it reads what
is written here.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from emodesk.core.errors import ModelDamagedError
from emodesk.modelhub.conversion.weights import Weight

_VERSION: Final = 3
_ALIGNMENT: Final = 32
_F32, _F16 = 0, 1
_UINT32, _INT32, _FLOAT32, _BOOL, _STRING, _ARRAY = 4, 5, 6, 7, 8, 9
Value = bool | int | float | str | Sequence[int] | Sequence[float] | Sequence[bytes]
Told = Callable[[int], None]
"""Is given the number of bytes that are written."""


def size_bytes(tensors: Mapping[str, Weight], *, is_half: bool) -> int:
    """Return how many bytes the tensors take."""
    return sum(_padded(_bytes_of(weight, is_half=is_half)) for weight in tensors.values())


def write(
    path: Path, metadata: Mapping[str, Value], tensors: Mapping[str, Weight], tell: Told, *, is_half: bool
) -> None:
    """Write tensors in single precision, or matrices in half. Raises OSError and ModelDamagedError."""
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", _VERSION, len(tensors), len(metadata)))
        for key, value in metadata.items():
            file.write(_string(key.encode()))
            _write_value(file, value)
        offset = 0
        for name, weight in tensors.items():
            shape = weight.shape[::-1]
            type_id = _F16 if is_half and len(shape) > 1 else _F32
            file.write(_string(name.encode()))
            file.write(struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, type_id, offset))
            offset += _padded(_bytes_of(weight, is_half=is_half))
        _pad(file)
        for name, weight in tensors.items():
            kind = np.float16 if is_half and len(weight.shape) > 1 else np.float32
            _write_tensor(file, name, weight, tell, np.dtype(kind))


def _write_tensor(file: IO[bytes], name: str, weight: Weight, tell: Told, kind: np.dtype[Any]) -> None:
    for block in weight.blocks():
        if not np.isfinite(block).all() or np.abs(block).max(initial=0.0) > np.finfo(kind).max:
            raise ModelDamagedError(
                "The model holds weights that are no numbers, or too large.",
                hint="Copy or download it again.",
                details=name,
            )
        file.write(block.astype(kind, copy=False).tobytes())
        tell(file.tell())
    _pad(file)


def _write_value(file: IO[bytes], value: Value) -> None:
    match value:
        case bool():
            file.write(struct.pack("<I?", _BOOL, value))
        case int():
            file.write(struct.pack("<II", _UINT32, value))
        case float():
            file.write(struct.pack("<If", _FLOAT32, value))
        case str():
            file.write(struct.pack("<I", _STRING) + _string(value.encode()))
        case _:
            _write_array(file, value)


def _write_array(file: IO[bytes], values: Sequence[int] | Sequence[float] | Sequence[bytes]) -> None:
    kind = {bytes: _STRING, float: _FLOAT32, int: _INT32}[type(values[0])]
    file.write(struct.pack("<IIQ", _ARRAY, kind, len(values)))
    for value in values:
        match value:
            case bytes():
                file.write(_string(value))
            case float():
                file.write(struct.pack("<f", value))
            case _:
                file.write(struct.pack("<i", value))


def _string(raw: bytes) -> bytes:
    return struct.pack("<Q", len(raw)) + raw


def _bytes_of(weight: Weight, *, is_half: bool) -> int:
    return weight.values * (2 if is_half and len(weight.shape) > 1 else 4)


def _padded(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _pad(file: IO[bytes]) -> None:
    file.write(b"\0" * (-file.tell() % _ALIGNMENT))
