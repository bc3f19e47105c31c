"""The tasks: what is asked, on which scale, and what the answer means.

AAID tasks (SemEval-2018 Task 1, what the EmoLLMs were trained on): EI-reg, EI-oc, V-reg, V-oc, E-c.
AEB-2 tasks (the second part of their benchmark): VADER, SST, EmoBank, SST-5, TDT, GoEmotions.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from emodesk.core.errors import OptionError

EMOTIONS: Final = ("anger", "fear", "joy", "sadness")
"""The emotions that have an intensity (EI-reg, EI-oc)."""

PRESENT_EMOTIONS: Final = (
    "anger", "anticipation", "disgust", "fear", "joy", "love", "optimism", "pessimism", "sadness", "surprise",
    "trust",
)  # fmt: skip
"""The emotions whose presence E-c names, in the order in which an answer names them."""

EKMAN_EMOTIONS: Final = ("anger", "disgust", "fear", "joy", "sadness", "surprise")


class Kind(enum.Enum):
    """What an answer to the task is."""

    SCORE = "score"
    """A real number; asked on 0..1."""
    CLASS = "class"
    """One of a few ordered classes, each with a number and its words."""
    LABEL_SET = "label set"
    """Any number of emotions, or none."""


@dataclass(frozen=True, slots=True)
class Task:
    """One question that can be asked of every text."""

    id: str
    kind: Kind
    title: str
    tail: str
    """What follows the text in the AAID one-line style; ``{emotion}`` stands for the emotion."""
    low: float = 0.0
    high: float = 1.0
    """SCORE: the range of the label. The model is asked on 0..1 and the answer is rescaled."""
    classes: tuple[tuple[int, str], ...] = ()
    """CLASS: number and full wording of each legal answer, lowest first; ``{emotion}`` as above."""
    labels: tuple[str, ...] = ()
    """LABEL_SET: the labels in the order in which an answer names them."""
    none_label: str = ""
    """LABEL_SET: what the model answers when none of the labels fits."""
    has_period: bool = False
    """LABEL_SET: whether the training answers end in a period."""
    per_emotion: bool = False
    """Whether it's asked once for each of EMOTIONS."""
    is_aaid: bool = True

    def rescale(self, unit: float) -> float:
        """Map a score from 0..1, where it was asked, to the range of the label."""
        return self.low + unit * (self.high - self.low)


_STATE = "emotional state can be inferred"

_AAID = (
    Task("v-reg", Kind.SCORE, "valence", "Intensity Score: "),
    Task(
        "v-oc", Kind.CLASS, "sentiment class", "Intensity Class: ",
        classes=(
            (-3, f"-3: very negative {_STATE}"), (-2, f"-2: moderately negative {_STATE}"),
            (-1, f"-1: slightly negative {_STATE}"), (0, f"0: neutral or mixed {_STATE}"),
            (1, f"1: slightly positive {_STATE}"), (2, f"2: moderately positive {_STATE}"),
            (3, f"3: very positive {_STATE}"),
        ),
    ),
    Task(
        "e-c", Kind.LABEL_SET, "emotions present", "This tweet contains emotions: ",
        labels=PRESENT_EMOTIONS, none_label="neutral or no emotion", has_period=True,
    ),
    Task(
        "ei-reg", Kind.SCORE, "intensity of each emotion",
        "Emotion E: {emotion}. Intensity Score: ", per_emotion=True,
    ),
    Task(
        "ei-oc", Kind.CLASS, "level of each emotion",
        "Emotion E: {emotion}. Intensity Class: ", per_emotion=True,
        classes=(
            (0, "0: no {emotion} can be inferred"), (1, "1: low amount of {emotion} can be inferred"),
            (2, "2: moderate amount of {emotion} can be inferred"),
            (3, "3: high amount of {emotion} can be inferred"),
        ),
    ),
)  # fmt: skip

_AEB2 = (
    Task("vader", Kind.SCORE, "sentiment intensity (VADER)", "Intensity Score: ", -4, 4, is_aaid=False),
    Task("sst", Kind.SCORE, "sentiment score (SST)", "Sentiment score: ", is_aaid=False),
    Task("emobank-v", Kind.SCORE, "valence (EmoBank)", "Intensity Score: ", 1, 5, is_aaid=False),
    Task("emobank-a", Kind.SCORE, "arousal (EmoBank)", "Intensity Score: ", 1, 5, is_aaid=False),
    Task("emobank-d", Kind.SCORE, "dominance (EmoBank)", "Intensity Score: ", 1, 5, is_aaid=False),
    Task(
        "sst5", Kind.CLASS, "sentiment class (SST-5)", "Sentiment Class: ", is_aaid=False,
        classes=(
            (0, "0: very negative"), (1, "1: negative"), (2, "2: neutral"), (3, "3: positive"),
            (4, "4: very positive"),
        ),
    ),
    Task(
        "tdt", Kind.CLASS, "sentiment class (TDT)", "Intensity Class: ", is_aaid=False,
        classes=((-1, "-1: negative"), (0, "0: neutral"), (1, "1: positive")),
    ),
    Task(
        "goemotions", Kind.LABEL_SET, "emotions present (Ekman)", "This tweet contains emotions: ",
        labels=EKMAN_EMOTIONS, none_label="neutral", is_aaid=False,
    ),
)  # fmt: skip

TASKS: Final = {task.id: task for task in (*_AAID, *_AEB2)}
AAID_TASKS: Final = tuple(task.id for task in _AAID)
"""What is labelled unless the user says otherwise, in the order of the columns."""


def task(task_id: str) -> Task:
    """Return the task of that id, whatever its case; raise OptionError with the ids that exist."""
    found = TASKS.get(task_id.strip().lower())
    if found is None:
        raise OptionError(f"There is no task “{task_id}”.", hint=f"Choose from: {', '.join(TASKS)}.")
    return found
