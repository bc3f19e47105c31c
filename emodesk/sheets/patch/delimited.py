"""Adds columns to a csv or tsv file: encoding, mark, delimiter, quotes and line ends stay, byte for byte.

A record is the bytes of its lines. The new cells go before its line end; where it's shorter than others, the
delimiters that it lacks go before them.
"""

from __future__ import annotations

import codecs
import csv
import io
import mmap
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from emodesk.core.errors import CannotAddColumnsError
from emodesk.core.sidecar import CODEBOOK, COLUMN, told_beside
from emodesk.core.table import AddedColumns, Cell, Row, Source
from emodesk.sheets.outgoing import Tally, guarded_text, plain_text, utf8_text

PATCHABLE_TEXT: Final = frozenset({".csv", ".tsv"})

_CANDIDATES: Final = (",", ";", "\t", "|")
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END: Final = re.compile(rb"(?:\r\n|\r|\n)?\Z")
_ANY_LINE_END: Final = "\r\n"
_BYTEWISE: Final = re.compile(r"ascii|utf-8|cp\d+|iso8859-\d+|koi8.*|mac-.*|shift_jis.*|euc_.*|gb.*|big5.*")
"""Encodings in which the bytes of a line end are never part of another character."""
_MARKS: Final = {
    "utf-8-sig": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}
_CHECK_EVERY: Final = 1024
_ALL_QUOTED_IN: Final = 100
"""Records that are looked at to see whether every cell is quoted."""


@dataclass(slots=True)
class Record:
    """One record: its cells, its bytes, and how many of those are its line end."""

    cells: list[str]
    content: bytes
    end: bytes


class DelimitedFile:
    """A text table, read record by record, without the cells' bytes being changed."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        """``encoding`` and ``delimiter`` as the reader found them. Raises OSError."""
        self.path = path
        self.delimiter = delimiter
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        name = codecs.lookup(encoding).name
        self.mark = b""
        for mark, bare in _MARKS.get(name, ()):
            if self._data[: len(mark)] == mark:
                self.mark, name = mark, bare
                break
        self.encoding = name

    def close(self) -> None:
        """Close the file."""
        self._data.close()

    def records(self) -> Iterator[Record]:
        """Yield the records as csv reads them; an empty line is one without cells."""
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        taken: list[bytes] = []

        def lines() -> Iterator[str]:
            for line in self._lines():
                taken.append(line)
                # As the reader does it: nothing downstream can show a NUL.
                yield line.decode(self.encoding, errors="replace").replace("\0", "\ufffd")

        for cells in csv.reader(lines(), delimiter=self.delimiter):
            content = b"".join(taken)
            taken.clear()
            end = self._end(content)
            yield Record(cells, content.removesuffix(end) if end else content, end)

    def encoded(self, text: str, tally: Tally) -> bytes:
        """Return text of ours in the file's encoding; what it lacks becomes a question mark, and is counted."""
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError:
            tally.note_cleaned()
            return text.encode(self.encoding, errors="replace")

    def _lines(self) -> Iterator[bytes]:
        if _BYTEWISE.fullmatch(self.encoding):
            for found in _LINE.finditer(self._data, len(self.mark)):
                yield found[0]
            return
        whole = self._data[len(self.mark) :]
        text = whole.decode(self.encoding, errors="replace")
        if text.encode(self.encoding, errors="replace") != whole:
            raise CannotAddColumnsError(
                f"{self.path.name} has bytes that aren't {self.encoding}, so they couldn't be kept."
            )
        for line in io.StringIO(text, newline=""):
            yield line.encode(self.encoding)

    def _end(self, content: bytes) -> bytes:
        if _BYTEWISE.fullmatch(self.encoding):
            found = _LINE_END.search(content)
            return found[0] if found else b""
        for end in ("\r\n", "\n", "\r"):
            if content.endswith(end.encode(self.encoding)):
                return end.encode(self.encoding)
        return b""


@dataclass(slots=True)
class _Survey:
    width: int = 0
    header: tuple[str, ...] = ()
    is_all_quoted: bool = True
    cutting: frozenset[str] = frozenset()
    """Those of the usual delimiters that would cut a text of a file of one column: they stand in one without quotes."""


def add_to_delimited(
    source: Source, file: IO[bytes], added: AddedColumns, tally: Tally, check: Callable[[], None]
) -> None:
    """Write the text table with the columns added. Raises CannotAddColumnsError where its bytes can't be kept."""
    table = DelimitedFile(source.path, source.encoding or "utf-8", source.delimiter or ",")
    try:
        _Addition(table, added, tally, check).write(file)
    except csv.Error as error:
        raise CannotAddColumnsError(f"{source.path.name} can't be read as a table.", details=repr(error)) from error
    finally:
        table.close()


def earlier_text_headings(path: Path) -> frozenset[str]:
    """Return the headings that an earlier export of ours wrote into this file, going by the account beside it."""
    return frozenset(told_beside(path, CODEBOOK, COLUMN))


class _Addition:
    def __init__(self, table: DelimitedFile, added: AddedColumns, tally: Tally, check: Callable[[], None]) -> None:
        self._table, self._added, self._tally, self._check = table, added, tally, check
        self._survey = self._look()
        self._delimiter = table.delimiter
        if table.delimiter not in _CANDIDATES:
            free = [each for each in _CANDIDATES if each not in self._survey.cutting]
            if not free:
                raise CannotAddColumnsError(
                    f"{table.path.name} has one column without quotes, and every usual delimiter occurs in its texts."
                )
            self._delimiter = free[0]
        names = [column.name for column in added.columns]
        earlier = earlier_text_headings(table.path)
        header = self._survey.header
        self._places = {
            header.index(name): place
            for place, name in enumerate(names)
            if name in earlier and header.count(name) == 1
        }  # fmt: skip
        """Columns of the file that are replaced: their place to the new column's."""
        self._new = [place for place in range(len(names)) if place not in self._places.values()]
        d = re.escape(self._delimiter)
        self._field = re.compile(rf'"(?:[^"]|"")*(?:"[^{d}\r\n]*)?|[^{d}\r\n]*')

    def write(self, file: IO[bytes]) -> None:
        """Write the file anew."""
        file.write(self._table.mark)
        rows = self._rows()
        waiting = next(rows, None)
        for number, record in enumerate(self._table.records(), start=1):
            if number % _CHECK_EVERY == 0:
                self._check()
            cells: Row | None = None
            if waiting is not None and waiting[0] == number:
                cells, waiting = waiting[1], next(rows, None)
            if cells is None or not record.cells:
                file.write(record.content + record.end)
                continue
            self._tally.row = number
            content = self._replaced(record, cells, number) + self._appended(record, cells)
            if not record.end or record.content.count(b'"') % 2:
                self._check_cells(record, content)
            file.write(content + record.end)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        if self._added.header_row is not None:
            yield self._added.header_row, tuple(column.name for column in self._added.columns)
        for number, cells in self._added.rows():
            self._tally.rows += 1
            yield number, cells

    def _look(self) -> _Survey:
        survey = _Survey()
        is_single = self._table.delimiter not in _CANDIDATES
        cutting: set[str] = set()
        for number, record in enumerate(self._table.records(), start=1):
            if number % _CHECK_EVERY == 0:
                self._check()
            survey.width = max(survey.width, len(record.cells))
            if number == self._added.header_row:
                survey.header = tuple(" ".join(cell.split()) for cell in record.cells)
            if survey.is_all_quoted and number <= _ALL_QUOTED_IN and record.cells:
                survey.is_all_quoted = self._is_all_quoted(record)
            if is_single:
                cutting.update(each for each in _CANDIDATES if each not in cutting and self._cuts(each, record))
        survey.cutting = frozenset(cutting)
        return survey

    def _cuts(self, delimiter: str, record: Record) -> bool:
        if not any(delimiter in cell for cell in record.cells):
            return False
        return next(csv.reader(self._text_lines(record.content), delimiter=delimiter)) != record.cells

    def _text_lines(self, content: bytes) -> io.StringIO:
        """Return the content as csv takes it, with NUL replaced as the reader does it."""
        text = content.decode(self._table.encoding, errors="replace").replace("\0", "\ufffd")
        return io.StringIO(text, newline="")

    def _is_all_quoted(self, record: Record) -> bool:
        out = io.StringIO()
        csv.writer(out, delimiter=self._table.delimiter, quoting=csv.QUOTE_ALL, lineterminator="").writerow(
            record.cells
        )
        return out.getvalue() == record.content.decode(self._table.encoding, errors="replace")

    def _appended(self, record: Record, cells: Row) -> bytes:
        missing = self._survey.width - len(record.cells)
        if not self._new:
            return b""
        text = self._delimiter * (missing + 1) + self._joined([cells[place] for place in self._new])
        return self._table.encoded(text, self._tally)

    def _replaced(self, record: Record, cells: Row, number: int) -> bytes:
        """Return the record's bytes, with the cells of earlier columns replaced: all, or, without a text, blank ones.

        What else stands in a row without a text somebody may have written.
        """
        is_ours = number == self._added.header_row or self._added.texts.takes_label(number)
        places = {
            at: new for at, new in self._places.items() if at < len(record.cells) and (is_ours or not record.cells[at])
        }
        if not places:
            return record.content
        text = record.content.decode(self._table.encoding, errors="surrogateescape")
        parts, at = [], 0
        for place in range(len(record.cells)):
            found = self._field.match(text, at)
            assert found is not None  # it matches nothing, too
            parts.append(self._joined([cells[places[place]]]) if place in places else found[0])
            at = found.end() + 1
        if at <= len(text):
            raise CannotAddColumnsError(f"{self._table.path.name} has a row whose cells can't be told apart.")
        return self._delimiter.join(parts).encode(self._table.encoding, errors="surrogateescape")

    def _joined(self, cells: list[Cell]) -> str:
        out = io.StringIO()
        # Python before 3.13 quotes a CR or LF only where it's part of the line end.
        if self._survey.is_all_quoted:
            writer = csv.writer(out, delimiter=self._delimiter, quoting=csv.QUOTE_ALL, lineterminator=_ANY_LINE_END)
        else:
            writer = csv.writer(out, delimiter=self._delimiter, lineterminator=_ANY_LINE_END)
        writer.writerow(map(self._text, cells))
        joined = out.getvalue().removesuffix(_ANY_LINE_END)
        # A single empty cell would be written as a pair of quotes, in the middle of a row of others.
        return "" if joined == '""' and not self._survey.is_all_quoted else joined

    def _text(self, cell: Cell) -> str:
        if not isinstance(cell, str):
            return plain_text(cell)
        text = utf8_text(cell, self._tally)
        return guarded_text(text, self._tally) if self._added.guard else text

    def _check_cells(self, record: Record, content: bytes) -> None:
        """Quotes that nobody closes would swallow what is added behind them."""
        again = next(csv.reader(self._text_lines(content), delimiter=self._delimiter))
        wanted = self._survey.width + len(self._new)
        if len(again) != wanted or (again[: len(record.cells)] != record.cells and not self._places):
            raise CannotAddColumnsError(f"{self._table.path.name} has a row with quotes that aren't closed.")
