"""Whether a model file is of a kind that we can run."""

from __future__ import annotations

from typing import Final

from emodesk.core.errors import ModelUnsupportedError
from emodesk.modelhub.gguf import GgufHeader

_NO_GENERATORS: Final = frozenset(
    {"bert", "nomic-bert", "jina-bert-v2", "modern-bert", "clip", "t5", "t5encoder", "wavtokenizer-dec"}
)


def check_kind(header: GgufHeader, name: str) -> None:
    """Raise ModelUnsupportedError unless the file holds a whole text generator with its vocabulary."""
    hint = "Choose a GGUF of an Emollama model, or the starter."
    if not header.architecture:
        raise ModelUnsupportedError(f"“{name}” doesn't say which kind of model it is.", hint=hint)
    is_encoder = header.architecture in _NO_GENERATORS or not header.metadata.get(
        f"{header.architecture}.attention.causal", True
    )
    if is_encoder or f"{header.architecture}.pooling_type" in header.metadata:
        raise ModelUnsupportedError(
            f"“{name}” holds a model of the kind {header.architecture}, which writes no answers.", hint=hint
        )
    if header.number("split.count") > 1 or _as_int(header.metadata.get("split.count")) > 1:
        raise ModelUnsupportedError(f"“{name}” is one part of a model that was split.", hint="Join the parts first.")
    if not header.tensors:
        raise ModelUnsupportedError(f"“{name}” holds a vocabulary but no weights.", hint=hint)
    if not header.metadata.get("tokenizer.ggml.tokens"):
        raise ModelUnsupportedError(f"“{name}” has no vocabulary.", hint=hint)


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0
