"""Which tensor of a checkpoint goes where in CTranslate2's specification, for each architecture that it runs for us.

Names on the left are those of transformers' checkpoints, names on the right those of CTranslate2's specifications.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from ctranslate2.specs.common_spec import Activation
from ctranslate2.specs.model_spec import ModelSpec
from ctranslate2.specs.transformer_spec import TransformerDecoderModelSpec, TransformerSpec

from emodesk.core.errors import ModelUnsupportedError
from emodesk.modelhub.conversion.configs import BartConfig, BloomConfig, Config, OptConfig, T5Config
from emodesk.modelhub.conversion.weights import CheckpointWeights

_ACTIVATIONS: Final = {
    "relu": Activation.RELU, "gelu": Activation.GELU, "gelu_new": Activation.GELUTanh,
    "gelu_pytorch_tanh": Activation.GELUTanh, "silu": Activation.SWISH, "swish": Activation.SWISH,
}  # fmt: skip
_POSITIONS_AHEAD: Final = 2
"""BART and OPT leave the first two rows of their position tables unused."""


def t5(config: T5Config, weights: CheckpointWeights) -> ModelSpec:
    """T5: relative positions that all layers share, no biases, the root mean square for a norm."""
    spec = TransformerSpec.from_config(
        (config.num_layers, config.decoder_layers),
        config.num_heads,
        pre_norm=True,
        activation=_activation(config.activation),
        ffn_glu=config.is_gated,
        relative_attention_bias=True,
        rms_norm=True,
    )
    width, inner, heads = config.d_model, config.d_ff, config.num_heads * config.d_kv
    shared = weights.get("shared.weight", config.vocab_size, width)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = shared
    if config.tie_word_embeddings:
        spec.decoder.projection.weight = shared
        spec.decoder.scale_outputs = width**-0.5
    else:
        spec.decoder.projection.weight = weights.get("lm_head.weight", config.vocab_size, width)

    def attention(target: Any, norm: Any, source: str, name: str) -> None:
        target.queries_scale = 1.0
        norm.gamma = weights.get(f"{source}.layer_norm.weight", width)
        within = f"{source}.{name}"
        ask = [f"{within}.{part}.weight" for part in "qkv"]
        if name == "SelfAttention":
            target.linear[0].weight = weights.fused(ask, heads, width)
        else:
            target.linear[0].weight = weights.get(ask[0], heads, width)
            target.linear[1].weight = weights.fused(ask[1:], heads, width)
        target.linear[-1].weight = weights.get(f"{within}.o.weight", width, heads)

    for stack, source in ((spec.encoder, "encoder"), (spec.decoder, "decoder")):
        stack.scale_embeddings = False
        stack.layer_norm.gamma = weights.get(f"{source}.final_layer_norm.weight", width)
        places = weights.get(
            f"{source}.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
            config.relative_attention_num_buckets,
            config.num_heads,
        )
        for number, layer in enumerate(stack.layer):
            block = f"{source}.block.{number}.layer"
            attention(layer.self_attention, layer.self_attention.layer_norm, f"{block}.0", "SelfAttention")
            layer.self_attention.relative_attention_bias = places
            layer.self_attention.relative_attention_max_distance = np.int32(config.relative_attention_max_distance)
            if source == "decoder":
                attention(layer.attention, layer.attention.layer_norm, f"{block}.1", "EncDecAttention")
            last = f"{block}.{2 if source == 'decoder' else 1}"
            layer.ffn.layer_norm.gamma = weights.get(f"{last}.layer_norm.weight", width)
            dense = f"{last}.DenseReluDense"
            first = "wi_0" if config.is_gated else "wi"
            layer.ffn.linear_0.weight = weights.get(f"{dense}.{first}.weight", inner, width)
            if config.is_gated:
                layer.ffn.linear_0_noact.weight = weights.get(f"{dense}.wi_1.weight", inner, width)
            layer.ffn.linear_1.weight = weights.get(f"{dense}.wo.weight", width, inner)
    return spec


def bart(config: BartConfig, weights: CheckpointWeights) -> ModelSpec:
    """BART: learned positions, a norm behind the embeddings and behind every step."""
    if config.encoder_attention_heads != config.decoder_attention_heads:
        raise ModelUnsupportedError("EmoDesk doesn't convert a BART with more heads on one side than on the other.")
    spec = TransformerSpec.from_config(
        (config.encoder_layers, config.decoder_layers),
        config.encoder_attention_heads,
        pre_norm=False,
        activation=_activation(config.activation_function),
        layernorm_embedding=True,
    )
    width = config.d_model
    shared = weights.get("model.shared.weight", config.vocab_size, width)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = shared
    spec.decoder.projection.weight = (
        shared if config.tie_word_embeddings else weights.get("lm_head.weight", config.vocab_size, width)
    )
    if "final_logits_bias" in weights:
        spec.decoder.projection.bias = weights.get("final_logits_bias", 1, config.vocab_size).flat()
    sides = (
        (spec.encoder, "model.encoder", config.encoder_ffn_dim),
        (spec.decoder, "model.decoder", config.decoder_ffn_dim),
    )
    for stack, source, inner in sides:
        stack.scale_embeddings = math.sqrt(width) if config.scale_embedding else 1.0
        _positions(stack, weights, f"{source}.embed_positions.weight", config.max_position_embeddings, width)
        _norm(stack.layernorm_embedding, weights, f"{source}.layernorm_embedding", width)
        for number, layer in enumerate(stack.layer):
            _bart_layer(layer, weights, f"{source}.layers.{number}", width, inner)
            if source == "model.decoder":
                _bart_attention(layer.attention, weights, f"{source}.layers.{number}.encoder_attn", width)
    return spec


def opt(config: OptConfig, weights: CheckpointWeights) -> ModelSpec:
    """OPT: BART's decoder alone, with its norms before every step."""
    if not config.do_layer_norm_before or config.embedding_width != config.hidden_size:
        raise ModelUnsupportedError(
            "This is an OPT model of the two sizes with another layout (350M), which EmoDesk doesn't convert.",
            hint="Emoopt-13b is of the usual layout.",
        )
    spec = TransformerDecoderModelSpec.from_config(
        config.num_hidden_layers,
        config.num_attention_heads,
        pre_norm=True,
        activation=_activation(config.activation_function),
    )
    width, decoder, source = config.hidden_size, spec.decoder, "model.decoder"
    decoder.scale_embeddings = False
    _embeddings(decoder, config, weights, f"{source}.embed_tokens.weight", width)
    _positions(decoder, weights, f"{source}.embed_positions.weight", config.max_position_embeddings, width)
    _norm(decoder.layer_norm, weights, f"{source}.final_layer_norm", width)
    for number, layer in enumerate(decoder.layer):
        _bart_layer(layer, weights, f"{source}.layers.{number}", width, config.ffn_dim)
    return spec


def bloom(config: BloomConfig, weights: CheckpointWeights) -> ModelSpec:
    """BLOOM: no positions but a slope on the attention, and queries, keys and values head by head in one matrix."""
    spec = TransformerDecoderModelSpec.from_config(
        config.n_layer,
        config.heads,
        pre_norm=True,
        activation=Activation.GELUTanh,
        layernorm_embedding=True,
        alibi=True,
        alibi_use_positive_positions=True,
    )
    width, decoder, source = config.width, spec.decoder, "transformer"
    decoder.scale_embeddings = False
    _embeddings(decoder, config, weights, f"{source}.word_embeddings.weight", width)
    _norm(decoder.layernorm_embedding, weights, f"{source}.word_embeddings_layernorm", width)
    _norm(decoder.layer_norm, weights, f"{source}.ln_f", width)

    def by_part(rows: int) -> npt.NDArray[np.intp]:
        """All queries, then all keys, then all values."""
        return np.arange(rows).reshape(config.heads, 3, -1).swapaxes(0, 1).reshape(-1)

    for number, layer in enumerate(decoder.layer):
        block = f"{source}.h.{number}"
        _norm(layer.self_attention.layer_norm, weights, f"{block}.input_layernorm", width)
        _norm(layer.ffn.layer_norm, weights, f"{block}.post_attention_layernorm", width)
        together = f"{block}.self_attention.query_key_value"
        layer.self_attention.linear[0].weight = weights.reordered(f"{together}.weight", (3 * width, width), by_part)
        layer.self_attention.linear[0].bias = weights.reordered(f"{together}.bias", (3 * width,), by_part)
        _linear(layer.self_attention.linear[1], weights, f"{block}.self_attention.dense", width, width)
        _linear(layer.ffn.linear_0, weights, f"{block}.mlp.dense_h_to_4h", 4 * width, width)
        _linear(layer.ffn.linear_1, weights, f"{block}.mlp.dense_4h_to_h", width, 4 * width)
    return spec


LAYOUTS: Final[dict[str, Callable[[Any, CheckpointWeights], ModelSpec]]] = {
    "t5": t5, "bart": bart, "opt": opt, "bloom": bloom,
}  # fmt: skip


def _bart_layer(layer: Any, weights: CheckpointWeights, source: str, width: int, inner: int) -> None:
    _bart_attention(layer.self_attention, weights, f"{source}.self_attn", width)
    _linear(layer.ffn.linear_0, weights, f"{source}.fc1", inner, width)
    _linear(layer.ffn.linear_1, weights, f"{source}.fc2", width, inner)
    _norm(layer.ffn.layer_norm, weights, f"{source}.final_layer_norm", width)


def _bart_attention(target: Any, weights: CheckpointWeights, source: str, width: int) -> None:
    """Fill self-attention (one matrix for queries, keys and values) or attention to the encoder (two)."""
    parts = [f"{source}.{name}" for name in ("q_proj", "k_proj", "v_proj")]
    groups = [parts] if source.endswith("self_attn") else [parts[:1], parts[1:]]
    for linear, group in zip(target.linear, groups, strict=False):
        linear.weight = weights.fused([f"{name}.weight" for name in group], width, width)
        linear.bias = weights.fused([f"{name}.bias" for name in group], width)
    _linear(target.linear[-1], weights, f"{source}.out_proj", width, width)
    _norm(target.layer_norm, weights, f"{source}_layer_norm", width)


def _embeddings(decoder: Any, config: Config, weights: CheckpointWeights, name: str, width: int) -> None:
    table = weights.get(name, config.vocab_size, width)
    decoder.embeddings.weight = table
    decoder.projection.weight = (
        table if config.tie_word_embeddings else weights.get("lm_head.weight", config.vocab_size, width)
    )


def _positions(stack: Any, weights: CheckpointWeights, name: str, positions: int, width: int) -> None:
    shape = (positions + _POSITIONS_AHEAD, width)
    stack.position_encodings.encodings = weights.reordered(name, shape, lambda rows: np.arange(_POSITIONS_AHEAD, rows))


def _linear(target: Any, weights: CheckpointWeights, source: str, rows: int, columns: int) -> None:
    target.weight = weights.get(f"{source}.weight", rows, columns)
    target.bias = weights.get(f"{source}.bias", rows)


def _norm(target: Any, weights: CheckpointWeights, source: str, width: int) -> None:
    target.gamma = weights.get(f"{source}.weight", width)
    target.beta = weights.get(f"{source}.bias", width)


def _activation(name: str) -> Activation:
    if name not in _ACTIVATIONS:
        raise ModelUnsupportedError(f"EmoDesk doesn't convert models with the activation “{name[:40]}”.")
    return _ACTIVATIONS[name]
