"""A small Llama in plain torch: what llama.cpp computes for the architecture ``llama``, with tied output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the model."""

    width: int = 192
    layers: int = 4
    heads: int = 6
    hidden: int = 512
    eps: float = 1e-5
    rope_base: float = 10_000.0


class Norm(nn.Module):
    """Root-mean-square norm."""

    def __init__(self, shape: Shape, start: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((shape.width,), start))
        self.eps = shape.eps

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


class Block(nn.Module):
    """Attention and SwiGLU, each before a residual."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.heads = shape.heads
        self.attn_norm, self.ffn_norm = Norm(shape), Norm(shape)
        self.qkv = nn.Linear(d, 3 * d, bias=False)
        self.out = nn.Linear(d, d, bias=False)
        self.gate_up = nn.Linear(d, 2 * shape.hidden, bias=False)
        self.down = nn.Linear(shape.hidden, d, bias=False)
        for linear in (self.qkv, self.gate_up):
            nn.init.normal_(linear.weight, std=d**-0.5)
        for linear in (self.out, self.down):
            nn.init.normal_(linear.weight, std=0.25 * d**-0.5)

    def forward(self, x: Tensor, turn: Tensor, mask: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(self.attn_norm(x)).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        q, k = _rotate(q, turn).to(v.dtype), _rotate(k, turn).to(v.dtype)
        # By hand: for texts as short as ours torch's fused kernel takes twice as long on a CPU.
        looks = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5
        mixed = torch.softmax(looks.masked_fill(~mask, float("-inf")), -1).to(v.dtype) @ v
        x = x + self.out(mixed.transpose(1, 2).reshape(b, n, d))
        gate, up = self.gate_up(self.ffn_norm(x)).chunk(2, -1)
        return x + self.down(functional.silu(gate) * up)


def _rotate(x: Tensor, turn: Tensor) -> Tensor:
    """Turn neighbouring pairs of x (b, h, n, e) by the angles' cosines and sines, turn (2, b, 1, n, e / 2)."""
    a, b = x.unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack([a * turn[0] - b * turn[1], a * turn[1] + b * turn[0]], -1).flatten(-2)


class Starter(nn.Module):
    """Rows of the vocabulary, blocks, norm; the output matrix is the embedding."""

    base: Tensor
    case: Tensor

    def __init__(self, shape: Shape, vocabulary: Vocabulary, aux: int) -> None:
        super().__init__()
        self.shape = shape
        shared, row = np.unique(vocabulary.base, return_inverse=True)
        self.register_buffer("base", torch.from_numpy(row))
        self.register_buffer("case", torch.from_numpy(vocabulary.case))
        self.rows = nn.Embedding(len(shared), shape.width)
        nn.init.normal_(self.rows.weight, std=0.3)
        self.cases = nn.Parameter(torch.zeros(2, shape.width))
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(shape, 0.15)
        self.aux = nn.Linear(shape.width, aux)
        """Only trained with: reads the outside models' predictions off the last token of the text."""

    def table(self, ids: Tensor) -> Tensor:
        """Return the embeddings of the ids: shared row plus the vector of the case."""
        zero = self.cases.new_zeros(1, self.shape.width)
        return self.rows(self.base[ids]) + torch.cat([zero, self.cases])[self.case[ids]]

    def forward(self, ids: Tensor, positions: Tensor, mask: Tensor | None) -> Tensor:
        """Return the normed states (b, n, width).

        ``mask`` (b, 1, n, n) is True where a token may look; without one, it looks at all before it.
        """
        half = self.shape.width // self.shape.heads // 2
        speed = self.shape.rope_base ** (-torch.arange(half, device=ids.device) / half)
        angle = positions[:, None, :, None] * speed
        turn = torch.stack([angle.cos(), angle.sin()])
        if mask is None:
            mask = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool).tril()[None, None]
        x = self.table(ids)
        for block in self.blocks:
            x = block(x, turn, mask)
        out: Tensor = self.norm(x)
        return out
