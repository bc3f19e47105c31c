"""Which column holds the texts: by name when the user says it, by how it reads when they don't."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from emodesk.core.errors import TextColumnError
from emodesk.core.table import Cell, Column, Table

_LOOK_AT = 500
"""Filled cells that are judged per column, spread over the whole sheet."""

_TEXT_NAMES = re.compile(
    r"(text|texts|comments?|answers?|reviews?|review_?text|tweets?|responses?|replies|reply|posts?|messages?|body|content"
    r"|sentences?|utterances?|transcripts?|statements?|opinions?|feedback|verbatims?|description|story|stories|quote"
    r"|texte|freitexte?|kommentare?|antwort(en)?|rezension(en)?|nachricht(en)?|beitr[aä]ge?|inhalt|s[aä]tze?|aussagen?"
    r"|meinung(en)?|rückmeldung(en)?|beschreibung|zitate?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ADDRESS = re.compile(r"\s*(https?://\S+|www\.\S+|\S+@\S+\.\w+|([A-Za-z]:)?[\\/]\S+)\s*")


def text_column(table: Table, name: str) -> Column:
    """Return the column of that name: exact first, then ignoring case and outer spaces; raise TextColumnError."""
    column = table.column(name)
    if column is None:
        raise TextColumnError(
            f"{table.source.path.name} has no column “{name}”.", hint=f"Its columns are: {_list(table)}."
        )
    return column


def guess_text_column(table: Table) -> Column:
    """Return the column that reads most like text; raise TextColumnError where none does."""
    scored = [(_score(column, _sample(table, column)), -column.index, column) for column in table.columns]
    best = max(scored, default=None)
    if best is None or best[0] <= 0:
        raise TextColumnError(
            f"{table.source.path.name} has no column that reads like text.",
            hint=f"Name the column with --text-column. Its columns are: {_list(table)}.",
        )
    return best[2]


def has_text_name(name: str) -> bool:
    """Say whether a heading is what people call a column of texts: text, comment, answer …"""
    return _TEXT_NAMES.fullmatch(name.strip()) is not None


def _sample(table: Table, column: Column) -> list[Cell]:
    filled = [row[column.index] for row in table.rows if row[column.index] is not None]
    step = max(1, math.ceil(len(filled) / _LOOK_AT))
    return filled[::step]


def _score(column: Column, cells: Sequence[Cell]) -> float:
    """Return how much a column reads like text; 0 or less means that it doesn't.

    The mean number of words (capped, so that one essay doesn't beat many answers), times the share of cells that are
    text, times how different they are; a heading such as "comment" counts double.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    prose = [text for text in texts if word_count(text) >= 2 and not _ADDRESS.fullmatch(text)]
    is_named = has_text_name(column.name)
    named_anywhere = any(has_text_name(part) for part in re.split(r"[\W_]+", column.name) if part)
    if not texts or len(prose) < 0.3 * len(cells):
        # One-word answers are texts too where the heading says so.
        words = sum(word_count(text) > 0 and not _ADDRESS.fullmatch(text) for text in texts)
        return 0.5 if is_named and words > 0.5 * len(cells) else 0.0
    mean_words = sum(min(word_count(text), 60) for text in prose) / len(prose)
    distinct = len(set(prose)) / len(prose)
    # Twenty rows of "Strongly agree" are a category however many words it has.
    if len(prose) >= 8 and distinct < 0.3 and mean_words < 6:
        return 0.0
    if mean_words < 3 and not (is_named or named_anywhere):
        return 0.1 * distinct if mean_words >= 2.5 else 0.0
    bonus = 2.0 if is_named else 1.5 if named_anywhere else 1.0
    return mean_words * (len(prose) / len(cells)) * (0.3 + 0.7 * distinct) * bonus


def word_count(text: str) -> int:
    """Return the number of words of two letters or more; where words aren't spaced, two characters count as one."""
    return len(_WORD.findall(text)) + len(_CJK.findall(text)) // 2


def _list(table: Table) -> str:
    return ", ".join(f"“{column.name}”" for column in table.columns)
