"""From a Llama's safetensors to a GGUF: first in half precision, then through llama.cpp's own quantizer."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Final

import llama_cpp
import numpy as np
import numpy.typing as npt
import sentencepiece

from emodesk.core.errors import ModelDamagedError, ModelError, ModelUnsupportedError
from emodesk.modelhub.conversion.configs import LlamaConfig, has_start_token
from emodesk.modelhub.conversion.gguf_file import Value
from emodesk.modelhub.conversion.weights import CheckpointWeights, RowOrder, Weight
from emodesk.modelhub.gguf import FILE_TYPES

HALF: Final = "F16"
SINGLE: Final = "F32"
PLAIN: Final = frozenset({HALF, SINGLE})
"""What needs no quantizer."""
_NORMAL, _UNKNOWN, _CONTROL, _UNUSED, _BYTE = 1, 2, 3, 5, 6
_PIECES: Final = "tokenizer.model"


def tensors(config: LlamaConfig, weights: CheckpointWeights) -> dict[str, Weight]:
    """Return all tensors by the names that llama.cpp has for them. Raises ModelDamagedError where one is missing."""
    width, inner, pieces = config.hidden_size, config.intermediate_size, config.vocab_size
    key_width = width // config.num_attention_heads * config.key_value_heads
    found = {"token_embd.weight": weights.get("model.embed_tokens.weight", pieces, width)}
    for number in range(config.num_hidden_layers):
        source, target = f"model.layers.{number}", f"blk.{number}"
        ask = f"{source}.self_attn"
        found |= {
            f"{target}.attn_norm.weight": weights.get(f"{source}.input_layernorm.weight", width),
            f"{target}.attn_q.weight": weights.reordered(
                f"{ask}.q_proj.weight", (width, width), _pairs_side_by_side(config.num_attention_heads)
            ),
            f"{target}.attn_k.weight": weights.reordered(
                f"{ask}.k_proj.weight", (key_width, width), _pairs_side_by_side(config.key_value_heads)
            ),
            f"{target}.attn_v.weight": weights.get(f"{ask}.v_proj.weight", key_width, width),
            f"{target}.attn_output.weight": weights.get(f"{ask}.o_proj.weight", width, width),
            f"{target}.ffn_norm.weight": weights.get(f"{source}.post_attention_layernorm.weight", width),
            f"{target}.ffn_gate.weight": weights.get(f"{source}.mlp.gate_proj.weight", inner, width),
            f"{target}.ffn_up.weight": weights.get(f"{source}.mlp.up_proj.weight", inner, width),
            f"{target}.ffn_down.weight": weights.get(f"{source}.mlp.down_proj.weight", width, inner),
        }
    found["output_norm.weight"] = weights.get("model.norm.weight", width)
    if not config.tie_word_embeddings:
        found["output.weight"] = weights.get("lm_head.weight", pieces, width)
    return found


def metadata(config: LlamaConfig, folder: Path, name: str, quantization: str) -> dict[str, Value]:
    """Return what llama.cpp wants to know of the model, its vocabulary included."""
    if config.is_rope_scaled:
        raise ModelUnsupportedError(
            "The positions of this Llama are stretched in a way that EmoDesk doesn't convert.",
            hint="The EmoLLMs are from Llama 2, which doesn't do that.",
        )
    about: dict[str, Value] = {
        "general.architecture": "llama",
        "general.name": name,
        "general.file_type": 0 if quantization == SINGLE else 1,
        "llama.context_length": config.max_position_embeddings,
        "llama.embedding_length": config.hidden_size,
        "llama.block_count": config.num_hidden_layers,
        "llama.feed_forward_length": config.intermediate_size,
        "llama.attention.head_count": config.num_attention_heads,
        "llama.attention.head_count_kv": config.key_value_heads,
        "llama.attention.layer_norm_rms_epsilon": config.rms_norm_eps,
        "llama.rope.dimension_count": config.hidden_size // config.num_attention_heads,
        "llama.rope.freq_base": config.rope_base,
        "llama.vocab_size": config.vocab_size,
    }
    return about | _vocabulary(folder, config)


def _vocabulary(folder: Path, config: LlamaConfig) -> dict[str, Value]:
    if not (folder / _PIECES).is_file():
        raise ModelUnsupportedError(
            f"EmoDesk converts a Llama only with its {_PIECES}.", hint="Download that file of the model as well."
        )
    try:
        processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / _PIECES))
    except (OSError, RuntimeError) as error:
        raise ModelDamagedError(f"“{_PIECES}” can't be read.", hint="Copy or download the model again.") from error
    count = processor.get_piece_size()
    if count > config.vocab_size:
        raise ModelDamagedError(
            f"“{_PIECES}” has {count:,} pieces, the model has weights for {config.vocab_size:,}.",
            hint="Copy or download the whole model again.",
        )
    spare = range(count, config.vocab_size)
    pieces = [str(processor.id_to_piece(place)).encode() for place in range(count)]
    kinds = [_kind(processor, place) for place in range(count)]
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": pieces + [b"[PAD%d]" % place for place in spare],
        "tokenizer.ggml.scores": [float(processor.get_score(place)) for place in range(count)]
        + [-1000.0 for _ in spare],
        "tokenizer.ggml.token_type": kinds + [_UNUSED for _ in spare],
        "tokenizer.ggml.bos_token_id": processor.bos_id(),
        "tokenizer.ggml.eos_token_id": config.eos_token_id,
        "tokenizer.ggml.unknown_token_id": processor.unk_id(),
        "tokenizer.ggml.add_bos_token": has_start_token(folder),
        "tokenizer.ggml.add_eos_token": False,
    }


def _kind(processor: sentencepiece.SentencePieceProcessor, place: int) -> int:
    if processor.is_unknown(place):
        return _UNKNOWN
    if processor.is_control(place):
        return _CONTROL
    if processor.is_unused(place):
        return _UNUSED
    return _BYTE if processor.is_byte(place) else _NORMAL


def _pairs_side_by_side(heads: int) -> RowOrder:
    """llama.cpp turns neighbouring rows of a head by the position, transformers those that lie half a head apart."""

    def order(rows: int) -> npt.NDArray[np.intp]:
        return np.arange(rows).reshape(heads, 2, -1).swapaxes(1, 2).reshape(-1)

    return order


def quantize(source: Path, target: Path, quantization: str) -> None:
    """Round a GGUF in half precision to a smaller type, with all processors. Raises ModelError."""
    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = next(number for number, name in FILE_TYPES.items() if name == quantization)
    params.nthread = os.cpu_count() or 1
    llama_cpp.llama_backend_init()
    status = llama_cpp.llama_model_quantize(os.fsencode(source), os.fsencode(target), ctypes.byref(params))
    if status != 0:
        raise ModelError(
            f"llama.cpp could not bring the model to {quantization}.",
            hint="The disk may be full, or this kind doesn't suit the model: try Q8_0.",
            details=f"status {status}",
        )
