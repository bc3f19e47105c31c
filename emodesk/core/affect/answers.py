"""The legal answers of each task, in the wording of the training data."""

from __future__ import annotations

from itertools import combinations

from emodesk.core.affect.prompts import PromptSpec, ScoreReading
from emodesk.core.affect.tasks import Kind, Task
from emodesk.core.reading import AnswerSet, Request


def answer_set(spec: PromptSpec) -> AnswerSet:
    """Return every legal answer to a question, with a number for what each means.

    SCORE: 0..1 with up to three decimals, the number is thousandths; tenths where the mean is read, which hangs on
    nothing behind the first decimal. CLASS: the full wording, the number is the place
    in ``Task.classes``. LABEL_SET: labels in their order joined by ", ", with or without a final period; the number is
    the set as bits, the first label the lowest.
    """
    match spec.task.kind:
        case Kind.SCORE:
            texts = _scores()
            if spec.scores is ScoreReading.MEAN:
                texts = {text: thousandths // 100 for text, thousandths in texts.items()}
        case Kind.CLASS:
            texts = _classes(spec.task, spec.emotion)
        case _:
            texts = _label_sets(spec.task)
    # Models weren't trained on the AEB-2 classes; asked for one, some list them all.
    is_strange = spec.task.kind is Kind.CLASS and not spec.task.is_aaid
    return AnswerSet(answers_key(spec), tuple(texts), tuple(texts.values()), is_read_to_the_end=is_strange)


def answers_key(spec: PromptSpec) -> str:
    """Return the name of a question's answer set; all scores share one."""
    if spec.task.kind is Kind.SCORE:
        return "score" if spec.scores is ScoreReading.ANSWER else "score/mean"
    return spec.key


def request_for(number: int, spec: PromptSpec, text: str) -> Request:
    """Return a question about a text as the engine is asked it; the answer carries the number."""
    return Request(number, spec.render(text), answers_key(spec), spec.head_chars, spec.tail_chars)


def _scores() -> dict[str, int]:
    texts = {"0": 0, "1": 1000}
    for decimals in (1, 2, 3):
        for step in range(10**decimals + 1):
            texts[f"{step / 10**decimals:.{decimals}f}"] = step * 10 ** (3 - decimals)
    return texts


def _classes(task: Task, emotion: str | None) -> dict[str, int]:
    return {wording.format(emotion=emotion): place for place, (_, wording) in enumerate(task.classes)}


def _label_sets(task: Task) -> dict[str, int]:
    texts = {}
    for size in range(len(task.labels) + 1):
        for places in combinations(range(len(task.labels)), size):
            text = ", ".join(task.labels[place] for place in places) or task.none_label
            group = sum(1 << place for place in places)
            texts[text] = group
            texts[f"{text}."] = group
    return texts
