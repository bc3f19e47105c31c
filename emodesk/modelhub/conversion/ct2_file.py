"""Writes a model in CTranslate2's format, tensor by tensor, so that no more than a block of one is in memory.

CTranslate2's own writer wants the whole model in memory. The layout, as its ``model_spec.py`` has it: version, name and
revision of the specification, the number of variables, each with name, shape, type and bytes, then the names that stand
for another variable's value.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.model_spec import CURRENT_BINARY_VERSION, ModelSpec, visit_spec

from emodesk.core.errors import ModelDamagedError
from emodesk.modelhub.conversion.weights import Floats, Weight

_TYPE_IDS: Final = {"float32": 0, "int8": 1, "int16": 2, "int32": 3}
_SCALE: Final = "_scale"
Told = Callable[[int], None]
"""Is given the number of bytes that are written."""


class UnfilledError(Exception):
    """A variable of the specification got no value: the layout has a gap."""


def size_bytes(spec: ModelSpec, *, is_int8: bool) -> int:
    """Return about how many bytes the file will have."""
    quantizable = _quantizable(spec) if is_int8 else frozenset()
    return sum(
        value.values + 4 * value.shape[0] if name in quantizable else 4 * value.values
        for name, value in _variables(spec)
        if isinstance(value, Weight)
    )


def write(spec: ModelSpec, path: Path, tell: Told, *, is_int8: bool) -> None:
    """Write a specification that is filled with weights and settings. Raises OSError and ModelDamagedError.

    With ``is_int8`` matrices are rounded to whole numbers from -127 to 127, each row with a factor of its own.
    """
    quantizable = _quantizable(spec) if is_int8 else frozenset()
    own, aliases = _split(_variables(spec))
    with path.open("wb") as file:
        file.write(struct.pack("<I", CURRENT_BINARY_VERSION))
        _write_name(file, spec.name)
        file.write(struct.pack("<II", spec.revision, len(own) + sum(name in quantizable for name, _ in own)))
        for name, value in own:
            if not isinstance(value, Weight):
                _write_array(file, name, _setting(name, value))
            elif name in quantizable:
                _write_rounded(file, name, value, tell)
            else:
                _write_floats(file, name, value, tell)
        file.write(struct.pack("<I", len(aliases)))
        for alias, name in aliases:
            _write_name(file, alias)
            _write_name(file, name)


def _variables(spec: ModelSpec) -> list[tuple[str, object]]:
    return list(spec.variables(ordered=True))


def _quantizable(spec: ModelSpec) -> frozenset[str]:
    """Return the names of the variables that have a place for a factor beside them."""
    found: set[str] = set()

    def look(layer: object, name: str, value: object) -> None:
        if isinstance(value, Weight) and hasattr(layer, f"{name.rpartition('/')[2]}{_SCALE}"):
            found.add(name)

    visit_spec(spec, look)
    return frozenset(found)


def _split(variables: list[tuple[str, object]]) -> tuple[list[tuple[str, object]], list[tuple[str, str]]]:
    """Tell variables from names that stand for the same tensor as an earlier one."""
    first_name: dict[int, str] = {}
    own, aliases = [], []
    for name, value in variables:
        if isinstance(value, Weight) and id(value) in first_name:
            aliases.append((name, first_name[id(value)]))
            continue
        if isinstance(value, Weight):
            first_name[id(value)] = name
        own.append((name, value))
    return own, aliases


def _setting(name: str, value: object) -> npt.NDArray[np.generic]:
    match value:
        case bool():
            return np.array(value, dtype=np.int8)
        case float():
            return np.array(value, dtype=np.float32)
        case np.generic():
            return np.array(value)
    raise UnfilledError(name)


def _write_rounded(file: IO[bytes], name: str, weight: Weight, tell: Told) -> None:
    _write_head(file, name, weight.shape, "int8", weight.values)
    factors = []
    for block in _finite(name, weight):
        largest = np.abs(block).max(axis=1)
        largest[largest == 0] = 127.0
        # A row of next to nothing would ask for a factor beyond what single precision holds.
        factor = 127.0 / np.maximum(largest, np.float32(127.0) / np.finfo(np.float32).max)
        file.write(np.rint(block * factor[:, None]).astype(np.int8).tobytes())
        factors.append(factor)
        tell(file.tell())
    _write_array(file, f"{name}{_SCALE}", np.concatenate(factors).astype(np.float32))


def _write_floats(file: IO[bytes], name: str, weight: Weight, tell: Told) -> None:
    _write_head(file, name, weight.shape, "float32", 4 * weight.values)
    for block in _finite(name, weight):
        file.write(block.tobytes())
        tell(file.tell())


def _finite(name: str, weight: Weight) -> Iterator[Floats]:
    for block in weight.blocks():
        if not np.isfinite(block).all():
            raise ModelDamagedError(
                "The model holds weights that are no numbers.", hint="Copy or download it again.", details=name
            )
        yield block


def _write_array(file: IO[bytes], name: str, value: npt.NDArray[np.generic]) -> None:
    _write_head(file, name, value.shape, value.dtype.name, value.nbytes)
    file.write(value.tobytes())


def _write_head(file: IO[bytes], name: str, shape: tuple[int, ...], kind: str, size: int) -> None:
    _write_name(file, name)
    file.write(struct.pack(f"<B{len(shape)}IBI", len(shape), *shape, _TYPE_IDS[kind], size))


def _write_name(file: IO[bytes], name: str) -> None:
    raw = name.encode() + b"\0"
    file.write(struct.pack("<H", len(raw)) + raw)
