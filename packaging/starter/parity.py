"""Whether the file that ships computes what was trained: tokens, logits, and labels after quantization."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt
import torch

from model import Starter

Logits = npt.NDArray[np.float32]


@torch.no_grad()
def torch_logits(model: Starter, ids: list[int]) -> Logits:
    """Return the logits (vocabulary,) behind the last of the ids, in single precision."""
    line = torch.tensor([ids])
    states = model(line, torch.arange(len(ids))[None], None)
    found: Logits = (states[0, -1] @ model.table(torch.arange(len(model.case))).T).numpy()
    return found


def llama_logits(path: Path, lines: list[list[int]]) -> list[Logits]:
    """Return the same from llama.cpp, attention summed as the engine does on a CPU."""
    model: Any = llama_cpp.Llama(str(path), n_ctx=256, verbose=False, n_threads=1, flash_attn=False)
    found = []
    for ids in lines:
        model.reset()
        model.eval(ids)
        pointer = llama_cpp.llama_get_logits(model.ctx)
        found.append(np.ctypeslib.as_array(pointer, shape=(model.n_vocab(),)).copy())
    return found
