"""Training in two stages: reading (what a text says, told by a linear head), then answering (the prompts).

Reading is five times as fast, for it needs the text alone; most of what the model knows comes from there.
"""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from scipy.stats import pearsonr
from torch import Tensor, nn

import together
from batches import WITH_PERIOD, Answers, Batch, Ids, draw, stream, thinned
from data import Array, Corpus
from emodesk.core.affect.tasks import EMOTIONS
from model import Shape, Starter
from targets import Targets
from vocabulary import Vocabulary

NEGATIVES: Final = 192
"""Pieces that are no answer, drawn per step so that they stay unlikely ones."""
AVERAGED: Final = 0.995
FASTER: Final = 2.7
"""How much higher the rate of embeddings and norms is than that of the blocks' matrices, which Muon steps."""


class Course:
    """One stage: its optimizer, its falling rate by steps or by the clock, and a checkpoint that it goes on from."""

    def __init__(self, model: Starter, saved: Path, *, steps: int, minutes: float, peak: float) -> None:
        self.model, self.saved, self.steps, self.minutes, self.peak = model, saved, steps, minutes, peak
        self.averaged = torch.optim.swa_utils.AveragedModel(
            model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
        )
        matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "blocks" in n]
        rest = [p for n, p in model.named_parameters() if not (p.ndim == 2 and "blocks" in n)]
        self.optimizers = (
            torch.optim.Muon(matrices, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW(rest, weight_decay=0.0, betas=(0.9, 0.98)),
        )
        self.step, self.spent_s, self._last = 0, 0.0, time.monotonic()
        """Steps and seconds that this stage has taken, earlier runs included."""
        self._recent: list[float] = []
        if saved.exists():
            state = torch.load(saved, weights_only=True)
            for name, part in self._parts().items():
                part.load_state_dict(state[name])
            self.step, self.spent_s = state["step"], state["spent_s"]

    def _parts(self) -> dict[str, Any]:
        optimizers = {f"optimizer{i}": optimizer for i, optimizer in enumerate(self.optimizers)}
        return {"model": self.model, "averaged": self.averaged, **optimizers}

    @property
    def progress(self) -> float:
        """Share of the stage that's done, 0..1."""
        return min(1.0, max(self.step / self.steps, self.spent_s / (60 * self.minutes)))

    def take(self, loss: Tensor, shown: float) -> None:
        """Do one step down the loss."""
        rate = self.peak * min(1.0, (self.step + 1) / 100) * max(0.02, 1 - self.progress)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate if optimizer is self.optimizers[0] else FASTER * rate
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        now = time.monotonic()
        # The mean of the seconds too, so that all end after the same step.
        self.spent_s += together.average_gradients(self.model.parameters(), now - self._last)
        self._last = now
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.averaged.update_parameters(self.model)
        self.step += 1
        self._recent.append(shown)
        if self.step % 100 == 0 and together.rank() == 0:
            print(
                f"{self.saved.stem} {self.step}: {np.mean(self._recent):.4f}, {self.spent_s / 60:.1f} min", flush=True
            )
            self._recent = []
        if (self.step % 500 == 0 or self.progress >= 1) and together.rank() == 0:
            self.save()

    def save(self) -> None:
        """Leave everything that's needed to go on."""
        state = {name: part.state_dict() for name, part in self._parts().items()}
        part = self.saved.with_suffix(".part")
        torch.save(state | {"step": self.step, "spent_s": self.spent_s}, part)
        part.replace(self.saved)


def goals_of(targets: Targets) -> tuple[Array, Array]:
    """Return what reading tells of each text (n, g) as standard scores, and how much each column counts."""
    named = [(targets.scores[name][:, None], 4.0 if name == "v-reg" else 2.0) for name in targets.scores]
    blocks = [*named, (targets.labels["e-c"], 1.5), (targets.labels["goemotions"], 0.7), (targets.aux, 0.4)]
    goals = np.concatenate([block for block, _ in blocks], 1).astype(np.float32)
    weight = np.concatenate([np.full(block.shape[1], share, np.float32) for block, share in blocks])
    deviation: Array = goals.std(0)
    return (goals - goals.mean(0)) / deviation, weight / weight.mean()


def read_batch(lines: list[Ids], head: int) -> tuple[Ids, Ids]:
    """Return ids (b, n) of BOS, head and text, and where each text ends (b,)."""
    lengths = np.array([len(line) for line in lines]) + 2
    ids = np.zeros((len(lines), lengths.max()), np.int64)
    ids[:, :2] = 1, head
    for row, line in enumerate(lines):
        ids[row, 2 : 2 + len(line)] = line
    return ids, lengths - 1


def read_states(model: Starter, ids: Ids, last: Ids) -> Tensor:
    """Return the state behind each text (b, width)."""
    positions = torch.arange(ids.shape[1])[None].expand(ids.shape)
    with torch.autocast("cpu", torch.bfloat16):
        states = model(torch.from_numpy(ids), positions, None)
    found: Tensor = states[torch.arange(len(last)), torch.from_numpy(last)].float()
    return found


def read(
    model: Starter, corpus: Corpus, tokens: list[tuple[Ids, Ids]], targets: Targets, head: int, *,
    saved: Path, steps: int, minutes: float, size: int, seed: int, peak: float = 3e-3,
) -> Starter:  # fmt: skip
    """Train the model to tell every target of a text at its last token."""
    course = Course(model, saved, steps=steps, minutes=minutes, peak=peak)
    goals, weight = (torch.from_numpy(x) for x in goals_of(targets))
    rng = np.random.default_rng([seed, course.step, together.rank()])
    order = draw(corpus, tokens, size, rng)
    while course.progress < 1:
        rows = next(order)
        lines = [thinned(tokens[row][int(rng.random() < WITH_PERIOD)], rng) for row in rows]
        guess = model.aux(read_states(model, *read_batch(lines, head)))
        loss = ((guess - goals[rows]) ** 2 * weight).mean()
        course.take(loss, loss.item())
    final: Starter = course.averaged.module
    if together.rank() == 0:
        print(f"{saved.stem} on dev: {told_on_dev(final, corpus, tokens, head)}", flush=True)
    return final


@torch.no_grad()
def told_on_dev(model: Starter, corpus: Corpus, tokens: list[tuple[Ids, Ids]], head: int) -> dict[str, float]:
    """Return Pearson's r of valence and the mean over the four intensities, read off the linear head on dev."""
    rows = np.flatnonzero(corpus.splits == "dev")
    guess = np.zeros((len(corpus.texts), model.aux.out_features), np.float32)
    for start in range(0, len(rows), 256):
        some = rows[start : start + 256]
        guess[some] = model.aux(read_states(model, *read_batch([tokens[row][1] for row in some], head))).numpy()
    out = {}
    for at, name in enumerate(("v", *(f"ei/{emotion}" for emotion in EMOTIONS))):
        y = corpus.labels[name][:, 0]
        known = (corpus.splits == "dev") & ~np.isnan(y)
        out[name] = round(float(pearsonr(y[known], guess[known, at])[0]), 3)
    return out


def loss_of(
    model: Starter, batch: Batch, answers: Answers, goals: Tensor, weight_of_goals: Tensor, rng: np.random.Generator
) -> tuple[Tensor, float]:
    """Return the loss of one batch of prompts, and the part of it that the answers make."""
    mask = torch.from_numpy(batch.mask)[:, None]
    with torch.autocast("cpu", torch.bfloat16):
        states = model(torch.from_numpy(batch.ids), torch.from_numpy(batch.positions), mask)
    weight = torch.from_numpy(batch.weight)
    taught = weight > 0
    wanted = torch.from_numpy(batch.wanted)[taught]
    size = len(model.case)
    others = np.setdiff1d(rng.integers(3, size, NEGATIVES), answers.pieces)
    table = model.table(torch.from_numpy(np.concatenate([answers.pieces, others])))
    logits = states[:, batch.prompt :][taught] @ table.T
    known = len(answers.pieces)
    # The drawn pieces stand for all others, so they count as many times.
    lift = math.log((size - known) / len(others))
    total = torch.logsumexp(torch.cat([logits[:, :known], logits[:, known:] + lift], 1), 1)
    per_slot = total * wanted.sum(1) - (wanted * logits[:, :known]).sum(1)
    answer_loss = (per_slot * weight[taught]).sum() / weight.sum()
    ends = states[torch.arange(len(batch.last)), torch.from_numpy(batch.last)]
    told = ((model.aux(ends) - goals[batch.rows]) ** 2 * weight_of_goals).mean()
    return answer_loss + 0.15 * told, float(answer_loss.detach())


def answer(
    model: Starter, corpus: Corpus, tokens: list[tuple[Ids, Ids]], targets: Targets, answers: Answers, *,
    saved: Path, steps: int, minutes: float, size: int, seed: int, peak: float = 1.5e-3,
) -> Starter:  # fmt: skip
    """Train the model to answer prompts; return the running average of its weights."""
    course = Course(model, saved, steps=steps, minutes=minutes, peak=peak)
    goals, weight = (torch.from_numpy(x) for x in goals_of(targets))
    rng = np.random.default_rng([seed, course.step, together.rank()])
    batches = stream(corpus, tokens, targets, answers, size, rng)
    while course.progress < 1:
        course.take(*loss_of(model, next(batches), answers, goals, weight, rng))
    final: Starter = course.averaged.module
    return final


def start(shape: Shape, vocabulary: Vocabulary, goals: int, rows: Array | None, seed: int) -> Starter:
    """Return an untrained model; ``rows`` (pieces, width) are embeddings to begin with, of standard deviation 1."""
    torch.manual_seed(seed)
    model = Starter(shape, vocabulary, goals)
    if rows is not None:
        first = np.unique(vocabulary.base)
        known = ~np.isnan(rows[first, 0])
        with torch.no_grad():
            model.rows.weight[torch.from_numpy(known)] = torch.from_numpy(0.3 * rows[first][known]).float()
    return model
