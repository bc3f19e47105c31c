"""Where a word stands in order: whatever its case and its marks, the same on every computer."""

from __future__ import annotations

import unicodedata
from typing import Final

KEY_BYTES: Final = 64


class _Letters(dict[int, str]):
    """By code point: a letter without its case and its marks, found out when it first occurs; a mark alone is "".

    Letter by letter that's the same as over a whole text, where normal forms differ in the order of marks at most.
    """

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = plain = "".join(part for part in parts if not unicodedata.combining(part))
        return plain


_STROKED: Final = (("Ææ", "ae"), ("Œœ", "oe"), ("Øø", "o"), ("Łł", "l"), ("Đđ", "d"))
_LETTERS: Final = _Letters({ord(letter): plain for letters, plain in _STROKED for letter in letters})
"""Begins with letters whose marks Unicode takes for a part of them."""


def word_key(words: str | bytes) -> bytes:
    """Return bytes, ``KEY_BYTES`` at most, that sort as the words shall; ``bytes`` are broken UTF-8.

    Words that differ in case or marks alone are put together by how they're spelled, the plainest first.
    """
    if isinstance(words, bytes):
        words = words.decode("utf-8", "replace")
    plain = words.lower() if words.isascii() else words.translate(_LETTERS)
    return (plain if plain == words else f"{plain}\0{words}").encode()[:KEY_BYTES]
