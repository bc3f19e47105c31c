"""The project file as the window needs it: it grows while it's read, is sorted, filtered, edited step by step."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.prompts import one_line
from emodesk.core.project import StoredAnswer
from emodesk.core.review import AnnotatedRow, Change, HistoryEntry, RowAnswer, State, Step, Value
from emodesk.core.row_query import RowQuery, Sort, SortBy, StateIsOneOf
from emodesk.core.table import Column, Row, Source
from emodesk.store import cells, run_labels
from emodesk.store.connections import Connections
from emodesk.store.json_list import json_list
from emodesk.store.label_values import StoredLabel, number_labels, unpack_value
from emodesk.store.project import SqliteProject
from emodesk.store.replacing import forget_rows
from emodesk.store.row_filters import STATE_ORDER, Statement, build
from emodesk.store.row_order import RowOrder
from emodesk.store.row_reader import read_rows
from emodesk.store.steps import Steps
from emodesk.store.table_in import TableIn

_NUMBERS_AT_ONCE: Final = 10_000
_LOOK_AT: Final = 200
_VIEW: Final = "view"
_NOT_SKIPPED: Final = tuple(state for state in STATE_ORDER if state is not State.SKIPPED)
_UNSEEN: Final = STATE_ORDER.index(State.NONE)


def open_review_project(path: Path) -> SqliteReviewProject:
    """Open the project file, or create it. Raises the errors under ProjectError."""
    return SqliteReviewProject(Connections(path))


class SqliteReviewProject(SqliteProject):
    """Fills the port ``ReviewProject``. Any thread may call it; readers and the writer don't wait for each other."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._steps = Steps(connections)
        self._incoming: TableIn | None = None

    def is_whole(self) -> bool:
        """Say whether the table was read to its end."""
        return self._fact("rows") is not None

    def has_rows(self) -> bool:
        """Say whether there's a table at all."""
        return bool(self._all("SELECT 1 FROM sqlite_master WHERE name = 'rows'"))

    def has_decisions(self) -> bool:
        """Say whether people have ever decided on a label, even if they took it back: they can do it again."""
        return bool(self._all("SELECT 1 FROM steps LIMIT 1"))

    def begin_table(self, source: Source, columns: Sequence[Column], first_row: int) -> None:
        """Begin to take in a table, instead of what's there, which nobody may have decided on.

        Raises InputFileError for too many columns.
        """
        assert not self.has_decisions()  # they'd come to stand beside other texts
        with self._transaction() as connection:
            connection.execute("DELETE FROM facts WHERE name = 'rows'")
            forget_rows(connection)
            self._incoming = TableIn(self._connections, columns, first_row)
            self._save_source(source)

    def append_rows(self, columns: Sequence[Column], rows: Sequence[Row], *, is_text: bool) -> None:
        """Add rows; there may be more columns by now. ``is_text`` says that all cells are words or empty."""
        assert self._incoming is not None
        self._incoming.append(columns, rows, is_text=is_text)

    def finish_table(self, source: Source) -> None:
        """Say that the table is whole; ``source`` has its digest now."""
        assert self._incoming is not None
        self._incoming.finish()
        self._incoming = None
        with self._transaction():
            self._save_source(source)
            self._set_fact("rows", str(self.row_count()).encode())

    def first_row(self) -> int:
        """Return the number of the first row; rows follow each other without a gap."""
        return int(self._all("SELECT coalesce(min(number), 0) FROM rows")[0][0])

    def texts_of(self, column: Column, numbers: Sequence[int]) -> dict[int, str]:
        """Return the cells of one column as a reader sees them, by row number."""
        place = column.index
        found = self._all(
            f"SELECT number, substr(kinds, {place + 1}, 1), c{place} FROM rows "  # noqa: S608  the number of a column
            "WHERE number IN (SELECT value FROM json_each(?))",
            [json_list(numbers)],
        )
        return {number: cells.as_text(kind or "n", value) for number, kind, value in found}

    def has_labels(self, run: int) -> bool:
        """Say whether a run's labels are spread out for the view."""
        return run_labels.has_table(self._connections, run)

    def save_labelled(
        self, answers: Sequence[StoredAnswer], run: int, columns: Sequence[LabelColumn], rows: Iterable[RowAnswer]
    ) -> None:
        """Keep answers and the labels of rows that follow from them, in one transaction."""
        with self._transaction() as connection:
            labels = run_labels.ensure_table(self._connections, run, columns)
            if answers:
                self.save_answers(answers)
            run_labels.save_rows(connection, run, labels, rows)

    def unlabelled_numbers(self, run: int, columns: Sequence[LabelColumn]) -> array[int]:
        """Return which rows lack one of a run's labels, ascending: it never came by, or the model gave no answer."""
        if not self.has_labels(run):
            return self.find_rows(RowQuery(), run, columns)
        return array("q", run_labels.unlabelled_numbers(self._connections, run, self._labels(columns)))

    def with_text(
        self, numbers: Sequence[int], column: Column | None, run: int, columns: Sequence[LabelColumn]
    ) -> list[int]:
        """Return those of these rows that have a text to label, or a label that a person gave them; in this order."""
        labels = {label.column.name: label for label in self._labels(columns)}
        query = RowQuery((StateIsOneOf(_NOT_SKIPPED),), (Sort(SortBy.STATE),))
        statement = build(query, Statement(self._view_table(run), labels, 0, frozenset()))
        statement.conditions.append("r.number IN (SELECT value FROM json_each(?))")
        statement.values.append(json_list(numbers))
        states = dict(self._all(statement.sql(), statement.values))
        if column is not None:  # the run has seen whether there's a text; where it hasn't come by, the cells are read
            unseen = [number for number, state in states.items() if state == _UNSEEN]
            for begin in range(0, len(unseen), _NUMBERS_AT_ONCE):
                for number, text in self.texts_of(column, unseen[begin : begin + _NUMBERS_AT_ONCE]).items():
                    if not one_line(text):
                        del states[number]
        return [number for number in numbers if number in states]

    def count_labelled(self, run: int) -> int:
        """Return how many rows a run has labelled."""
        return run_labels.count_rows(self._connections, run) if self.has_labels(run) else 0

    def find_rows(
        self, query: RowQuery, run: int, columns: Sequence[LabelColumn], should_stop: Callable[[], bool] | None = None
    ) -> array[int]:
        """Return the numbers of the rows that a query finds, in its order. Raises InterruptedReadError when told to."""
        numbers = array("q")
        if not query.filters and not query.sorts:
            lowest, highest = self._all("SELECT (SELECT min(number) FROM rows), (SELECT max(number) FROM rows)")[0]
            return numbers if lowest is None else array("q", range(lowest, highest + 1))
        labels = self._labels(columns)
        width = len(self.columns())
        statement = Statement(
            self._view_table(run), {label.column.name: label for label in labels}, width, self._numeric(query)
        )
        built = build(query, statement)
        order = RowOrder(built.keys)
        with self._connections.reading(should_stop) as connection:
            found = connection.execute(built.sql(), built.values)
            while some := list(islice(found, _NUMBERS_AT_ONCE)):
                order.add(some)
        return order.numbers()

    def read_rows(self, run: int, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> list[AnnotatedRow]:
        """Return these rows as the grid shows them, in this order."""
        labels = self._labels(columns)
        with self._connections.reading() as connection:
            return read_rows(connection, self._view_table(run), labels, numbers)

    def decide(
        self, name: str, run: int, decisions: Iterable[tuple[LabelColumn, int, Value | None, State | None]]
    ) -> Change:
        """Give labels of rows values and states, as one step; without a state, back to the model's."""
        known: dict[str, StoredLabel] = {}

        def label_of(column: LabelColumn) -> StoredLabel:
            if column.name not in known:
                (known[column.name],) = self._labels([column])
            return known[column.name]

        return self._steps.decide(
            name, run, ((label_of(column), number, value, state) for column, number, value, state in decisions)
        )

    def accept(self, name: str, run: int, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> Change:
        """Let the model's labels count as reviewed where nobody has decided, as one step."""
        return self._steps.accept(name, run, self._labels(columns), numbers)

    def revert(self, name: str, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> Change:
        """Go back to the model's labels, as one step."""
        return self._steps.revert(name, self._labels(columns), numbers)

    def undo(self) -> Change | None:
        """Undo the last step."""
        return self._steps.undo()

    def redo(self) -> Change | None:
        """Do the step again that was undone last."""
        return self._steps.redo()

    def next_undo(self) -> Step | None:
        """Return the step that undo would undo."""
        return self._steps.next_undo()

    def next_redo(self) -> Step | None:
        """Return the step that redo would do again."""
        return self._steps.next_redo()

    def history(self, columns: Sequence[LabelColumn], number: int) -> tuple[HistoryEntry, ...]:
        """Return every change of a row's labels, newest first."""
        return self._steps.history({label.id: label for label in self._labels(columns)}, number)

    def given_labels(
        self, columns: Sequence[LabelColumn], numbers: Sequence[int]
    ) -> list[tuple[int, str, Value | None]]:
        """Return (row number, label column, value) of what people have decided in these rows."""
        labels = {label.id: label for label in self._labels(columns)}
        found = self._all(
            "SELECT number, label, value FROM human WHERE number IN (SELECT value FROM json_each(?))",
            [json_list(numbers)],
        )
        return [
            (number, labels[label].column.name, unpack_value(labels[label].task, value))
            for number, label, value in found
            if label in labels
        ]

    def view_state(self) -> dict[str, Any]:
        """Return what the view wants to remember of this project."""
        stored = self._fact(_VIEW)
        try:
            return msgspec.json.decode(stored, type=dict[str, Any]) if stored else {}
        except msgspec.DecodeError:
            return {}

    def save_view_state(self, state: dict[str, Any]) -> None:
        """Remember it."""
        self._set_fact(_VIEW, msgspec.json.encode(state))

    def _labels(self, columns: Sequence[LabelColumn]) -> tuple[StoredLabel, ...]:
        return number_labels(self._connections, columns)

    def _view_table(self, run: int) -> int:
        """Return the run whose table to look into: the empty one where this run has none yet."""
        return run if run and self.has_labels(run) else 0

    def _numeric(self, query: RowQuery) -> frozenset[int]:
        """Return which of the columns that are sorted by hold numbers, going by their first filled cells."""
        places = {sort.column for sort in query.sorts if sort.column is not None}
        return frozenset(place for place in places if self._is_numeric(place))

    def _is_numeric(self, place: int) -> bool:
        found = self._all(f"SELECT c{place:d} FROM rows WHERE c{place:d} IS NOT NULL LIMIT {_LOOK_AT}")  # noqa: S608  names and numbers of ours, values are bound
        return bool(found) and all(_reads_as_number(value) for (value,) in found)


def _reads_as_number(value: object) -> bool:
    if isinstance(value, int | float):
        return True
    try:
        float(str(value).strip())
    except ValueError:
        return False
    return True
