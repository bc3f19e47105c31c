"""Folders of safetensors as authors publish them, as small as they can be."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

EMBEDDINGS = {
    "llama": "model.embed_tokens.weight", "t5": "shared.weight", "bart": "model.shared.weight",
    "opt": "model.decoder.embed_tokens.weight", "bloom": "transformer.word_embeddings.weight",
}  # fmt: skip


def safetensors_bytes(shapes: Mapping[str, Sequence[int]], seed: int = 0) -> bytes:
    """Return a file with random half-precision tensors of these shapes."""
    chance = np.random.default_rng(seed)
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, shape in shapes.items():
        content = chance.standard_normal(tuple(shape)).astype(np.float16).tobytes()
        header[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def checkpoint_files(architecture: str, *, shards: int = 1, seed: int = 0) -> dict[str, bytes]:
    """Return the files of a model: configuration, vocabulary, weights in one or more shards with their index."""
    tensors: dict[str, Sequence[int]] = {EMBEDDINGS[architecture]: (96, 16)}
    tensors |= {f"layer.{number}.weight": (16, 16) for number in range(6)}
    files = {
        "config.json": json.dumps({"model_type": architecture, "vocab_size": 96}).encode(),
        "generation_config.json": b'{"eos_token_id": 2}',
        "tokenizer.json": b'{"version": "1.0"}',
    }
    if shards == 1:
        return files | {"model.safetensors": safetensors_bytes(tensors, seed)}
    names = list(tensors)
    weight_map: dict[str, str] = {}
    for number in range(shards):
        file = f"model-{number + 1:05}-of-{shards:05}.safetensors"
        part = {name: tensors[name] for name in names[number::shards]}
        files[file] = safetensors_bytes(part, seed + number)
        weight_map |= dict.fromkeys(part, file)
    files["model.safetensors.index.json"] = json.dumps({"weight_map": weight_map}).encode()
    return files


def write_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a new folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
