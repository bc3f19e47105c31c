"""Reads tables slab by slab: the beginning is there at once, and a million rows never stand in memory together.

Text tables are streamed. Workbooks and Parquet come from libraries that read a sheet as a whole; they're handed on in
slabs all the same. What comes out is what ``read_table`` gives: same cells, same columns, same ``Source``.
"""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from emodesk.core.errors import InputFileError
from emodesk.core.preview import AUTO, Choices
from emodesk.core.table import Column, Row, Source
from emodesk.sheets.delimited import csv_records, detect_delimiter, read_text
from emodesk.sheets.encoding import decode, detect_encoding
from emodesk.sheets.grid import Grid, column_letters, make_grid
from emodesk.sheets.header import cell_name, split_header, unique_names
from emodesk.sheets.reader import list_sheets, read_table
from emodesk.sheets.workbook import WORKBOOK_SUFFIXES, read_workbook

_HEAD_ROWS: Final = 2_000
"""Rows that the header, the columns and the text column are judged by."""
_HEAD_BYTES: Final = 1 << 20
_BLOCK_BYTES: Final = 1 << 20
_STREAMED: Final = frozenset({".csv", ".tsv", ".txt"})


@dataclass(frozen=True, slots=True)
class Slab:
    """Some rows, one after the other. ``columns`` may have become more since the slab before."""

    columns: tuple[Column, ...]
    rows: list[Row]
    fraction: float | None
    """How much of the file has been read, 0..1; None where that can't be told."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A table that is about to be read."""

    source: Source
    """Without its SHA-256 until the end: ``digest`` gives it after the last slab."""
    columns: tuple[Column, ...]
    first_row: int
    """The spreadsheet's number of the first row."""
    head: tuple[Row, ...]
    """The first rows, for judging."""
    above: tuple[tuple[int, Row], ...]
    """The header row and the rows above it, with their numbers."""
    slabs: Callable[[int], Iterator[Slab]]
    """Takes the number of rows in a slab. To be drawn once. Raises InputFileError on the way."""
    digest: Callable[[], str]
    sheets: tuple[str, ...] = ()
    problem: str = ""
    """Why the guess at the column names is doubtful; else empty."""


def open_stream(path: Path, choices: Choices) -> Stream:
    """Look at a file and get ready to read it. Raises InputFileError."""
    try:
        names = list_sheets(path)  # and that it's there, and of a kind that can be read
        if path.suffix.lower() in _STREAMED:
            return _text_stream(path, choices)
        if path.suffix.lower() in WORKBOOK_SUFFIXES:
            return _workbook_stream(path, choices, names)
        return _record_stream(path, choices)
    except OSError as error:
        raise InputFileError(
            f"{path.name} can't be opened.",
            hint="Close the program that has it open, or check that you may read it.",
            details=repr(error),
        ) from error


def _record_stream(path: Path, choices: Choices) -> Stream:
    table = read_table(path, encoding=choices.encoding)
    return _whole(table.source, table.columns, table.first_row, table.rows, ())


def _workbook_stream(path: Path, choices: Choices, names: tuple[str, ...]) -> Stream:
    name, grid = read_workbook(path, choices.sheet)
    if not grid.rows:
        raise InputFileError(f"Sheet “{name}” of {path.name} is empty.", hint="Choose the sheet that holds the texts.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    columns, rows, header_row, first_row, problem = _split(grid, choices.header_row, path.name)
    above = _above(grid, first_row)
    return _whole(Source(path, digest, name, header_row=header_row), columns, first_row, rows, above, names, problem)


def _whole(
    source: Source,
    columns: tuple[Column, ...],
    first_row: int,
    rows: tuple[Row, ...],
    above: tuple[tuple[int, Row], ...],
    sheets: tuple[str, ...] = (),
    problem: str = "",
) -> Stream:
    def slabs(size: int) -> Iterator[Slab]:
        for begin in range(0, len(rows), size):
            some = list(rows[begin : begin + size])
            yield Slab(columns, some, (begin + len(some)) / len(rows))

    return Stream(
        source, columns, first_row, rows[:_HEAD_ROWS], above, slabs, lambda: source.sha256, sheets, problem
    )  # fmt: skip


def _text_stream(path: Path, choices: Choices) -> Stream:
    size = path.stat().st_size
    with path.open("rb") as file:
        head_bytes = file.read(_HEAD_BYTES)
    if size <= len(head_bytes):
        read_text(path, choices.encoding)  # knows every kind of trouble by name
    encoding = _encoding(path, head_bytes, choices.encoding)
    head_text, encoding = decode(_whole_lines(head_bytes, encoding), encoding)
    _refuse_binary(path, head_text)
    is_lines = path.suffix.lower() == ".txt"
    delimiter = None
    if not is_lines:
        delimiter = choices.delimiter or ("\t" if path.suffix.lower() == ".tsv" else detect_delimiter(head_text))
    reading = _TextFile(path, encoding, delimiter)
    records = reading.records()
    first = list(islice(records, _HEAD_ROWS + 50))
    grid = make_grid(first)
    if not grid.rows:
        raise InputFileError(f"{path.name} is empty.", hint="Choose a file that holds the texts.")
    columns: tuple[Column, ...] = (Column(0, "text"),)
    rows, header_row, first_row, problem = grid.rows, None, grid.first_row, ""
    if not is_lines:
        columns, rows, header_row, first_row, problem = _split(grid, choices.header_row, path.name)
    source = Source(path, "", None, encoding, delimiter, header_row)
    # Empty rows at the end of the head may be followed by others: all that was read after the header goes on.
    after = [tuple(None if cell == "" else cell for cell in row) for row in first[first_row - 1 :]]
    rest = (tuple(None if cell == "" else cell for cell in row) for row in records)

    def slabs(size: int) -> Iterator[Slab]:
        return _slabs(columns, chain(after, rest), size, reading.fraction)

    return Stream(source, columns, first_row, rows, _above(grid, first_row), slabs, reading.digest, (), problem)


def _refuse_binary(path: Path, head: str) -> None:
    strange = sum(character < " " and character not in "\t\n\r\f\v\x1a\x1b" for character in head)
    if strange + head.count("\ufffd") > 0.1 * len(head) + 2:
        raise InputFileError(
            f"{path.name} isn't a text file: its bytes are no text.",
            hint="If it's a workbook, give it back its own suffix (.xlsx, .xls, .ods); else save it as CSV again.",
        )


class _TextFile:
    """One pass over a text file: its records, how far it is, and in the end its digest."""

    def __init__(self, path: Path, encoding: str, delimiter: str | None) -> None:
        self._path = path
        self._encoding = encoding
        self._delimiter = delimiter
        self._size = max(1, path.stat().st_size)
        self._seen = 0
        self._sha256 = hashlib.sha256()

    def records(self) -> Iterator[Sequence[str | None]]:
        if self._delimiter is None:
            for line in self._lines():
                text = line.rstrip("\n")
                yield [text if text.strip() else None]
            return
        yield from csv_records(self._lines(newline=""), self._delimiter, self._path.name)

    def fraction(self) -> float:
        return min(1.0, self._seen / self._size)

    def digest(self) -> str:
        return self._sha256.hexdigest()

    def _lines(self, newline: str | None = None) -> Iterator[str]:
        with io.TextIOWrapper(
            io.BufferedReader(_Watched(self._path, self._note), _BLOCK_BYTES),
            encoding=self._encoding,
            errors="replace",
            newline=newline,
        ) as lines:
            for line in lines:
                yield line.replace("\0", "\ufffd")

    def _note(self, block: memoryview) -> None:
        self._seen += len(block)
        self._sha256.update(block)


class _Watched(io.RawIOBase):
    """A file that shows each block to somebody on its way."""

    def __init__(self, path: Path, show: Callable[[memoryview], None]) -> None:
        super().__init__()
        self._file = path.open("rb", buffering=0)
        self._name = path.name
        self._show = show

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any writable buffer
        try:
            count = self._file.readinto(buffer) or 0
        except OSError as error:  # the rows before are in the project already
            raise InputFileError(
                f"{self._name} can't be read to its end.",
                hint="Check that the disk or network folder is there, or copy the file to this computer.",
                details=repr(error),
            ) from error
        self._show(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def _slabs(
    columns: tuple[Column, ...],
    records: Iterable[Row],
    size: int,
    fraction: Callable[[], float],
) -> Iterator[Slab]:
    """Even out the rows; leave out empty ones at the end, but never those in between: row numbers stay true."""
    width, empty = len(columns), 0
    slab: list[Row] = []
    padding = (None,) * 4_096
    for record in records:
        filled = len(record)
        while filled and record[filled - 1] is None:
            filled -= 1
        if not filled:
            empty += 1
            continue
        if filled > width:
            columns, width = _widened(columns, filled), filled
        if empty:
            slab.extend([padding[:width]] * empty)
            empty = 0
        slab.append(record[:width] if len(record) >= width else record + padding[: width - len(record)])
        if len(slab) >= size:
            yield Slab(columns, slab, fraction())
            slab = []
    yield Slab(columns, slab, 1.0)


def _widened(columns: tuple[Column, ...], width: int) -> tuple[Column, ...]:
    names = [column.name for column in columns]
    names += [f"Column {column_letters(place)}" for place in range(len(columns), width)]
    return tuple(Column(place, name) for place, name in enumerate(unique_names(names)))


def _encoding(path: Path, head: bytes, chosen: str | None) -> str:
    """Return the encoding of the whole file, though only its beginning is looked at closely."""
    if chosen is not None:
        try:
            return decode(head[:64], chosen)[1]
        except (LookupError, UnicodeError) as error:
            raise InputFileError(
                f"{path.name} can't be read as “{chosen}”.",
                hint="Name an encoding such as utf-8, cp1252 or utf-16, or leave it out.",
                details=repr(error),
            ) from error
    found = detect_encoding(_whole_lines(head, "utf-8"))
    if found != "utf-8" or _is_utf8(path):
        return found
    return detect_encoding(path.read_bytes())  # seldom: a large file of an old encoding, or with a broken byte


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _whole_lines(head: bytes, encoding: str) -> bytes:
    if len(head) < _HEAD_BYTES or encoding.startswith(("utf-16", "utf-32")):
        return head
    end = head.rfind(b"\n")
    return head[: end + 1] if end > 0 else head


def _split(
    grid: Grid, header_row: int | None, file_name: str
) -> tuple[tuple[Column, ...], tuple[Row, ...], int | None, int, str]:
    """Return (columns, rows, header row, first data row, what's doubtful), going by what was chosen."""
    if header_row is None:
        return (*split_header(grid, header=False, file_name=file_name), "")
    if header_row == AUTO:
        try:
            return (*split_header(grid, header=True, file_name=file_name), "")
        except InputFileError as error:
            if len(grid.rows) == 1:
                raise
            return (*split_header(grid, header=False, file_name=file_name), error.message)
    place = header_row - grid.first_row
    if not 0 <= place < len(grid.rows) - 1:
        raise InputFileError(
            f"Row {header_row} of {file_name} can't hold the column names: no rows follow it.",
            hint="Choose a row above the texts.",
        )
    below = Grid(grid.rows[place:], header_row, grid.first_column)
    titles = below.rows[0]
    names = [cell_name(c) or f"Column {column_letters(grid.first_column + n)}" for n, c in enumerate(titles)]
    columns = tuple(Column(index, name) for index, name in enumerate(unique_names(names)))
    return columns, below.rows[1:], header_row, header_row + 1, ""


def _above(grid: Grid, first_row: int) -> tuple[tuple[int, Row], ...]:
    return tuple((grid.first_row + n, row) for n, row in enumerate(grid.rows[: max(0, first_row - grid.first_row)]))


def with_digest(source: Source, sha256: str) -> Source:
    """Return the source with the digest that was taken while it was read."""
    return replace(source, sha256=sha256)
