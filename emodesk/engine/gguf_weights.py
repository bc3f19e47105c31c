"""What the parts of a GGUF model take on a GPU, from ggml's own reading of the tensor table. In the worker alone."""

from __future__ import annotations

import ctypes
import os
import re
from ctypes import POINTER, c_bool, c_char_p, c_int64, c_size_t, c_void_p
from typing import Final, NamedTuple

from emodesk.engine.devices import native
from emodesk.engine.offload import Weights

_STATE_VALUE_BYTES: Final = 2
"""Keys and values are kept in half precision."""
_BLOCK: Final = re.compile(r"blk\.(\d+)\.")
_EMBEDDINGS: Final = "token_embd.weight"
_NARROWEST_HEAD: Final = 64


class _How(ctypes.Structure):
    _fields_ = (("no_alloc", c_bool), ("context", c_void_p))


class _Tensor(NamedTuple):
    size_bytes: int
    width: int
    rows: int


def weights_of(path: str, *, cells: int, batch_tokens: int) -> Weights | None:
    """Return what a model's parts take, with a context of ``cells`` tokens; None where the file can't be read.

    State: keys and values of a block, 2 bytes each. Batch: as the need of memory is reckoned everywhere (logits in
    float32 and a few activations), and the attention's scores of all heads.
    """
    tensors = _tensors(path)
    if _EMBEDDINGS not in tensors:
        return None
    blocks: dict[int, int] = {}
    output = 0
    for name, tensor in tensors.items():
        if match := _BLOCK.match(name):
            blocks[int(match[1])] = blocks.get(int(match[1]), 0) + tensor.size_bytes
        elif name != _EMBEDDINGS:
            output += tensor.size_bytes
    _, width, vocabulary = embeddings = tensors[_EMBEDDINGS]
    if "output.weight" not in tensors:  # the same numbers, once more
        output += embeddings.size_bytes
    keys, values = (tensors.get(f"blk.0.attn_{part}.weight", embeddings) for part in "kv")
    state_width = min(keys.rows, width) + min(values.rows, width)
    widest = max((tensor.rows for name, tensor in tensors.items() if _BLOCK.match(name)), default=width)
    scores = cells * (width // _NARROWEST_HEAD)
    return Weights(
        blocks=tuple(size for _, size in sorted(blocks.items())),
        output=output,
        state=_STATE_VALUE_BYTES * cells * state_width,
        batch=4 * batch_tokens * (vocabulary + 8 * widest + scores),
    )


def _tensors(path: str) -> dict[str, _Tensor]:
    header = native("gguf_init_from_file", c_void_p, c_char_p, _How)(os.fsencode(path), _How(no_alloc=True))
    if not header:
        return {}
    name = native("gguf_get_tensor_name", c_char_p, c_void_p, c_int64)
    size = native("gguf_get_tensor_size", c_size_t, c_void_p, c_int64)
    shape = native("gguf_get_tensor_ne", POINTER(c_int64), c_void_p, c_int64)
    try:
        return {
            name(header, place).decode("utf-8", "replace"): _Tensor(size(header, place), *shape(header, place)[:2])
            for place in range(native("gguf_get_n_tensors", c_int64, c_void_p)(header))
        }
    finally:
        native("gguf_free", None, c_void_p)(header)
