"""Which questions a plan asks, and which columns come out of the answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from emodesk.core.affect.prompts import PromptSpec, ScoreReading, Style, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS, Task
from emodesk.core.project import LabellingPlan


class Profile(enum.Enum):
    """How the ordinal classes of valence and intensities are made."""

    STANDARD = "standard"
    """Cut from the scores: eleven labels from six prompts."""
    PAPER = "paper"
    """Every task is asked by itself, as in the paper."""


_CUT_FROM: Final = {"v-oc": "v-reg", "ei-oc": "ei-reg"}
_NAMES: Final = {
    "v-reg": "valence", "v-oc": "sentiment", "e-c": "emotions", "ei-reg": "{emotion}_intensity",
    "ei-oc": "{emotion}_level", "vader": "vader_sentiment", "sst": "sst_sentiment", "emobank-v": "emobank_valence",
    "emobank-a": "emobank_arousal", "emobank-d": "emobank_dominance", "sst5": "sst5_class", "tdt": "tdt_class",
    "goemotions": "ekman_emotions",
}  # fmt: skip
_LABELS: Final = {
    name.format(emotion=emotion): (task_id, emotion if TASKS[task_id].per_emotion else None)
    for task_id, name in _NAMES.items()
    for emotion in EMOTIONS
}


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """One label of every row: what it's called, and which question answers it."""

    name: str
    task_id: str
    emotion: str | None
    question: PromptSpec
    is_cut: bool
    """Whether it's a class cut from the score that ``question`` asks for."""

    @property
    def task(self) -> Task:
        """The task that the label belongs to."""
        return TASKS[self.task_id]


def label_columns(plan: LabellingPlan) -> tuple[LabelColumn, ...]:
    """Return the label columns of a plan, in their order. Raises OptionError where a wording doesn't exist."""
    columns = []
    for task_id in plan.tasks:
        is_cut = plan.profile == Profile.STANDARD.value and task_id in _CUT_FROM
        asked = _CUT_FROM[task_id] if is_cut else task_id
        for spec in specs_for(
            asked, emotions=plan.emotions, style=Style(plan.style), head_number=plan.heads.get(asked),
            scores=ScoreReading(plan.scores),
        ):  # fmt: skip
            name = _NAMES[task_id].format(emotion=spec.emotion)
            columns.append(LabelColumn(name, task_id, spec.emotion, spec, is_cut))
    return tuple(columns)


def label_of(name: str) -> tuple[str, str | None] | None:
    """Return the task and the emotion that a label column is about, by its name; None for a name that isn't ours."""
    return _LABELS.get(name)


def questions(plan: LabellingPlan) -> tuple[PromptSpec, ...]:
    """Return what is asked of every text: those with the same instruction stand together, each once."""
    asked = dict.fromkeys(column.question for column in label_columns(plan))
    return tuple(sorted(asked, key=lambda spec: list(TASKS).index(spec.task_id)))
