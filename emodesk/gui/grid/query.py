"""What the grid shows of a project: which rows, in which order, as the user has put it together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from emodesk.core.affect.tasks import Kind
from emodesk.core.review import State
from emodesk.core.row_query import (
    AnyCellContains,
    CellContains,
    ClassIsOneOf,
    ConfidenceBelow,
    EmotionsPresent,
    Filter,
    RowQuery,
    ScoreInRange,
    Sort,
    SortBy,
    StateIsOneOf,
)
from emodesk.gui.grid.grid_column import GridColumn, Origin

NO_EMOTION_VALUE = ""
"""Stands for "no emotion" among the values of a filter on emotions."""


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column's cells must be like; everything that's set has to hold."""

    key: str
    contains: str = ""
    low: float | None = None
    high: float | None = None
    values: frozenset[str] = frozenset()
    """Numbers of classes, emotions or states; any of them will do."""
    confidence_below: float | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether it lets every row through."""
        return self == ColumnFilter(self.key)

    def filters(self, of: GridColumn) -> list[Filter]:
        """Return it in the project's terms."""
        found: list[Filter] = []
        if of.origin is Origin.SHEET and self.contains:
            found.append(CellContains(of.sheet_index, self.contains))
        if of.origin is Origin.STATE and self.values:
            found.append(StateIsOneOf(tuple(State(value) for value in sorted(self.values))))
        if of.label is not None:
            found += self._label_filters(of.label.name, of.label.task.kind)
        return found

    def _label_filters(self, name: str, kind: Kind) -> list[Filter]:
        found: list[Filter] = []
        if self.low is not None or self.high is not None:
            found.append(ScoreInRange(name, self.low, self.high))
        if self.values and kind is Kind.CLASS:
            found.append(ClassIsOneOf(name, tuple(sorted(int(value) for value in self.values))))
        elif NO_EMOTION_VALUE in self.values:
            found.append(EmotionsPresent(name, ()))
        elif self.values:
            found.append(EmotionsPresent(name, tuple(sorted(self.values)), needs_all=False))
        if self.confidence_below is not None:
            found.append(ConfidenceBelow(self.confidence_below, name))
        return found


@dataclass(frozen=True, slots=True)
class GridQuery:
    """Filters, search and sort of one grid."""

    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)
    search: str = ""
    sort_key: str = ""
    is_descending: bool = False
    sorts_by_confidence: bool = False
    """Whether ``sort_key`` sorts by the confidence in its labels and not by the labels."""

    @property
    def narrows(self) -> bool:
        """Return whether any row may be left out."""
        return bool(self.filters or self.search)

    @property
    def order(self) -> tuple[str, bool, bool]:
        """Return what the order of the rows depends on."""
        return self.sort_key, self.is_descending, self.sorts_by_confidence

    def with_filter(self, wanted: ColumnFilter) -> GridQuery:
        """Return the query with one column's filter replaced."""
        rest = {key: value for key, value in self.filters.items() if key != wanted.key}
        return replace(self, filters=rest if wanted.is_empty else {**rest, wanted.key: wanted})

    def sorted_by(self, key: str) -> GridQuery:
        """Return the query after a click on a heading: upwards, then downwards, then as in the sheet."""
        if self.sort_key != key or self.sorts_by_confidence:
            return replace(self, sort_key=key, is_descending=False, sorts_by_confidence=False)
        if not self.is_descending:
            return replace(self, is_descending=True)
        return replace(self, sort_key="", is_descending=False)

    def unfiltered(self) -> GridQuery:
        """Return the query without filters and search."""
        return replace(self, filters={}, search="")

    def row_query(self, columns: Sequence[GridColumn]) -> RowQuery:
        """Return it in the project's terms; what names a column that isn't there any more is left out."""
        by_key = {column.key: column for column in columns}
        filters = [
            each for key, wanted in self.filters.items() if key in by_key for each in wanted.filters(by_key[key])
        ]
        if self.search:
            filters.append(AnyCellContains(self.search))
        of = by_key.get(self.sort_key)
        return RowQuery(tuple(filters), (self._sort(of),) if of else ())

    def _sort(self, of: GridColumn) -> Sort:
        if of.origin is Origin.SHEET:
            return Sort(SortBy.CELL, column=of.sheet_index, is_descending=self.is_descending)
        if of.origin is Origin.STATE:
            return Sort(SortBy.STATE, is_descending=self.is_descending)
        assert of.label is not None
        by = SortBy.CONFIDENCE if self.sorts_by_confidence else SortBy.LABEL
        return Sort(by, label=of.label.name, is_descending=self.is_descending)

    def to_plain(self) -> dict[str, Any]:
        """Return it as what a project can keep."""
        return {
            "sort": list(self.order),
            "filters": [
                {
                    "key": each.key, "contains": each.contains, "low": each.low, "high": each.high,
                    "values": sorted(each.values), "confidence": each.confidence_below,
                }
                for each in self.filters.values()
            ],
        }  # fmt: skip

    @classmethod
    def from_plain(cls, kept: Mapping[str, Any]) -> GridQuery:
        """Return what ``to_plain`` gave; an empty query where it can't be understood."""
        try:
            key, is_descending, by_confidence = kept.get("sort", ["", False, False])
            filters = {
                each["key"]: ColumnFilter(
                    each["key"], each["contains"], each["low"], each["high"], frozenset(each["values"]),
                    each["confidence"],
                )
                for each in kept.get("filters", [])
            }  # fmt: skip
            return cls(filters, "", str(key), bool(is_descending), bool(by_confidence))
        except (KeyError, TypeError, ValueError):
            return cls()
