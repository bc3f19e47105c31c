"""What went wrong, in the window's language. The errors themselves are English: command line and log have them so."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QCoreApplication

from emodesk.core.errors import EmoDeskError
from emodesk.gui.error_sentences import SENTENCES

_PLACE = re.compile(r"\\\{(\d)\\\}")


def error_words(error: EmoDeskError, between: str = " ") -> str:
    """Return what happened and what one can do about it."""
    return f"{in_words(error.message)}{between}{in_words(error.hint)}".strip()


def in_words(text: str) -> str:
    """Return one of the sentences of the core, or several, in the window's language.

    A sentence that isn't known stays as it is: better English than nothing.
    """
    if (known := _one(text)) is not None:
        return known
    for end in (found.end() for found in re.finditer(r"[.?] ", text)):
        first, rest = _one(text[: end - 1]), in_words(text[end:])
        if first is not None:
            return f"{first} {rest}"
    return text


def _one(sentence: str) -> str | None:
    for pattern, source in _patterns():
        if found := pattern.fullmatch(sentence):
            return QCoreApplication.translate("errors", source).format(*map(_inside, found.groups()))
    return None


def _inside(text: str) -> str:
    """Return what stands in a place of a sentence: a name as it is, a sentence in the window's language."""
    return in_words(text) if text.endswith(".") else text


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the sentences as patterns, those with the most words of their own first: “{0} is empty.” fits a lot."""
    by_words = sorted(SENTENCES, key=lambda source: -len(re.sub(r"\{\d\}", "", source)))
    return [(re.compile(_PLACE.sub("(.+?)", re.escape(source)), re.DOTALL), source) for source in by_words]
