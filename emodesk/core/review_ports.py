"""The window's ports beside those of the command line: projects that are edited, tables that stream."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from emodesk.core.affect.columns import LabelColumn
from emodesk.core.ports import Project
from emodesk.core.preview import Choices
from emodesk.core.project import StoredAnswer
from emodesk.core.review import AnnotatedRow, Change, HistoryEntry, RowAnswer, State, Step, Value
from emodesk.core.row_query import RowQuery
from emodesk.core.table import Column, Row, Source


class Slab(Protocol):
    """Some rows, one after the other."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns so far; there may be more than in the slab before."""
        ...

    @property
    def rows(self) -> list[Row]:
        """The rows."""
        ...

    @property
    def fraction(self) -> float | None:
        """How much of the file has been read, 0..1."""
        ...


class TableStream(Protocol):
    """A spreadsheet that is about to be read."""

    @property
    def source(self) -> Source:
        """Where it comes from; its digest is known when it's read."""
        ...

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, going by the beginning."""
        ...

    @property
    def first_row(self) -> int:
        """The spreadsheet's number of the first row."""
        ...

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows."""
        ...

    @property
    def above(self) -> tuple[tuple[int, Row], ...]:
        """The header row and the rows above it, with their numbers."""
        ...

    @property
    def slabs(self) -> Callable[[int], Iterator[Slab]]:
        """Takes the number of rows in a slab; to be drawn once."""
        ...

    @property
    def digest(self) -> Callable[[], str]:
        """Gives the SHA-256 of the file once everything was drawn."""
        ...

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of a workbook's sheets."""
        ...

    @property
    def problem(self) -> str:
        """Why the guess at the column names is doubtful; else empty."""
        ...


OpenStream = Callable[[Path, Choices], TableStream]
"""Looks at a spreadsheet and gets ready to read it; raises InputFileError."""


class ReviewProject(Project, Protocol):
    """A project that grows while it's read, is sorted and filtered, and edited step by step. Any thread may call it."""

    def is_whole(self) -> bool:
        """Say whether the table was read to its end."""
        ...

    def has_rows(self) -> bool:
        """Say whether there's a table at all."""
        ...

    def has_decisions(self) -> bool:
        """Say whether people have ever decided on a label, even if they took it back."""
        ...

    def begin_table(self, source: Source, columns: Sequence[Column], first_row: int) -> None:
        """Begin to take in a table, instead of what's there, which nobody may have decided on."""
        ...

    def append_rows(self, columns: Sequence[Column], rows: Sequence[Row], *, is_text: bool) -> None:
        """Add rows."""
        ...

    def finish_table(self, source: Source) -> None:
        """Say that the table is whole."""
        ...

    def first_row(self) -> int:
        """Return the number of the first row."""
        ...

    def texts_of(self, column: Column, numbers: Sequence[int]) -> dict[int, str]:
        """Return the cells of one column by row number."""
        ...

    def has_labels(self, run: int) -> bool:
        """Say whether a run's labels are spread out for the view."""
        ...

    def save_labelled(
        self, answers: Sequence[StoredAnswer], run: int, columns: Sequence[LabelColumn], rows: Iterable[RowAnswer]
    ) -> None:
        """Keep answers and the labels of rows that follow from them, in one transaction."""
        ...

    def unlabelled_numbers(self, run: int, columns: Sequence[LabelColumn]) -> array[int]:
        """Return which rows lack one of a run's labels, ascending: it never came by, or the model gave no answer."""
        ...

    def with_text(
        self, numbers: Sequence[int], column: Column | None, run: int, columns: Sequence[LabelColumn]
    ) -> list[int]:
        """Return those of these rows that have a text to label, or a label that a person gave them; in this order.

        A row that the run has come to has a text if it wasn't skipped; any other if the column has one there, or if
        there's no column.
        """
        ...

    def count_labelled(self, run: int) -> int:
        """Return how many rows a run has labelled."""
        ...

    def find_rows(
        self, query: RowQuery, run: int, columns: Sequence[LabelColumn], should_stop: Callable[[], bool] | None = None
    ) -> array[int]:
        """Return the numbers of the rows that a query finds, in its order."""
        ...

    def read_rows(self, run: int, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> list[AnnotatedRow]:
        """Return these rows as the grid shows them."""
        ...

    def decide(
        self, name: str, run: int, decisions: Iterable[tuple[LabelColumn, int, Value | None, State | None]]
    ) -> Change:
        """Give labels of rows values and states, as one step; without a state, back to the model's."""
        ...

    def accept(self, name: str, run: int, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> Change:
        """Let the model's labels count as reviewed where nobody has decided."""
        ...

    def revert(self, name: str, columns: Sequence[LabelColumn], numbers: Sequence[int]) -> Change:
        """Go back to the model's labels."""
        ...

    def undo(self) -> Change | None:
        """Undo the last step."""
        ...

    def redo(self) -> Change | None:
        """Do the step again that was undone last."""
        ...

    def next_undo(self) -> Step | None:
        """Return the step that undo would undo."""
        ...

    def next_redo(self) -> Step | None:
        """Return the step that redo would do again."""
        ...

    def history(self, columns: Sequence[LabelColumn], number: int) -> tuple[HistoryEntry, ...]:
        """Return every change of a row's labels, newest first."""
        ...

    def view_state(self) -> dict[str, Any]:
        """Return what the view wants to remember."""
        ...

    def save_view_state(self, state: dict[str, Any]) -> None:
        """Remember it."""
        ...
