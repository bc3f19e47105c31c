"""Whether a model is one that we can run, here and now."""

from __future__ import annotations

from typing import Final

from emodesk.core.errors import ModelUnsupportedError, NotEnoughMemoryError
from emodesk.modelhub.gguf import GgufHeader

_NO_GENERATORS: Final = frozenset(
    {"bert", "nomic-bert", "jina-bert-v2", "modern-bert", "clip", "t5", "t5encoder", "wavtokenizer-dec"}
)
_GB: Final = 1e9
_CELLS: Final = 2048 + 512
_BATCH_TOKENS: Final = 512


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


def check_memory(header: GgufHeader, name: str, available_bytes: int) -> None:
    """Raise NotEnoughMemoryError if the model can't fit into the memory that is free."""
    needed = needed_bytes(header)
    if needed > available_bytes:
        raise NotEnoughMemoryError(
            f"“{name}” needs about {needed / _GB:.1f} GB of memory; {available_bytes / _GB:.1f} GB are free.",
            hint="Close other programs, or choose a smaller model or a smaller quantization of it.",
        )


def needed_bytes(header: GgufHeader) -> int:
    """Return how much memory the model takes at work: weights, the memory of its context, room for a batch.

    Context: 2 (keys and values) × 2 bytes × layers × width of the key/value heads × cells. Batch: logits in float32
    and a few activations.
    """
    heads = max(1, header.number("attention.head_count", 1))
    kv_heads = header.number("attention.head_count_kv", heads)
    width = header.number("embedding_length")
    context = 2 * 2 * header.number("block_count") * (width // heads * kv_heads) * _CELLS
    vocabulary = _as_int(header.metadata.get("tokenizer.ggml.tokens"))
    batch = 4 * _BATCH_TOKENS * (vocabulary + 8 * max(width, header.number("feed_forward_length")))
    return header.size_bytes + context + batch


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0
