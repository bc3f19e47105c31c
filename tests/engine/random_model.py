"""A llama with random weights: quick to make, says nothing of sense, and exercises every step of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
_WORDS = (
    "▁the ▁a ▁to ▁I ▁and ▁of ▁in ▁it ▁is ▁you ▁for ▁my ▁so ▁tweet ▁Tweet ▁emotion ▁no ▁or joy anger fear love sad ness "
    "▁joy ▁anger ▁fear ▁love ▁neutral ▁inferred ▁be ▁can ▁state ▁mental ▁emotional ▁Intensity ▁Score ▁Class ing er on"
)


def own_vocabulary() -> tuple[list[bytes], list[float], list[int]]:
    """Return pieces, scores and types of a small vocabulary: bytes, ASCII, some words built up by merges."""
    pieces = ["<unk>", "<s>", "</s>"]
    types = [UNKNOWN, CONTROL, CONTROL]
    for byte in range(256):
        pieces.append(f"<0x{byte:02X}>")
        types.append(BYTE)
    singles = ["▁", *map(chr, range(33, 127))]
    # Every merge needs both halves: all prefixes of a word are pieces, the longer the better.
    merges = sorted({word[:end] for word in _WORDS.split() for end in range(2, len(word) + 1)}, key=len)
    scores = [0.0] * len(pieces)
    for rank, piece in enumerate(sorted(merges, key=lambda piece: (-len(piece), piece)) + singles):
        pieces.append(piece)
        scores.append(-float(rank + 1))
        types.append(NORMAL)
    return [piece.encode() for piece in pieces], scores, types


def vocabulary_of(path: Path) -> tuple[list[bytes], list[float], list[int]]:
    """Return pieces, scores and types of a GGUF's vocabulary."""
    fields = gguf.GGUFReader(path).fields
    tokens, scores, types = (fields[f"tokenizer.ggml.{name}"] for name in ("tokens", "scores", "token_type"))
    return (
        [bytes(tokens.parts[place]) for place in tokens.data],
        [float(scores.parts[place][0]) for place in scores.data],
        [int(types.parts[place][0]) for place in types.data],
    )


def write_random_llama(
    path: Path,
    vocabulary: tuple[list[bytes], list[float], list[int]],
    *,
    habits: Mapping[str, str] | None = None,
    alike: tuple[str, str] | None = None,
    is_alike_told: bool = True,
    architecture: str = "llama",
    seed: int = 1,
    width: int = 64,
    layers: int = 2,
) -> Path:
    """Write the model. ``habits`` says which pieces it likes to say after a piece, so that it often says legal things.

    Among those it chooses by its random weights, so what it says still depends on the prompt.
    ``alike`` gives its second piece the embedding of its first, and tells so in the file.
    """
    pieces, scores, types = vocabulary
    rng = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name("random weights")
    writer.add_context_length(2048)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(2 * width)
    writer.add_head_count(4)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_dimension_count(width // 4)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(pieces)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)

    def weights(rows: int, columns: int, scale: float = 1.0) -> npt.NDArray[np.float32]:
        return np.asarray(rng.standard_normal((rows, columns)) * scale / np.sqrt(columns), dtype=np.float32)

    output = weights(len(pieces), width, 3.0)
    embedding = weights(len(pieces), width, 8.0)
    place_of = {piece.decode("utf-8", "replace"): place for place, piece in enumerate(pieces)}
    for dimension, (piece, liked) in enumerate((habits or {}).items()):
        # A direction of its own: only this piece points there, and only what it likes to say next listens to it.
        embedding[:, dimension] = output[:, dimension] = 0.0
        embedding[place_of[piece], dimension] = 12.0
        output[[place_of[name] for name in liked.split()], dimension] = 3.0
    if alike is not None:
        first, second = (place_of[piece] for piece in alike)
        embedding[second] = embedding[first]
        if is_alike_told:
            writer.add_string("emodesk.alike", f"{second}={first} 99999999=1 nonsense")
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", output)
    writer.add_tensor("output_norm.weight", np.ones(width, np.float32))
    for layer in range(layers):
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", weights(width, width))
        writer.add_tensor(f"blk.{layer}.ffn_gate.weight", weights(2 * width, width))
        writer.add_tensor(f"blk.{layer}.ffn_up.weight", weights(2 * width, width))
        writer.add_tensor(f"blk.{layer}.ffn_down.weight", weights(width, 2 * width))
        writer.add_tensor(f"blk.{layer}.attn_norm.weight", np.ones(width, np.float32))
        writer.add_tensor(f"blk.{layer}.ffn_norm.weight", np.ones(width, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
