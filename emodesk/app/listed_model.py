"""A model as the window lists it: all that a person wants to know before choosing or fetching it."""

from __future__ import annotations

from dataclasses import dataclass

from emodesk.app.conversion_cost import ConversionCost, conversion_cost
from emodesk.app.model_store import ModelRow, Presence
from emodesk.core.catalogue import CatalogueEntry, Figure, FileFormat, SizeOrigin, Variant
from emodesk.core.model_file import Receipt
from emodesk.core.ports import ModelShelf
from emodesk.core.resources import resource

_HERE = frozenset({Presence.SHIPPED, Presence.INSTALLED, Presence.SHARED, Presence.LOOSE})
_FIRST_FIGURES = ("v-reg", "v-oc", "e-c", "ei-reg", "ei-oc")


@dataclass(frozen=True, slots=True)
class ListedVariant:
    """One way in which a model of the catalogue can be fetched."""

    id: str
    """What a download is asked for: ``emollama-chat-7b:Q4_K_M``."""
    quantization: str
    repository: str
    """Owner and name on the hub."""
    size_bytes: int
    is_size_exact: bool
    """False where the page that states it has rounded it."""
    bits_per_weight: float | None
    """Of all weights on average; None for the authors' own files, and where nobody says how many weights there are."""
    memory_needed_bytes: int | None
    is_advised: bool
    conversion: ConversionCost | None = None
    """What converting it takes after the download; None for what runs as it is."""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One model."""

    id: str
    """What a run calls it."""
    name: str
    is_here: bool
    is_shipped: bool
    can_be_removed: bool
    can_be_checked: bool
    """Whether it has a receipt to be held against, and can be packed for another computer."""
    size_bytes: int
    fetched_bytes: int
    """How much of an unfinished download is here."""
    licence: str
    card_text: str
    """What ships of the model's card, as Markdown; may be empty."""
    languages: tuple[str, ...]
    note: str
    advice: str
    source: str
    """Where it's published: the address of its authors' page; empty for what isn't in the catalogue."""
    figures: tuple[Figure, ...]
    """Measured quality, the most telling task first."""
    memory_needed_bytes: int | None
    memory_free_bytes: int
    problem: str
    """Why this version can't run it; empty if it can."""
    texts_per_s: float | None = None
    """Measured on this computer; None before the first measurement."""
    expected_texts_per_s: float | None = None
    """What it may be where it wasn't measured."""
    variants: tuple[ListedVariant, ...] = ()
    """What else of it can be fetched."""
    conversion: ConversionCost | None = None
    """What converting it takes; None for what runs as it is."""
    converted_into: str = ""
    """What its conversion is called, where that's here already."""

    @property
    def can_be_converted(self) -> bool:
        """Return whether it's here, runs only when it's converted, and isn't yet."""
        return self.is_here and self.conversion is not None and not self.converted_into


def listed(row: ModelRow, shelf: ModelShelf, speed: float | None, expected: float | None) -> ListedModel:
    """Return a line of the list of models as the window shows it."""
    entry, receipt = row.entry, row.installed.receipt if row.installed else None
    is_shipped = row.presence is Presence.SHIPPED
    return ListedModel(
        id=run_id(row),
        name=row.title,
        is_here=row.presence in _HERE,
        is_shipped=is_shipped,
        can_be_removed=row.presence is Presence.INSTALLED,
        can_be_checked=row.installed is not None,
        size_bytes=row.size_bytes,
        fetched_bytes=row.fetched_bytes,
        licence=entry.licence if entry else receipt.licence if receipt else "",
        card_text=_card(entry) if is_shipped and entry else "",
        languages=entry.languages if entry else (),
        note=entry.note if entry else "",
        advice=entry.advice if entry else "",
        source=entry.card if entry else "",
        figures=_figures(entry) if entry else (),
        memory_needed_bytes=row.need.total_bytes if row.need else None,
        memory_free_bytes=row.available_bytes,
        problem=row.obstacle,
        texts_per_s=speed,
        expected_texts_per_s=expected,
        variants=tuple(_variants(entry, shelf, row)) if entry else (),
        conversion=_conversion(row),
        converted_into=_converted_into(row.installed.receipt, shelf) if row.installed else "",
    )


def run_id(row: ModelRow) -> str:
    """Return what a run calls the model."""
    return row.installed.receipt.id if row.installed else row.name


def _variants(entry: CatalogueEntry, shelf: ModelShelf, row: ModelRow) -> list[ListedVariant]:
    here = row.variant if row.installed else None
    return [
        ListedVariant(
            id=f"{entry.id}:{each.quantization}",
            quantization=each.quantization,
            repository=each.repository,
            size_bytes=each.size_bytes,
            is_size_exact=each.size_is is not SizeOrigin.ROUNDED,
            bits_per_weight=_bits_per_weight(entry, each),
            memory_needed_bytes=need.total_bytes if (need := shelf.need_of_variant(entry, each)) else None,
            is_advised=each.quantization == entry.default_quantization,
            conversion=_cost(entry.architecture, entry, each.format, each.size_bytes),
        )
        for each in entry.variants
        if each is not here
    ]


def _bits_per_weight(entry: CatalogueEntry, variant: Variant) -> float | None:
    """Return it from the size: a format's name tells less, Q2_K takes three bits and Q5_1 six."""
    if entry.parameters is None or variant.format is not FileFormat.GGUF:
        return None
    return 8 * variant.size_bytes / entry.parameters


def _conversion(row: ModelRow) -> ConversionCost | None:
    if row.installed is not None:
        receipt = row.installed.receipt
        return _cost(receipt.architecture, row.entry, receipt.format, receipt.size_bytes)
    if row.entry is None or row.variant is None:
        return None
    return _cost(row.entry.architecture, row.entry, row.variant.format, row.variant.size_bytes)


def _cost(
    architecture: str, entry: CatalogueEntry | None, file_format: FileFormat, size_bytes: int
) -> ConversionCost | None:
    is_original = file_format is FileFormat.SAFETENSORS
    return conversion_cost(architecture, entry, size_bytes) if is_original else None


def _converted_into(original: Receipt, shelf: ModelShelf) -> str:
    if original.format is not FileFormat.SAFETENSORS:
        return ""
    base = original.id.removesuffix(f".{original.quantization}")
    of_it = (each.receipt for each in shelf.installed() if each.receipt.id.startswith(f"{base}."))
    return next((each.name for each in of_it if each.source == "conversion"), "")


def _figures(entry: CatalogueEntry) -> tuple[Figure, ...]:
    firsts = (next((each for each in entry.figures if each.task == task), None) for task in _FIRST_FIGURES)
    return tuple(each for each in firsts if each is not None)


def _card(entry: CatalogueEntry) -> str:
    card = resource(entry.file).with_name("card.md")
    return card.read_text(encoding="utf-8") if card.is_file() else ""
