"""From what the engine read to a label with its probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from emodesk.core.affect.levels import CUTS, mass_between, mean_of_tenths, place, spread_over_classes
from emodesk.core.affect.prompts import ScoreReading
from emodesk.core.affect.tasks import Kind, Task
from emodesk.core.reading import Decision, Reading

OFF_FORMAT_LIMIT: Final = 0.5
"""From this off-format mass on, free generation would rather have said something else: the label needs attention."""

_NEAR: Final = 0.1
_PRESENT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """A real-valued label.

    ``unit`` is the label on 0..1, the model's own number or its mean; ``tenths`` the probability of each tenth of
    0..1 (ten values, sum 1).
    """

    unit: float
    tenths: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """Probability (0..1) that the score lies within a tenth of the range around ``unit``."""
        return min(1.0, mass_between(self.tenths, self.unit - _NEAR, self.unit + _NEAR))

    @property
    def mean(self) -> float:
        """Expected score, 0..1: the centres of the tenths, weighted."""
        return mean_of_tenths(self.tenths)

    @property
    def spread(self) -> float:
        """Standard deviation over the tenths, 0..1."""
        return math.sqrt(sum(m * ((t + 0.5) / 10 - self.mean) ** 2 for t, m in enumerate(self.tenths)))


@dataclass(frozen=True, slots=True)
class ClassLabel:
    """One of ordered classes. ``place`` counts from the lowest class; ``probabilities`` are in that order, sum 1."""

    place: int
    probabilities: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """Probability of the class, 0..1."""
        return self.probabilities[self.place]


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Emotions that are present, in the task's order.

    ``probabilities[i]`` is that of label ``i``, given the answer's own decisions on the labels before it: an answer is
    a row of yes/no decisions in alphabetical order, so their product is exactly the probability of the whole answer.
    """

    present: tuple[str, ...]
    probabilities: tuple[float, ...]
    confidence: float
    """Probability of exactly this set, 0..1."""


Label = Score | ClassLabel | LabelSet


def interpret(task: Task, emotion: str | None, reading: Reading, scores: ScoreReading = ScoreReading.ANSWER) -> Label:
    """Return the label that a reading means."""
    match task.kind:
        case Kind.SCORE:
            return _score(reading, scores)
        case Kind.CLASS:
            wordings = [wording.format(emotion=emotion) for _, wording in task.classes]
            return _class(wordings, reading)
        case Kind.LABEL_SET:
            return _label_set(task, reading)


def cut_class(emotion: str | None, score: Score) -> ClassLabel:
    """Return the class that a score falls into (V-oc from V-reg, EI-oc from EI-reg)."""
    cuts = CUTS[emotion or "valence"]
    return ClassLabel(place(score.unit, cuts), spread_over_classes(score.tenths, cuts))


def merge(task: Task, parts: Sequence[Label], weights: Sequence[float]) -> Label:
    """Return one label for a text that was scored in parts, the parts weighted by their length.

    Scores and distributions are averaged; the class is the likeliest of the average; an emotion is present from an
    average probability of one half on.
    """
    if len(parts) == 1:
        return parts[0]
    total = sum(weights)
    shares = [weight / total for weight in weights]
    match parts[0]:
        case Score():
            scores = [part for part in parts if isinstance(part, Score)]
            unit = sum(share * part.unit for share, part in zip(shares, scores, strict=True))
            return Score(round(unit, 3), _average([part.tenths for part in scores], shares))
        case ClassLabel():
            classes = [part for part in parts if isinstance(part, ClassLabel)]
            average = _average([part.probabilities for part in classes], shares)
            return ClassLabel(average.index(max(average)), average)
        case LabelSet():
            sets = [part for part in parts if isinstance(part, LabelSet)]
            average = _average([part.probabilities for part in sets], shares)
            present = tuple(label for label, p in zip(task.labels, average, strict=True) if p >= _PRESENT)
            return LabelSet(present, average, math.prod(max(p, 1 - p) for p in average))


def _average(rows: Sequence[Sequence[float]], shares: Sequence[float]) -> tuple[float, ...]:
    return tuple(
        sum(share * value for share, value in zip(shares, column, strict=True)) for column in zip(*rows, strict=True)
    )


def _score(reading: Reading, scores: ScoreReading) -> Score:
    tenths = _tenths(reading)
    if scores is ScoreReading.MEAN:
        return Score(round(mean_of_tenths(tenths), 3), tenths)
    return Score(float(reading.answer), tenths)


def _tenths(reading: Reading) -> tuple[float, ...]:
    """Return the probability of each tenth. How many digits a token spells is the vocabulary's business."""
    decisions = _by_prefix(reading.decisions)
    tenths = [0.0] * 10

    def descend(prefix: str, mass: float) -> None:
        for continuation, share in decisions[prefix].items():
            text = prefix + continuation
            if (tenth := _tenth_of(text)) is not None:
                tenths[tenth] += mass * share
            elif continuation and text in decisions:
                descend(text, mass * share)
            elif text == "0":
                tenths[0] += mass * share

    if decisions:
        descend(min(decisions, key=len), 1.0)
    if not any(tenths):
        tenths[min(9, int(float(reading.answer) * 10))] = 1.0
    total = sum(tenths)
    return tuple(mass / total for mass in tenths)


def _tenth_of(text: str) -> int | None:
    """Return the tenth that the beginning of a score has settled on, None while that's open."""
    if text.startswith("1"):
        return 9
    return int(text[2]) if text.startswith("0.") and len(text) > 2 else None


def _class(wordings: Sequence[str], reading: Reading) -> ClassLabel:
    decisions = _by_prefix(reading.decisions)
    probabilities = [0.0] * len(wordings)

    def descend(prefix: str, mass: float) -> None:
        for continuation, share in decisions[prefix].items():
            text = prefix + continuation
            if text in decisions:
                descend(text, mass * share)
                continue
            below = [index for index, wording in enumerate(wordings) if wording.startswith(text)]
            for index in below:
                probabilities[index] += mass * share / len(below)

    if "" in decisions:
        descend("", 1.0)
    chosen = next(index for index, wording in enumerate(wordings) if wording.startswith(reading.answer))
    if not any(probabilities):
        probabilities[chosen] = 1.0
    return ClassLabel(chosen, tuple(probabilities))


def _label_set(task: Task, reading: Reading) -> LabelSet:
    decisions = _by_prefix(reading.decisions)
    answer = reading.answer.removesuffix(".")
    present = () if answer == task.none_label else tuple(answer.split(", "))
    probabilities = [0.0] * len(task.labels)
    prefix, begin = "", 0
    for step in range(len(present) + 1):
        options = _next_labels(task, decisions, prefix, begin)
        chosen = task.labels.index(present[step]) if step < len(present) else len(task.labels)
        remaining = sum(options.values())
        for index in range(begin, min(chosen + 1, len(task.labels))):
            share = options.get(index, 0.0)
            probabilities[index] = share / remaining if remaining > 0 else 0.0
            remaining -= share
        if step < len(present):
            prefix += (", " if prefix else "") + present[step]
            begin = chosen + 1
    joint = math.prod(p if task.labels[i] in present else 1 - p for i, p in enumerate(probabilities))
    return LabelSet(present, tuple(min(1.0, p) for p in probabilities), max(0.0, min(1.0, joint)))


def _next_labels(task: Task, decisions: Mapping[str, Mapping[str, float]], prefix: str, begin: int) -> dict[int, float]:
    """Return how probable each label is as the next one (by index; ``len(labels)`` stands for: no more)."""
    no_more = len(task.labels)
    if not prefix:
        return _group_labels(task, decisions.get("", {}), begin, none_index=no_more)
    after = decisions.get(prefix, {})
    ends = sum(p for text, p in after.items() if not text.startswith(","))
    goes_on = 1 - ends if after else 0.0
    following = next((text for text in after if text.startswith(",")), "")
    next_prefix = prefix + (following if prefix + following in decisions else ", ")
    options = decisions.get(next_prefix) or decisions.get(prefix + ",", {})
    shares = _group_labels(task, options, begin, none_index=no_more)
    if not options and goes_on:  # one single label can follow
        shares = _group_labels(task, {following.removeprefix(",").strip(): 1.0}, begin, none_index=no_more)
    result = {index: goes_on * share for index, share in shares.items()}
    result[no_more] = result.get(no_more, 0.0) + (ends if after else 1.0)
    return result


def _group_labels(task: Task, options: Mapping[str, float], begin: int, *, none_index: int) -> dict[int, float]:
    shares: dict[int, float] = {}
    for continuation, share in options.items():
        word = continuation.strip().split(",")[0].removesuffix(".")
        below = [i for i in range(begin, len(task.labels)) if task.labels[i].startswith(word)] if word else []
        if not below:
            shares[none_index] = shares.get(none_index, 0.0) + share
        for index in below:
            shares[index] = shares.get(index, 0.0) + share / len(below)
    return shares


def _by_prefix(decisions: Sequence[Decision]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for decision in decisions:
        options = table.setdefault(decision.prefix, {})
        for text, share in decision.options:
            options[text] = options.get(text, 0.0) + share
    return table
