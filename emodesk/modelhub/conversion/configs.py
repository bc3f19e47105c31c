"""What conversion needs of a checkpoint's ``config.json``, with transformers' own values for what it leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from emodesk.core.errors import ModelDamagedError, ModelUnsupportedError


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What all architectures have."""

    model_type: str
    vocab_size: int
    tie_word_embeddings: bool = True
    eos_token_id: int = 2
    bos_token_id: int | None = None
    decoder_start_token_id: int | None = None
    forced_bos_token_id: int | None = None
    num_beams: int = 1


class T5Config(Config, frozen=True, kw_only=True):
    """T5, of the first kind and 1.1."""

    d_model: int
    d_kv: int
    d_ff: int
    num_layers: int
    num_heads: int
    num_decoder_layers: int | None = None
    relative_attention_num_buckets: int = 32
    relative_attention_max_distance: int = 128
    feed_forward_proj: str = "relu"
    eos_token_id: int = 1

    @property
    def decoder_layers(self) -> int:
        """Layers of the decoder."""
        return self.num_layers if self.num_decoder_layers is None else self.num_decoder_layers

    @property
    def is_gated(self) -> bool:
        """Whether the inner layer is multiplied by a second one."""
        return self.feed_forward_proj.startswith("gated-")

    @property
    def activation(self) -> str:
        """Name of the activation. ``gated-gelu`` has always meant the approximation."""
        name = self.feed_forward_proj.removeprefix("gated-")
        return "gelu_new" if self.is_gated and name == "gelu" else name


class BartConfig(Config, frozen=True, kw_only=True):
    """BART."""

    d_model: int
    encoder_layers: int
    decoder_layers: int
    encoder_attention_heads: int
    decoder_attention_heads: int
    encoder_ffn_dim: int
    decoder_ffn_dim: int
    max_position_embeddings: int = 1024
    activation_function: str = "gelu"
    scale_embedding: bool = False


class OptConfig(Config, frozen=True, kw_only=True):
    """OPT."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    ffn_dim: int
    max_position_embeddings: int = 2048
    activation_function: str = "relu"
    do_layer_norm_before: bool = True
    word_embed_proj_dim: int | None = None

    @property
    def embedding_width(self) -> int:
        """Width of the embeddings."""
        return self.hidden_size if self.word_embed_proj_dim is None else self.word_embed_proj_dim


class BloomConfig(Config, frozen=True, kw_only=True):
    """BLOOM; older files have other names for the width and the heads."""

    n_layer: int
    hidden_size: int = 0
    n_embed: int = 0
    n_head: int = 0
    num_attention_heads: int = 0

    @property
    def width(self) -> int:
        """Width of the embeddings."""
        return self.hidden_size or self.n_embed

    @property
    def heads(self) -> int:
        """Heads of the attention."""
        return self.n_head or self.num_attention_heads


class RopeParameters(msgspec.Struct, frozen=True):
    """How positions turn queries and keys."""

    rope_theta: float = 10_000.0
    rope_type: str = "default"


class LlamaConfig(Config, frozen=True, kw_only=True):
    """Llama."""

    hidden_size: int
    intermediate_size: int
    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int | None = None
    max_position_embeddings: int = 2048
    rms_norm_eps: float = 1e-6
    rope_theta: float = 10_000.0
    rope_parameters: RopeParameters | None = None
    """What newer files have instead of ``rope_theta``."""
    rope_scaling: dict[str, Any] | None = None
    tie_word_embeddings: bool = False

    @property
    def rope_base(self) -> float:
        """Base of the wavelengths by which positions turn queries and keys."""
        return self.rope_theta if self.rope_parameters is None else self.rope_parameters.rope_theta

    @property
    def is_rope_scaled(self) -> bool:
        """Whether positions are stretched beyond what the model was first trained on."""
        kind = "default" if self.rope_parameters is None else self.rope_parameters.rope_type
        return kind != "default" or self.rope_scaling is not None

    @property
    def key_value_heads(self) -> int:
        """Heads of keys and values."""
        return self.num_attention_heads if self.num_key_value_heads is None else self.num_key_value_heads


_KINDS: Final[dict[str, type[Config]]] = {
    "t5": T5Config, "bart": BartConfig, "opt": OptConfig, "bloom": BloomConfig, "llama": LlamaConfig,
}  # fmt: skip


class _Tokenizer(msgspec.Struct, frozen=True):
    """What of ``tokenizer_config.json`` matters for a Llama."""

    add_bos_token: bool = True


class _Kind(msgspec.Struct, frozen=True):
    model_type: str = ""


class _Generation(msgspec.Struct, frozen=True):
    """What a checkpoint's ``generation_config.json`` says beyond its configuration."""

    eos_token_id: int | None = None
    num_beams: int | None = None
    decoder_start_token_id: int | None = None
    forced_bos_token_id: int | None = None


def read_config(folder: Path) -> Config:
    """Return a checkpoint's configuration. Raises ModelDamagedError or ModelUnsupportedError.

    ``generation_config.json`` has the last word on the tokens with which an answer begins and ends, and on the search.
    """
    try:
        raw = (folder / "config.json").read_bytes()
        kind = _KINDS.get(msgspec.json.decode(raw, type=_Kind).model_type)
        if kind is None:
            raise ModelUnsupportedError(
                "EmoDesk doesn't know the architecture of this model.", hint=f"It converts {', '.join(_KINDS)}."
            )
        config = msgspec.json.decode(raw, type=kind)
        generation = folder / "generation_config.json"
        if generation.is_file():
            said = msgspec.json.decode(generation.read_bytes(), type=_Generation)
            known = {name: value for name, value in msgspec.structs.asdict(said).items() if value is not None}
            config = msgspec.structs.replace(config, **known)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelDamagedError(
            "The model's configuration can't be used.", hint="Copy or download it again.", details=str(error)
        ) from error
    return config


def has_start_token(folder: Path) -> bool:
    """Say whether a Llama's prompts begin with its start token; they do unless ``tokenizer_config.json`` says no."""
    try:
        return msgspec.json.decode((folder / "tokenizer_config.json").read_bytes(), type=_Tokenizer).add_bos_token
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return True
