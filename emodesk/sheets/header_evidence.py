"""Is a row the column names, or is it data already?

Both questions are asked so that a normal header is never refused: a survey's header may be whole questions, years,
or item numbers, and a row counts as data only where a cell says so and none says otherwise.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from emodesk.core.table import Cell, Row
from emodesk.sheets.text_column import has_text_name

_LOOK_AT = 200
"""Rows below that are compared with the row in question."""

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?\s?%?")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?([T ].*)?|\d\d?[./-]\d\d?[./-]\d{2,4}([T ].*)?|\d\d?:\d\d(:\d\d)?")
_INSTRUCTION = re.compile(
    r"(please|describe|what|how|why|which|who|when|where|do|does|did|are|is|tell"
    r"|bitte|beschreiben|nennen|warum|weshalb|wieso|wie|welche[mnrs]?|q\d+|\d+[.)])\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(I|I['’]m|my|me|we|our|us)\b")
_TWEET_LIKE = re.compile(r"https?://|(^|\s)@\w|[\U0001F300-\U0001FAFF☀-➿]")
_SENTENCE_END = re.compile(r"[.!…]['\"”’)]*$")

_SAME = 0.8
"""Share of a column's cells that must be of one kind before the column is said to be of that kind."""


def looks_like_header(titles: Row, rows: Sequence[Row], *, is_apart: bool) -> bool:
    """Say whether a row below a title line is clearly the column names. ``is_apart``: an empty row stands above."""
    filled = [cell for cell in titles if cell is not None]
    if len(filled) < 2 or not all(isinstance(cell, str) and kind(cell) == "text" for cell in filled):
        return False
    if len(set(filled)) < len(filled):
        return False
    return is_apart or any(_says_header(cell, column(rows, place)) for place, cell in enumerate(titles))


def looks_like_data(titles: Row, rows: Sequence[Row]) -> bool:
    """Say whether the row that should hold the names is data: some cell says so and none says otherwise."""
    columns = [column(rows, place) for place in range(len(titles))]
    if not any(columns) or _are_counted(titles):
        return False
    pairs = list(zip(titles, columns, strict=True))
    if any(_says_header(cell, below) for cell, below in pairs):
        return False
    return any(_says_data(cell, below) for cell, below in pairs)


def column(rows: Sequence[Row], place: int) -> list[Cell]:
    """Return the filled cells of one column, of the first rows only."""
    return [row[place] for row in rows[:_LOOK_AT] if row[place] is not None]


def kind(cell: Cell) -> str:
    """Return what a cell holds, text that reads as a number or a date included: number, date, truth or text."""
    if isinstance(cell, bool):
        return "truth"
    if isinstance(cell, int | float):
        return "number"
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return "date"
    text = str(cell).strip()
    if _DATE.fullmatch(text):
        return "date"
    return "number" if _NUMBER.fullmatch(text) else "text"


def _are_counted(titles: Row) -> bool:
    """Years (2019, 2020) or item numbers (1, 2, 3) side by side are names, not measurements."""
    numbers = [cell for cell in titles if cell is not None and kind(cell) == "number"]
    if len(numbers) < 2:
        return False
    try:
        values = [float(str(number)) for number in numbers]
    except ValueError:
        return False
    steps = {later - earlier for earlier, later in itertools.pairwise(values)}
    return steps == {1.0} or all(1900 <= value <= 2100 and value.is_integer() for value in values)


def _says_header(cell: Cell, below: list[Cell]) -> bool:
    """A name over numbers or dates, a known name, or a cell shorter than every one of many texts below."""
    if not isinstance(cell, str) or kind(cell) != "text":
        return False
    if below and sum(kind(other) != "text" for other in below) >= _SAME * len(below):
        return True
    if has_text_name(cell) or re.fullmatch(r"\w*_?id|no\.?|nr\.?|q\d+\w*|name|date", cell.strip(), re.IGNORECASE):
        return True
    lengths = [len(other) for other in below if isinstance(other, str)]
    return len(lengths) >= 5 and len(cell) < min(lengths)


def _says_data(cell: Cell, below: list[Cell]) -> bool:
    if cell is None or not below:
        return False
    own = kind(cell)
    if own in {"number", "date"}:
        return sum(kind(other) == own for other in below) >= _SAME * len(below)
    return isinstance(cell, str) and _reads_like(cell, [other for other in below if isinstance(other, str)])


def _reads_like(cell: str, below: list[str]) -> bool:
    """A sentence that isn't a question or a request, above different texts of about its length."""
    text = cell.strip()
    words = len(text.split())
    if words < 4 or text.endswith(("?", ":")) or _INSTRUCTION.match(text) or len(below) < 2:
        return False
    if not (_SENTENCE_END.search(text) or _FIRST_PERSON.search(text) or _TWEET_LIKE.search(text)):
        return False
    typical = sorted(len(other.split()) for other in below)[len(below) // 2]
    is_varied = len(set(below)) > len(below) / 2
    return is_varied and typical >= 4 and words / 4 <= typical <= words * 4
