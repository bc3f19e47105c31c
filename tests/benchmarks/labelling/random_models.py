"""Llamas with random weights in the shapes that matter: what they say is nonsense, what they cost is real.

Written tensor by tensor, so a model of 4 GB takes a few dozen MB to make. They have the Llama-2 vocabulary where the
research data lie beside the checkout, so that prompts have the lengths that they have for an Emollama.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import gguf
import numpy as np
from gguf import GGMLQuantizationType, LlamaFileType

from tests.benchmarks.labelling.random_blocks import RandomMatrix
from tests.engine.random_model import NORMAL, own_vocabulary, vocabulary_of

Vocabulary = tuple[list[bytes], list[float], list[int]]
LLAMA_2_VOCABULARY: Final = Path(__file__).resolve().parents[4] / "shared/data/vocab/ggml-vocab-llama-spm.gguf"
_VOCABULARY_SIZE: Final = 32_000
_END_TOKEN: Final = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a llama."""

    name: str
    width: int
    layers: int
    heads: int
    kv_heads: int
    hidden: int

    @property
    def kv_width(self) -> int:
        """Values that each token leaves in the memory of a layer, once for keys and once for values."""
        return self.width // self.heads * self.kv_heads


SHAPES: Final = {
    shape.name: shape
    for shape in (
        Shape("1b", 2048, 22, 32, 4, 5632),  # TinyLlama
        Shape("7b", 4096, 32, 32, 32, 11_008),  # Llama 2, and so Emollama
    )
}


@dataclass(frozen=True, slots=True)
class Quantization:
    """Which format llama.cpp's quantizer gives each matrix."""

    name: str
    file_type: LlamaFileType
    usual: GGMLQuantizationType
    better: GGMLQuantizationType
    """For the values of attention and the second half of the feed-forward net, in the layers where it counts most."""
    output: GGMLQuantizationType = GGMLQuantizationType.Q6_K

    def of(self, name: str, layer: int, layers: int) -> GGMLQuantizationType:
        """Return the format of a matrix in a layer."""
        counts_more = layer < layers // 8 or layer >= 7 * layers // 8 or (layer - layers // 8) % 3 == 2
        return self.better if name in ("attn_v", "ffn_down") and counts_more else self.usual


QUANTIZATIONS: Final = {
    quantization.name: quantization
    for quantization in (
        Quantization("q4_k_m", LlamaFileType.MOSTLY_Q4_K_M, GGMLQuantizationType.Q4_K, GGMLQuantizationType.Q6_K),
        Quantization("q4_0", LlamaFileType.MOSTLY_Q4_0, GGMLQuantizationType.Q4_0, GGMLQuantizationType.Q4_0),
    )
}


def has_llama_2_vocabulary() -> bool:
    """Say whether models get the vocabulary of the Emollamas."""
    return LLAMA_2_VOCABULARY.is_file()


def random_model(folder: Path, shape: Shape, quantization: Quantization) -> Path:
    """Return the model's file in that folder; it's written if it isn't there yet."""
    vocabulary = "llama2" if has_llama_2_vocabulary() else "own"
    path = folder / f"random-{shape.name}-{quantization.name}-{vocabulary}.gguf"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        write(part, shape, quantization, _vocabulary())
        part.replace(path)
    return path


def write(path: Path, shape: Shape, quantization: Quantization, vocabulary: Vocabulary, *, seed: int = 1) -> None:
    """Write a model of that shape. It never wants to end an answer: its end token has no weights."""
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer, shape, quantization, vocabulary)
    matrices = dict(_matrices(shape, quantization, len(vocabulary[0])))
    norms = ["output_norm", *(f"blk.{layer}.{name}_norm" for layer in range(shape.layers) for name in ("attn", "ffn"))]
    ones = np.ones(shape.width, np.float32)
    for name in norms:
        writer.add_tensor_info(f"{name}.weight", ones.shape, ones.dtype, ones.nbytes)
    for name, matrix in matrices.items():
        shape_in_bytes = (matrix.rows, matrix.row_bytes)
        writer.add_tensor_info(
            f"{name}.weight", shape_in_bytes, np.dtype(np.uint8), matrix.size_bytes, raw_dtype=matrix.kind
        )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for _ in norms:
        writer.write_tensor_data(ones)
    rng = np.random.default_rng(seed)
    assert writer.fout is not None
    (file,) = writer.fout
    for matrix in matrices.values():
        writer.write_padding(file, file.tell())
        for part in matrix.parts(rng):
            part.tofile(file)
    writer.write_padding(file, file.tell())
    writer.close()


def _matrices(shape: Shape, quantization: Quantization, vocabulary: int) -> Iterator[tuple[str, RandomMatrix]]:
    width, hidden = shape.width, shape.hidden
    yield "token_embd", RandomMatrix(vocabulary, width, quantization.usual)
    yield "output", RandomMatrix(vocabulary, width, quantization.output, silent_row=_END_TOKEN)
    sizes = {
        "attn_q": (width, width), "attn_k": (shape.kv_width, width), "attn_v": (shape.kv_width, width),
        "attn_output": (width, width), "ffn_gate": (hidden, width), "ffn_up": (hidden, width),
        "ffn_down": (width, hidden),
    }  # fmt: skip
    for layer in range(shape.layers):
        for name, (rows, columns) in sizes.items():
            kind = quantization.of(name, layer, shape.layers)
            yield f"blk.{layer}.{name}", RandomMatrix(rows, columns, kind)


def _describe(writer: gguf.GGUFWriter, shape: Shape, quantization: Quantization, vocabulary: Vocabulary) -> None:
    pieces, scores, types = vocabulary
    writer.add_name(f"random weights, {shape.name}")
    writer.add_file_type(quantization.file_type)
    writer.add_context_length(2048)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(pieces)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(_END_TOKEN)


def _vocabulary() -> Vocabulary:
    if has_llama_2_vocabulary():
        return vocabulary_of(LLAMA_2_VOCABULARY)
    pieces, scores, types = own_vocabulary()
    for number in range(len(pieces), _VOCABULARY_SIZE):  # nothing merges into them, but the output layer has its size
        pieces.append(f"<filler {number}>".encode())
        scores.append(-float(number))
        types.append(NORMAL)
    return pieces, scores, types


def main() -> None:
    """Make one model, or find that it's there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("quantization", choices=QUANTIZATIONS, nargs="?", default="q4_k_m")
    options = parser.parse_args()
    print(random_model(options.folder, SHAPES[options.shape], QUANTIZATIONS[options.quantization]))


if __name__ == "__main__":
    main()
