"""Why a row needs a look, and what a step was called, in the window's language. The project file keeps English."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QCoreApplication

from emodesk.gui.error_words import grouped
from emodesk.gui.grid.words import column_words
from emodesk.gui.translation import QT_TRANSLATE_NOOP

_WHOLE: Final = (
    QT_TRANSLATE_NOOP("reasons", "empty, skipped"),
    QT_TRANSLATE_NOOP("reasons", "not labelled yet"),
    QT_TRANSLATE_NOOP("reasons", "no words"),
    QT_TRANSLATE_NOOP("reasons", "marks a missing value"),
    QT_TRANSLATE_NOOP("reasons", "longer than the model's window"),
)
_OFF_FORMAT: Final = r"off-format answer \((.+)\)"
_PATTERNS: Final = (
    (r"long text, (\d+) parts", QT_TRANSLATE_NOOP("reasons", "long text, {0} parts")),
    (r"probably not English \((.+)\)", QT_TRANSLATE_NOOP("reasons", "probably not English ({0})")),
    (_OFF_FORMAT, QT_TRANSLATE_NOOP("reasons", "off-format answer ({0})")),
    (r"the engine failed on this text: (.+)", QT_TRANSLATE_NOOP("reasons", "the engine failed on this text: {0}")),
)
"""What a reason with something in it looks like, and what it's called with a place for that."""

_INSIDE: Final = frozenset(
    {
        QT_TRANSLATE_NOOP("reasons", "all labels"), QT_TRANSLATE_NOOP("reasons", "another language"),
        QT_TRANSLATE_NOOP("reasons", "Afrikaans"), QT_TRANSLATE_NOOP("reasons", "Arabic"),
        QT_TRANSLATE_NOOP("reasons", "Bulgarian"), QT_TRANSLATE_NOOP("reasons", "Chinese"),
        QT_TRANSLATE_NOOP("reasons", "Croatian"), QT_TRANSLATE_NOOP("reasons", "Czech"),
        QT_TRANSLATE_NOOP("reasons", "Danish"), QT_TRANSLATE_NOOP("reasons", "Dutch"),
        QT_TRANSLATE_NOOP("reasons", "Finnish"), QT_TRANSLATE_NOOP("reasons", "French"),
        QT_TRANSLATE_NOOP("reasons", "German"), QT_TRANSLATE_NOOP("reasons", "Greek"),
        QT_TRANSLATE_NOOP("reasons", "Hebrew"), QT_TRANSLATE_NOOP("reasons", "Hindi"),
        QT_TRANSLATE_NOOP("reasons", "Hungarian"), QT_TRANSLATE_NOOP("reasons", "Indonesian"),
        QT_TRANSLATE_NOOP("reasons", "Italian"), QT_TRANSLATE_NOOP("reasons", "Japanese"),
        QT_TRANSLATE_NOOP("reasons", "Korean"), QT_TRANSLATE_NOOP("reasons", "Norwegian"),
        QT_TRANSLATE_NOOP("reasons", "Persian"), QT_TRANSLATE_NOOP("reasons", "Polish"),
        QT_TRANSLATE_NOOP("reasons", "Portuguese"), QT_TRANSLATE_NOOP("reasons", "Romanian"),
        QT_TRANSLATE_NOOP("reasons", "Russian"), QT_TRANSLATE_NOOP("reasons", "Serbian"),
        QT_TRANSLATE_NOOP("reasons", "Slovak"), QT_TRANSLATE_NOOP("reasons", "Slovene"),
        QT_TRANSLATE_NOOP("reasons", "Spanish"), QT_TRANSLATE_NOOP("reasons", "Swedish"),
        QT_TRANSLATE_NOOP("reasons", "Turkish"), QT_TRANSLATE_NOOP("reasons", "Ukrainian"),
        QT_TRANSLATE_NOOP("reasons", "Vietnamese"),
    }
)  # fmt: skip
"""What may stand in the place, beside the label columns of an answer; what an engine says stays as it is."""

_STEPS: Final = (
    QT_TRANSLATE_NOOP("reasons", "edit"),
    QT_TRANSLATE_NOOP("reasons", "paste"),
    QT_TRANSLATE_NOOP("reasons", "fill down"),
    QT_TRANSLATE_NOOP("reasons", "clear"),
    QT_TRANSLATE_NOOP("reasons", "back to the model"),
    QT_TRANSLATE_NOOP("reasons", "accept"),
)
_STEP: Final = r"{0}(?: ([^\s(]+))?(?: \(([\d,]+)\))?"
"""What was done, to which column, to how many cells."""


def reason_words(attention: str) -> str:
    """Return why a row needs a look; what isn't known here stays as it was said."""
    return "; ".join(_one(reason) for reason in attention.split("; ")) if attention else ""


def step_words(name: str) -> str:
    """Return a step's name: what was done, in the window's language, to what, and to how many cells."""
    for what in _STEPS:
        if found := re.fullmatch(_STEP.format(what), name):
            column, count = found.groups()
            parts = (_tr(what), column and column_words(column), count and f"({grouped(count)})")
            return " ".join(part for part in parts if part)
    return name


def _one(reason: str) -> str:
    if reason in _WHOLE:
        return _tr(reason)
    for pattern, words in _PATTERNS:
        if found := re.fullmatch(pattern, reason):
            inside = _tr(found[1]) if found[1] in _INSIDE else found[1]
            if pattern == _OFF_FORMAT:
                inside = ", ".join(map(column_words, inside.split(", ")))
            return _tr(words).format(inside)
    return reason


def _tr(text: str) -> str:
    return QCoreApplication.translate("reasons", text)
