"""A model on this computer, before it's loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Where a model lies and what it's called; its header was read and its length checked."""

    id: str
    """Id in the catalogue, or the file's name."""
    name: str
    path: Path
    fingerprint: str
    """SHA-256 of the file, lower-case hex."""
    prompt_style: str = "aaid"
