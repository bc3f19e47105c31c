"""The summary of a clean workbook: how often each label occurs, and how it differs between groups; with charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from emodesk.app.row_labels import AnyLabel, GivenLabel
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.labels import ClassLabel, LabelSet, Score
from emodesk.core.affect.tasks import Kind
from emodesk.core.chart import ChartOut
from emodesk.core.table import Cell, Column, OutColumn, Row, SheetOut

_BINS: Final = 10
_MOST_GROUPS: Final = 12
_OTHERS: Final = "(all others)"
_NO_GROUP: Final = "(empty)"
_CHART_ROWS: Final = 16
"""Rows that a chart covers: the next block begins below it."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """One row on its way out."""

    number: int
    own: Row
    labels: tuple[AnyLabel | None, ...]
    cells: Row
    """One for each heading: labels, confidences, and why a person should look."""


@dataclass(slots=True)
class _Block:
    """The counts of one label column: bin → group → rows. Without groups there's one, named ``rows``."""

    title: str
    bins: tuple[str, ...]
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    labelled: Counter[str] = field(default_factory=Counter)

    def add(self, group: str, names: Sequence[str]) -> None:
        """Count a row."""
        self.labelled[group] += 1
        for name in names:
            self.counts.setdefault(name, Counter())[group] += 1


class Summary:
    """Counts labels while the rows go by."""

    def __init__(self, columns: Sequence[LabelColumn], names: Sequence[str], group: Column | None) -> None:
        """``names`` are the headings of the labels, without those of their confidences."""
        self._columns = columns
        self._names = names
        self._group = group
        self._blocks: list[_Block] = []
        self.clear()

    def clear(self) -> None:
        """Begin to count anew."""
        self._blocks = [_Block(name, _bins(column)) for name, column in zip(self._names, self._columns, strict=True)]

    def add(self, row: LabelledRow) -> None:
        """Count a row."""
        group = "rows"
        if self._group is not None:
            cell = row.own[self._group.index]
            group = _NO_GROUP if cell is None else str(cell)
        for block, column, label in zip(self._blocks, self._columns, row.labels, strict=True):
            if label is not None and label != GivenLabel(None):
                block.add(group, _bins_of(column, block.bins, label))

    def sheet(self) -> SheetOut:
        """Return the sheet; its rows and charts are made when it's written, after the labels."""
        return SheetOut("Summary", _columns(), self._rows, charts=self._charts, has_headings=False)

    def _groups(self) -> list[str]:
        """Return the groups from the largest to the smallest; what is beyond a dozen is taken together."""
        total: Counter[str] = Counter()
        for block in self._blocks:
            total |= block.labelled
        largest = [group for group, _ in sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))]
        return largest if len(largest) <= _MOST_GROUPS else [*largest[: _MOST_GROUPS - 1], _OTHERS]

    def _laid_out(self) -> Iterator[tuple[int, _Block, list[Row]]]:
        """Yield each block with the row that it begins in (0-based) and its cells."""
        groups, at = self._groups(), 2
        for block in self._blocks:
            rows: list[Row] = [
                (block.title, *groups),
                *_body(block, groups),
                ("labelled rows", *_totals(block, groups)),
            ]
            yield at, block, rows
            at += max(len(rows), _CHART_ROWS) + 1

    def _rows(self) -> Iterator[Row]:
        width, written = len(_columns()), 1
        by = f" by “{self._group.name}”" if self._group is not None else ""
        yield _padded((f"Rows with each label{by}. Empty rows and rows without an answer aren't counted.",), width)
        for at, _, rows in self._laid_out():
            while written < at:
                yield (None,) * width
                written += 1
            for row in rows:
                yield _padded(row, width)
            written += len(rows)

    def _charts(self) -> list[ChartOut]:
        groups = self._groups()
        return [
            ChartOut(
                block.title, at, at + 1, at + len(rows) - 2, 0, 1, max(1, len(groups)),
                axis=f"rows, by {self._group.name}" if self._group is not None else "rows",
            )
            for at, block, rows in self._laid_out()
            if groups
        ]  # fmt: skip


def _columns() -> tuple[OutColumn, ...]:
    return (OutColumn("label", 30), *(OutColumn(f"count {number}", 14) for number in range(1, _MOST_GROUPS + 1)))


def _padded(cells: Sequence[Cell], width: int) -> Row:
    return (*cells, *(None,) * (width - len(cells)))[:width]


def _bins(column: LabelColumn) -> tuple[str, ...]:
    task = column.task
    match task.kind:
        case Kind.SCORE:
            step = (task.high - task.low) / _BINS
            return tuple(f"{task.low + step * n:.2g} to {task.low + step * (n + 1):.2g}" for n in range(_BINS))
        case Kind.CLASS:
            return tuple(str(number) for number, _ in task.classes)
        case Kind.LABEL_SET:
            return (*task.labels, task.none_label)


def _bins_of(column: LabelColumn, bins: Sequence[str], label: AnyLabel) -> Sequence[str]:
    task = column.task
    match label:
        case GivenLabel(tuple() as present):
            return present or (task.none_label,)
        case GivenLabel(value):
            assert not isinstance(value, tuple | None)
            if task.kind is Kind.CLASS:
                return (str(value),)
            return (_bin_of_unit(bins, (value - task.low) / (task.high - task.low)),)
        case Score():
            return (_bin_of_unit(bins, label.unit),)
        case ClassLabel():
            return (bins[label.place],)
        case LabelSet():
            return label.present or (task.none_label,)


def _bin_of_unit(bins: Sequence[str], unit: float) -> str:
    return bins[min(_BINS - 1, max(0, int(unit * _BINS)))]


def _body(block: _Block, groups: Sequence[str]) -> list[Row]:
    return [(name, *_split(block.counts.get(name, Counter()), groups)) for name in block.bins]


def _totals(block: _Block, groups: Sequence[str]) -> list[int]:
    return _split(block.labelled, groups)


def _split(counts: Counter[str], groups: Sequence[str]) -> list[int]:
    named = [counts[group] for group in groups if group != _OTHERS]
    return [*named, counts.total() - sum(named)] if _OTHERS in groups else named
