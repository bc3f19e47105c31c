"""What people do to labels: named steps, each whole or not at all, that can be undone even after years.

``human`` holds what counts now. ``changes`` holds, for every step, what each label was before and after; nothing is
ever deleted from it, and undoing is a step of its own. State 0 stands for "no person's": the model's label shows.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from emodesk.core.review import Change, HistoryEntry, State, Step, Value
from emodesk.store.connections import Connections
from emodesk.store.label_values import HUMAN_STATES, STATE_NUMBERS, StoredLabel, pack_value, unpack_value
from emodesk.store.run_labels import table_of

Decision = tuple[StoredLabel, int, Value | None, State | None]
"""Label, row number, value, and the state that it gets; None: back to the model's."""

_EDITED, _REVIEWED = STATE_NUMBERS[State.EDITED], STATE_NUMBERS[State.REVIEWED]
_TO_UNDO: Final = "SELECT id, name, at FROM steps WHERE kind = 'edit' AND state = 'done' ORDER BY id DESC LIMIT 1"
_TO_REDO: Final = "SELECT id, name, at FROM steps WHERE kind = 'edit' AND state = 'undone' ORDER BY id LIMIT 1"
_CHANGED: Final = "SELECT count(*) FROM (SELECT 1 FROM changes WHERE step = ? LIMIT 10000)"
_WANTED: Final = "CREATE TEMP TABLE IF NOT EXISTS wanted (label INTEGER, number INTEGER, value, state INTEGER)"


class Steps:
    """The steps of one project."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def decide(self, name: str, run: int, decisions: Iterable[Decision]) -> Change:
        """Give labels values. A value that is just what the model said counts as reviewed, not as edited."""
        with self._connections.transaction() as connection:
            _begin(connection)
            labels: dict[int, StoredLabel] = {}
            connection.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?)", _packed(decisions, labels))
            for label in labels.values():
                if _has_label(connection, run, label):
                    connection.execute(
                        f"UPDATE wanted SET state = {_REVIEWED} WHERE label = ? AND state = {_EDITED} AND value IS "  # noqa: S608  names and numbers of ours, values are bound
                        f"(SELECT v{label.id} FROM {table_of(run)} l WHERE l.number = wanted.number) "
                        f"AND value IS NOT NULL",
                        (label.id,),
                    )
            return self._finish(connection, name)

    def accept(self, name: str, run: int, labels: Sequence[StoredLabel], numbers: Sequence[int]) -> Change:
        """Let what the model said count as reviewed, where nobody has decided yet."""
        with self._connections.transaction() as connection:
            _begin(connection)
            _choose(connection, numbers)
            for label in labels:
                if _has_label(connection, run, label):
                    connection.execute(
                        f"INSERT INTO wanted SELECT ?, l.number, l.v{label.id}, {_REVIEWED} FROM chosen "  # noqa: S608  names and numbers of ours, values are bound
                        f"CROSS JOIN {table_of(run)} l USING (number) LEFT JOIN human h ON h.label = ? AND "
                        f"h.number = l.number WHERE h.state IS NULL AND l.v{label.id} IS NOT NULL",
                        (label.id, label.id),
                    )
            return self._finish(connection, name)

    def revert(self, name: str, labels: Sequence[StoredLabel], numbers: Sequence[int]) -> Change:
        """Take back what people said of these labels: the model's show again."""
        with self._connections.transaction() as connection:
            _begin(connection)
            _choose(connection, numbers)
            for label in labels:
                connection.execute(
                    "INSERT INTO wanted SELECT label, number, NULL, 0 FROM chosen CROSS JOIN human USING (number) "
                    "WHERE label = ?",
                    (label.id,),
                )
            return self._finish(connection, name)

    def undo(self) -> Change | None:
        """Undo the last step that stands; None where there's none."""
        return self._turn(_TO_UNDO, "undo", "undone", "Undo: {}", side="before")

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there's none."""
        return self._turn(_TO_REDO, "redo", "done", "Redo: {}", side="after")

    def next_undo(self) -> Step | None:
        """Return the step that undo would undo."""
        return self._step(_TO_UNDO)

    def next_redo(self) -> Step | None:
        """Return the step that redo would do again."""
        return self._step(_TO_REDO)

    def history(self, labels: Mapping[int, StoredLabel], number: int) -> tuple[HistoryEntry, ...]:
        """Return every change of a row's labels, newest first."""
        found = self._connections.all(
            "SELECT s.kind, s.name, s.at, c.label, c.before, c.before_state, c.after, c.after_state FROM changes c "
            "JOIN steps s ON c.step = CASE s.kind WHEN 'edit' THEN s.id ELSE s.target END WHERE c.number = ? "
            "ORDER BY s.id DESC",
            [number],
        )
        return tuple(_entry(labels[row[3]], row) for row in found if row[3] in labels)

    def _step(self, which: str) -> Step | None:
        found = self._connections.all(which)
        if not found:
            return None
        [(number, name, at)] = found
        [(labels,)] = self._connections.all(_CHANGED, [number])
        return Step(number, name, at, labels)

    def _finish(self, connection: sqlite3.Connection, name: str) -> Change:
        """Turn what's wanted into a step, unless it would change nothing."""
        step = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM steps").fetchone()[0]
        connection.execute(
            "INSERT INTO changes SELECT ?, w.label, w.number, h.value, coalesce(h.state, 0), w.value, w.state "
            "FROM wanted w LEFT JOIN human h ON h.label = w.label AND h.number = w.number "
            "WHERE coalesce(h.state, 0) <> w.state OR h.value IS NOT w.value "
            "ON CONFLICT DO UPDATE SET after = excluded.after, after_state = excluded.after_state",
            (step,),
        )
        connection.execute("DELETE FROM wanted")
        change = _change(connection, step, name)
        if change:
            connection.execute("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")
            connection.execute("INSERT INTO steps VALUES (?, 'edit', ?, ?, ?, 'done')", (step, step, name, _now()))
            _apply(connection, step, "after")
        return change

    def _turn(self, which: str, kind: str, state: str, name: str, *, side: str) -> Change | None:
        with self._connections.transaction() as connection:
            found = connection.execute(which).fetchone()
            if found is None:
                return None
            target, words, _ = found
            _apply(connection, target, side)
            connection.execute("UPDATE steps SET state = ? WHERE id = ?", (state, target))
            connection.execute(
                "INSERT INTO steps (kind, target, name, at, state) VALUES (?, ?, ?, ?, 'done')",
                (kind, target, name.format(words), _now()),
            )
            return _change(connection, target, name.format(words))


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute(_WANTED)
    connection.execute("DELETE FROM wanted")


def _choose(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (number INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM chosen")
    connection.executemany("INSERT OR IGNORE INTO chosen VALUES (?)", ((number,) for number in numbers))


def _packed(decisions: Iterable[Decision], labels: dict[int, StoredLabel]) -> Iterable[tuple[object, ...]]:
    for label, number, value, state in decisions:
        labels.setdefault(label.id, label)
        yield label.id, number, pack_value(label.task, value), STATE_NUMBERS[state] if state else 0


def _has_label(connection: sqlite3.Connection, run: int, label: StoredLabel) -> bool:
    columns = connection.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table_of(run), f"v{label.id}"))
    return columns.fetchone() is not None


def _apply(connection: sqlite3.Connection, step: int, side: str) -> None:
    """Make one side of a step's changes what counts now."""
    connection.execute(
        f"DELETE FROM human WHERE (label, number) IN "  # noqa: S608  "before" or "after"
        f"(SELECT label, number FROM changes WHERE step = ? AND {side}_state = 0)",
        (step,),
    )
    connection.execute(
        f"INSERT OR REPLACE INTO human SELECT label, number, {side}, {side}_state FROM changes "  # noqa: S608  names and numbers of ours, values are bound
        f"WHERE step = ? AND {side}_state <> 0",
        (step,),
    )
    for (label,) in connection.execute("SELECT DISTINCT label FROM changes WHERE step = ?", (step,)).fetchall():
        bit = 1 << label
        parts = {name: f"({side}_state = {number}) * {bit}" for number, name in _MARKS.items()}
        connection.execute(
            f"INSERT INTO marks (number, {', '.join(parts)}) SELECT number, {', '.join(parts.values())} "  # noqa: S608  names and numbers of ours, values are bound
            f"FROM changes WHERE step = ? AND label = ? ON CONFLICT (number) DO UPDATE SET "
            + ", ".join(f"{name} = (marks.{name} & ~{bit}) | excluded.{name}" for name in parts),
            (step, label),
        )


_MARKS: Final = {number: state.value for number, state in HUMAN_STATES.items()}


def _change(connection: sqlite3.Connection, step: int, name: str) -> Change:
    numbers = array("q")
    numbers.extend(
        number for (number,) in connection.execute(
            "SELECT DISTINCT number FROM changes WHERE step = ? ORDER BY number", (step,)
        )
    )  # fmt: skip
    names = connection.execute(
        "SELECT name FROM labels WHERE id IN (SELECT DISTINCT label FROM changes WHERE step = ?) ORDER BY id", (step,)
    ).fetchall()
    return Change(name, numbers, tuple(label for (label,) in names))


def _entry(label: StoredLabel, row: tuple[Any, ...]) -> HistoryEntry:
    kind, name, at, _, before, before_state, after, after_state = row
    old = unpack_value(label.task, before), HUMAN_STATES.get(before_state, State.MODEL)
    new = unpack_value(label.task, after), HUMAN_STATES.get(after_state, State.MODEL)
    if kind == "undo":
        old, new = new, old
    return HistoryEntry(at, name, label.column.name, *old, *new)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
