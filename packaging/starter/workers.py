"""Training in several processes of one thread each, their gradients averaged.

On two cores that's quicker than two threads: the model's matrices are small, and threads spend their time waiting for
each other whenever another program runs.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import distributed, multiprocessing

from batches import Answers
from data import Corpus
from model import Shape, Starter
from targets import Targets, combine
from teacher import Lessons
from train import answer, goals_of, read, start
from tutor import blend, gold_of, told_alone
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


def material(plan: Plan) -> tuple[Corpus, Targets, Starter]:
    """Return the texts that are trained on, what's taught of them, and the untrained model."""
    corpus: Corpus = plan.left_by("corpus")
    lessons: Lessons = plan.left_by("teacher")
    vocabulary: Vocabulary = plan.left_by("vocabulary")
    told, raw = plan.left_by("told")
    targets = combine(corpus, blend(lessons, raw, told, gold_of(corpus)))
    model = start(Shape(), vocabulary, goals_of(targets)[0].shape[1], plan.left_by("rows"), plan.seed)
    return told_alone(corpus, told), targets, model


def _train(rank: int, plan: Plan, count: int) -> None:
    torch.set_num_threads(1)
    if count > 1:
        meeting = f"file://{plan.work.resolve()}/meeting-{plan.seed}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=count)
    corpus, targets, model = material(plan)
    tokens = plan.left_by("tokens")
    answers = Answers(plan.left_by("vocabulary"), Tokenizer(plan.work / "vocabulary.gguf"))
    model = read(
        model, corpus, tokens, targets, answers.heads[0], saved=plan.work / f"read-{plan.seed}.pt",
        steps=plan.read_steps, minutes=plan.read_minutes, size=64, seed=plan.seed,
    )  # fmt: skip
    answer(
        model, corpus, tokens, targets, answers, saved=plan.work / f"answer-{plan.seed}.pt",
        steps=plan.answer_steps, minutes=plan.answer_minutes, size=32, seed=plan.seed,
    )  # fmt: skip
    if count > 1:
        distributed.destroy_process_group()


def train_together(plan: Plan, count: int) -> Starter:
    """Train in ``count`` processes, on from the last checkpoint, and return the finished model."""
    (plan.work / f"meeting-{plan.seed}").unlink(missing_ok=True)
    if count == 1:
        _train(0, plan, 1)
    else:
        multiprocessing.spawn(_train, (plan, count), nprocs=count)
    _, _, model = material(plan)
    averaged = torch.optim.swa_utils.AveragedModel(model)
    averaged.load_state_dict(torch.load(plan.work / f"answer-{plan.seed}.pt", weights_only=True)["averaged"])
    finished: Starter = averaged.module
    return finished
