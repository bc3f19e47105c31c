"""The project file: the source table as read, the answers, and what made them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from emodesk.core.project import RunRecord, StoredAnswer
from emodesk.core.reading import Reading
from emodesk.core.table import Column, Row, Source, Table
from emodesk.store import cells
from emodesk.store.connections import Connections
from emodesk.store.replacing import check_decided_rows, forget_rows
from emodesk.store.table_in import check_width

_ROWS_AT_ONCE: Final = 1_000
_KEYS_AT_ONCE: Final = 500

_encode = msgspec.msgpack.encode
_decode_reading = msgspec.msgpack.Decoder(Reading).decode
_decode_lengths = msgspec.msgpack.Decoder(tuple[int, ...]).decode


def open_project(path: Path) -> SqliteProject:
    """Open the project file, or create it. Raises the errors under ProjectError."""
    return SqliteProject(Connections(path))


class SqliteProject:
    """Fills the ``Project`` port. Any thread may call it."""

    def __init__(self, connections: Connections) -> None:
        self.path = connections.path
        self._connections = connections
        self._transaction = connections.transaction
        self._all = connections.all

    def has_table(self, source: Source) -> bool:
        """Say whether the project holds the table that was read from exactly this source."""
        stored = self._fact("source")
        return stored is not None and stored == _pack_source(source) and self._fact("rows") is not None

    def save_table(self, table: Table) -> None:
        """Replace the table as read.

        Raises InputFileError for more columns than a project holds, and ProjectError where people's labels would come
        to stand beside other texts than those that they were given to.
        """
        check_width(len(table.columns))
        check_decided_rows(self._connections, table)
        names = [f"c{column.index}" for column in table.columns]
        places = ", ".join(["?"] * (len(names) + 2))
        with self._transaction() as connection:
            connection.execute("DROP TABLE IF EXISTS rows")
            forget_rows(connection)
            connection.execute(
                f"CREATE TABLE rows (number INTEGER PRIMARY KEY, kinds TEXT NOT NULL, {', '.join(names)})"
            )
            connection.executemany(
                f"INSERT INTO rows VALUES ({places})",  # noqa: S608  question marks alone
                (
                    (number, kinds, *values)
                    for number, row in enumerate(table.rows, table.first_row)
                    for kinds, values in [cells.pack(row)]
                ),
            )
            connection.execute("DELETE FROM columns")
            connection.executemany("INSERT INTO columns VALUES (?, ?)", ((c.index, c.name) for c in table.columns))
            self._save_source(table.source)
            self._set_fact("rows", str(len(table.rows)).encode())

    def source(self) -> Source:
        """Return where the table came from."""
        stored = self._fact("source")
        assert stored is not None
        return Source(**{**json.loads(stored), "path": Path(json.loads(stored)["path"])})

    def columns(self) -> tuple[Column, ...]:
        """Return the table's columns."""
        found = self._all("SELECT place, name FROM columns ORDER BY place")
        return tuple(Column(place, name) for place, name in found)

    def row_count(self) -> int:
        """Return the number of rows."""
        return int(
            self._all("SELECT coalesce((SELECT max(number) FROM rows) - (SELECT min(number) FROM rows) + 1, 0)")[0][0]
        )

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield (the spreadsheet's row number, cells), in order, a page at a time: writes may happen in between."""
        for number, kinds, *values in self._pages("*"):
            yield number, cells.unpack(kinds, tuple(values))

    def column_texts(self, column: Column) -> Iterator[tuple[int, str]]:
        """Yield (the spreadsheet's row number, the cell as a reader sees it), in order, a page at a time."""
        place = column.index
        for number, kind, value in self._pages(f"number, substr(kinds, {place + 1}, 1), c{place}"):
            yield number, cells.as_text(kind, value)

    def known_answers(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Return those of the keys that have a reading."""
        return frozenset(key for (key,) in self._by_keys("SELECT key", keys, "AND reading IS NOT NULL"))

    def answers(self, keys: Sequence[bytes]) -> dict[bytes, StoredAnswer]:
        """Return the stored answers among the keys, failures included."""
        found = self._by_keys("SELECT key, reading, failure", keys)
        return {
            key: StoredAnswer(key, None if reading is None else _decode_reading(reading), failure)
            for key, reading, failure in found
        }

    def save_answers(self, answers: Sequence[StoredAnswer]) -> None:
        """Keep the answers, in one transaction; a reading replaces an earlier failure, never the other way round."""
        with self._transaction() as connection:
            connection.executemany(
                "INSERT INTO answers VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET reading = excluded.reading, "
                "failure = excluded.failure WHERE reading IS NULL",
                (
                    (answer.key, None if answer.reading is None else _encode(answer.reading), answer.failure)
                    for answer in answers
                ),
            )

    def splits(self, model_fingerprint: str, room_tokens: int | None) -> dict[bytes, tuple[int, ...]]:
        """Return, for each text that is too long for the model, how many characters each of its parts has.

        Without ``room_tokens``: what earlier versions kept, for the model and the tasks that came last.
        """
        which = ["", 0] if room_tokens is None else [model_fingerprint, room_tokens]
        found = self._all("SELECT text_key, lengths FROM splits WHERE model = ? AND room = ?", which)
        return {key: _decode_lengths(lengths) for key, lengths in found}

    def save_splits(self, model_fingerprint: str, room_tokens: int, splits: Mapping[bytes, tuple[int, ...]]) -> None:
        """Keep where more long texts are split, for a model and the tokens of a text that it takes at once."""
        if not splits:
            return
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO splits VALUES (?, ?, ?, ?)",
                ((model_fingerprint, room_tokens, key, _encode(lengths)) for key, lengths in splits.items()),
            )

    def answer_count(self) -> int:
        """Return how many readings the project holds."""
        return int(self._all("SELECT count(*) FROM answers WHERE reading IS NOT NULL")[0][0])

    def runs(self) -> tuple[tuple[int, RunRecord], ...]:
        """Return all runs, oldest first, with their numbers."""
        found = self._all("SELECT number, record FROM runs ORDER BY number")
        return tuple((number, msgspec.json.decode(record, type=RunRecord)) for number, record in found)

    def begin_run(self, record: RunRecord) -> int:
        """Keep a new run; return its number."""
        with self._transaction() as connection:
            number = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM runs").fetchone()[0])
            connection.execute("INSERT INTO runs VALUES (?, ?)", (number, msgspec.json.encode(record)))
        return number

    def update_run(self, number: int, record: RunRecord) -> None:
        """Keep what has become of a run."""
        with self._transaction() as connection:
            connection.execute("UPDATE runs SET record = ? WHERE number = ?", (msgspec.json.encode(record), number))

    def close(self) -> None:
        """Close the file; what SQLite kept beside it is folded in, so that one file is left."""
        self._connections.close()

    def _pages(self, what: str) -> Iterator[tuple[Any, ...]]:
        last = -1
        query = f"SELECT {what} FROM rows WHERE number > ? ORDER BY number LIMIT ?"  # noqa: S608  names of ours alone
        while page := self._all(query, [last, _ROWS_AT_ONCE]):
            yield from page
            last = page[-1][0]

    def _by_keys(self, select: str, keys: Sequence[bytes], condition: str = "") -> Iterator[tuple[Any, ...]]:
        for begin in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[begin : begin + _KEYS_AT_ONCE]
            marks = ", ".join(["?"] * len(some))
            yield from self._all(f"{select} FROM answers WHERE key IN ({marks}) {condition}", some)

    def _save_source(self, source: Source) -> None:
        self._set_fact("source", _pack_source(source))

    def _fact(self, name: str) -> bytes | None:
        found = self._all("SELECT value FROM facts WHERE name = ?", [name])
        return found[0][0] if found else None

    def _set_fact(self, name: str, value: bytes) -> None:
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _pack_source(source: Source) -> bytes:
    return json.dumps(
        {name: getattr(source, name) for name in Source.__slots__} | {"path": str(source.path)}, sort_keys=True
    ).encode("utf-8", "surrogateescape")
