"""Two layers of a large model with nothing in them, to time how fast this processor would get through a whole one.

A GGUF in the shape of Llama 2's 7B models whose weights are all nought: the kernels take as long over noughts as over
anything, and a file of them takes hardly any room on the disk. Format: the GGUF specification of the ggml project,
version 3, little-endian.
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

WIDTH: Final = 4096
_HIDDEN: Final = 11_008
_HEADS: Final = 32
_ALIGNMENT: Final = 32
_F32: Final = 0
_TYPES: Final = {"Q4_K": (12, 256, 144), "Q6_K": (14, 256, 210), "Q4_0": (2, 32, 18), "Q8_0": (8, 32, 34)}
"""Format → its number in ggml, values in a block, bytes of a block. The first two make the usual Q4_K_M: on a slow
computer there may be no time for more."""
FORMATS: Final = tuple(_TYPES)
_LAYERS: Final = 2
PARAMETERS: Final = _LAYERS * 4 * WIDTH * WIDTH + (_LAYERS - 1) * 3 * WIDTH * _HIDDEN
"""That work on every token. In the last layer only the attention does: behind it llama.cpp leaves out what is not read.
The vocabulary is next to nothing."""
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6
_U32, _I32_ARRAY, _F32_VALUE, _STRING, _ARRAY, _F32_ARRAY = 4, 5, 6, 8, 9, 6


@contextmanager
def layer_file(weights: str) -> Iterator[Path]:
    """Write such a model with weights in one of ``FORMATS`` to a temporary folder, for as long as it's needed."""
    with tempfile.TemporaryDirectory(prefix="emodesk-layer-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"layer-{weights}.gguf"
        with path.open("wb") as file:
            _write(file, weights)
        yield path


def _write(file: BinaryIO, weights: str) -> None:
    tensors = _tensors(weights)
    pairs = _metadata()
    file.write(b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(pairs)))
    file.writelines(_text(key) + value for key, value in pairs)
    offset = 0
    for name, shape, kind, size in tensors:
        file.write(_text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset))
        offset += -(-size // _ALIGNMENT) * _ALIGNMENT
    begin = -(-file.tell() // _ALIGNMENT) * _ALIGNMENT
    file.truncate(begin + offset)


def _tensors(weights: str) -> list[tuple[str, tuple[int, ...], int, int]]:
    """Return name, shape (columns first), type and bytes of each tensor."""
    kind, block, block_bytes = _TYPES[weights]
    vocabulary = len(_vocabulary())
    matrices = {"token_embd": (WIDTH, vocabulary), "output": (WIDTH, vocabulary)}
    norms = ["output_norm"]
    for layer in range(_LAYERS):
        norms += [f"blk.{layer}.attn_norm", f"blk.{layer}.ffn_norm"]
        matrices |= {f"blk.{layer}.attn_{name}": (WIDTH, WIDTH) for name in ("q", "k", "v", "output")}
        matrices |= {f"blk.{layer}.ffn_{name}": (WIDTH, _HIDDEN) for name in ("gate", "up")}
        matrices[f"blk.{layer}.ffn_down"] = (_HIDDEN, WIDTH)
    tensors: list[tuple[str, tuple[int, ...], int, int]] = [
        (f"{name}.weight", (WIDTH,), _F32, 4 * WIDTH) for name in norms
    ]
    for name, (columns, rows) in matrices.items():
        tensors.append((f"{name}.weight", (columns, rows), kind, rows * columns // block * block_bytes))
    return tensors


def _metadata() -> list[tuple[str, bytes]]:
    pieces = _vocabulary()
    numbers = {
        "llama.context_length": 2048, "llama.embedding_length": WIDTH, "llama.block_count": _LAYERS,
        "llama.feed_forward_length": _HIDDEN, "llama.attention.head_count": _HEADS,
        "llama.rope.dimension_count": WIDTH // _HEADS, "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }  # fmt: skip
    kinds = [_UNKNOWN, _CONTROL, _CONTROL] + [_BYTE] * 256 + [_NORMAL] * (len(pieces) - 259)
    count = len(pieces)
    return [
        ("general.architecture", struct.pack("<I", _STRING) + _text("llama")),
        ("tokenizer.ggml.model", struct.pack("<I", _STRING) + _text("llama")),
        *((key, struct.pack("<II", _U32, value)) for key, value in numbers.items()),
        ("llama.attention.layer_norm_rms_epsilon", struct.pack("<If", _F32_VALUE, 1e-5)),
        ("tokenizer.ggml.tokens", struct.pack("<IIQ", _ARRAY, _STRING, count) + b"".join(map(_text, pieces))),
        ("tokenizer.ggml.scores", struct.pack(f"<IIQ{count}f", _ARRAY, _F32_ARRAY, count, *[0.0] * count)),
        ("tokenizer.ggml.token_type", struct.pack(f"<IIQ{count}i", _ARRAY, _I32_ARRAY, count, *kinds)),
    ]


def _vocabulary() -> list[str]:
    return ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁"]


def _text(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw
