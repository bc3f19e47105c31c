"""How much memory a model takes at work: computed from its header, and corrected by what it really took."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import platformdirs
import psutil

from emodesk.core.catalogue import CatalogueEntry, FileFormat, Variant
from emodesk.core.converted_model import MOST_LOGIT_BYTES, ConvertedModel, batch_tokens, token_state_bytes
from emodesk.core.errors import NotEnoughMemoryError
from emodesk.core.model_file import MemoryNeed
from emodesk.modelhub.gguf import GgufHeader

_CELLS: Final = 2048 + 512
"""Tokens that the engine's context holds: the window that the EmoLLMs were trained on, and the shared instructions."""
_BATCH_TOKENS: Final = 512
_WORKER_BYTES: Final = 50_000_000
"""The engine's process before it loads anything: 46 MB on Linux."""
_CT2_WORKER_BYTES: Final = 150_000_000
"""The engine's process with CTranslate2 and a tokenizer, before it loads a model."""
_INSTRUCTION_TOKENS: Final = 512
_CT2_SHAPES: Final = {
    "t5": (24, 1024, 32_128), "bart": (12, 1024, 50_265), "opt": (40, 5120, 50_272), "bloom": (30, 4096, 250_880),
}  # fmt: skip
"""Architecture → layers of the decoder, width and vocabulary of the one EmoLLM that is of it."""
_LLAMA_SHAPES: Final = {7: (32, 4096, 11008), 13: (40, 5120, 13824)}
"""Billions of parameters → layers, width, inner width of the Llama 2 models; all have 32,000 pieces."""
_LLAMA_VOCABULARY: Final = 32_000


def need_of_file(header: GgufHeader, measured_bytes: int | None = None) -> MemoryNeed:
    """Return what a model file needs: weights, the memory of its context, the engine and room for a batch.

    Context: 2 (keys and values) × 2 bytes × layers × width of the key/value heads × cells. Batch: logits in float32
    and a few activations.
    """
    heads = max(1, header.number("attention.head_count", 1))
    kv_heads = header.number("attention.head_count_kv", heads)
    width = header.number("embedding_length")
    vocabulary = header.metadata.get("tokenizer.ggml.tokens")
    return _need(
        header.size_bytes,
        header.number("block_count"),
        width // heads * kv_heads,
        max(width, header.number("feed_forward_length")),
        vocabulary if isinstance(vocabulary, int) else 0,
        measured_bytes,
    )


def need_of_converted(model: ConvertedModel, weights_bytes: int, measured_bytes: int | None = None) -> MemoryNeed:
    """Return what a model on CTranslate2 needs: weights, keys and values of a batch and of the instructions, logits.

    Context: 2 (keys and values) × 4 bytes × layers × width × tokens of a batch, which the engine keeps within a limit.
    """
    context = token_state_bytes(model) * (batch_tokens(model) + _INSTRUCTION_TOKENS)
    return MemoryNeed(weights_bytes, context, _CT2_WORKER_BYTES + MOST_LOGIT_BYTES, measured_bytes)


def need_of_variant(entry: CatalogueEntry, variant: Variant) -> MemoryNeed | None:
    """Return what a model of the catalogue will need, before it's downloaded; None where nobody can say.

    Of one that is to be converted, it's what the usual conversion will need.
    """
    if entry.architecture in _CT2_SHAPES and entry.parameters:
        layers, width, vocabulary = _CT2_SHAPES[entry.architecture]
        model = ConvertedModel(
            name=entry.name, architecture=entry.architecture, quantization="int8", parameters=entry.parameters,
            vocabulary=vocabulary, window_tokens=0, is_encoder_decoder=entry.architecture in {"t5", "bart"},
            end_token=0, layers=layers, width=width,
        )  # fmt: skip
        return need_of_converted(model, entry.parameters)
    shape = _LLAMA_SHAPES.get(round((entry.parameters or 0) / 1e9))
    if entry.architecture != "llama" or shape is None:
        return None
    layers, width, inner = shape
    if variant.format is FileFormat.SAFETENSORS:
        variant = entry.variant() or variant
    return _need(variant.size_bytes, layers, width, inner, _LLAMA_VOCABULARY)


def _need(
    weights: int, layers: int, kv_width: int, widest: int, vocabulary: int, measured: int | None = None
) -> MemoryNeed:
    context = 2 * 2 * layers * kv_width * _CELLS
    batch = 4 * _BATCH_TOKENS * (vocabulary + 8 * widest)
    return MemoryNeed(weights, context, _WORKER_BYTES + batch, measured)


def check_memory(need: MemoryNeed, name: str) -> None:
    """Raise NotEnoughMemoryError if the model can't fit into the memory that is free."""
    free = available_bytes()
    if need.total_bytes > free:
        raise NotEnoughMemoryError(
            f"“{name}” {need.sentence(free)}.",
            hint="Close other programs, or choose a smaller model or a smaller quantization of it; "
            "--try-anyway loads it all the same.",
        )


def available_bytes() -> int:
    """Return how much memory is free now, what the system can give back at once included."""
    return int(psutil.virtual_memory().available)


def measured_bytes(fingerprint: str) -> int | None:
    """Return what the engine took when it last ran this file on the CPU of this computer, in bytes."""
    return _read().get(fingerprint)


def remember_measured(fingerprint: str, taken_bytes: int) -> None:
    """Keep what the engine took; if that can't be written, the computed sum stays."""
    path = _memory_file()
    beside = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.json.encode(_read() | {fingerprint: taken_bytes}))
        beside.replace(path)
    except OSError:
        return


def _memory_file() -> Path:
    return platformdirs.user_cache_path("emodesk", appauthor=False) / "memory.json"


def _read() -> dict[str, int]:
    try:
        return msgspec.json.decode(_memory_file().read_bytes(), type=dict[str, int])
    except (OSError, msgspec.DecodeError, RecursionError):
        return {}
