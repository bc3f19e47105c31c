"""What is measured: a job for a process of its own, its outcome, and the prompts that every peer answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from emodesk.app.asking import Asked, ask
from emodesk.core.affect.columns import Profile
from emodesk.core.affect.prompts import PromptSpec, ScoreReading
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS
from emodesk.core.project import LabellingPlan

STARTER: Final = "starter"
ANSWER_TOKENS: Final = {"v-reg": 7, "v-oc": 13, "e-c": 8, "ei-reg": 7, "ei-oc": 11}
"""Tokens of an Emollama's answers, the end included. A model with random weights never ends one, so its peers say this
many; a trained model ends its answers by itself."""
MOST_ANSWER_TOKENS: Final = 48


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One measurement, to be made in a fresh process."""

    peer: str
    model: str
    """Path of a GGUF."""
    shape: str
    texts: int
    threads: int
    gpu_layers: int = 0
    profile: str = Profile.PAPER.value
    batch_tokens: int = 512
    weights: str = ""
    """Where the engine keeps the weights (``Weights``); empty for what it does by itself."""
    slots: int = 1
    """How many prompts a server answers at a time."""
    order: str = "task"
    """What a server is asked first: all texts of a ``task`` or all tasks of a ``row``."""
    is_repacked: bool = True
    """Whether a server may keep the weights in an order that suits the processor, as it does by itself."""
    server: str = ""
    """Path of a llama-server; empty for the one of xllamacpp."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a job."""

    prompts: int
    texts: int
    seconds: float
    figures: dict[str, float] = {}
    words: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as a peer gets it."""

    text: str
    answer_tokens: int
    """How many tokens to generate, at most."""


def plan(job: Job) -> LabellingPlan:
    """Return what is labelled, as EmoDesk labels it with that model."""
    scores = ScoreReading.MEAN if job.shape == STARTER else ScoreReading.ANSWER
    return LabellingPlan(
        text_column="text", tasks=AAID_TASKS, emotions=EMOTIONS, profile=job.profile, scores=scores.value
    )


def asked(job: Job) -> Asked:
    """Return what is asked of every text."""
    return ask(plan(job), "")


def prompt(job: Job, spec: PromptSpec, text: str) -> Prompt:
    """Return the prompt for a text, and how long its answer may get."""
    tokens = MOST_ANSWER_TOKENS if job.shape == STARTER else ANSWER_TOKENS[spec.task_id]
    return Prompt(spec.render(text), tokens)
