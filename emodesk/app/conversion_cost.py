"""What it takes to convert a model from the authors' files, told before anybody waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from emodesk.core.catalogue import CatalogueEntry, FileFormat

_HALF_BYTES: Final = 2
"""Bytes of a weight in half precision, in which a Llama is written before it's rounded further."""
_ROUNDED_BYTES: Final = 0.61
"""Bytes of a weight in Q4_K_M, its factors included."""


@dataclass(frozen=True, slots=True)
class ConversionCost:
    """Room on the disk, in bytes; to within some percent."""

    size_bytes: int
    """What comes out of it."""
    room_bytes: int
    """What must be free while it goes on, the result included; the original isn't counted."""


def conversion_cost(architecture: str, entry: CatalogueEntry | None, original_bytes: int) -> ConversionCost:
    """Return what the usual conversion takes: Q4_K_M for a Llama, eight bits for the others.

    Where the catalogue doesn't know the model, its weights count as if they were in half precision: more can't be.
    """
    weights = (entry.parameters if entry else None) or original_bytes // _HALF_BYTES
    if architecture != "llama":
        return ConversionCost(weights, weights)
    published = entry.variant() if entry else None
    is_same = published is not None and published.format is FileFormat.GGUF
    size = published.size_bytes if published is not None and is_same else round(weights * _ROUNDED_BYTES)
    half = weights * _HALF_BYTES
    return ConversionCost(size, half + half // 2)
