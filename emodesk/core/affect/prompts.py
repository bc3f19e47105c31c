"""From a text to the exact prompt that a model was trained on.

Template: ``Human: \\n{instruction}\\n\\nAssistant:\\n`` (the published inference code; reference figures come from it).
AAID instruction: head, text, a period unless the text ends in ``. ! ?``, a space, tail. AEB-2: no period is added.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from emodesk.core.affect import wordings
from emodesk.core.affect.tasks import TASKS, Task
from emodesk.core.errors import OptionError

TEMPLATE_START: Final = "Human: \n"
TEMPLATE_END: Final = "\n\nAssistant:\n"
_SENTENCE_ENDS: Final = (".", "!", "?")

DEFAULT_HEADS: Final = {"ei-reg": 3, "ei-oc": 5, "v-reg": 3, "v-oc": 6, "e-c": 5}
"""Which of the ten AAID wordings each task uses, counted from 1: the choice that the models' authors made when they
labelled data themselves (RAEmoLLM, ``construct_aff_instructs.py``)."""


class Style(enum.Enum):
    """How a prompt is written."""

    AAID = "aaid"
    """One line, "Tweet:", as in the training data. The default."""
    CARD = "card"
    """Several lines, "Text:" and "the writer", as on the models' card."""


class ScoreReading(enum.Enum):
    """How a score is read off the model's probabilities."""

    ANSWER = "answer"
    """The model's own greedy answer, digit by digit to three decimals, as the models' authors read it. The default."""
    MEAN = "mean"
    """The expected score over the first decimal, in a single pass. A small model whose digits are unsure is read
    better like this: the likeliest digits of a broad distribution jump where its mean doesn't."""


_AAID_HEADS: Final = {
    "ei-reg": tuple(f"Task: {sentence} Tweet: " for sentence in wordings.EI_REG),
    "ei-oc": tuple(f"Task: {sentence} {wordings.EI_OC_CLASSES} Tweet: " for sentence in wordings.EI_OC),
    "v-reg": tuple(f"Task: {sentence} Tweet: " for sentence in wordings.V_REG),
    "v-oc": tuple(f"Task: {sentence} {wordings.V_OC_CLASSES} Tweet: " for sentence in wordings.V_OC),
    "e-c": tuple(f"Task: {sentence} Tweet: " for sentence in wordings.E_C),
}
_AEB2_HEADS: Final = {name: f"Task: {sentence} Text: " for name, sentence in wordings.AEB2.items()}
_UNIT_HEADS: Final = {name: f"Task: {sentence} Text: " for name, sentence in wordings.AEB2_UNIT.items()}
_CARD_HEADS: Final = {name: f"Task: {sentence}\nText: " for name, sentence in wordings.CARD.items()}


@dataclass(frozen=True, slots=True)
class PromptSpec:
    """One question, ready to be asked of any text: task, emotion, wording and style."""

    task_id: str
    emotion: str | None = None
    style: Style = Style.AAID
    head_number: int = 1
    """Which AAID wording, 1..10; 1 for everything that has one wording."""
    scores: ScoreReading = ScoreReading.ANSWER
    """How a score is read; it changes nothing in the prompt."""

    @property
    def task(self) -> Task:
        return TASKS[self.task_id]

    @property
    def key(self) -> str:
        """Name of the question, unique among all that can be asked: ``ei-reg/joy``."""
        return self.task_id if self.emotion is None else f"{self.task_id}/{self.emotion}"

    @property
    def head(self) -> str:
        """Everything before the text, without the template."""
        if self.style is Style.CARD:
            return _CARD_HEADS[self.task_id]
        if self.task.is_aaid:
            return _AAID_HEADS[self.task_id][self.head_number - 1]
        return _UNIT_HEADS.get(self.task_id) or _AEB2_HEADS[self.task_id]

    @property
    def tail(self) -> str:
        """Everything after the text and its space, without the template."""
        tail = self.task.tail.format(emotion=self.emotion)
        if self.style is Style.CARD:
            return (
                tail.strip()
                .replace("Emotion E: ", "Emotion: ")
                .replace(". Intensity", "\nIntensity")
                .replace("This tweet", "This text")
            )
        return tail

    def render(self, text: str) -> str:
        """Return the whole prompt for one text; the answer begins right after it."""
        return f"{TEMPLATE_START}{self.head}{self._body(text)}{self.tail}{TEMPLATE_END}"

    @property
    def head_chars(self) -> int:
        """How many characters of a rendered prompt come before the text, without the last space."""
        return len(TEMPLATE_START) + len(self.head.rstrip())

    @property
    def tail_chars(self) -> int:
        """How many characters of a rendered prompt come after the text and its space."""
        return len(self.tail) + len(TEMPLATE_END)

    def _body(self, text: str) -> str:
        text = one_line(text)
        if self.style is Style.CARD:
            return f"{text}\n"
        if self.task.is_aaid and not text.endswith(_SENTENCE_ENDS):
            text += "."
        return f"{text} "


def one_line(text: str) -> str:
    """Return the text as the models saw texts: line breaks become spaces, outer spaces go, no lone surrogates."""
    return " ".join(text.splitlines()).strip().encode("utf-8", "replace").decode("utf-8")


def asked_alike(text: str) -> tuple[str, ...]:
    """Return the texts that some question puts in the same words as this one: itself, and it with or without a period.

    An AAID prompt ends the text with a period where it has none, so "Fine" and "Fine." are one and the same to a model.
    """
    text = one_line(text)
    if not text.endswith(_SENTENCE_ENDS):
        return (text, f"{text}.")
    bare = text[:-1]
    is_other = text.endswith(".") and bare and bare == bare.strip() and not bare.endswith(_SENTENCE_ENDS)
    return (text, bare) if is_other else (text,)


def native_head(task_id: str) -> str:
    """Return the AEB-2 head exactly as in the benchmark's files (it asks VADER in -4..4 and EmoBank in 1..5)."""
    return _AEB2_HEADS[task_id]


def heads(task_id: str, style: Style = Style.AAID) -> tuple[str, ...]:
    """Return every head that a task can be asked with in that style."""
    if style is Style.CARD:
        return (_CARD_HEADS[task_id],) if task_id in _CARD_HEADS else ()
    if task_id in _AAID_HEADS:
        return _AAID_HEADS[task_id]
    native, unit = _AEB2_HEADS[task_id], _UNIT_HEADS.get(task_id)
    return (native,) if unit is None else (unit, native)


def specs_for(
    task_id: str,
    *,
    emotions: tuple[str, ...],
    style: Style = Style.AAID,
    head_number: int | None = None,
    scores: ScoreReading = ScoreReading.ANSWER,
) -> tuple[PromptSpec, ...]:
    """Return what to ask for one task: one spec, or one per emotion.

    Raises OptionError where the wording doesn't exist.
    """
    task = TASKS[task_id]
    if style is Style.CARD and task_id not in _CARD_HEADS:
        raise OptionError(f"The model card has no wording for the task {task_id}.", hint="Use the AAID style for it.")
    number = head_number or (DEFAULT_HEADS.get(task_id, 1) if style is Style.AAID else 1)
    count = len(_AAID_HEADS.get(task_id, ("",))) if style is Style.AAID else 1
    if not 1 <= number <= count:
        raise OptionError(f"The task {task_id} has wordings 1 to {count}, not {number}.")
    asked = emotions if task.per_emotion else (None,)
    return tuple(PromptSpec(task_id, emotion, style, number, scores) for emotion in asked)
