"""What the recipe's dearer choices are worth: as many steps with and without each, one process, measured on dev.

Needs the earlier stages of a run. Small on purpose: an arm takes a few minutes, and ends where the rate has run out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import torch

from evaluate import Reader, tweets
from export import export
from model import Starter
from seeds import FIGURES
from train import answer, read, told_on_dev
from vocabulary import Vocabulary
from workers import Plan, Variant, material, weights_in

STEPS: Final = 600
"""Batches of reading, and of answering behind it."""
READERS: Final = {
    "as it ships": Variant(),
    "first embeddings at random": Variant(known_rows=False),
    "linear teacher alone": Variant(tutor_share=0.0),
    "tutor alone": Variant(tutor_share=1.0),
}
ANSWERERS: Final = (("reading, then answering", STEPS, "as it ships"), ("answering alone", 2 * STEPS, None))
"""Name, batches of answering, and the reader that it begins as."""


def ablate(plan: Plan, vocabulary: Vocabulary, data: Path) -> dict[str, Any]:
    """Train every arm, on from its checkpoint, and return the figures of each by name; they're left in a file too."""
    torch.set_num_threads(1)
    folder = plan.work / "ablations"
    folder.mkdir(exist_ok=True)
    arms = replace(plan, read_steps=STEPS, read_minutes=1e6, answer_minutes=1e6)
    figures: dict[str, Any] = {}
    for name, variant in READERS.items():
        figures[name] = {"steps": {"reading": STEPS}} | _reader(arms, name, variant, folder)
    for name, steps, reader in ANSWERERS:
        weights = weights_in(_checkpoint(folder, reader)) if reader else None
        given = material(arms, weights)
        model = answer(
            given.model, given.corpus, given.tokens, given.targets, given.answers, saved=_checkpoint(folder, name),
            steps=steps, minutes=arms.answer_minutes, size=32, seed=plan.seed,
        )  # fmt: skip
        path = folder / f"{name}.gguf"
        export(model, vocabulary, path)
        found = tweets(Reader(path), data)
        spent = {"answering": steps} | ({"reading": STEPS} if reader else {})
        figures[name] = {"steps": spent} | {key: round(float(found[key]), 4) for key in FIGURES}
        print(name, figures[name], flush=True)
    (folder / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return figures


def _checkpoint(folder: Path, arm: str) -> Path:
    return folder / f"{arm}.pt"


def _reader(plan: Plan, name: str, variant: Variant, folder: Path) -> dict[str, float]:
    given = material(plan, variant=variant)
    head = given.answers.heads[0]
    model: Starter = read(
        given.model, given.corpus, given.tokens, given.targets, head, saved=_checkpoint(folder, name),
        steps=plan.read_steps, minutes=plan.read_minutes, size=64, seed=plan.seed,
    )  # fmt: skip
    told: dict[str, float] = told_on_dev(model, given.corpus, given.tokens, head)
    return told
