"""Rounds the finished model so that its file as Q8_0 is the same model."""

from __future__ import annotations

import copy

import gguf
import torch
from torch import Tensor, nn

from model import Starter


@torch.no_grad()
def on_grid(model: Starter) -> Starter:
    """Return a copy whose matrices are what Q8_0 makes of them: 32 neighbours of a row share a scale, 8 bits each.

    Written as F16 they stay that but for a last bit, so that whoever quantizes the file moves no weight. Every piece
    gets a row of its own here, since the sum of two rounded vectors isn't rounded.
    """
    out = copy.deepcopy(model)
    pieces = torch.arange(len(model.case))
    out.rows = nn.Embedding.from_pretrained(_rounded(model.table(pieces)))
    out.base, out.case = pieces, torch.zeros_like(pieces)
    for module in out.modules():
        if isinstance(module, nn.Linear):
            module.weight.copy_(_rounded(module.weight))
    return out


def _rounded(matrix: Tensor) -> Tensor:
    kind = gguf.GGMLQuantizationType.Q8_0
    return torch.from_numpy(gguf.quants.dequantize(gguf.quants.quantize(matrix.float().numpy(), kind), kind))
