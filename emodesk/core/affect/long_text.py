"""Texts that are longer than a model's window are read in parts that end where sentences end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

_SENTENCE: Final = re.compile(r".+?(?:[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|$)\s*", re.DOTALL)
_WORD: Final = re.compile(r"\S+\s*|\s+")


def split(text: str, most_tokens: int, count_tokens: Callable[[Sequence[str]], Sequence[int]]) -> tuple[str, ...]:
    """Return the parts of a text, each of at most ``most_tokens`` tokens; together they are the text.

    Parts end at sentence ends; only a sentence that is too long by itself is broken, between words if it can be.
    """
    pieces = _pieces(text, most_tokens, count_tokens)
    counts = count_tokens(pieces)
    parts: list[str] = []
    room = 0
    for piece, count in zip(pieces, counts, strict=True):
        if parts and count <= room:
            parts[-1] += piece
        else:
            parts.append(piece)
            room = most_tokens
        room -= count
    return tuple(parts)


def _pieces(text: str, most_tokens: int, count_tokens: Callable[[Sequence[str]], Sequence[int]]) -> list[str]:
    sentences = [match.group() for match in _SENTENCE.finditer(text) if match.group()]
    pieces: list[str] = []
    for sentence, count in zip(sentences, count_tokens(sentences), strict=True):
        if count <= most_tokens:
            pieces.append(sentence)
            continue
        for word in _WORD.findall(sentence):
            # A token is at least a byte, a character at most four.
            step = max(1, most_tokens // 4)
            pieces.extend([word] if len(word) <= step else [word[i : i + step] for i in range(0, len(word), step)])
    return pieces
