"""Text tables: csv, tsv and txt. Everything in them is text and stays text."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from emodesk.core.errors import InputFileError
from emodesk.sheets.encoding import decode
from emodesk.sheets.grid import Grid, make_grid

DELIMITED_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})

_DELIMITERS = [",", ";", "\t", "|"]
_SAMPLE_CHARS = 64 * 1024
_CONSISTENT = 0.8
"""Share of records that must have as many fields as the first before a delimiter is believed."""
_NO_DELIMITER = "\x1f"
_MAGICS = (
    (b"PK\x03\x04", "a workbook or another zip archive"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "an old Office document"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)


def read_delimited(path: Path, *, encoding: str | None, delimiter: str | None) -> tuple[Grid, str, str]:
    """Return (cells, encoding, delimiter) of a csv or tsv file; raise InputFileError."""
    text, used = read_text(path, encoding)
    if delimiter is None:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else detect_delimiter(text)
    return make_grid(csv_records(io.StringIO(text, newline=""), delimiter, path.name)), used, delimiter


def csv_records(lines: Iterable[str], delimiter: str, file_name: str) -> Iterator[list[str]]:
    """Yield the cells of each record; raise InputFileError where csv gives up."""
    # Texts may be longer than the 131,072 characters that csv allows by default.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise InputFileError(
            f"{file_name} can't be read as a table.",
            hint="Save it again as CSV (UTF-8) from your spreadsheet program.",
            details=repr(error),
        ) from error


def read_lines(path: Path, *, encoding: str | None) -> tuple[Grid, str]:
    """Return (cells, encoding) of a file with one text per line; raise InputFileError."""
    text, used = read_text(path, encoding)
    # Only real line ends count: str.splitlines would also cut at characters that stand inside texts.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return make_grid([line if line.strip() else None] for line in lines), used


def read_text(path: Path, encoding: str | None) -> tuple[str, str]:
    """Return (text, encoding) of a text file; raise InputFileError where it's binary or the encoding isn't known."""
    data = path.read_bytes()
    name = next((name for magic, name in _MAGICS if data.startswith(magic)), None)
    if name:
        raise _binary(path, f"it's {name}")
    try:
        text, used = decode(data, encoding)
    except (LookupError, UnicodeError) as error:
        raise InputFileError(
            f"{path.name} can't be read as “{encoding}”.",
            hint="Name an encoding such as utf-8, cp1252 or utf-16, or leave it out.",
            details=repr(error),
        ) from error
    sample = text[:_SAMPLE_CHARS]
    if sum(character < " " and character not in "\t\n\r\f\v\x1a\x1b" for character in sample) > 0.02 * len(sample):
        raise _binary(path, "it's full of control characters")
    if encoding is None and sample.count("\ufffd") > 0.1 * len(sample) + 2:
        raise _binary(path, "its bytes are no text")
    return text, used


def detect_delimiter(text: str) -> str:
    """Return the delimiter among comma, semicolon, tab and bar, or a character that doesn't occur: one column.

    CleverCSV proposes; a proposal counts only where the records agree on it, because prose is full of commas.
    """
    from clevercsv.detect import Detector

    sample = _whole_records(text)
    found = Detector().detect(sample, delimiters=_DELIMITERS)
    proposed = [found.delimiter] if found and found.delimiter else []
    for delimiter in dict.fromkeys([*proposed, *_DELIMITERS]):
        if delimiter in _DELIMITERS and _is_consistent(sample, delimiter):
            return str(delimiter)
    return _NO_DELIMITER


def _whole_records(text: str) -> str:
    """Return the beginning of the text, cut at the end of a record (an even number of quotes before it)."""
    if len(text) <= _SAMPLE_CHARS:
        return text
    end = _SAMPLE_CHARS
    while (end := text.rfind("\n", 0, end)) > 0:
        if text.count('"', 0, end) % 2 == 0:
            return text[: end + 1]
    return text[:_SAMPLE_CHARS]


def _is_consistent(sample: str, delimiter: str) -> bool:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return False
    if not widths:
        return False
    width, times = Counter(widths).most_common(1)[0]
    return width > 1 and times >= _CONSISTENT * len(widths)


def _binary(path: Path, why: str) -> InputFileError:
    return InputFileError(
        f"{path.name} isn't a text file: {why}.",
        hint="If it's a workbook, give it back its own suffix (.xlsx, .xls, .ods); else save it as CSV again.",
    )
