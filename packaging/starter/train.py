"""Training: first the rows of the vocabulary as a bag of words, then the whole model on prompts."""

from __future__ import annotations

import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from batches import Answers, Batch, Ids, stream
from data import Array, Corpus
from model import Shape, Starter
from targets import Targets
from vocabulary import Vocabulary

NEGATIVES = 192
"""Pieces that are no answer, drawn per step so that they stay unlikely ones."""


def warm_rows(model: Starter, tokens: list[Ids], goals: Array, seed: int, epochs: int) -> None:
    """Fit embeddings whose mean over a text tells the goals (n, g): minutes that the blocks then don't need."""
    rng = np.random.default_rng(seed)
    norm = torch.from_numpy((goals - goals.mean(0)) / goals.std(0))
    bag = nn.EmbeddingBag(len(model.base), model.shape.width, mode="mean")
    with torch.no_grad():
        bag.weight.copy_(model.rows.weight)
    read = nn.Linear(model.shape.width, goals.shape[1])
    optimizer = torch.optim.Adam([*bag.parameters(), *read.parameters()], lr=4e-3)
    base = model.base.numpy()
    kept = np.flatnonzero([len(t) > 0 for t in tokens])
    steps, step, size = epochs * (len(kept) // 512), 0, 512
    loss = torch.zeros(())
    for _ in range(epochs):
        order = rng.permutation(kept)
        for start in range(0, len(order) - size, size):
            rows = order[start : start + size]
            flat = torch.from_numpy(base[np.concatenate([tokens[r] for r in rows])])
            offsets = torch.from_numpy(np.concatenate([[0], np.cumsum([len(tokens[r]) for r in rows])[:-1]]))
            loss = functional.mse_loss(read(bag(flat, offsets)), norm[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
            optimizer.param_groups[0]["lr"] = 4e-3 * max(0.05, 1 - step / steps)
    with torch.no_grad():
        seen = torch.from_numpy(np.bincount(base[np.concatenate(tokens)], minlength=len(base)) > 0)
        model.rows.weight[seen] = bag.weight[seen] * (0.3 / bag.weight[seen].std())
    print(f"rows warmed: error {loss.item():.3f} of a variance of 1", flush=True)


def loss_of(
    model: Starter, batch: Batch, answers: Answers, aux: Array, rng: np.random.Generator
) -> tuple[Tensor, float]:
    """Return the loss of one batch, and the part of it that the answers make."""
    mask = torch.from_numpy(batch.mask)[:, None]
    states = model(torch.from_numpy(batch.ids), torch.from_numpy(batch.positions), mask)
    slots = states[:, batch.prompt :]
    weight = torch.from_numpy(batch.weight)
    taught = weight > 0
    wanted = torch.from_numpy(batch.wanted)[taught]
    size = len(model.base)
    others = np.setdiff1d(rng.integers(3, size, NEGATIVES), answers.pieces)
    table = model.table(torch.from_numpy(np.concatenate([answers.pieces, others])))
    logits = slots[taught] @ table.T
    known = len(answers.pieces)
    # The drawn pieces stand for all others, so they count as many times.
    lift = math.log((size - known) / len(others))
    total = torch.logsumexp(torch.cat([logits[:, :known], logits[:, known:] + lift], 1), 1)
    per_slot = total * wanted.sum(1) - (wanted * logits[:, :known]).sum(1)
    answer_loss = (per_slot * weight[taught]).sum() / weight.sum()
    ends = states[torch.arange(len(batch.last)), torch.from_numpy(batch.last)]
    aux_loss = functional.mse_loss(model.aux(ends), torch.from_numpy(aux[batch.rows]))
    return answer_loss + 0.15 * aux_loss, float(answer_loss.detach())


def train(
    corpus: Corpus, tokens: list[tuple[Ids, Ids]], targets: Targets, answers: Answers, vocabulary: Vocabulary, *,
    work: Path, shape: Shape, steps: int, size: int, seed: int, minutes: float, peak: float = 2.5e-3,
) -> Starter:  # fmt: skip
    """Train for ``steps`` batches of ``size`` texts, or ``minutes``, whichever ends first.

    The learning rate falls with whichever is nearer its end. A checkpoint is kept in ``work`` and continued from.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    model = Starter(shape, vocabulary, targets.aux.shape[1])
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    )
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "blocks" in n]
    rest = [p for n, p in model.named_parameters() if not (p.ndim == 2 and "blocks" in n)]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.05}, {"params": rest, "weight_decay": 0.0}], lr=peak, betas=(0.9, 0.98)
    )
    saved, first, spent_s = work / f"checkpoint-{seed}.pt", 0, 0.0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        first, spent_s = state["step"], state["spent_s"]
    else:
        goals = [np.stack(list(targets.scores.values()), 1), targets.labels["e-c"], targets.aux]
        warm_rows(model, [plain for plain, _ in tokens], np.concatenate(goals, 1).astype(np.float32), seed, 6)
        averaged.module.load_state_dict(model.state_dict())
    rng = np.random.default_rng(seed + first)
    batches = stream(corpus, tokens, targets, answers, size, seed + first)
    begun, recent = time.monotonic(), []
    for step in range(first, steps):
        rise = min(1.0, (step + 1) / 150)
        progress = max(step / steps, (spent_s + time.monotonic() - begun) / (60 * minutes))
        fall = 0.02 + 0.98 * max(0.0, 1 - progress)
        for group in optimizer.param_groups:
            group["lr"] = peak * rise * fall
        loss, shown = loss_of(model, next(batches), answers, targets.aux, rng)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        averaged.update_parameters(model)
        recent.append(shown)
        if (step + 1) % 100 == 0:
            pace = (step + 1 - first) * size / (time.monotonic() - begun)
            print(f"step {step + 1}: loss {np.mean(recent):.4f}, {pace:.0f} texts/s", flush=True)
            recent = []
        is_over = progress >= 1 or step + 1 == steps
        if (step + 1) % 400 == 0 or is_over:
            state = {
                "model": model.state_dict(), "averaged": averaged.state_dict(), "optimizer": optimizer.state_dict(),
                "step": step + 1, "spent_s": spent_s + time.monotonic() - begun,
            }  # fmt: skip
            torch.save(state, saved.with_suffix(".part"))
            saved.with_suffix(".part").replace(saved)
        if is_over:
            break
    final: Starter = averaged.module
    return final
