"""The catalogue of models: ``models.json``, validated when it's read."""

from __future__ import annotations

import msgspec

from emodesk.core.catalogue import Catalogue, CatalogueEntry, Variant
from emodesk.core.errors import ModelError, ModelMissingError
from emodesk.core.resources import resource

LABEL_OF_VARIANT = ":"
"""Between the id of an entry and the name of a variant: ``emollama-7b:Q4_K_M``."""


def load_catalogue() -> Catalogue:
    """Read the catalogue. Raises ModelError if it's missing or not valid: the installation is damaged then."""
    path = resource("models.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Catalogue)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            "The catalogue of models is missing or damaged.", hint="Install EmoDesk again.", details=str(error)
        ) from error


def choose(name: str) -> tuple[CatalogueEntry, Variant]:
    """Return what ``emollama-7b`` or ``emollama-7b:Q5_K_M`` means. Raises ModelMissingError with what there is."""
    catalogue = load_catalogue()
    entry_id, _, quantization = name.partition(LABEL_OF_VARIANT)
    entry = catalogue.entry(entry_id)
    if entry is None:
        raise ModelMissingError(
            f"The catalogue has no model “{entry_id}”.",
            hint=f"It has: {', '.join(entry.id for entry in catalogue.models)}.",
        )
    if not entry.variants:
        raise ModelMissingError(f"{entry.name} comes with EmoDesk; there's nothing to download.")
    variant = entry.variant(quantization or None)
    if variant is None:
        raise ModelMissingError(
            f"{entry.name} has no variant “{quantization}”.",
            hint=f"It has: {', '.join(variant.quantization for variant in entry.variants)}.",
        )
    return entry, variant


def installed_id(entry: CatalogueEntry, variant: Variant) -> str:
    """Return what the variant is called on this computer, which is also the name of its folder."""
    return f"{entry.id}.{variant.quantization}"
