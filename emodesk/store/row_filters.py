"""Row queries in SQL. Everything that a user types goes in as a parameter, never into the statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from emodesk.core.review import State
from emodesk.core.row_query import (
    AnyCellContains,
    CellContains,
    CellInRange,
    CellIsEmpty,
    ClassIsOneOf,
    ConfidenceBelow,
    EmotionsPresent,
    Filter,
    NeedsAttention,
    RowQuery,
    ScoreInRange,
    Sort,
    SortBy,
    StateIsOneOf,
)
from emodesk.store.label_values import StoredLabel, mask, pack_emotions
from emodesk.store.run_labels import table_of
from emodesk.store.shown_cells import shown

_SORTED_CHARS: Final = 40
"""Words are sorted by their beginning: a sort over a million essays needn't hold the essays."""
_NEVER: Final = "0"
_PART: Final = 500

STATE_ORDER: Final = (
    State.ATTENTION, State.NONE, State.MODEL, State.EDITED, State.REVIEWED, State.BLIND, State.SKIPPED,
)  # fmt: skip
"""In which order states sort: what asks for a person first."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """What rows are sorted by: an expression that yields a number, or, with ``is_words``, text; NULL comes last."""

    expression: str
    is_descending: bool
    is_words: bool = False


@dataclass(slots=True)
class Statement:
    """A SELECT on its way: which tables it needs, its conditions and what fills its question marks."""

    run: int
    labels: Mapping[str, StoredLabel]
    sheet_columns: int
    numeric: frozenset[int]
    """Columns of the sheet that hold numbers, be it as text."""
    joins: dict[str, str] = field(default_factory=dict)
    conditions: list[str] = field(default_factory=list)
    keys: list[SortKey] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def sql(self) -> str:
        """Return the whole statement; it yields row numbers in the sheet's order, each with its sort keys."""
        where = f" WHERE {' AND '.join(f'({c})' for c in self.conditions)}" if self.conditions else ""
        what = ", ".join(["r.number", *(key.expression for key in self.keys)])
        return f"SELECT {what} FROM rows r{''.join(self.joins.values())}{where} ORDER BY r.number"  # noqa: S608  names and numbers of ours, values are bound

    def model(self) -> str:
        """Join what the model said; return the alias."""
        self.joins["l"] = f" LEFT JOIN {table_of(self.run)} l ON l.number = r.number"
        return "l"

    def said(self, column: str) -> str:
        """Return a column of what the model said of labels; NULL where the run has no table, which has none then."""
        return f"{self.model()}.{column}" if self.run else "NULL"

    def marks(self) -> str:
        """Join which labels people have decided on; return the alias."""
        self.joins["m"] = " LEFT JOIN marks m ON m.number = r.number"
        return "m"

    def human(self, label: StoredLabel) -> str:
        """Join what people said of one label; return the alias."""
        alias = f"h{label.id}"
        self.joins[alias] = f" LEFT JOIN human {alias} ON {alias}.label = {label.id:d} AND {alias}.number = r.number"
        return alias

    def value(self, label: StoredLabel) -> str:
        """Return the value of a label that counts: the person's, where there's one."""
        human = self.human(label)
        return f"CASE WHEN {human}.state IS NULL THEN {self.said(f'v{label.id}')} ELSE {human}.value END"

    def state(self, label: StoredLabel | None) -> str:
        """Return an expression for the state of a label, or of the row: the place in STATE_ORDER."""
        self.model()
        self.marks()
        bits = mask(self.labels.values()) if label is None else label.bit
        decided = f"(coalesce(m.edited | m.reviewed | m.blind, 0) & {bits})"
        doubtful = f"(coalesce(l.doubtful, 0) & {bits} & ~{decided})"
        return (
            f"CASE WHEN l.is_skipped AND NOT {decided} THEN {_place(State.SKIPPED)} "
            f"WHEN {doubtful} THEN {_place(State.ATTENTION)} "
            f"WHEN m.edited & {bits} THEN {_place(State.EDITED)} "
            f"WHEN m.blind & {bits} THEN {_place(State.BLIND)} "
            f"WHEN m.reviewed & {bits} THEN {_place(State.REVIEWED)} "
            f"WHEN l.number IS NULL THEN {_place(State.NONE)} ELSE {_place(State.MODEL)} END"
        )


def build(query: RowQuery, statement: Statement) -> Statement:
    """Fill in a statement for a query. Labels that the current run doesn't have filter everything out."""
    for one in query.filters:
        statement.conditions.append(_condition(one, statement))
    for sort in query.sorts:
        if (key := _sort_key(sort, statement)) is not None:
            statement.keys.append(key)
    return statement


def _condition(one: Filter, to: Statement) -> str:  # noqa: PLR0911, C901  one line or two per kind of filter
    match one:
        case CellContains(column, text):
            return _contains([column], text, to)
        case AnyCellContains(text):
            return _contains(range(to.sheet_columns), text, to)
        case CellIsEmpty(column, is_empty):
            return f"r.c{column:d} IS {'' if is_empty else 'NOT '}NULL"
        case CellInRange(column, low, high):
            return _range(f"CAST(r.c{column:d} AS REAL)", low, high, to, f"r.c{column:d} IS NOT NULL")
        case ScoreInRange(name, low, high) if label := to.labels.get(name):
            return _range(to.value(label), low, high, to)
        case ClassIsOneOf(name, classes) if label := to.labels.get(name):
            to.values.extend(classes)
            return f"{to.value(label)} IN ({_marks(classes)})"
        case EmotionsPresent(name, emotions, needs_all) if label := to.labels.get(name):
            bits, value = pack_emotions(label.task, emotions), to.value(label)
            if not emotions:
                return f"{value} = 0"
            return f"({value} & {bits}) = {bits}" if needs_all else f"{value} & {bits}"
        case StateIsOneOf(states, None):
            return f"{to.state(None)} IN ({', '.join(str(_place(state)) for state in states)})"
        case StateIsOneOf(states, str(name)) if label := to.labels.get(name):
            return f"{to.state(label)} IN ({', '.join(str(_place(state)) for state in states)})"
        case ConfidenceBelow(limit, None):
            to.values.append(limit)
            return f"{to.model()}.least < ?"
        case ConfidenceBelow(limit, str(name)) if label := to.labels.get(name):
            to.values.append(limit)
            return f"{to.said(f'c{label.id}')} < ?"
        case NeedsAttention():
            return f"{to.state(None)} = {_place(State.ATTENTION)}"
        case _:
            return _NEVER


def _sort_key(sort: Sort, to: Statement) -> SortKey | None:
    label = to.labels.get(sort.label) if sort.label is not None else None
    if sort.label is not None and label is None:
        return None
    match sort.by:
        case SortBy.CELL if sort.column is not None and sort.column < to.sheet_columns:
            cell = f"r.c{sort.column:d}"
            if sort.column in to.numeric:
                return SortKey(f"CAST({cell} AS REAL)", sort.is_descending)
            return SortKey(f"substr({cell}, 1, {_SORTED_CHARS})", sort.is_descending, is_words=True)
        case SortBy.LABEL if label is not None:
            return SortKey(to.value(label), sort.is_descending)
        case SortBy.CONFIDENCE:
            return SortKey(to.said(f"c{label.id}") if label else f"{to.model()}.least", sort.is_descending)
        case SortBy.STATE:
            return SortKey(to.state(label), sort.is_descending)
        case _:
            return None


def _contains(columns: Sequence[int], text: str, to: Statement) -> str:
    if text.isascii():
        pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        to.values += [f"%{pattern}%"] * len(columns)
        return _any([f"{shown(column)} LIKE ? ESCAPE '\\'" for column in columns])
    to.values += [text.casefold()] * len(columns)
    return _any([f"holds_words({shown(column)}, ?)" for column in columns])


def _any(conditions: Sequence[str]) -> str:
    """Return that one of them holds. In parts: an expression of SQLite's may be a thousand deep, and each OR is one."""
    parts = [conditions[begin : begin + _PART] for begin in range(0, len(conditions), _PART)]
    return " OR ".join(f"({' OR '.join(part)})" for part in parts) or _NEVER


def _range(value: str, low: float | None, high: float | None, to: Statement, also: str = "") -> str:
    parts = [also or f"{value} IS NOT NULL"]
    for bound, sign in ((low, ">="), (high, "<=")):
        if bound is not None:
            parts.append(f"{value} {sign} ?")
            to.values.append(bound)
    return " AND ".join(parts)


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["?"] * len(values))


def _place(state: State) -> int:
    return STATE_ORDER.index(state)
