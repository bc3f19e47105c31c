"""A model on this computer, with all that a person wants to know before choosing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One model file, looked at without loading it."""

    id: str
    """What it's named by: id in the catalogue, or the file's name."""
    name: str
    path: Path
    size_bytes: int
    licence: str
    licence_text: str
    """The model's card, or what its file says of its licence at length; may be empty."""
    languages: tuple[str, ...]
    note: str
    figures: tuple[tuple[str, str], ...]
    """Measured quality: what was measured, how much. Empty where nobody has measured it."""
    memory_needed_bytes: int
    """At work: weights, context and a batch; 0 where the file can't be read."""
    memory_free_bytes: int
    is_shipped: bool
    problem: str = ""
    """Why it can't be used, in a sentence; empty where it can."""
    texts_per_s: float | None = None
    """Measured on this computer; None before the first measurement."""
