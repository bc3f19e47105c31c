"""What a run asks of every text: the questions of its plan, of the text itself or of the parts of a long one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emodesk.core.affect.answers import answer_set, answers_key
from emodesk.core.affect.columns import questions
from emodesk.core.affect.prompts import PromptSpec
from emodesk.core.project import LabellingPlan, answer_key, text_key
from emodesk.core.reading import AnswerSet

Splits = Mapping[bytes, tuple[int, ...]]
"""How many characters each part of a long text has, by ``text_key``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every text, prepared once per run."""

    specs: tuple[PromptSpec, ...]
    answer_sets: tuple[AnswerSet, ...]
    digests: tuple[str, ...]
    """Digest of the answer set of each spec."""
    fingerprint: str
    """SHA-256 of the model."""

    def keys(self, text: str) -> list[bytes]:
        """Return under which keys the answers for one text (or one part of it) are kept, in the order of the specs."""
        return [
            answer_key(spec.render(text), digest, self.fingerprint)
            for spec, digest in zip(self.specs, self.digests, strict=True)
        ]


def ask(plan: LabellingPlan, fingerprint: str) -> Asked:
    """Prepare the questions of a plan for one model."""
    specs = questions(plan)
    sets = {answers_key(spec): answer_set(spec) for spec in specs}
    digests = {key: answers.digest() for key, answers in sets.items()}
    return Asked(specs, tuple(sets.values()), tuple(digests[answers_key(spec)] for spec in specs), fingerprint)


def parts_of(text: str, splits: Splits) -> tuple[str, ...]:
    """Return the parts in which a text (already on one line) is scored: itself, unless it was split.

    A stretch of nothing but spaces is no part: there's nothing to read in it.
    """
    lengths = splits.get(text_key(text)) if splits else None
    if lengths is None:
        return (text,)
    parts, begin = [], 0
    for length in lengths:
        part = text[begin : begin + length]
        if not part.isspace():
            parts.append(part)
        begin += length
    return tuple(parts)
