"""The second teacher: the sentence encoder, fine-tuned on all labels of all sets at once.

What it shares over the linear teacher is that it knows what words mean that the sets are too small to show.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

import together
from data import WIDTHS, Array, Corpus
from emodesk.core.affect.tasks import EMOTIONS
from encoder import WIDTH, Encoder, WordPieces, pad
from teacher import Lessons

SHARES: Final = {
    "semeval2018": 0.40, "goemotions": 0.10, "semeval2017": 0.07, "isear": 0.10, "sst": 0.08, "emobank": 0.08,
    "reviews": 0.03, "subjectivity": 0.03, "crowdflower": 0.03, "emoji": 0.02, "written": 0.02, "patterns": 0.02,
    "lexicon": 0.02,
}  # fmt: skip
REAL: Final = {"v": 3.0, **{f"ei/{e}": 2.0 for e in EMOTIONS}, "vad": 2.0, "sst": 2.0, "sentiment": 0.7, "lexicon": 1.0}
"""Blocks of real-valued labels, told as standard scores, and how much each counts."""
YES_NO: Final = {"e-c": 2.0, "go": 1.0, "objective": 0.3, "review": 0.5, "calm": 0.5}
CHOICE: Final = {"isear": 1.0, "crowd": 0.2, "emoji": 0.2}


def head_spans() -> dict[str, slice]:
    """Return which outputs belong to each block of labels."""
    spans, at = {}, 0
    for name in (*REAL, *YES_NO, *CHOICE):
        spans[name] = slice(at, at + WIDTHS[name])
        at += WIDTHS[name]
    return spans


SPANS: Final = head_spans()
AVERAGED: Final = 0.98
"""How much of the running average of the weights stays at each step."""
OUTPUTS: Final = max(span.stop for span in SPANS.values())


class Tutor(nn.Module):
    """The encoder with one linear head for everything."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.head = nn.Linear(WIDTH, OUTPUTS)
        # The sets are small: the words keep the meaning they have.
        self.encoder.words.weight.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, known: Tensor, drop: float = 0.0) -> Tensor:
        out: Tensor = self.head(self.encoder(ids, known, drop).float())
        return out


@dataclass(frozen=True, slots=True)
class Gold:
    """Labels as the heads see them: (n, OUTPUTS), NaN where a text has none."""

    values: Array
    mean: dict[str, Array]
    deviation: dict[str, Array]


def gold_of(corpus: Corpus) -> Gold:
    """Return the training split's labels, the real ones standardized; plain facts have a calm answer to all."""
    hidden = corpus.splits != "train"
    values = np.full((len(corpus.texts), OUTPUTS), np.nan, np.float32)
    mean, deviation = {}, {}
    for name, span in SPANS.items():
        block = corpus.labels[name].copy()
        block[hidden] = np.nan
        if name in REAL:
            mean[name], deviation[name] = np.nanmean(block, 0), np.nanstd(block, 0)
            block = (block - mean[name]) / deviation[name]
        values[:, span] = block
    calm = (corpus.labels["calm"][:, 0] == 1) & ~hidden
    others = ~hidden & ~calm & np.isin(corpus.sources, ("semeval2018", "isear", "sst", "patterns"))
    values[others, SPANS["calm"]] = 0
    for name, value in (("v", 0.5), *((f"ei/{e}", 0.15) for e in EMOTIONS)):
        values[calm, SPANS[name]] = (value - mean[name]) / deviation[name]
    values[calm, SPANS["e-c"]] = 0
    built = ~np.isnan(corpus.labels["pattern"][:, 0]) & ~hidden
    for i, name in enumerate(("v", *(f"ei/{e}" for e in EMOTIONS))):
        values[built, SPANS[name]] = ((corpus.labels["pattern"][built, i] - mean[name]) / deviation[name])[:, None]
    return Gold(values, mean, deviation)


def loss_of(out: Tensor, gold: Tensor) -> Tensor:
    """Return the weighted loss over the labels that are there."""
    total = out.new_zeros(())
    for name, span in SPANS.items():
        rows = ~torch.isnan(gold[:, span.start])
        if not rows.any():
            continue
        guess, wanted = out[rows, span], gold[rows, span]
        if name in REAL:
            loss = REAL[name] * 0.5 * functional.mse_loss(guess, wanted, reduction="none").mean(1)
        elif name in YES_NO:
            loss = YES_NO[name] * functional.binary_cross_entropy_with_logits(guess, wanted, reduction="none").mean(1)
        else:
            loss = CHOICE[name] * 0.5 * functional.cross_entropy(guess, wanted, reduction="none")
        total = total + loss.sum()
    return total / len(out)


def batches_of(corpus: Corpus, size: int, steps: int, rng: np.random.Generator) -> list[list[int]]:
    """Return ``steps`` batches of texts, or a few less: sets drawn by SHARES, texts of like length together."""
    pools = {s: np.flatnonzero((corpus.splits == "train") & (corpus.sources == s)) for s in SHARES}
    drawn = np.concatenate([
        np.resize(np.concatenate([rng.permutation(pool) for _ in range(40)]), int(SHARES[s] * size * steps))
        for s, pool in pools.items() if len(pool)
    ])  # fmt: skip
    rng.shuffle(drawn)
    # Of like length within spans of 40 batches, so that the order stays near random.
    return [
        part[start : start + size]
        for at in range(0, len(drawn), 40 * size)
        for part in [sorted(drawn[at : at + 40 * size].tolist(), key=lambda i: len(corpus.texts[i]))]
        for start in rng.permutation(np.arange(0, len(part), size))
    ]


def fine_tune(corpus: Corpus, saved: Path, seed: int, steps: int, size: int = 48, peak: float = 2e-4) -> None:
    """Fine-tune for ``steps`` batches of ``size`` texts in each process; the averaged weights are left in ``saved``."""
    torch.manual_seed(seed)
    tutor, rng = Tutor(), np.random.default_rng([seed, together.rank()])
    torch.manual_seed(seed + 1000 * together.rank())  # each process drops other units
    averaged = torch.optim.swa_utils.AveragedModel(
        tutor, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
    )
    gold = torch.from_numpy(gold_of(corpus).values)
    order = batches_of(corpus, size, steps, rng)
    used = sorted({i for rows in order for i in rows})
    lines = dict(zip(used, WordPieces().ids([corpus.texts[i] for i in used]), strict=True))
    fast, slow = list(tutor.head.parameters()), [p for p in tutor.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": slow, "peak": peak}, {"params": fast, "peak": 2e-3}], weight_decay=0.01)
    tutor.train()
    begun, recent = time.monotonic(), []
    for step, rows in enumerate(order):
        share = min((step + 1) / (0.06 * len(order)), max(0.02, 1 - step / len(order)))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * share
        ids, known = pad([lines[i] for i in rows])
        with torch.autocast("cpu", torch.bfloat16):
            out = tutor(ids, known, 0.1)
        loss = loss_of(out.float(), gold[rows])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        together.average_gradients(tutor.parameters())
        nn.utils.clip_grad_norm_(tutor.parameters(), 1.0)
        optimizer.step()
        averaged.update_parameters(tutor)
        recent.append(loss.item())
        if (step + 1) % 50 == 0 and together.rank() == 0:
            pace = (step + 1) * size * together.count() / (time.monotonic() - begun)
            print(f"tutor {step + 1}/{len(order)}: loss {np.mean(recent):.4f}, {pace:.0f} texts/s", flush=True)
            recent = []
    if together.rank() == 0:
        torch.save(averaged.module.state_dict(), saved)


@torch.no_grad()
def answers_of(tutor: Tutor, texts: list[str], *, pooled: bool = False) -> Array:
    """Return the heads' raw answers (n, OUTPUTS), or the vectors (n, WIDTH) that they're read from."""
    tutor.eval()
    lines = WordPieces().ids(texts)
    order = np.argsort([len(line) for line in lines], kind="stable")
    result = np.empty((len(texts), WIDTH if pooled else OUTPUTS), np.float32)
    for start in range(0, len(order), 128):
        rows = order[start : start + 128]
        ids, known = pad([lines[i] for i in rows])
        with torch.autocast("cpu", torch.bfloat16):
            vectors = tutor.encoder(ids, known).float()
        result[rows] = (vectors if pooled else tutor.head(vectors)).numpy()
    return result


def probabilities(raw: Array, name: str) -> Array:
    """Return a block's answers as probabilities."""
    block = torch.from_numpy(raw[:, SPANS[name]])
    out = torch.softmax(block, 1) if name in CHOICE else torch.sigmoid(block)
    found: Array = out.numpy()
    return found


TUTOR_SHARE: Final = 0.6
"""How much of the tutor there is in the two teachers' answers."""


def blend(lessons: Lessons, raw: Array, rows: npt.NDArray[np.intp], gold: Gold, share: float) -> Lessons:
    """Return the linear teacher's lessons with the tutor's answers ``raw`` (m, OUTPUTS) mixed in for ``rows`` (m,)."""
    valence, intensity = lessons.valence.copy(), lessons.intensity.copy()
    present, meta = lessons.present.copy(), lessons.meta.copy()

    def score(name: str) -> Array:
        told: Array = np.clip(raw[:, SPANS[name].start] * gold.deviation[name] + gold.mean[name], 0.01, 0.99)
        return told

    valence[rows] += share * (score("v") - valence[rows])
    for i, emotion in enumerate(EMOTIONS):
        intensity[rows, i] += share * (score(f"ei/{emotion}") - intensity[rows, i])
    present[rows] += share * (probabilities(raw, "e-c") - present[rows])
    for name, span in SPANS.items():
        for i, at in enumerate(range(span.start, span.stop)):
            if f"{name}/{i}" in lessons.meta_names:
                column = lessons.meta_names.index(f"{name}/{i}")
                told = (raw[:, at] - raw[:, at].mean()) / raw[:, at].std()
                meta[rows, column] += share * (told - meta[rows, column])
    return Lessons(valence, intensity, present, meta, lessons.meta_names)


PARCEL: Final = 4_000
TOLD: Final = {
    "semeval2018": 20_000, "isear": 8_000, "sst": 10_000, "emobank": 10_000, "reviews": 4_000, "written": 5_000,
    "subjectivity": 7_000, "semeval2017": 49_000, "goemotions": 40_000, "emoji": 70_000, "crowdflower": 25_000,
}  # fmt: skip
"""How many texts of each set, at most, the tutor answers for: it's a hundred times as slow as the linear teacher."""


def told_rows(corpus: Corpus, seed: int) -> npt.NDArray[np.intp]:
    """Return the texts that the tutor answers for, dev and held-out ones among them."""
    rng = np.random.default_rng(seed)
    return np.concatenate([rng.permutation(np.flatnonzero(corpus.sources == s))[:n] for s, n in TOLD.items()])


def tell(corpus: Corpus, told: npt.NDArray[np.intp], finished: Path, folder: Path) -> None:
    """Leave the tutor's answers for the texts ``told`` in ``folder``, a file for each PARCEL of them.

    Each process answers for every other parcel; parcels that are there are skipped.
    """
    tutor = Tutor()
    tutor.load_state_dict(torch.load(finished, weights_only=True))
    folder.mkdir(exist_ok=True)
    for number, start in enumerate(range(0, len(told), PARCEL)):
        path = folder / f"{number:03}.npy"
        if number % together.count() == together.rank() and not path.exists():
            part = path.with_suffix(".part.npy")
            np.save(part, answers_of(tutor, [corpus.texts[i] for i in told[start : start + PARCEL]]))
            part.replace(path)
            print(f"told {number + 1} of {-(-len(told) // PARCEL)} parcels", flush=True)


def told_in(folder: Path) -> Array:
    """Return all answers that ``tell`` left, in the order of its texts."""
    return np.concatenate([np.load(path) for path in sorted(folder.glob("???.npy"))])


def told_alone(corpus: Corpus, told: npt.NDArray[np.intp]) -> Corpus:
    """Return the corpus with the texts that the tutor didn't answer for taken out of training.

    Those that were written with their labels (patterns, words of the lexicon) stay.
    """
    kept = np.isin(corpus.sources, ("patterns", "lexicon", "written"))
    kept[told] = True
    return replace(corpus, splits=np.where(kept, corpus.splits, "rest"))
