"""The models that EmoDesk knows, as plain data; ``models.json`` is read into this."""

from __future__ import annotations

import enum

import msgspec


class FileFormat(enum.Enum):
    """How the weights of a variant are stored."""

    GGUF = "gguf"
    SAFETENSORS = "safetensors"
    """As the authors publish them: to be converted before anything runs them."""
    CTRANSLATE2 = "ctranslate2"
    """Converted on this computer, for the architectures that llama.cpp doesn't run for us."""


class SizeOrigin(enum.Enum):
    """Where a size in the catalogue comes from. At a download the hub's own size counts."""

    COMPUTED = "computed"
    """From the number of parameters and the bytes that the tensor types take."""
    ROUNDED = "rounded"
    """As a page states it, to ten megabytes."""


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How well a model did a task, and who says so."""

    task: str
    metric: str
    """``pearson``, ``accuracy``, ``micro-F1``, ``macro-F1`` …"""
    value: float
    set: str
    """What it was measured on."""
    source: str


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which a model is published: a quantization, or the original weights."""

    quantization: str
    """``Q4_K_M`` …, or ``original`` for the authors' own files."""
    format: FileFormat
    repository: str
    """Owner and name on the Hugging Face hub."""
    files: tuple[str, ...]
    """Names of the files, or patterns with ``*``."""
    size_bytes: int
    size_is: SizeOrigin
    revision: str = "main"
    """What is asked for; a download pins the commit that it stands for."""


class CatalogueEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model that the program knows."""

    id: str
    name: str
    prompt_style: str
    languages: tuple[str, ...]
    licence: str
    note: str
    kind: str = "emollm"
    scores: str = "answer"
    """How its scores are best read, a ``ScoreReading``."""
    architecture: str = "llama"
    engine: str = "llama.cpp"
    file: str = ""
    """Path inside the shipped resources; "" for models that don't ship."""
    parameters: int | None = None
    context_tokens: int | None = None
    card: str = ""
    """Address of the authors' page about the model; shown, never opened."""
    advice: str = ""
    """For whom the model is, in a sentence."""
    is_laptop_default: bool = False
    default_quantization: str = ""
    variants: tuple[Variant, ...] = ()
    figures: tuple[Figure, ...] = ()

    def variant(self, quantization: str | None = None) -> Variant | None:
        """Return the variant of that name (any case), or the one that's advised; None if there is none."""
        wanted = (quantization or self.default_quantization).casefold()
        return next((variant for variant in self.variants if variant.quantization.casefold() == wanted), None)

    def figure(self, task: str, metric: str) -> float | None:
        """Return the first figure of a task."""
        found = (figure.value for figure in self.figures if (figure.task, figure.metric) == (task, metric))
        return next(found, None)


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them."""

    version: int
    models: tuple[CatalogueEntry, ...]

    def entry(self, entry_id: str) -> CatalogueEntry | None:
        """Return the entry of that id, any case."""
        return next((entry for entry in self.models if entry.id == entry_id.casefold()), None)


def why_not_runnable(name: str, file_format: FileFormat) -> str:
    """Say why a model in that format can't be run as it is; "" if it can. ``name`` is what a command calls it."""
    if file_format is FileFormat.SAFETENSORS:
        return f"It's to be converted first: emodesk models convert {name}."
    return ""
