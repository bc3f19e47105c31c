"""Whether the file that ships computes what was trained: tokens, logits, and labels after quantization."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt
import torch

from batches import LONGEST, Ids
from emodesk.core.affect.answers import answer_set
from emodesk.core.affect.prompts import PromptSpec, Style, heads, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS
from evaluate import Reader
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


def tokens_alike(texts: list[str], tokens: list[tuple[Ids, Ids]], path: Path) -> int:
    """Return of how many texts the training tokens are those that llama.cpp makes of the whole AAID prompt."""
    model: Any = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    spec, alike = PromptSpec("v-reg"), 0
    for text, (_, trained) in zip(texts, tokens, strict=True):
        ids = model.tokenize(spec.render(text).encode(), add_bos=True, special=False)[2:-1]
        alike += ids[:LONGEST] == trained.tolist()
    return alike


def labels_alike(path: Path, quantized: Path, texts: list[str]) -> tuple[int, int]:
    """Return on how many prompts two files give the same label, and how many prompts that are.

    Each text gets one of the standard profile's six questions; scores have to agree to the third decimal.
    """
    specs = [PromptSpec("v-reg"), PromptSpec("e-c"), *(PromptSpec("ei-reg", emotion) for emotion in EMOTIONS)]
    readers = Reader(path), Reader(quantized)
    same = 0
    for i, spec in enumerate(specs):
        some = texts[i :: len(specs)]
        first, second = (reader.read(spec, some) for reader in readers)
        same += sum(a.answer == b.answer for a, b in zip(first, second, strict=True))
    return same, len(texts)


def legal_when_free(path: Path, texts: list[str]) -> tuple[int, list[str]]:
    """Return how many answers of plain greedy generation are legal to the letter, and those that aren't.

    Every task is asked about every text, in each style that it has, on 0..1.
    """
    model: Any = llama_cpp.Llama(str(path), n_ctx=256, verbose=False, n_threads=1, flash_attn=False)
    legal, strange = 0, []
    for task in TASKS:
        for style in Style:
            if not heads(task, style):
                continue
            for spec in specs_for(task, emotions=EMOTIONS, style=style):
                known = set(answer_set(spec).texts)
                for text in texts:
                    out = model.create_completion(spec.render(text), max_tokens=40, temperature=0.0, stop=[])
                    said = out["choices"][0]["text"]
                    legal += said in known
                    strange += [f"{spec.key}: {said!r}"] if said not in known else []
    return legal, strange
