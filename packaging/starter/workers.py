"""The student's stages of training: reading, then answering. Each leaves its result in the work folder."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch

import together
from batches import Answers
from data import Corpus
from model import Shape, Starter
from targets import Targets, combine
from teacher import Lessons
from train import answer, goals_of, read, start
from tutor import TUTOR_SHARE, blend, gold_of, told_alone, told_in, told_rows
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


@dataclass(frozen=True, slots=True)
class Variant:
    """Choices that an ablation undoes; by default as they ship."""

    tutor_share: float = TUTOR_SHARE
    """Of the tutor in the two teachers' answers, 0..1."""
    known_rows: bool = True
    """Whether the first embeddings are the encoder's."""


AS_SHIPPED: Final = Variant()
Weights = dict[str, torch.Tensor]


def weights_in(checkpoint: Path) -> Weights:
    """Return the running average of the weights that a stage left."""
    kept = torch.load(checkpoint, weights_only=True)["averaged"]
    return {name.removeprefix("module."): value for name, value in kept.items() if name.startswith("module.")}


def mean_of(models: list[Weights]) -> Weights:
    """Return the mean of the models' weights: they began as the same reader, so they lie close enough to be averaged.

    Wortsman et al. 2022, "Model soups".
    """
    return {
        name: torch.stack([each[name] for each in models]).mean(0) if value.is_floating_point() else value
        for name, value in models[0].items()
    }


def material(plan: Plan, weights: Weights | None = None, variant: Variant = AS_SHIPPED) -> Material:
    """Return what training needs; the model has these weights, or is untrained."""
    corpus: Corpus = plan.left_by("corpus")
    lessons: Lessons = plan.left_by("teacher")
    vocabulary: Vocabulary = plan.left_by("vocabulary")
    told = told_rows(corpus, plan.seed)
    raw = told_in(plan.work / f"told-{plan.seed}")
    targets = combine(corpus, blend(lessons, raw, told, gold_of(corpus), variant.tutor_share))
    rows = plan.left_by("rows") if variant.known_rows else None
    model = start(Shape(), vocabulary, goals_of(targets)[0].shape[1], rows, plan.seed)
    if weights is not None:
        model.load_state_dict(weights)
    answers = Answers(vocabulary, Tokenizer(plan.work / "vocabulary.gguf"))
    return Material(told_alone(corpus, told), plan.left_by("tokens"), targets, answers, model)


def _read(plan: Plan) -> None:
    given = material(plan)
    read(
        given.model, given.corpus, given.tokens, given.targets, given.answers.heads[0], saved=plan.was_read,
        steps=plan.read_steps, minutes=plan.read_minutes, size=64, seed=plan.seed,
    )  # fmt: skip


def _answer(plan: Plan, seed: int) -> None:
    given = material(plan, weights_in(plan.was_read))
    answer(
        given.model, given.corpus, given.tokens, given.targets, given.answers, saved=plan.answered(seed),
        steps=plan.answer_steps, minutes=plan.answer_minutes, size=32, seed=seed,
    )  # fmt: skip


def train_together(plan: Plan, count: int, seeds: list[int]) -> dict[str, Starter]:
    """Train in ``count`` processes, on from the last checkpoints: read once, and answer once for each seed.

    Returns the models by name: of each seed, and the mean of their weights.
    """
    together.run(count, plan.work, _read, plan)
    for seed in seeds:
        together.run(count, plan.work, _answer, plan, seed)
    answered = {f"seed {seed}": weights_in(plan.answered(seed)) for seed in seeds}
    finished = answered | {"mean": mean_of(list(answered.values()))}
    model = material(plan).model
    models = {name: copy.deepcopy(model) for name in finished}
    for name, weights in finished.items():
        models[name].load_state_dict(weights)
    return models
