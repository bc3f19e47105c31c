"""Runs a model over the rows of an open project on a thread of its own; it can be paused, stopped and gone on with."""

from __future__ import annotations

import enum
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from emodesk.app.asking import ask
from emodesk.app.desk_run import DeskRun
from emodesk.app.model_loading import ModelLoading, bare_options
from emodesk.app.pausing import Pausing
from emodesk.app.probe import check_answers_like_emollm
from emodesk.app.run_record import last_run, new_record, now, settings_to_go_on
from emodesk.app.runs import Runs
from emodesk.app.table_reading import check_whole
from emodesk.app.tuning import Tuning
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.errors import EmoDeskError, OptionError
from emodesk.core.events import (
    Emit,
    ModelLoaded,
    RunEnded,
    RunFailed,
    RunPaused,
    RunResumed,
    RunStarted,
)
from emodesk.core.model_file import ModelFile
from emodesk.core.ports import Engine, Models
from emodesk.core.project import LabellingPlan
from emodesk.core.reading import ModelInfo
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column

_log: Final = logging.getLogger(__name__)
_PATIENCE_S: Final = 1.5
_LOOK_S: Final = 0.05
_MEASURED_TEXTS: Final = 8


class RunStatus(enum.Enum):
    """What the desk is doing."""

    IDLE = "idle"
    STARTING = "starting"
    """The model is loaded, and what there is to do is counted."""
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the user asks for."""

    tasks: tuple[str, ...]
    emotions: tuple[str, ...]
    profile: str
    model: str
    numbers: Sequence[int] | None = None
    """Rows; None: all of them."""
    settings: EngineSettings = UNCHOSEN
    """What the user wants of how the model runs; the rest is as it was measured to be fastest."""
    gpu_layers: int | None = None
    is_any_model_welcome: bool = False
    is_tried_anyway: bool = False
    """Whether a model may be loaded that seems too large for the memory that is free."""


@dataclass(frozen=True, slots=True)
class RunEstimate:
    """How long a run will take on this computer, measured on a few texts of this very table."""

    texts: int
    """Distinct texts that lack an answer."""
    rows: int
    seconds: float
    texts_per_s: float
    """0 where nothing was left to measure on."""
    device: str
    model: str
    notes: tuple[str, ...] = ()
    """What the user should know of how the model runs: why a GPU does less than it might, say."""
    was_run: bool = False
    """Whether a run has been through with this model and these tasks. Answers alone, of an estimate, are no labels."""

    @property
    def leaves_nothing(self) -> bool:
        """Return whether every row has its labels already."""
        return self.was_run and not self.texts


class LabellingDesk:
    """One per open project. Its methods return at once, but for ``estimate`` and ``close``."""

    def __init__(
        self,
        project: ReviewProject,
        engine: Engine,
        models: Models,
        runs: Runs,
        text_column: Callable[[], Column | None],
        is_reading: Callable[[], bool],
        emit: Emit,
        tuning: Tuning | None = None,
    ) -> None:
        self._project = project
        self._engine = engine
        self._loading = ModelLoading(engine, tuning, emit)
        self._models = models
        self._runs = runs
        self._text_column = text_column
        self._is_reading = is_reading
        self._emit = emit
        self._engine_guard = threading.Lock()
        self._checked: set[str] = set()
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._status = RunStatus.IDLE
        self._status_guard = threading.Lock()
        self._looked_at: tuple[int, ...] = ()  # never changed, only replaced: threads needn't wait for each other

    @property
    def status(self) -> RunStatus:
        """Return what the desk is doing."""
        return self._status

    def start(self, request: RunRequest) -> None:
        """Start a run.

        Raises OptionError if one is going on, or if there's no column to label, InputFileError if the spreadsheet
        wasn't read to its end.
        """
        column = self._column()
        self._check_rows()
        if not self._change(RunStatus.STARTING, RunStatus.IDLE):
            raise OptionError("A run is going on already.", hint="Stop it first.")
        self._thread = threading.Thread(target=self._run, args=(request, column), name="emodesk-run", daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Begin nothing new; what is under way is finished if that takes seconds, else asked again afterwards."""
        if self._change(RunStatus.PAUSED, RunStatus.RUNNING):
            self._emit(RunPaused())

    def resume(self) -> None:
        """Go on."""
        if self._change(RunStatus.RUNNING, RunStatus.PAUSED):
            self._emit(RunResumed())

    def look_at(self, numbers: Sequence[int]) -> None:
        """Take note which rows are on the screen, by number: what runs, or will, labels them first."""
        self._looked_at = tuple(numbers)

    def stop(self) -> None:
        """Stop; what is labelled is kept."""
        self._change(RunStatus.STOPPING, RunStatus.STARTING, RunStatus.RUNNING, RunStatus.PAUSED)

    def estimate(self, request: RunRequest, should_stop: Callable[[], bool]) -> RunEstimate:
        """Load the model, label a few texts (they're kept) and say how long the rest will take.

        Raises the errors under ModelError and EngineError.
        """
        column = self._column()
        self._check_rows()

        def is_enough() -> bool:
            return should_stop() or self._is_stopping() or self._is_closed

        with self._engine_guard:
            model, info, plan = self._load(request, column, is_enough)
            self._check(request, plan, model, is_enough)
            self._wait_for_rows(is_enough)
            run = self._desk_run(column, plan, info)
            run.split_long_texts(is_enough)
            found = run.survey(request.numbers, is_enough)
            measured = run.measure(min(_MEASURED_TEXTS, found.texts), is_enough)
            known = last_run(self._project, plan, model.fingerprint)
        rate = measured.chars_per_s
        return RunEstimate(
            found.texts - measured.texts,
            found.rows,
            (found.chars - measured.chars) / rate if rate else 0.0,
            measured.texts_per_s,
            _device(info),
            model.name,
            info.notes,
            was_run=known is not None and known[1].finished_at is not None,
        )

    def close(self) -> None:
        """Stop what runs and end the engine; safe to call twice."""
        self._is_closed = True
        self.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
        self._engine.close()

    def _run(self, request: RunRequest, column: Column) -> None:
        try:
            with self._engine_guard:
                self._label(request, column)
        except EmoDeskError as error:
            self._end(RunFailed(error))
        except Exception as error:  # noqa: BLE001  whatever it is, the window has to hear of it
            _log.exception("A run ended unexpectedly")
            self._end(RunFailed(EmoDeskError(
                f"The run ended in a way that EmoDesk didn't foresee ({type(error).__name__}).",
                hint="Everything labelled so far is kept; start again to go on.",
            )))  # fmt: skip

    def _label(self, request: RunRequest, column: Column) -> None:
        model, info, plan = self._load(request, column, self._is_stopping)
        self._check(request, plan, model, self._is_stopping)
        self._emit(ModelLoaded(info))
        self._wait_for_rows(self._is_stopping)
        run = self._desk_run(column, plan, info)
        run.split_long_texts(self._is_stopping)
        to_do = run.survey(request.numbers, self._is_stopping)
        if self._is_stopping():
            # What was surveyed is a part: nothing is begun, and no record says that there's no work.
            self._end(RunEnded(self._runs.number, is_complete=False, attention_rows=0))
            return
        number, record = self._runs.begin(new_record(plan, model, info, run.room_tokens), has_work=to_do.texts > 0)
        self._emit(RunStarted(number, to_do.texts, to_do.rows))
        self._change(RunStatus.RUNNING, RunStatus.STARTING)
        pausing = Pausing(lambda: self._status is RunStatus.PAUSED)
        told = (_device(info), model.name)
        is_complete = run.label(number, record, to_do, self._is_stopping, pausing, told)
        if is_complete and record.finished_at is None and self._is_all_answered(request, run):
            self._runs.finish(number, msgspec.structs.replace(record, finished_at=now()))
        self._end(RunEnded(number, is_complete, run.attention_rows))

    def _is_all_answered(self, request: RunRequest, run: DeskRun) -> bool:
        """Say whether a run that was labelled to its end leaves nothing: it may have been for chosen rows alone."""
        if request.numbers is None:
            return True
        return run.survey(None, self._is_stopping).texts == 0 and not self._is_stopping()

    def _change(self, to: RunStatus, *before: RunStatus) -> bool:
        """Change what the desk is doing if it's one of these by now; say whether it was."""
        with self._status_guard:
            if self._status not in before:
                return False
            self._status = to
            return True

    def _is_stopping(self) -> bool:
        return self._status is RunStatus.STOPPING

    def _wait_for_rows(self, should_stop: Callable[[], bool]) -> None:
        """Wait until the spreadsheet is read: before that nobody knows which texts make the last chunk."""
        while self._is_reading() and not should_stop():
            time.sleep(_LOOK_S)
        self._check_rows()

    def _check_rows(self) -> None:
        if not self._is_reading():
            check_whole(self._project)

    def _desk_run(self, column: Column, plan: LabellingPlan, info: ModelInfo) -> DeskRun:
        return DeskRun(self._project, self._engine, column, plan, info, self._emit, lambda: self._looked_at)

    def _end(self, event: RunEnded | RunFailed) -> None:
        if isinstance(event, RunFailed):
            self._loading.forget()
        self._loading.end_run()
        self._change(RunStatus.IDLE, *RunStatus)
        if not self._is_closed:
            self._emit(event)

    def _column(self) -> Column:
        column = self._text_column()
        if column is None:
            raise OptionError("There is no column to label.", hint="Open the spreadsheet again and choose one.")
        return column

    def _load(
        self, request: RunRequest, column: Column, should_stop: Callable[[], bool]
    ) -> tuple[ModelFile, ModelInfo, LabellingPlan]:
        """Load the model that is asked for, the way it runs best; a run that goes on runs it as it began."""
        model = self._models.find(request.model, despite_memory=request.is_tried_anyway)
        plan = self._plan(request, column, model)
        info = self._loading.load(
            bare_options(model, request.gpu_layers),
            self._project.row_count(),
            should_stop,
            chosen=request.settings,
            begun=settings_to_go_on(self._project, plan, model.fingerprint),
        )
        return model, info, plan

    def _check(
        self, request: RunRequest, plan: LabellingPlan, model: ModelFile, should_stop: Callable[[], bool]
    ) -> None:
        if request.is_any_model_welcome or model.fingerprint in self._checked:
            return
        if check_answers_like_emollm(self._engine, ask(plan, model.fingerprint), model.path.name, should_stop):
            self._checked.add(model.fingerprint)

    def _plan(self, request: RunRequest, column: Column, model: ModelFile) -> LabellingPlan:
        return LabellingPlan(
            text_column=column.name,
            tasks=request.tasks,
            emotions=request.emotions,
            profile=request.profile,
            style=model.prompt_style,
            scores=model.scores,
        )


def _device(info: ModelInfo) -> str:
    return f"{info.device}, {info.threads} threads"
