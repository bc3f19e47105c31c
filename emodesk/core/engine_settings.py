"""How llama.cpp runs a model: what may be chosen, by the user or by a measurement."""

from __future__ import annotations

import enum
from typing import Any, Final

import msgspec


class Weights(enum.Enum):
    """Where the weights lie while the CPU works with them."""

    MAPPED = "mapped"
    """In the file, which the system maps: a second start finds them in memory, and the system may take it back."""
    REPACKED = "repacked"
    """Read into memory of the engine's own, in another order for which llama.cpp has other kernels: faster for some
    formats on some processors."""


class KvType(enum.Enum):
    """In which precision the model's memory (keys and values) is kept."""

    F16 = "f16"
    Q8_0 = "q8_0"
    """Half as large, and the answers are others."""


class EngineSettings(msgspec.Struct, frozen=True, kw_only=True):
    """All that may be chosen. None leaves it to what comes next: a measurement, at last the engine."""

    threads: int | None = None
    batch_tokens: int | None = None
    """Tokens that are evaluated in one go. What shares a batch decides about an answer's last bits."""
    micro_batch_tokens: int | None = None
    """Into how many tokens llama.cpp divides a batch; the bits stay the same."""
    weights: Weights | None = None
    kv_type: KvType | None = None
    flash_attention: bool | None = None

    def or_else(self, other: EngineSettings) -> EngineSettings:
        """Return these settings, and the other's where there's none here."""
        return msgspec.structs.replace(other, **self.chosen())

    def for_the_same_bits(self) -> EngineSettings:
        """Return what decides about an answer's last bits: all but the threads."""
        return msgspec.structs.replace(self, threads=None)

    def for_speed_alone(self) -> EngineSettings:
        """Return what changes no answer beyond a last digit: all but precision and flash attention."""
        return msgspec.structs.replace(self, kv_type=None, flash_attention=None)

    def unlike(self, other: EngineSettings) -> EngineSettings:
        """Return what is chosen otherwise than there."""
        return EngineSettings(**{name: value for name, value in self.chosen().items() if value != getattr(other, name)})

    def chosen(self) -> dict[str, Any]:
        """Return what is chosen, by name."""
        pairs = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: value for name, value in pairs if value is not None}

    def in_words(self) -> str:
        """Say what is chosen, in a line."""
        words = []
        if self.threads is not None:
            words.append(f"{self.threads} thread{'s' if self.threads != 1 else ''}")
        if self.batch_tokens is not None:
            micro = self.micro_batch_tokens or self.batch_tokens
            parts = f" in parts of {micro}" if micro < self.batch_tokens else ""
            words.append(f"batches of {self.batch_tokens} tokens{parts}")
        if self.weights is not None:
            words.append(f"weights {self.weights.value}")
        if self.kv_type is not None:
            words.append(f"keys and values in {self.kv_type.value}")
        if self.flash_attention is not None:
            words.append("flash attention" if self.flash_attention else "no flash attention")
        return ", ".join(words)


UNCHOSEN: Final = EngineSettings()
"""Nothing is chosen."""
