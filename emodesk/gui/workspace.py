"""One open project: the panel at the left, the grid in the middle, the inspector at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from emodesk.app.listed_model import ListedModel
from emodesk.app.models import Models
from emodesk.app.opened_project import OpenedProject
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.errors import EmoDeskError, ProjectError
from emodesk.core.events import Event, RowsLabelled, RowsRead, RunFailed
from emodesk.core.review import Change, RowDetail, State, Step
from emodesk.core.row_query import RowQuery, Sort, SortBy, StateIsOneOf
from emodesk.gui.background import Lane
from emodesk.gui.banner import Banner
from emodesk.gui.edits import Edits
from emodesk.gui.event_pump import EventPump
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.grid_page import GridPage
from emodesk.gui.grid.reasons import step_words
from emodesk.gui.inspector.inspector import Inspector
from emodesk.gui.look.parts import column
from emodesk.gui.look.theme import Theme
from emodesk.gui.run.run_control import RunControl
from emodesk.gui.run.run_panel import RunPanel
from emodesk.gui.turns import Steps

_INSPECT_AFTER_MS = 40
_WIDTHS = [248, 800, 296]
_PANELS = "panels"
_WORTH_A_WORD = 10
"""Rows that a step changes from which on it's said how many: more than people see at a glance."""
_SOURCE_AFTER_MS = 500


class Workspace(QWidget):
    """Assembles; reading rows is the grid's work, writing that of Edits, running that of RunControl.

    It's of use once ``build`` has come to its end.
    """

    title_changed = Signal()
    status_changed = Signal()
    state_changed = Signal()
    """Undo, redo or the run may look different now."""

    def __init__(
        self,
        theme: Theme,
        project: OpenedProject,
        models: Models,
        chosen_model: str,
        engine_settings: Callable[[], EngineSettings] = lambda: UNCHOSEN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.source = project.source
        """Where the table came from; the project's own knows the digest, too, once it was read."""
        self._theme, self._engine_settings = theme, engine_settings
        self._models, self._awaited_model = models, chosen_model
        self.banner = Banner(theme)
        self._details, self._looks = Lane(), Lane()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        layout = column(self, gap=0)
        layout.addWidget(self.banner)
        layout.addWidget(self._splitter, 1)
        self._wait = self._timer(_INSPECT_AFTER_MS, self._inspect)
        self._wait_for_source = self._timer(_SOURCE_AFTER_MS, self._show_source)

    def build(self) -> Steps:
        """Build the parts, one in each turn of the event loop: all at once it would stand still for 0.2 seconds.

        Each is born in its place, because every widget that gets another parent is dressed anew.
        """
        self.panel = RunPanel(self._theme, self._splitter)
        yield from self.panel.build()
        yield
        self.grid = GridPage(self._theme, self.project, self._splitter)
        yield from self.grid.build()
        yield
        self.inspector = Inspector(self._theme, self._splitter)
        for place, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(place, stretch)
        self._splitter.setSizes(self._kept_widths() or _WIDTHS)
        yield
        self._connect_work()
        yield
        self._begin()

    def _connect_work(self) -> None:
        project, models = self.project, self._models
        self.edits = Edits(project, self.grid, self)
        self.edits.changed.connect(self._show_change)
        self.edits.failed.connect(self.banner.report)
        self.pump = EventPump(project.events.subscribe, self)
        self.pump.happened.connect(self._hear)
        self.run = RunControl(project, self.panel, self._engine_settings, self)
        self.run.columns_changed.connect(self._take_columns)
        self.run.failed.connect(self.banner.report)
        self.run.too_large.connect(lambda: self.banner.offer(self.tr("Try anyway"), self.run.try_anyway))
        self.run.told.connect(self.banner.tell)
        self.run.measured.connect(models.note_speed)
        self.run.state_changed.connect(self.state_changed)
        self.run.status_changed.connect(self.status_changed)
        self._connect_parts()

    def _kept_widths(self) -> list[int]:
        """Return how wide panel, grid and inspector were when the project was closed; nothing where one was hidden."""
        kept = self.project.view_state().get(_PANELS)
        widths = kept if isinstance(kept, list) and len(kept) == len(_WIDTHS) else []
        return widths if all(isinstance(width, int) and width > 0 for width in widths) else []

    def _begin(self) -> None:
        self.show_models()
        self.inspector.show_columns(self.grid.model.columns)
        self._show_source()
        self.grid.refresh_rows()  # what came while nobody listened yet: rows, and the cursor in the first of them
        self._wait.start()

    def _timer(self, after_ms: int, what: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(what)
        return timer

    @property
    def name(self) -> str:
        """Return what it's called."""
        return self.source.path.name

    def close_project(self) -> None:
        """Keep how it looks, stop what runs, close the file. Takes less than two seconds and loses nothing."""
        with suppress(ProjectError):  # on a full disk widths and filters are lost, and nothing else is
            self.project.save_view_state({**self.grid.kept_state(), _PANELS: self._splitter.sizes()})
        self.pump.close()
        self.run.close()
        self.grid.close_lanes()
        self._wait.stop()
        self._wait_for_source.stop()
        self._details.close()
        self._looks.close()
        self.project.close()

    def show_models(self) -> None:
        """Offer the models that are on this computer now."""
        self._looks.start(lambda _: self._models.list(), on_done=self._offer_models, on_failure=self._note_failure)

    def choose_model(self, model_id: str) -> None:
        """Use another model from the next run on."""
        self._awaited_model = "" if self.panel.choose_model(model_id) else model_id

    def next_uncertain(self) -> None:
        """Go to the row that nobody has decided on and whose least certain label is the least certain of all."""
        undecided = StateIsOneOf((State.MODEL, State.ATTENTION))
        query = RowQuery((undecided,), (Sort(SortBy.CONFIDENCE),))
        here = self.grid.current_number()
        self._looks.start(
            lambda _: [number for number in self.project.row_numbers(query)[:2] if number != here],
            on_done=self._go_to_first,
            on_failure=self._note_failure,
        )

    def accept_rows(self) -> None:
        """Mark the selected rows as reviewed and go on to the next, also from one where there's nothing to accept."""
        if not self.edits.is_busy:
            self.edits.accept()
            self.grid.step(1)

    def _connect_parts(self) -> None:
        self.grid.row_chosen.connect(lambda _: self._wait.start())
        self.panel.focus_freed.connect(self.grid.view.setFocus)
        self.grid.on_screen.changed.connect(self.project.labelling.look_at)
        self.grid.column_chosen.connect(self._show_column)
        self.grid.edit_wanted.connect(self.edits.set_value)
        self.grid.failed.connect(self.banner.report)
        self.inspector.previous_wanted.connect(lambda: self.grid.step(-1))
        self.inspector.next_wanted.connect(lambda: self.grid.step(1))
        self.inspector.accept_wanted.connect(self.accept_rows)
        self.inspector.class_chosen.connect(lambda number, of, value: self.edits.set_value([number], of, value))

    def _hear(self, event: Event) -> None:
        match event:
            case RowsRead():
                self.grid.refresh_rows()
                if event.is_complete or not self._wait_for_source.isActive():
                    self._wait_for_source.start()
            case RunFailed():
                self._wait_for_source.start()  # it may be the reading that failed
            case RowsLabelled(numbers):
                self.grid.model.refresh(numbers)
                if self.grid.current_number() in numbers:  # the inspector may not have heard of the row yet
                    self._wait.start()
            case _:
                self.run.hear(event)
                return
        self.run.hear(event)

    def _show_change(self, change: Change) -> None:
        self.grid.model.refresh(change.numbers)
        if len(change.numbers) >= _WORTH_A_WORD:
            self._tell_of_last_step()
        self._wait.start()
        self.state_changed.emit()

    def _tell_of_last_step(self) -> None:
        """Say what was done just now, and let it be undone; what was undone just now can be done again by the menu."""
        step = self.project.next_undo
        if step is None or self.project.next_redo is not None:
            return
        self.banner.tell(self.tr("Done: {0}").format(step_words(step.name)))
        self.banner.offer(self.tr("Undo"), lambda: self._undo_if_last(step), stays=False)

    def _undo_if_last(self, step: Step) -> None:
        """Undo a step, unless another has been done since."""
        self.banner.hide()
        if self.project.next_undo == step:
            self.edits.undo()

    def _take_columns(self) -> None:
        had_labels = any(of.label for of in self.grid.model.columns)
        self.grid.take_columns()
        if not had_labels:
            self.grid.bring_labels_into_view()
        self.inspector.show_columns(self.grid.model.columns)
        self.grid.refresh_rows()
        self._wait.start()

    def _show_column(self, of: GridColumn) -> None:
        self.inspector.show_column(of)

    def _inspect(self) -> None:
        number = self.grid.current_number()
        if number < 0:
            self.inspector.show_row(None)
            return
        self._details.start(
            lambda _: self.project.detail(number), on_done=self._show_detail, on_failure=self._note_failure
        )

    def _show_detail(self, detail: RowDetail) -> None:
        if detail.number == self.grid.current_number():
            self.inspector.show_row(detail)

    def _offer_models(self, models: Sequence[ListedModel]) -> None:
        offered = [(each.id, each.name) for each in models if not each.problem]
        current = self.panel.model.currentData()
        if self._awaited_model in dict(offered):  # else it may be in the next list, which is on its way
            current, self._awaited_model = self._awaited_model, ""
        self.panel.show_models(offered, current)

    def _go_to_first(self, numbers: Sequence[int]) -> None:
        place = self.grid.model.place_of(numbers[0]) if numbers else -1
        if place >= 0:
            self.grid.view.go_to(place)
        elif numbers:
            self.banner.tell(self.tr("Row {0} is the next, but the filters hide it.").format(numbers[0]))
        else:
            self.banner.tell(self.tr("Every row has been looked at."))

    def _note_failure(self, error: EmoDeskError) -> None:
        self.banner.report(error)

    def _show_source(self) -> None:
        project = self.project
        rows = QLocale().toString(project.row_count)
        text_column = project.text_column.name if project.text_column else "–"
        details = self.tr("{0} rows · texts in “{1}”").format(rows, text_column)
        if project.source.sheet:
            details = f"{project.source.sheet} · {details}"
        if project.is_reading:
            details += "\n" + self.tr("Still reading…")
        elif not project.is_source_there:
            details += "\n" + self.tr("The spreadsheet has moved; the project holds all of it.")
        self.panel.show_source(project.source.path.name, details)
