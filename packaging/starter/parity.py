"""Whether the file that ships computes what was trained: tokens, logits, and labels after quantization."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
import numpy.typing as npt
import torch

from batches import LONGEST, Ids
from data import Corpus
from emodesk.core.affect.answers import answer_set
from emodesk.core.affect.labels import LabelSet, Score
from emodesk.core.affect.prompts import PromptSpec, Style, heads, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS
from evaluate import Reader, spec_of
from export import export
from model import Starter
from vocabulary import Vocabulary

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
    """Return on how many texts two files give the same label to a hundredth, and on how many the very same.

    Each text gets one of the standard profile's six questions.
    """
    specs = [spec_of("v-reg"), spec_of("e-c"), *(spec_of("ei-reg", emotion) for emotion in EMOTIONS)]
    readers = Reader(path), Reader(quantized)
    near = same = 0
    for i, spec in enumerate(specs):
        some = texts[i :: len(specs)]
        for first, second in zip(*(reader.ask(spec, some) for reader in readers), strict=True):
            if isinstance(first, Score) and isinstance(second, Score):
                near += abs(first.unit - second.unit) <= 0.01
                same += first.unit == second.unit
            elif isinstance(first, LabelSet) and isinstance(second, LabelSet):
                near += first.present == second.present
                same += first.present == second.present
    return near, same


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


def parity(
    model: Starter, vocabulary: Vocabulary, path: Path, corpus: Corpus, tokens: list[tuple[Ids, Ids]]
) -> dict[str, float]:
    """Compare the file at ``path``, at temperature 1, with the model that it was made of, and with itself in Q8_0."""
    rng = np.random.default_rng(0)
    drawn = rng.permutation(np.flatnonzero(corpus.sources != "lexicon"))
    texts = [corpus.texts[i] for i in drawn[:10_000]]
    tokenizer: Any = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    lines = [tokenizer.tokenize(spec_of("v-reg").render(text).encode(), special=False) for text in texts[:200]]
    pairs = zip(lines, llama_logits(path, lines), strict=True)
    apart = [np.abs(torch_logits(model, ids) - found).max() for ids, found in pairs]
    quantized = path.with_suffix(".q8_0.gguf")
    export(model, vocabulary, quantized, is_quantized=True)
    near, same = labels_alike(path, quantized, texts[:2_000])
    legal, strange = legal_when_free(path, texts[:4])
    return {
        "texts with the same tokens, of 10,000": tokens_alike(texts, [tokens[i] for i in drawn[:10_000]], path),
        "logits, highest difference": float(max(apart)),
        "labels as in Q8_0 to a hundredth, of 2,000": near,
        "labels as in Q8_0 to the last digit, of 2,000": same,
        "free answers that are legal": legal,
        "free answers that aren't": len(strange),
    }
