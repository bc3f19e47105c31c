"""Tells an EmoLLM from a model that was made for something else, before hours are spent on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from emodesk.app.asking import Asked
from emodesk.core.affect.answers import request_for
from emodesk.core.errors import ModelUnsupportedError
from emodesk.core.ports import Engine
from emodesk.core.reading import Reading

_SENTENCES: Final = (
    "I passed the exam and I could not be happier",
    "They shouted at us for an hour, I am still furious",
    "The train leaves at nine",
)
_FOREIGN: Final = 0.9
"""EmoLLMs put nearly all probability on legal answers; a model that puts less than a tenth there is none."""


def check_answers_like_emollm(
    engine: Engine, asked: Asked, name: str, should_stop: Callable[[], bool] = lambda: False
) -> bool:
    """Ask the loaded model a few questions; raise ModelUnsupportedError if it wants to say something else.

    Return whether it was asked: False if it was stopped meanwhile.
    """
    requests = [
        request_for(number, spec, sentence)
        for number, (spec, sentence) in enumerate((s, t) for s in asked.specs[:2] for t in _SENTENCES)
    ]
    off_format = [
        result.off_format
        for results in engine.score([requests], asked.answer_sets, should_stop)
        for result in results
        if isinstance(result, Reading)
    ]
    if off_format and sum(off_format) / len(off_format) >= _FOREIGN:
        raise ModelUnsupportedError(
            f"“{name}” doesn't answer like an EmoLLM: {sum(off_format) / len(off_format):.0%} of what it wants to say "
            "is no label.",
            hint="Choose a GGUF of an Emollama model or the starter; --any-model uses it all the same.",
        )
    return bool(off_format)
