"""Models on this computer, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from emodesk.core.catalogue import FileFormat
from emodesk.core.converted_model import WEIGHTS


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
    scores: str = "answer"
    """How its scores are best read, a ``ScoreReading``."""


class FileRecord(msgspec.Struct, frozen=True):
    """A file as it was when its model was installed."""

    name: str
    size_bytes: int
    sha256: str
    """Lower-case hex."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What was installed, from where, and how it can be told that it's still the same."""

    version: int = 1
    id: str
    """What the model is called on this computer: ``emollama-7b.Q4_K_M``, or a name that the user gave."""
    entry: str
    """Id in the catalogue; "" for a model that isn't in it."""
    name: str
    quantization: str
    format: FileFormat
    architecture: str
    prompt_style: str
    licence: str
    files: tuple[FileRecord, ...]
    source: str
    """``download``, ``import`` or ``conversion``."""
    repository: str = ""
    revision: str = ""
    """The commit that was downloaded, 40 hex digits."""
    installed_at: str = ""
    """ISO 8601, UTC."""

    @property
    def size_bytes(self) -> int:
        """Bytes of all files."""
        return sum(file.size_bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model in one of the model folders."""

    folder: Path
    receipt: Receipt
    is_own: bool
    """Whether it lies in the user's own folder; what lies in a shared one isn't ours to change."""

    @property
    def main_file(self) -> Path:
        """The file that an engine opens; for safetensors the first one."""
        names = [file.name for file in self.receipt.files]
        weights = [name for name in names if name.endswith((".gguf", ".safetensors")) or name == WEIGHTS]
        return self.folder / (weights or names)[0]


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What a check of one installed file found; ``problem`` is empty where it's as it was."""

    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What a model takes while it works, in bytes, and how we know."""

    weights_bytes: int
    context_bytes: int
    overhead_bytes: int
    """The engine itself, and room for a batch."""
    measured_bytes: int | None = None
    """The most that the engine took when it last ran this file on this computer; it replaces the sum."""

    @property
    def total_bytes(self) -> int:
        """Bytes in all. A measurement below the weights alone was made while the system was short of memory."""
        computed = self.weights_bytes + self.context_bytes + self.overhead_bytes
        return self.measured_bytes if self.measured_bytes is not None and self.is_measured else computed

    @property
    def is_measured(self) -> bool:
        """Whether the measurement counts."""
        return self.measured_bytes is not None and self.measured_bytes >= self.weights_bytes

    def sentence(self, available_bytes: int) -> str:
        """Show the sum and what it's compared with."""
        parts = (
            "measured on this computer"
            if self.is_measured
            else f"{self.weights_bytes / 1e9:.1f} GB weights + {self.context_bytes / 1e9:.1f} GB context + "
            f"{self.overhead_bytes / 1e9:.1f} GB for the engine and a batch"
        )
        needed = f"{self.total_bytes / 1e9:.1f} GB of memory ({parts})"
        return f"needs about {needed}; {available_bytes / 1e9:.1f} GB are free"
