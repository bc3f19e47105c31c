"""A project that is open: what it shows, what people change in it, what runs in it. Any thread may call it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from emodesk.app.event_list import EventList
from emodesk.app.export import ExportReport, export
from emodesk.app.export_options import DEFAULT_EXPORT, ExportOptions
from emodesk.app.label_spreading import LabelSpreading
from emodesk.app.label_values import value_text
from emodesk.app.labelling_desk import LabellingDesk, RunStatus
from emodesk.app.places import sheet_part
from emodesk.app.review_edits import ReviewEdits
from emodesk.app.row_details import row_detail
from emodesk.app.runs import RunInfo, Runs
from emodesk.app.table_reading import TableReading, check_whole
from emodesk.app.tuning import Tuning
from emodesk.core.affect.columns import LabelColumn
from emodesk.core.errors import ExportError
from emodesk.core.ports import Engine, Models, Sheets
from emodesk.core.review import AnnotatedRow, RowDetail, Value
from emodesk.core.review_ports import ReviewProject, TableStream
from emodesk.core.row_query import RowQuery
from emodesk.core.table import Column, Source

_TEXT_COLUMN: Final = "text_column"


class OpenedProject(ReviewEdits):
    """One project file, open."""

    def __init__(
        self,
        project: ReviewProject,
        sheets: Sheets,
        models: Models,
        engine: Engine,
        text_column: str | None = None,
        tuning: Tuning | None = None,
    ) -> None:
        self.events = EventList()
        self._runs = Runs(project)
        super().__init__(project, self._runs, lambda: self.text_column)
        self.project = project
        self._sheets = sheets
        self._reading: TableReading | None = None
        self._text_column = text_column or self._remembered_text_column()
        self._spreading: LabelSpreading | None = None
        self.labelling = LabellingDesk(
            project,
            engine,
            models,
            self._runs,
            lambda: self.text_column,
            lambda: self.is_reading,
            self.events.emit,
            tuning,
        )

    def read(self, stream: TableStream) -> None:
        """Begin to take a spreadsheet in on a thread of its own; the first rows are there when this returns."""
        self._reading = TableReading(self.project, stream, self.events.emit)
        self._reading.begin()

    def spread_labels(self) -> None:
        """Bring the labels of a run that left that out into the view, on a thread of its own."""
        number, record = self._runs.number, self._runs.record
        if record is None or not (record.finished_at or not self.project.has_labels(number)):
            return
        column = self._labelled_column
        if column is not None and self.project.is_whole():
            self._spreading = LabelSpreading(self.project, number, record, column, self.events.emit)
            self._spreading.begin()

    @property
    def path(self) -> Path:
        """Return where the project file lies."""
        return self.project.path

    @property
    def name(self) -> str:
        """Return what it's called."""
        return self.source.path.name

    @property
    def source(self) -> Source:
        """Return where the table came from."""
        return self.project.source()

    @property
    def is_source_there(self) -> bool:
        """Return whether the spreadsheet is still where it was."""
        return self.source.path.exists()

    @property
    def output_stem(self) -> str:
        """Return how the names of its outputs begin: with the sheet where the project's own name has it, too."""
        source = self.source
        part = sheet_part(source.sheet)
        is_in_name = self.path.name.startswith(f"{source.path.name}{part}")
        return f"{source.path.stem}{part if is_in_name else ''}"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the sheet's own columns."""
        return self.project.columns()

    @property
    def text_column(self) -> Column | None:
        """Return the column whose texts are labelled."""
        return self._column(self._text_column)

    @property
    def label_columns(self) -> tuple[LabelColumn, ...]:
        """Return the label columns of the run that is shown; none before the first."""
        return self._runs.columns

    @property
    def row_count(self) -> int:
        """Return how many rows there are; grows while the spreadsheet is read."""
        return self.project.row_count() if self.project.has_rows() else 0

    @property
    def is_reading(self) -> bool:
        """Return whether rows are still coming."""
        return self._reading is not None and self._reading.is_going_on

    def all_rows(self) -> range:
        """Return the numbers of all rows in the sheet's order; they follow each other without a gap."""
        if not self.project.has_rows():
            return range(0)
        first = self.project.first_row()
        return range(first, first + self.project.row_count())

    def row_numbers(self, query: RowQuery, should_stop: Callable[[], bool] | None = None) -> array[int]:
        """Return the numbers of the rows that a query finds, in its order."""
        return self.project.find_rows(query, self._runs.number, self.label_columns, should_stop)

    def rows(self, numbers: Sequence[int]) -> list[AnnotatedRow]:
        """Return these rows as the grid shows them, in this order."""
        return self.project.read_rows(self._runs.number, self.label_columns, numbers)

    def detail(self, number: int) -> RowDetail:
        """Return all that's known of one row."""
        return row_detail(self.project, self._runs, self._labelled_column or self.text_column, number)

    def value_text(self, column: str, value: Value | None) -> str:
        """Return a label as other programs take it."""
        return value_text(self.label_column(column), value)

    @property
    def runs(self) -> tuple[RunInfo, ...]:
        """Return all runs, oldest first."""
        return self._runs.list()

    @property
    def current_run(self) -> RunInfo | None:
        """Return the run whose labels are shown."""
        return self._runs.current()

    def show_run(self, number: int) -> None:
        """Show another run's labels."""
        self._runs.show(number)
        if self._spreading is not None:
            self._spreading.ask_to_stop()
        if self.labelling.status is RunStatus.IDLE:  # a run writes its rows itself
            self.spread_labels()

    def view_state(self) -> dict[str, Any]:
        """Return what the view wants to remember of this project."""
        return self.project.view_state()

    def save_view_state(self, state: dict[str, Any]) -> None:
        """Remember it."""
        self.project.save_view_state({**state, _TEXT_COLUMN: self._text_column})

    def remember_text_column(self) -> None:
        """Keep which column is labelled, so that the project knows it when it's opened again."""
        self.save_view_state(self.view_state())

    @property
    def own_file_suffix(self) -> str | None:
        """Return the suffix of the user's own file if labels can be added to a copy of it, else None."""
        suffix = self.source.path.suffix
        return suffix if suffix.lower() in self._sheets.addable_suffixes and self.is_source_there else None

    def export(
        self,
        output: Path,
        options: ExportOptions = DEFAULT_EXPORT,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> ExportReport | None:
        """Write the labelled table, people's decisions before the model's. None if it was stopped.

        Raises ExportError, OptionError, and InputFileError if the spreadsheet wasn't read to its end; then nothing has
        changed.
        """
        check_whole(self.project)
        record, text = self._runs.record, self._labelled_column
        if record is None or text is None:
            raise ExportError("There are no labels to export yet.", hint="Label the rows first.")
        self._sheets.check_writable(output)
        return export(
            self.project, self._sheets, record, text, output, options, progress=progress, should_stop=should_stop
        )

    def close(self) -> None:
        """Stop what runs and close the file. Takes less than two seconds; everything is on the disk already."""
        if self._reading is not None:
            self._reading.stop()
        if self._spreading is not None:
            self._spreading.stop()
        self.labelling.close()
        self.project.close()

    def _column(self, name: str | None) -> Column | None:
        return next((each for each in self.columns if each.name == name), None)

    @property
    def _labelled_column(self) -> Column | None:
        """The column whose texts the run that is shown has labelled: not always the one that the next run labels."""
        record = self._runs.record
        return self._column(record.plan.text_column) if record is not None else None

    def _remembered_text_column(self) -> str | None:
        kept = self.project.view_state().get(_TEXT_COLUMN)
        if isinstance(kept, str):
            return kept
        return self._runs.record.plan.text_column if self._runs.record else None
