"""Writes the trained model as a GGUF that llama.cpp runs, shared rows written out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import gguf
import numpy as np
import torch

from model import Starter
from vocabulary import CONTEXT, Vocabulary, write_metadata

NAME: Final = "EmoDesk starter"
VERSION: Final = "2.3.1"
LICENSE: Final = "MIT; the training data have terms of their own, see the model card"
DESCRIPTION: Final = (
    "A very small model that answers the EmoLLMs' prompts for sentiment, emotions and their intensity in short "
    "English texts. A starter to try EmoDesk with, not one of the EmoLLMs and not a clinical instrument."
)


def alike(vocabulary: Vocabulary) -> str:
    """Return which prompt pieces share their row with an earlier one, as EmoDesk's engine reads it: ``7=3 9=3``.

    The engine then reads a text once for all questions of a group.
    """
    piece = int(gguf.TokenType.USER_DEFINED)
    rows = enumerate(zip(vocabulary.types, vocabulary.base.tolist(), strict=True))
    return " ".join(f"{i}={row}" for i, (kind, row) in rows if kind == piece and row != i)


def export(
    model: Starter, vocabulary: Vocabulary, path: Path, temperature: float = 1.0, *, is_quantized: bool = False
) -> None:
    """Write matrices as F16 and norms as F32; the output matrix is the embedding, so it's left out.

    ``temperature`` divides all logits: above 1, the model is less sure of every answer.
    ``is_quantized`` writes Q8_0 instead, to compare with. It isn't what ships, though half the size: llama.cpp then
    rounds the activations too, and what shares a batch with a text can change its probabilities by .0025 (F16: .0002).
    """
    shape = model.shape
    part = path.with_suffix(".part")
    writer = gguf.GGUFWriter(str(part), "llama")
    writer.add_name(NAME)
    writer.add_version(VERSION)
    writer.add_license(LICENSE)
    writer.add_description(DESCRIPTION)
    writer.add_languages(["en"])
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.eps)
    writer.add_vocab_size(len(vocabulary.pieces))
    kind = gguf.GGMLQuantizationType.Q8_0 if is_quantized else gguf.GGMLQuantizationType.F16
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0 if is_quantized else gguf.LlamaFileType.MOSTLY_F16)
    write_metadata(writer, vocabulary)
    writer.add_string("emodesk.alike", alike(vocabulary))

    def matrix(name: str, weight: torch.Tensor) -> None:
        values = weight.detach().float().numpy().astype(np.float32)
        writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)

    def vector(name: str, weight: torch.Tensor) -> None:
        writer.add_tensor(name, weight.detach().float().numpy())

    matrix("token_embd.weight", model.table(torch.arange(len(vocabulary.pieces))))
    vector("output_norm.weight", model.norm.weight / temperature)
    for i, block in enumerate(model.blocks):
        q, k, v = block.qkv.weight.chunk(3)
        gate, up = block.gate_up.weight.chunk(2)
        vector(f"blk.{i}.attn_norm.weight", block.attn_norm.weight)
        vector(f"blk.{i}.ffn_norm.weight", block.ffn_norm.weight)
        for name, weight in (("attn_q", q), ("attn_k", k), ("attn_v", v), ("attn_output", block.out.weight)):
            matrix(f"blk.{i}.{name}.weight", weight)
        for name, weight in (("ffn_gate", gate), ("ffn_up", up), ("ffn_down", block.down.weight)):
            matrix(f"blk.{i}.{name}.weight", weight)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    part.replace(path)
