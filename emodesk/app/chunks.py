"""The rows of a sheet in their order, grouped so that each chunk of texts is asked once and its rows follow.

Chunks are formed over all distinct texts, not over those still to do: a run that goes on forms the same chunks as an
undisturbed one and gets the same bits. How many texts make a chunk therefore depends on the model and on nothing that
varies from day to day: the last batches of a chunk are small, which a small model feels; and a chunk of a large model
takes long, which the user feels, who sees nothing before it's through and loses it when the power goes.

Two texts may be put to the model in the same words ("Fine" and "Fine.", or parts of long texts). The first chunk that
holds such words asks them, even if a later one is asked before it: each chunk asks the same, whatever came before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from emodesk.app.asking import Asked, Splits, parts_of
from emodesk.core.affect.answers import request_for
from emodesk.core.affect.prompts import PromptSpec, asked_alike, one_line
from emodesk.core.ports import Project
from emodesk.core.project import StoredAnswer, text_key
from emodesk.core.reading import FailedRequest, ModelInfo, Reading, Request
from emodesk.core.table import Column

TEXTS_IN_CHUNK: Final = 16
_SMALL_PARAMETERS: Final = 100_000_000
_LARGE_PARAMETERS: Final = 3_000_000_000
_MOST_ROWS: Final = 2_000
"""Rows that repeat earlier texts are written out at the latest when there are so many."""
NOWHERE: Final = -1
"""Where the text of a row without a text stands."""


@dataclass(slots=True)
class Chunk:
    """Some new distinct texts, and rows whose texts are among them or came before."""

    number: int = 0
    """Which chunk it is, in the sheet's order, from 0."""
    texts: list[str] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)
    """(row number, text on one line; empty where there's none)."""
    homes: list[int] = field(default_factory=list)
    """For each row the number of the chunk in which its text stands first, or ``NOWHERE``."""
    lenders: dict[bytes, int] = field(default_factory=dict)
    """By ``text_key``: texts of earlier chunks that are asked in the same words as one of these, and in which chunk."""
    missing: dict[bytes, tuple[PromptSpec, str]] = field(default_factory=dict)
    """What has to be asked, by the key of the answer."""
    missing_texts: int = 0
    missing_chars: int = 0


def texts_in_chunk(model: ModelInfo) -> int:
    """Return how many texts are asked at a time."""
    if model.parameters < _SMALL_PARAMETERS:
        return 32
    return 8 if model.parameters > _LARGE_PARAMETERS and not model.gpu_layers else TEXTS_IN_CHUNK


def chunks(
    project: Project,
    column: Column,
    numbers: Sequence[int] | None = None,
    *,
    texts: int = TEXTS_IN_CHUNK,
    splits: Splits | None = None,
) -> Iterator[Chunk]:
    """Yield all rows (or those of ``numbers``) in chunks of so many new texts, without what's missing.

    With ``splits`` each chunk says what earlier ones ask in the same words, as it must before anything is asked.
    """
    wanted = None if numbers is None else frozenset(numbers)
    homes: dict[bytes, int] = {}
    parts: dict[bytes, int] = {}
    chunk = Chunk()
    for number, cell in project.column_texts(column):
        if wanted is not None and number not in wanted:
            continue
        text = one_line(cell)
        chunk.rows.append((number, text))
        key = text_key(text)
        if text and key not in homes:
            homes[key] = chunk.number
            chunk.texts.append(text)
            if splits is not None:
                _note_lenders(chunk, text, splits, homes, parts)
        chunk.homes.append(homes.get(key, NOWHERE))
        if len(chunk.texts) >= texts or len(chunk.rows) >= _MOST_ROWS:
            yield chunk
            chunk = Chunk(chunk.number + 1)
    if chunk.rows:
        yield chunk


def _note_lenders(
    chunk: Chunk, text: str, splits: Splits, homes: dict[bytes, int], homes_of_parts: dict[bytes, int]
) -> None:
    """Note which earlier chunks ask in the same words what a new text of this chunk asks."""
    parts = parts_of(text, splits)
    for part in parts:
        for alike in asked_alike(part):
            key = text_key(alike)
            as_part = homes_of_parts.get(key, chunk.number)
            as_whole = homes.get(key, chunk.number) if key not in splits else chunk.number
            if min(as_part, as_whole) < chunk.number:
                chunk.lenders[key] = min(as_part, as_whole)
    if len(parts) > 1:
        for part in parts:
            homes_of_parts.setdefault(text_key(one_line(part)), chunk.number)


def note_missing(project: Project, asked: Asked, splits: Splits, chunk: Chunk) -> None:
    """Find out which answers the chunk's texts lack, but for those that an earlier chunk asks for."""
    chunk.missing_texts = chunk.missing_chars = 0
    keys_of_texts: list[tuple[str, list[bytes]]] = []
    wanted: dict[bytes, tuple[PromptSpec, str]] = {}
    for text in chunk.texts:
        keys_of_text: list[bytes] = []
        for part in parts_of(text, splits):
            lent = _lent_keys(asked, part, chunk)
            for spec, key in zip(asked.specs, asked.keys(part), strict=True):
                if key not in lent:
                    keys_of_text.append(key)
                    wanted.setdefault(key, (spec, part))
        keys_of_texts.append((text, keys_of_text))
    known = project.known_answers(list(wanted))
    chunk.missing = {key: question for key, question in wanted.items() if key not in known}
    for text, keys in keys_of_texts:
        if any(key in chunk.missing for key in keys):
            chunk.missing_texts += 1
            chunk.missing_chars += len(text)


def _lent_keys(asked: Asked, part: str, chunk: Chunk) -> frozenset[bytes]:
    if not chunk.lenders:
        return frozenset()
    lenders = (alike for alike in asked_alike(part) if text_key(alike) in chunk.lenders)
    return frozenset(key for alike in lenders for key in asked.keys(alike))


def requests_of(chunk: Chunk) -> list[Request]:
    """Return what has to be asked, numbered in the order of ``missing``."""
    return [request_for(number, spec, part) for number, (spec, part) in enumerate(chunk.missing.values())]


def answers_of(chunk: Chunk, results: Sequence[Reading | FailedRequest]) -> dict[bytes, StoredAnswer]:
    """Return the results of the chunk's requests as the project keeps them, by key."""
    keys = tuple(chunk.missing)
    return {
        keys[result.id]: StoredAnswer(keys[result.id], None, result.reason)
        if isinstance(result, FailedRequest)
        else StoredAnswer(keys[result.id], result)
        for result in results
    }
