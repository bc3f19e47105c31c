"""The student's two stages of training, each in several processes that leave their result in the work folder."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

import together
from batches import Answers
from data import Corpus
from model import Shape, Starter
from targets import Targets, combine
from teacher import Lessons
from train import answer, goals_of, read, start
from tutor import blend, gold_of, told_alone, told_in, told_rows
from vocabulary import Tokenizer, Vocabulary


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train, for how long; the earlier stages' results lie in ``work``."""

    work: Path
    seed: int
    read_steps: int
    read_minutes: float
    answer_steps: int
    answer_minutes: float

    def left_by(self, stage: str) -> Any:  # noqa: ANN401 - each stage leaves another type
        """Return what an earlier stage left."""
        path = self.work / f"{stage}-{self.seed}.pickle"
        return pickle.loads(path.read_bytes())  # noqa: S301 - written by this recipe into its own work folder

    @property
    def was_read(self) -> Path:
        """Checkpoint of reading."""
        return self.work / f"read-{self.seed}.pt"

    def answered(self, seed: int) -> Path:
        """Return the checkpoint of answering with a seed of its own, after reading with the plan's."""
        return self.work / f"answer-{self.seed}-{seed}.pt"


@dataclass(frozen=True, slots=True)
class Material:
    """The texts that are trained on, what's taught of them, and the model as far as it is."""

    corpus: Corpus
    tokens: Any
    targets: Targets
    answers: Answers
    model: Starter


def material(plan: Plan, checkpoint: Path | None = None) -> Material:
    """Return what training needs; the model is the one that ``checkpoint`` left, or an untrained one."""
    corpus: Corpus = plan.left_by("corpus")
    lessons: Lessons = plan.left_by("teacher")
    vocabulary: Vocabulary = plan.left_by("vocabulary")
    told = told_rows(corpus, plan.seed)
    raw = told_in(plan.work / f"told-{plan.seed}")
    targets = combine(corpus, blend(lessons, raw, told, gold_of(corpus)))
    model = start(Shape(), vocabulary, goals_of(targets)[0].shape[1], plan.left_by("rows"), plan.seed)
    if checkpoint:
        averaged = torch.optim.swa_utils.AveragedModel(model)
        averaged.load_state_dict(torch.load(checkpoint, weights_only=True)["averaged"])
        model = averaged.module
    answers = Answers(vocabulary, Tokenizer(plan.work / "vocabulary.gguf"))
    return Material(told_alone(corpus, told), plan.left_by("tokens"), targets, answers, model)


def _read(plan: Plan) -> None:
    given = material(plan)
    read(
        given.model, given.corpus, given.tokens, given.targets, given.answers.heads[0], saved=plan.was_read,
        steps=plan.read_steps, minutes=plan.read_minutes, size=64, seed=plan.seed,
    )  # fmt: skip


def _answer(plan: Plan, seed: int) -> None:
    given = material(plan, plan.was_read)
    answer(
        given.model, given.corpus, given.tokens, given.targets, given.answers, saved=plan.answered(seed),
        steps=plan.answer_steps, minutes=plan.answer_minutes, size=32, seed=seed,
    )  # fmt: skip


def train_together(plan: Plan, count: int, seeds: list[int]) -> dict[str, Starter]:
    """Train in ``count`` processes, on from the last checkpoints: read once, then answer once for each seed.

    Returns the finished models by name, and with several seeds the mean of their weights: all of them began as the same
    reader, so they lie close enough to be averaged (Wortsman et al. 2022, "Model soups").
    """
    together.run(count, plan.work, _read, plan)
    for seed in seeds:
        together.run(count, plan.work, _answer, plan, seed)
    finished = {f"seed {seed}": material(plan, plan.answered(seed)).model for seed in seeds}
    if len(seeds) > 1:
        states = [model.state_dict() for model in finished.values()]
        mean = material(plan).model
        mean.load_state_dict({
            name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
            for name, value in states[0].items()
        })  # fmt: skip
        finished["mean"] = mean
    return finished
