"""Looks at a model that was converted for CTranslate2 before anything loads it."""

from __future__ import annotations

import math
import struct
from pathlib import Path
from typing import IO, Final

import msgspec

from emodesk.core.converted_model import DESCRIPTION, WEIGHTS, ConvertedModel
from emodesk.core.errors import ModelDamagedError

_VERSION: Final = 6
_MOST_VARIABLES: Final = 1 << 16
_LONGEST_NAME: Final = 1 << 10
_ITEM_BYTES: Final = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""CTranslate2's number of a type → bytes of an item."""
_AGAIN: Final = "Convert the model again, or copy it again."


def read_converted(folder: Path) -> ConvertedModel:
    """Return what a folder says of its model, whose weights were walked through from the first to the last.

    Raises ModelDamagedError for anything that isn't whole.
    """
    path = folder / WEIGHTS
    try:
        model = msgspec.json.decode((folder / DESCRIPTION).read_bytes(), type=ConvertedModel)
        size = path.stat().st_size
        with path.open("rb") as file:
            _walk(file, size)
            if file.tell() != size:
                raise _damaged(folder)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, struct.error) as error:
        raise _damaged(folder) from error
    return model


def _walk(file: IO[bytes], size: int) -> None:
    (version,) = struct.unpack("<I", file.read(4))
    if version != _VERSION:
        raise ModelDamagedError(f"“{WEIGHTS}” is of a version that EmoDesk doesn't know.", hint=_AGAIN)
    _name(file)
    _, variables = struct.unpack("<II", file.read(8))
    if variables > _MOST_VARIABLES:
        raise struct.error
    for _ in range(variables):
        _name(file)
        (dimensions,) = file.read(1)
        *shape, kind, length = struct.unpack(f"<{dimensions}IBI", file.read(4 * dimensions + 5))
        if length != math.prod(shape) * _ITEM_BYTES.get(kind, 0) or file.tell() + length > size:
            raise struct.error
        file.seek(length, 1)
    (aliases,) = struct.unpack("<I", file.read(4))
    if aliases > _MOST_VARIABLES:
        raise struct.error
    for _ in range(aliases):
        _name(file)
        _name(file)


def _name(file: IO[bytes]) -> None:
    (length,) = struct.unpack("<H", file.read(2))
    if not 1 <= length <= _LONGEST_NAME or len(file.read(length)) != length:
        raise struct.error


def _damaged(folder: Path) -> ModelDamagedError:
    return ModelDamagedError(f"“{folder.name}” is damaged or not whole.", hint=_AGAIN)
