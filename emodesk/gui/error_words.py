"""What went wrong, in the window's language. The errors themselves are English: command line and log have them so."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QCoreApplication, QLocale

from emodesk.core.errors import EmoDeskError
from emodesk.gui.error_sentences import OF_THE_SYSTEM, SENTENCES
from emodesk.gui.window_sentences import IN_THE_WINDOW

_NUMBER = re.compile(r"(\d+)\.(\d+)( [GM]B)?")
_MANY = re.compile(r"\d{1,3}(?:,\d{3})+")
_PLACE = re.compile(r"\\\{(\d)\\\}")


def error_words(error: EmoDeskError, between: str = " ") -> str:
    """Return what happened and what one can do about it."""
    return f"{in_words(error.message)}{between}{in_words(error.hint)}".strip()


def system_words(error: OSError) -> str:
    """Return why the system refuses, in the window's language where it's one of the usual reasons."""
    return _of_the_system(error.strerror or type(error).__name__)


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


def _of_the_system(reason: str) -> str:
    return QCoreApplication.translate("errors", reason) if reason in OF_THE_SYSTEM else reason


def _inside(text: str) -> str:
    """Return what stands in a place of a sentence: a name as it is, the rest in the window's language.

    The rest is another sentence, a number, or why the system refuses something.
    """
    if number := _NUMBER.fullmatch(text):
        whole, decimals, unit = number.groups("")
        return QLocale().toString(float(f"{whole}.{decimals}"), "f", len(decimals)) + unit
    if _MANY.fullmatch(text):
        return grouped(text)
    return in_words(text) if text.endswith(".") else _of_the_system(text)


def grouped(number: str) -> str:
    """Return a whole number, written as the core writes it (1,200), as the window's language has it (1.200)."""
    return QLocale().toString(int(number.replace(",", "")))


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the core's sentences as patterns, each with the window's words for it.

    Those with the most words of their own come first: “{0} is empty.” fits a lot.
    """
    by_words = sorted(SENTENCES, key=lambda source: -len(re.sub(r"\{\d\}", "", source)))
    return [
        (re.compile(_PLACE.sub("(.+?)", re.escape(source)), re.DOTALL), IN_THE_WINDOW.get(source, source))
        for source in by_words
    ]
