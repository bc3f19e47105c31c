"""A llama model with random weights and a small SentencePiece-like vocabulary: real for llama.cpp, and quick."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

_WORDS = """
Human Task Assign numerical value between most negative and most positive that best represents the tweeter mental
state Tweet Intensity Score score Assistant Categorize emotion into one of seven ordinal classes corresponding to
various degrees intensity valence anger fear joy sadness class contains neutral
""".split()  # noqa: SIM905  a list of so many words is nothing to look at
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6


def vocabulary() -> tuple[list[bytes], list[float], list[int]]:
    """Return pieces, scores and types: all bytes, the printable ASCII characters, and some words with all prefixes."""
    tokens: list[bytes] = [b"<unk>", b"<s>", b"</s>"]
    types = [_UNKNOWN, _CONTROL, _CONTROL]
    tokens += [f"<0x{byte:02X}>".encode() for byte in range(256)]
    types += [_BYTE] * 256
    pieces = dict.fromkeys([chr(code) for code in range(0x21, 0x7F)] + ["▁"])
    for word in _WORDS:
        pieces.update(dict.fromkeys(f"▁{word[:end]}" for end in range(1, len(word) + 1)))
    tokens += [piece.encode() for piece in pieces]
    types += [_NORMAL] * len(pieces)
    scores = [0.0] * 259 + [-float(place) for place, _ in enumerate(pieces)]
    return tokens, scores, types


def write_tiny_model(
    path: Path,
    *,
    width: int = 32,
    layers: int = 1,
    seed: int = 0,
    window: int = 2048,
    architecture: str = "llama",
    name: str = "tiny",
    extra: dict[str, int | bool] | None = None,
    with_vocabulary: bool = True,
    with_weights: bool = True,
) -> Path:
    """Write the model; ``extra`` are further header entries."""
    heads, inner = 4, 2 * width
    tokens, scores, types = vocabulary()
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name(name)
    writer.add_context_length(window)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_dimension_count(width // heads)
    for key, value in (extra or {}).items():
        if isinstance(value, bool):
            writer.add_bool(key, value)
        else:
            writer.add_uint32(key, value)
    if with_vocabulary:
        writer.add_tokenizer_model("llama")
        writer.add_token_list(tokens)
        writer.add_token_scores(scores)
        writer.add_token_types(types)
        writer.add_bos_token_id(1)
        writer.add_eos_token_id(2)
    if with_weights:
        chance = np.random.default_rng(seed)

        def weights(*shape: int, scale: float = 1.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            return np.asarray(chance.standard_normal(shape) * scale / np.sqrt(shape[-1]), dtype=np.float32)

        ones = np.ones(width, dtype=np.float32)

        def add_matrix(tensor: str, *shape: int, scale: float = 1.0) -> None:
            writer.add_tensor(tensor, weights(*shape, scale=scale))

        add_matrix("token_embd.weight", len(tokens), width, scale=5.0)
        writer.add_tensor("output_norm.weight", ones)
        add_matrix("output.weight", len(tokens), width, scale=3.0)
        for layer in range(layers):
            for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
                add_matrix(f"blk.{layer}.{part}.weight", width, width)
            add_matrix(f"blk.{layer}.ffn_gate.weight", inner, width)
            add_matrix(f"blk.{layer}.ffn_up.weight", inner, width)
            add_matrix(f"blk.{layer}.ffn_down.weight", width, inner)
            writer.add_tensor(f"blk.{layer}.attn_norm.weight", ones)
            writer.add_tensor(f"blk.{layer}.ffn_norm.weight", ones)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
