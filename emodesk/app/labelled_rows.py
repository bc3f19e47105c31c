"""The rows of an export: each with its labels, counted while they go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from emodesk.app.export_options import ExportOptions
from emodesk.app.hand_labels import hand_labels
from emodesk.app.row_counts import RowCounts
from emodesk.app.row_labels import AnyLabel, RowLabeller, RowLabels, headings, label_cells
from emodesk.app.summary import LabelledRow, Summary
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.affect.prompts import one_line
from emodesk.core.affect.tasks import Kind
from emodesk.core.errors import OptionError
from emodesk.core.ports import Baseline, Project
from emodesk.core.table import Cell, Column, OutColumn, Row

ATTENTION_COLUMN: Final = "needs_attention"
CHANGED_COLUMN: Final = "changed_by_hand"
"""Which of a row's labels are people's and not the model's; only there if any are."""
BASELINE_COLUMN: Final = "lexicon_valence"
_PREVIEW_ROWS: Final = 8
_REPORT_EVERY: Final = 256
_ONE_WAY: Final = frozenset({"emobank-a", "emobank-d"})
_NARROWEST, _WIDEST = 12, 30
_SCORE_FORMAT, _CLASS_FORMAT = "0.000", "0"


class StoppedError(Exception):
    """The user doesn't want the export any more. It never leaves ``emodesk.app``."""


class LabelledRows:
    """Yields the labelled rows, as often as a format needs them."""

    def __init__(
        self,
        project: Project,
        labeller: RowLabeller,
        text: Column,
        options: ExportOptions,
        progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
        baseline: Baseline | None = None,
        *,
        must_say_who: bool = False,
    ) -> None:
        """``must_say_who``: there's a column that says which labels were changed by hand, even if none was.

        Raises OptionError where a chosen column isn't there, StoppedError when the user has had enough.
        """
        self._labeller = labeller
        self._text = text
        self._total = project.row_count()
        self._options = options
        self._progress = progress
        self._should_stop = should_stop
        self.baseline = baseline
        self._places = _chosen(labeller.columns, options.columns)
        self.columns = tuple(labeller.columns[place] for place in self._places)
        self._by_hand = hand_labels(project, labeller, text, self.columns, options.rows, self.check)
        self.says_who = must_say_who or any(each.changed for each in self._by_hand.values())
        """Whether there's a column that says which labels were changed by hand."""
        self._names = {column.name: column.name for column in self.columns}
        self.counts = RowCounts()
        self.preview: list[tuple[str, Row]] = []
        """The first rows: text, then the cells of the label columns."""
        self.summary: Summary | None = None
        """Counts along, if there's one."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of the label columns, before they're made to differ from the sheet's own."""
        confidence = self._options.with_confidence
        return (
            *(name for column in self.columns for name in headings(column, with_confidence=confidence)),
            *([BASELINE_COLUMN] if self.baseline else []),
            ATTENTION_COLUMN,
            *([CHANGED_COLUMN] if self.says_who else []),
        )

    def label_names(self, names: Sequence[str]) -> Sequence[str]:
        """Return those of the headings as they're written that are the labels' own, without their confidences."""
        each = 2 if self._options.with_confidence else 1
        return names[: each * len(self.columns) : each]

    def take_names(self, names: Sequence[str]) -> None:
        """Call the label columns so where a row says which of its labels were changed by hand."""
        own = (column.name for column in self.columns)
        self._names = dict(zip(own, self.label_names(names), strict=True))

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
        return (*found, *(OutColumn(name, _width(name), is_label=True) for name in waiting))

    def chosen(self) -> Iterator[LabelledRow]:
        """Yield the rows that get labels; raise StoppedError when the user has had enough."""
        return (row for row in self.all() if self._is_chosen(row.number))

    def all(self) -> Iterator[LabelledRow]:
        """Yield every row; those that aren't chosen have empty cells."""
        self.counts = RowCounts()
        self.preview.clear()
        if self.summary is not None:
            self.summary.clear()
        blank = (None,) * len(self.headings)
        for done, row in enumerate(self._labeller.rows(), start=1):
            self.check()
            if self._is_chosen(row.number):
                labels = tuple(row.labels[place] for place in self._places)
                labelled = LabelledRow(row.number, row.cells, labels, self._cells(row, labels))
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

    def _cells(self, row: RowLabels, labels: Sequence[AnyLabel | None]) -> Row:
        confidence = self._options.with_confidence
        cells: list[Cell] = []
        for column, label in zip(self.columns, labels, strict=True):
            cells += label_cells(column, label, with_confidence=confidence)
        if self.baseline is not None:
            cells.append(_second_opinion(self.baseline, row.cells[self._text.index]))
        cells.append(row.attention or None)
        if self.says_who:
            cells.append(self._changed(row.number))
        return tuple(cells)

    def _changed(self, number: int) -> str | None:
        by_hand = self._by_hand.get(number)
        return ", ".join(self._names[name] for name in by_hand.changed) or None if by_hand else None

    def _count(self, row: LabelledRow, attention: str) -> None:
        text = row.own[self._text.index]
        words = "" if text is None else str(text)
        self.counts.add(
            self.columns, row.labels, self._by_hand.get(row.number), attention, has_text=bool(one_line(words))
        )
        if len(self.preview) < _PREVIEW_ROWS:
            self.preview.append((words, row.cells))


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
