"""The prompts of the comparison: every question, and texts with emoji, long words and more that trips tokenizers."""

from __future__ import annotations

from itertools import islice

from emodesk.core.affect.answers import answer_set, answers_key, request_for
from emodesk.core.affect.prompts import PromptSpec, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS
from emodesk.core.reading import AnswerSet, Request

TEXTS = (
    "can't stop smiling 😆😆😆",
    "My Donaudampfschifffahrtsgesellschaftskapitänsmütze is lost and I am heartbroken",
    "@user so ANGRY about #delays at https://example.org/a?b=1&c=%20 !!!",
    "pneumonoultramicroscopicsilicovolcanoconiosis scares me",
    "🏳️‍🌈👩‍👩‍👧‍👦 pride and joy",
    "naïve café, 田中, ½ £3.50 (12,345.67)",
    "He said \"no\"; she said 'yes' — and then… nothing.",
    "   leading and  double   spaces\t\ttabs ",
    "loooooooooooooooooooooooooooooooooooooooooooooooooooooooove it 💔",
    "The train leaves at nine",
    "a",
)
PROMPTS = 60


def specs() -> list[PromptSpec]:
    """Return every question there is."""
    return [spec for task_id in TASKS for spec in specs_for(task_id, emotions=EMOTIONS)]


def answer_sets() -> dict[str, AnswerSet]:
    """Return the legal answers of all questions by their key."""
    return {answers_key(spec): answer_set(spec) for spec in specs()}


def requests() -> list[Request]:
    """Return the prompts: questions and texts take turns, so that every question meets several texts."""
    questions = specs()
    pairs = ((questions[(place + lap) % len(questions)], text)
             for lap in range(len(questions)) for place, text in enumerate(TEXTS))  # fmt: skip
    return [request_for(number, spec, text) for number, (spec, text) in enumerate(islice(pairs, PROMPTS))]
