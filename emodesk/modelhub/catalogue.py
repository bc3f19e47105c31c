"""The catalogue of models: ``models.json``, validated when it's read."""

from __future__ import annotations

import msgspec

from emodesk.core.errors import ModelError
from emodesk.core.resources import resource


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How well a model did a task, and who says so."""

    task: str
    metric: str
    """``pearson``, ``accuracy``, ``micro-F1``, ``macro-F1`` …"""
    value: float
    set: str
    """What it was measured on."""
    source: str


class CatalogueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model that the program knows."""

    id: str
    name: str
    file: str
    """Path inside the shipped resources."""
    prompt_style: str
    languages: tuple[str, ...]
    licence: str
    note: str
    kind: str = "starter"
    architecture: str = "llama"
    engine: str = "llama.cpp"
    figures: tuple[Figure, ...] = ()


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    version: int
    models: tuple[CatalogueEntry, ...]


def load_catalogue() -> Catalogue:
    """Read the catalogue. Raises ModelError if it's missing or not valid: the installation is damaged then."""
    path = resource("models.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Catalogue)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            "The catalogue of models is missing or damaged.", hint="Install EmoDesk again.", details=str(error)
        ) from error
