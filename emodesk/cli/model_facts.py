"""A model in words and numbers, for the list and for ``emodesk models info``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from emodesk.core.catalogue import SizeOrigin
from emodesk.core.resources import resource
from emodesk.core.sizes import size_in_words

if TYPE_CHECKING:
    from emodesk.app.model_store import ModelRow

_COLUMNS: Final = "{:<30} {:>9}  {:<22} {:<24} {}"
_ORIGIN: Final = {
    SizeOrigin.COMPUTED: "computed from the model's shape; the hub tells the exact size at the download",
    SizeOrigin.ROUNDED: "rounded, as published; the hub tells the exact size at the download",
}


def list_heading() -> str:
    """Return the heading of the list."""
    return _COLUMNS.format("model", "size", "memory", "here?", "V-reg (r)")


def list_line(row: ModelRow) -> str:
    """Return one model as a line of the list."""
    size = size_in_words(row.size_bytes)
    presence = row.presence.value
    if row.fetched_bytes:
        presence = f"{size_in_words(row.fetched_bytes)} downloaded"
    figure = row.entry.figure("v-reg", "pearson") if row.entry else None
    quality = "" if figure is None else f"{figure:.3f}"
    return _COLUMNS.format(row.name, size, _memory(row), presence, quality).rstrip()


def _memory(row: ModelRow) -> str:
    if row.need is None:
        return "unknown"
    fits = "fits" if row.fits else "too large now"
    return f"{size_in_words(row.need.total_bytes)}, {fits}{', to convert' if row.obstacle else ''}"


def facts(row: ModelRow) -> dict[str, Any]:
    """Return all that's known of a model; values are texts, numbers or lists of them."""
    about: dict[str, Any] = {"model": row.name, "name": row.title, "here": row.presence.value}
    about["size"] = size_in_words(row.size_bytes)
    about["size_bytes"] = row.size_bytes
    if row.variant is not None and row.installed is None:
        about["size is"] = _ORIGIN[row.variant.size_is]
    if row.fetched_bytes:
        about["fetched_bytes"] = row.fetched_bytes
    if row.need is not None:
        about["memory"] = row.need.sentence(row.available_bytes)
        about["memory_bytes"] = row.need.total_bytes
        about["fits"] = row.fits
    about["runs"] = row.obstacle or "yes"
    if row.entry is not None:
        about |= _entry_facts(row)
    if row.installed is not None:
        receipt = row.installed.receipt
        about["folder"] = str(row.installed.folder)
        about["SHA-256"] = [f"{file.sha256}  {file.name}" for file in receipt.files]
        about["installed"] = f"{receipt.installed_at}, {receipt.source}"
        if receipt.revision:
            about["revision"] = receipt.revision
        about.setdefault("licence", receipt.licence)
    return about


def _entry_facts(row: ModelRow) -> dict[str, Any]:
    entry, variant = row.entry, row.variant
    assert entry is not None
    about: dict[str, Any] = {
        "architecture": entry.architecture,
        "engine": entry.engine,
        "parameters": entry.parameters,
        "context": f"{entry.context_tokens} tokens" if entry.context_tokens else None,
        "languages": ", ".join(entry.languages),
        "licence": entry.licence,
        "card": entry.card or str(resource(entry.file).with_name("card.md")),
        "source": variant.repository if variant else None,
        "note": entry.note,
        "advice": entry.advice,
        "quality": [
            f"{each.task} {each.metric} {each.value:.3f} ({each.set}; {each.source})" for each in entry.figures
        ],
        "variants": [f"{each.quantization} {size_in_words(each.size_bytes)}" for each in entry.variants],
    }
    return {name: value for name, value in about.items() if value not in (None, "", [])}
