"""What each run's model said of each row, spread out so that SQL can sort and filter it: a table for each run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.review import RowAnswer
from emodesk.store.connections import Connections
from emodesk.store.label_values import StoredLabel, number_labels, pack_value


def table_of(run: int) -> str:
    """Return the name of a run's table."""
    return f"labels_{run:d}"


def ensure_table(connections: Connections, run: int, columns: Sequence[LabelColumn]) -> tuple[StoredLabel, ...]:
    """Make sure that a run has its table; return its labels."""
    labels = number_labels(connections, columns)
    if not connections.all("SELECT 1 FROM sqlite_master WHERE name = ?", [table_of(run)]):
        own = "".join(f", v{label.id}, c{label.id} REAL" for label in labels)
        with connections.transaction() as connection:
            connection.execute(
                f"CREATE TABLE {table_of(run)} (number INTEGER PRIMARY KEY, doubtful INTEGER NOT NULL, "
                f"is_skipped INTEGER NOT NULL, least REAL, note TEXT{own})"
            )
    return labels


def has_table(connections: Connections, run: int) -> bool:
    """Say whether a run's labels were spread out at all: runs of the command line and of older projects weren't."""
    return bool(connections.all("SELECT 1 FROM sqlite_master WHERE name = ?", [table_of(run)]))


def save_rows(
    connection: sqlite3.Connection, run: int, labels: Sequence[StoredLabel], rows: Iterable[RowAnswer]
) -> None:
    """Write what the model said of these rows, within the caller's transaction."""
    marks = ", ".join(["?"] * (5 + 2 * len(labels)))
    connection.executemany(
        f"INSERT OR REPLACE INTO {table_of(run)} VALUES ({marks})",  # noqa: S608  a number and question marks
        (_packed(labels, row) for row in rows),
    )


def count_rows(connections: Connections, run: int) -> int:
    """Return how many rows a run has labelled."""
    return int(connections.all(f"SELECT count(*) FROM {table_of(run)}")[0][0])  # noqa: S608  a number alone


def unlabelled_numbers(connections: Connections, run: int, labels: Sequence[StoredLabel]) -> Iterable[int]:
    """Return which rows lack one of a run's labels, ascending; those without a text lack none."""
    lacking = " OR ".join(f"l.v{label.id} IS NULL" for label in labels)
    found = connections.all(
        f"SELECT r.number FROM rows r LEFT JOIN {table_of(run)} l ON l.number = r.number "  # noqa: S608  names and numbers of ours, values are bound
        f"WHERE l.number IS NULL OR (NOT l.is_skipped AND ({lacking})) ORDER BY r.number"
    )
    return (number for (number,) in found)


def _packed(labels: Sequence[StoredLabel], row: RowAnswer) -> tuple[object, ...]:
    doubtful = 0
    cells: list[object] = []
    for label, value, confidence, is_doubtful in zip(labels, row.values, row.confidences, row.doubtful, strict=True):
        doubtful |= label.bit if is_doubtful else 0
        cells += [pack_value(label.task, value), confidence]
    sure = [confidence for confidence in row.confidences if confidence is not None]
    return row.number, doubtful, int(row.is_skipped), min(sure, default=None), row.note or None, *cells
