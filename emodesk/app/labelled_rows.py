"""The rows of an export: each with its labels, counted while they go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from emodesk.app.export_options import ExportOptions
from emodesk.app.row_labels import SKIPPED, AnyLabel, RowLabeller, headings, label_cells
from emodesk.app.summary import LabelledRow, Summary
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.tasks import Kind
from emodesk.core.errors import OptionError
from emodesk.core.ports import Baseline
from emodesk.core.table import Cell, Column, OutColumn, Row

ATTENTION_COLUMN: Final = "needs_attention"
BASELINE_COLUMN: Final = "lexicon_valence"
_PREVIEW_ROWS: Final = 8
_COUNTED_TOGETHER: Final = ("long text", "off-format answer")
_REPORT_EVERY: Final = 256
_ONE_WAY: Final = frozenset({"emobank-a", "emobank-d"})
_NARROWEST, _WIDEST = 12, 30
_SCORE_FORMAT, _CLASS_FORMAT = "0.000", "0"


class StoppedError(Exception):
    """The user doesn't want the export any more. It never leaves ``emodesk.app``."""


@dataclass(slots=True)
class RowCounts:
    """What went by."""

    rows: int = 0
    skipped_rows: int = 0
    attention_rows: int = 0
    attention: dict[str, int] = field(default_factory=dict)
    preview: list[tuple[str, Row]] = field(default_factory=list)

    def clear(self) -> None:
        """Begin to count anew."""
        self.rows = self.skipped_rows = self.attention_rows = 0
        self.attention.clear()
        self.preview.clear()


class LabelledRows:
    """Yields the labelled rows, as often as a format needs them."""

    def __init__(
        self,
        labeller: RowLabeller,
        text: Column,
        total: int,
        options: ExportOptions,
        progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
        baseline: Baseline | None = None,
    ) -> None:
        """``total`` is the number of rows of the table. Raises OptionError where a chosen column isn't there."""
        self._labeller = labeller
        self._text = text
        self._total = total
        self._options = options
        self._progress = progress
        self._should_stop = should_stop
        self.baseline = baseline
        self._places = _chosen(labeller.columns, options.columns)
        self.columns = tuple(labeller.columns[place] for place in self._places)
        self.counts = RowCounts()
        self.summary: Summary | None = None
        """Counts along, if there's one."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of the label columns, before they're made to differ from the sheet's own."""
        confidence = self._options.with_confidence
        named = [name for column in self.columns for name in headings(column, with_confidence=confidence)]
        return (*named, *([BASELINE_COLUMN] if self.baseline else []), ATTENTION_COLUMN)

    def out_columns(self, names: Sequence[str]) -> tuple[OutColumn, ...]:
        """Return the label columns as they're written, under these names."""
        waiting = iter(names)
        found = []
        for column in self.columns:
            found.append(_out_column(next(waiting), column))
            if self._options.with_confidence:
                name = next(waiting)
                found.append(OutColumn(name, _width(name), is_label=True, number_format=_SCORE_FORMAT))
        if self.baseline is not None:
            name = next(waiting)
            found.append(OutColumn(name, _width(name), is_label=True, number_format=_SCORE_FORMAT, scale=(0.0, 1.0)))
        name = next(waiting)
        return (*found, OutColumn(name, _width(name), is_label=True))

    def chosen(self) -> Iterator[LabelledRow]:
        """Yield the rows that get labels; raise StoppedError when the user has had enough."""
        return (row for row in self.all() if self._is_chosen(row.number))

    def all(self) -> Iterator[LabelledRow]:
        """Yield every row; those that aren't chosen have empty cells."""
        self.counts.clear()
        if self.summary is not None:
            self.summary.clear()
        blank = (None,) * len(self.headings)
        for done, row in enumerate(self._labeller.rows(), start=1):
            self.check()
            if self._is_chosen(row.number):
                labels = tuple(row.labels[place] for place in self._places)
                labelled = LabelledRow(row.number, row.cells, labels, self._cells(row.cells, labels, row.attention))
                self._count(labelled, row.attention)
                if self.summary is not None:
                    self.summary.add(labelled)
                yield labelled
            else:
                yield LabelledRow(row.number, row.cells, (None,) * len(self._places), blank)
            if done % _REPORT_EVERY == 0 or done == self._total:
                self._progress(done, self._total)

    def check(self) -> None:
        """Raise StoppedError when the user has had enough."""
        if self._should_stop():
            raise StoppedError

    def _is_chosen(self, number: int) -> bool:
        return self._options.rows is None or number in self._options.rows

    def _cells(self, own: Row, labels: Sequence[AnyLabel | None], attention: str) -> Row:
        confidence = self._options.with_confidence
        cells: list[Cell] = []
        for column, label in zip(self.columns, labels, strict=True):
            cells += label_cells(column, label, with_confidence=confidence)
        if self.baseline is not None:
            cells.append(_second_opinion(self.baseline, own[self._text.index]))
        return (*cells, attention or None)

    def _count(self, row: LabelledRow, attention: str) -> None:
        counts = self.counts
        counts.rows += 1
        counts.skipped_rows += attention == SKIPPED
        counts.attention_rows += bool(attention) and attention != SKIPPED
        for reason in {_kind_of(reason) for reason in attention.split("; ") if reason}:
            counts.attention[reason] = counts.attention.get(reason, 0) + 1
        if len(counts.preview) < _PREVIEW_ROWS:
            text = row.own[self._text.index]
            counts.preview.append(("" if text is None else str(text), row.cells))


def _kind_of(reason: str) -> str:
    """Return what rows are counted under: how many parts a text had, or which labels were off, is the row's own."""
    return next((kind for kind in _COUNTED_TOGETHER if reason.startswith(kind)), reason)


def _second_opinion(baseline: Baseline, cell: Cell) -> float | None:
    text = "" if cell is None else str(cell)
    return round(baseline.valence(text), 3) if text.strip() else None


def _chosen(columns: Sequence[LabelColumn], names: tuple[str, ...] | None) -> list[int]:
    if names is None:
        return list(range(len(columns)))
    known = {column.name: place for place, column in enumerate(columns)}
    if unknown := [name for name in names if name not in known]:
        raise OptionError(f"There is no label column “{unknown[0]}”.", hint=f"There are: {', '.join(known)}.")
    return sorted(known[name] for name in set(names))


def _out_column(name: str, column: LabelColumn) -> OutColumn:
    match column.task.kind:
        case Kind.SCORE:
            scale = _scale(column, column.task.low, column.task.high)
            return OutColumn(name, _width(name), is_label=True, number_format=_SCORE_FORMAT, scale=scale)
        case Kind.CLASS:
            classes = tuple(number for number, _ in column.task.classes)
            return OutColumn(
                name, _width(name), is_label=True, number_format=_CLASS_FORMAT, choices=classes,
                scale=_scale(column, float(classes[0]), float(classes[-1])),
            )  # fmt: skip
        case Kind.LABEL_SET:
            return OutColumn(name, _width(name), is_label=True)


def _scale(column: LabelColumn, low: float, high: float) -> tuple[float, ...]:
    """Valence and sentiment have a neutral middle; intensities grow from none."""
    is_one_way = column.emotion is not None or column.task_id in _ONE_WAY
    return (low, high) if is_one_way else (low, (low + high) / 2, high)


def _width(name: str) -> int:
    return max(_NARROWEST, min(_WIDEST, len(name) + 2))
