"""Starts, pauses and stops runs, and shows in the panel what the run says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from emodesk.app.labelling_desk import RunEstimate, RunRequest, RunStatus
from emodesk.app.model_speed import is_standard
from emodesk.app.opened_project import OpenedProject
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import EmoDeskError, NotEnoughMemoryError
from emodesk.core.events import (
    Event,
    ModelLoaded,
    RowsRead,
    RunEnded,
    RunFailed,
    RunPaused,
    RunProgressed,
    RunResumed,
    RunStarted,
    TuningStarted,
)
from emodesk.gui.background import Job, Lane
from emodesk.gui.error_words import error_words
from emodesk.gui.run.presence import Presence
from emodesk.gui.run.progress_card import device_words, numbers_of
from emodesk.gui.run.run_panel import RunPanel

_MEASURE_AFTER_MS = 700


class RunControl(QObject):
    """Between the panel's buttons and the project's labelling desk."""

    columns_changed = Signal()
    """A run has begun or another one is shown: the label columns may be others now."""
    state_changed = Signal()
    status_changed = Signal()
    """``status_text`` says something else now."""
    failed = Signal(object)
    told = Signal(str)
    too_large = Signal()
    """The model that was to run needs more memory than is free; ``try_anyway`` runs it all the same."""
    measured = Signal(str, float)
    """Id of a model, texts per second of a standard run on this computer."""

    def __init__(
        self, project: OpenedProject, panel: RunPanel, engine_settings: Callable[[], EngineSettings], parent: QObject
    ) -> None:
        """``engine_settings`` gives what the user wants of how the model runs."""
        super().__init__(parent)
        self._engine_settings = engine_settings
        self._project = project
        self._desk = project.labelling
        self._panel = panel
        self._lane = Lane()
        self._presence = Presence()
        self._estimate_job: Job | None = None
        self._shown = RunStatus.IDLE
        self._numbers: Sequence[int] | None = None
        self._progress_text = ""
        self.status_text = ""
        """One sentence for the status line; empty while nothing runs."""
        panel.start_wanted.connect(self.start_all)
        panel.pause_wanted.connect(self._desk.pause)
        panel.resume_wanted.connect(self._desk.resume)
        panel.stop_wanted.connect(self.stop)
        panel.estimate_wanted.connect(self.estimate)
        panel.run_chosen.connect(self._show_run)
        panel.tasks.changed.connect(self._choices_changed)
        panel.model.currentIndexChanged.connect(lambda _: self._choices_changed())
        self._measure_soon = QTimer(self)
        self._measure_soon.setSingleShot(True)
        self._measure_soon.setInterval(_MEASURE_AFTER_MS)
        self._measure_soon.timeout.connect(self.estimate)
        self._take_last_choices()
        self._show_runs()
        self._show_status()
        panel.show_estimate(None)
        if not project.is_reading:
            self._measure_soon.start()

    @property
    def is_idle(self) -> bool:
        """Return whether nothing runs."""
        return self._desk.status is RunStatus.IDLE

    def start(self, numbers: Sequence[int] | None = None, *, is_tried_anyway: bool = False) -> None:
        """Start labelling, all rows or these."""
        self._stop_measuring()
        self._numbers = numbers
        self._progress_text = self.status_text = ""
        request = replace(self._wanted(numbers), is_tried_anyway=is_tried_anyway)
        try:
            self._desk.start(request)
        except EmoDeskError as error:
            self.failed.emit(error)
        self._show_status()

    def start_all(self) -> None:
        """Start labelling every row that has no labels yet."""
        self.start()

    def try_anyway(self) -> None:
        """Start once more what was refused for want of memory."""
        self.start(self._numbers, is_tried_anyway=True)

    def start_or_pause(self) -> None:
        """Do what F5 means now."""
        match self._desk.status:
            case RunStatus.IDLE:
                self.start()
            case RunStatus.RUNNING:
                self._desk.pause()
            case RunStatus.PAUSED:
                self._desk.resume()

    def stop(self) -> None:
        """Stop; what is labelled is kept."""
        self._desk.stop()
        self._show_status()

    def estimate(self) -> None:
        """Measure how long it will take, on a few rows of this file."""
        if not self.is_idle:
            return
        self._stop_measuring()
        self._presence.prepare()  # a run may follow
        request = self._wanted()
        job = Job(lambda _: self._desk.estimate(request, job.should_stop))
        self._estimate_job = job
        self._panel.show_estimating()
        self._lane.start_job(
            job,
            on_done=lambda estimate: self._show_estimate(job, request, estimate),
            on_failure=lambda error: self._show_no_estimate(job, error),
        )

    def _wanted(self, numbers: Sequence[int] | None = None) -> RunRequest:
        return replace(self._panel.request(numbers), settings=self._engine_settings())

    def hear(self, event: Event) -> None:
        """Show what the project says."""
        match event:
            case RowsRead():
                if event.is_complete:
                    self._measure_soon.start()
                return
            case TuningStarted():
                self._show_tuning()
                return
            case RunStarted():
                self._show_runs()
                self.columns_changed.emit()
            case RunProgressed():
                self._show_progress(event)
                if event.done < event.to_do and self._shown is self._desk.status:
                    return
            case RunPaused() | RunResumed():
                self._say_how_far()
            case RunEnded():
                self._show_end(event)
            case RunFailed(error):
                self._end()
                self.failed.emit(error)
                if isinstance(error, NotEnoughMemoryError):
                    self.too_large.emit()
            case ModelLoaded():
                pass
        self._show_status()

    def close(self) -> None:
        """End what is being measured; the project itself stops its run."""
        self._stop_measuring()
        self._lane.close()
        self._end()
        self._presence.close()

    def _show_progress(self, event: RunProgressed) -> None:
        self._panel.show_progress(event)
        self._progress_text = " · ".join((*numbers_of(event), device_words(event.device), event.model))
        self._say_how_far()
        self._presence.begin(int(self._panel.window().winId()))
        self._presence.show_progress(event.done, event.to_do)
        self.status_changed.emit()

    def _say_how_far(self) -> None:
        """Say it unless the run has paused, also for what was on its way then, or ended at that very moment."""
        if not self.is_idle:
            is_paused = self._desk.status is RunStatus.PAUSED
            self.status_text = self.tr("Paused") if is_paused else self._progress_text

    def _show_tuning(self) -> None:
        self._panel.show_tuning()
        if not self.is_idle:  # or it's for an estimate
            self.status_text = self.tr("Measuring the model, once…")
            self.status_changed.emit()

    def _show_end(self, event: RunEnded) -> None:
        self._end()
        if event.is_complete and self._is_all_labelled():
            self._panel.show_all_labelled()
        else:
            self._panel.show_estimate(None)
        self.told.emit(self._outcome(event))

    def _end(self) -> None:
        self._presence.end()
        self.status_text = ""
        self._show_runs()

    def _is_all_labelled(self) -> bool:
        current = self._project.current_run
        return current is not None and current.rows_labelled >= self._project.row_count

    def _outcome(self, event: RunEnded) -> str:
        if not event.is_complete:
            return self.tr("Stopped. Everything labelled so far is kept; labelling goes on from here when you like.")
        if not self._is_all_labelled():
            return self.tr("The rows that you chose are labelled.")
        if event.attention_rows:
            return self.tr("All rows are labelled; %Ln of them need(s) a look.", "", event.attention_rows)
        return self.tr("All rows are labelled.")

    def _choices_changed(self) -> None:
        self._stop_measuring()
        self._panel.show_estimate(None)
        self._measure_soon.start()

    def _stop_measuring(self) -> None:
        self._measure_soon.stop()
        if self._estimate_job is not None:
            self._estimate_job.ask_to_stop()
            self._estimate_job = None

    def _show_estimate(self, job: Job, request: RunRequest, estimate: RunEstimate) -> None:
        if job is self._estimate_job:
            self._estimate_job = None
            self._panel.show_estimate(estimate)
            if estimate.texts_per_s > 0 and is_standard(request.tasks, request.emotions, request.profile):
                self.measured.emit(request.model, estimate.texts_per_s)

    def _show_no_estimate(self, job: Job, error: EmoDeskError) -> None:
        if job is self._estimate_job:
            self._estimate_job = None
            self._panel.show_estimate(None, error_words(error))

    def _show_run(self, number: int) -> None:
        self._project.show_run(number)
        self.columns_changed.emit()

    def _show_runs(self) -> None:
        current = self._project.current_run
        runs = [(each.number, f"{each.name or each.model}") for each in self._project.runs]
        self._panel.show_runs(runs, current.number if current else None)

    def _show_status(self) -> None:
        self._shown = self._desk.status
        self._panel.show_status(self._shown, has_labels=bool(self._project.label_columns))
        self.state_changed.emit()

    def _take_last_choices(self) -> None:
        current = self._project.current_run
        if current is not None:
            self._panel.tasks.choose(current.plan.tasks, current.plan.emotions, current.plan.profile)
