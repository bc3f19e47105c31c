"""A project that lives in memory alone, for a sentence that's asked about and forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from emodesk.core.project import RunRecord, StoredAnswer
from emodesk.core.table import Column, Row, Source, Table


class ScratchProject:
    """Fills the ``Project`` port without a file."""

    def __init__(self, table: Table) -> None:
        self.path = Path()
        self._table = table
        self._answers: dict[bytes, StoredAnswer] = {}
        self._splits: dict[tuple[str, int | None], dict[bytes, tuple[int, ...]]] = {}
        self._runs: list[RunRecord] = []

    def has_table(self, source: Source) -> bool:
        """Say whether this is the table that was read from that source."""
        return self._table.source == source

    def save_table(self, table: Table) -> None:
        """Replace the table."""
        self._table = table

    def source(self) -> Source:
        """Return where the table came from."""
        return self._table.source

    def columns(self) -> tuple[Column, ...]:
        """Return the columns."""
        return self._table.columns

    def row_count(self) -> int:
        """Return the number of rows."""
        return len(self._table.rows)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield row numbers and cells."""
        yield from enumerate(self._table.rows, self._table.first_row)

    def column_texts(self, column: Column) -> Iterator[tuple[int, str]]:
        """Yield row numbers and the cells of one column as text."""
        for number, cells in self.rows():
            cell = cells[column.index]
            yield number, "" if cell is None else str(cell)

    def known_answers(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Return those of the keys that have a reading."""
        return frozenset(key for key in keys if key in self._answers and self._answers[key].reading is not None)

    def answers(self, keys: Sequence[bytes]) -> dict[bytes, StoredAnswer]:
        """Return the answers among the keys."""
        return {key: self._answers[key] for key in keys if key in self._answers}

    def save_answers(self, answers: Sequence[StoredAnswer]) -> None:
        """Keep answers."""
        self._answers.update((answer.key, answer) for answer in answers)

    def splits(self, model_fingerprint: str, room_tokens: int | None) -> dict[bytes, tuple[int, ...]]:
        """Return where long texts were split."""
        return self._splits.get((model_fingerprint, room_tokens), {})

    def save_splits(self, model_fingerprint: str, room_tokens: int, splits: Mapping[bytes, tuple[int, ...]]) -> None:
        """Keep where long texts are split."""
        self._splits.setdefault((model_fingerprint, room_tokens), {}).update(splits)

    def answer_count(self) -> int:
        """Return the number of readings."""
        return sum(answer.reading is not None for answer in self._answers.values())

    def runs(self) -> tuple[tuple[int, RunRecord], ...]:
        """Return the runs with their numbers."""
        return tuple(enumerate(self._runs, 1))

    def begin_run(self, record: RunRecord) -> int:
        """Keep a run; return its number."""
        self._runs.append(record)
        return len(self._runs)

    def update_run(self, number: int, record: RunRecord) -> None:
        """Keep what has become of a run."""
        self._runs[number - 1] = record

    def close(self) -> None:
        """Do nothing: there's no file."""
