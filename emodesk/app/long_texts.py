"""Texts that are longer than a model takes at once: how much that is, and where they're split."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from emodesk.app.asking import Asked, Splits
from emodesk.app.chunks import chunks
from emodesk.core.affect.long_text import split
from emodesk.core.ports import Engine, Project
from emodesk.core.project import text_key
from emodesk.core.reading import ModelInfo
from emodesk.core.table import Column

_COUNT_AT_ONCE: Final = 256


def room_for_text(engine: Engine, model: ModelInfo, asked: Asked) -> int:
    """Return how many tokens of the loaded model's window are left for the text itself."""
    frames = [spec.render("") for spec in asked.specs]
    longest_answer = max(len(text) for answers in asked.answer_sets for text in answers.texts)
    longest_frame = max(engine.count_tokens(frames))
    # An answer has fewer tokens than characters; a few more for the tokens at the seams.
    return max(16, model.window_tokens - longest_frame - longest_answer // 2 - 8)


def split_long_texts(
    project: Project, engine: Engine, column: Column, asked: Asked, room: int, should_stop: Callable[[], bool]
) -> Splits:
    """Return where texts are split for this model and room; what's found out about a column is kept in the project.

    If it's stopped meanwhile, nothing new is kept.
    """
    known = project.splits(asked.fingerprint, room)
    found: dict[bytes, tuple[int, ...]] = {}
    distinct = (text for chunk in chunks(project, column) for text in chunk.texts)
    # A token is at least one byte, so a text of fewer bytes than there's room for needs no counting.
    suspects = (text for text in distinct if len(text.encode()) > room and text_key(text) not in known)
    while some := list(islice(suspects, _COUNT_AT_ONCE)):
        for text, count in zip(some, engine.count_tokens(some), strict=True):
            if should_stop():
                return known
            if count > room:
                found[text_key(text)] = tuple(map(len, split(text, room, engine.count_tokens)))
    project.save_splits(asked.fingerprint, room, found)
    return {**known, **found}
