"""Left of the grid: what is labelled, with which model, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from emodesk.app.labelling_desk import RunEstimate, RunRequest, RunStatus
from emodesk.core.events import RunProgressed
from emodesk.gui.error_words import in_words
from emodesk.gui.look import tokens
from emodesk.gui.look.narrow_box import NarrowBox
from emodesk.gui.look.parts import button, column, frame, label, line, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.run.durations import duration
from emodesk.gui.run.progress_card import ProgressCard, device_words
from emodesk.gui.run.task_choice import TaskChoice
from emodesk.gui.turns import Steps

_NARROWEST: Final = 240
"""Width of the panel at the normal size of type; it grows with the type, as the words do."""


class RunPanel(QFrame):
    """Choices above, the button and the progress at the foot."""

    start_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    estimate_wanted = Signal()
    models_wanted = Signal()
    run_chosen = Signal(int)
    """Number of the run whose labels shall be shown."""
    focus_freed = Signal()
    """The button that had the focus is gone and nothing here takes its place: all is labelled."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "panel")
        self.setProperty("edge", "right")
        self._is_all_labelled = self._has_labels = False

    def minimumSizeHint(self) -> QSize:
        """Return what its words need at this size of type, so that none is cut off."""
        needed = super().minimumSizeHint()
        return needed.expandedTo(QSize(round(_NARROWEST * self._theme.zoom), 0))

    def build(self) -> Steps:
        """Build the parts, a few in each turn; the panel is of use when the last one stands."""
        layout = column(self, gap=0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # nothing would show that it has it, and what's in it scrolls it
        body = QWidget()
        self._body = column(body, margin=tokens.LARGE, gap=tokens.SMALL)
        area.setWidget(body)
        layout.addWidget(area, 1)
        self._add_source()
        yield
        self._add_tasks()
        yield
        self._add_model()
        self._body.addStretch(1)
        yield
        layout.addWidget(self._foot())
        self.show_status(RunStatus.IDLE)

    def show_source(self, name: str, details: str) -> None:
        """Say which spreadsheet this is."""
        self._name.setText(name)
        self._name.setToolTip(name)
        self._details.setText(details)

    def show_models(self, models: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these models: (id, name)."""
        with QSignalBlocker(self.model):
            self.model.clear()
            for model_id, name in models:
                self.model.addItem(name, model_id)
            self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def choose_model(self, model_id: str) -> bool:
        """Choose one of the models on offer; one that isn't there changes nothing. Return whether it's there."""
        place = self.model.findData(model_id)
        if place >= 0:
            self.model.setCurrentIndex(place)
        return place >= 0

    def show_runs(self, runs: Sequence[tuple[int, str]], current: int | None) -> None:
        """Offer the runs of the project, where there's more than one: (number, what it's called)."""
        with QSignalBlocker(self._runs):
            self._runs.clear()
            for number, words in runs:
                self._runs.addItem(words, number)
            self._runs.setCurrentIndex(max(0, self._runs.findData(current)))
        self._runs_part.setVisible(len(runs) > 1)

    def request(self, numbers: Sequence[int] | None = None) -> RunRequest:
        """Return what the user asks for; ``numbers`` limits it to these rows."""
        return RunRequest(
            tasks=self.tasks.tasks,
            emotions=self.tasks.emotions,
            profile=self.tasks.profile,
            model=str(self.model.currentData() or "starter"),
            numbers=numbers,
        )

    def show_status(self, status: RunStatus, *, has_labels: bool = False) -> None:
        """Fit the buttons to what goes on."""
        with self._keeping_focus():
            self._fit_parts(status, has_labels=has_labels)
        if status is not RunStatus.IDLE:
            self.progress.show_status(status)

    def _fit_parts(self, status: RunStatus, *, has_labels: bool) -> None:
        is_idle = status is RunStatus.IDLE
        self._start.setVisible(is_idle)
        self._has_labels = has_labels
        self._show_what_is_left(is_all_labelled=self._is_all_labelled)
        self._pause.setVisible(not is_idle and status is not RunStatus.PAUSED)
        self._resume.setVisible(status is RunStatus.PAUSED)
        self._stop.setVisible(not is_idle)
        self._pause.setEnabled(status is RunStatus.RUNNING)
        self._stop.setEnabled(status is not RunStatus.STOPPING)
        self.tasks.setEnabled(is_idle)
        self.model.setEnabled(is_idle)
        self.progress.setVisible(not is_idle)
        self._estimate_part.setVisible(is_idle)

    def show_progress(self, progress: RunProgressed) -> None:
        """Show how far the run is."""
        self.progress.show_progress(progress)

    def show_estimating(self) -> None:
        """Say that the computer's speed is being measured."""
        self._estimate.setText(self.tr("Measuring on a few rows of this file…"))
        with self._keeping_focus():
            self._measure.setEnabled(False)

    def show_tuning(self) -> None:
        """Say that the model is measured, by a run or before an estimate."""
        self.progress.show_tuning()
        if not self._measure.isEnabled():
            words = self.tr(
                "Measuring how the model runs fastest on this computer, once; then a few rows of this file…"
            )
            self._estimate.setText(words)

    def show_estimate(self, estimate: RunEstimate | None, problem: str = "") -> None:
        """Say how long it would take; None where it's not known."""
        with self._keeping_focus():
            self._measure.setEnabled(True)
            self._show_what_is_left(is_all_labelled=estimate is not None and estimate.leaves_nothing)
        if estimate is None:
            self._estimate.setText(problem or self.tr("How long it takes is measured on a few rows of this file."))
        elif estimate.leaves_nothing:
            self.show_all_labelled()
        else:
            self._estimate.setText("\n".join((self._words_of(estimate), *map(in_words, estimate.notes))))

    def _words_of(self, estimate: RunEstimate) -> str:
        about = self.tr("About {0}").format(duration(estimate.seconds))
        if not estimate.texts:  # measuring has answered them all
            return f"{about}."
        return self.tr("{0} for {1} distinct texts on this computer ({2} texts/s, {3}).").format(
            about,
            QLocale().toString(estimate.texts),
            QLocale().toString(estimate.texts_per_s, "f", 1),
            device_words(estimate.device),
        )

    def show_all_labelled(self) -> None:
        """Say that there's nothing to do."""
        self._estimate.setText(self.tr("Every text has its labels already."))
        with self._keeping_focus():
            self._measure.setEnabled(True)
            self._show_what_is_left(is_all_labelled=True)

    @contextmanager
    def _keeping_focus(self) -> Iterator[None]:
        """Let the focus stay here when what has it goes: Qt would give it to the next field, the search of the grid."""
        before = self.window().focusWidget()
        is_here = before is self or self.isAncestorOf(before)
        yield
        if is_here and (before is self or self.window().focusWidget() is not before):
            self._take_focus()

    def _take_focus(self) -> None:
        """Give the focus to the button that goes on with the run; while there's none to be pressed, the panel has it.

        Never to the one that stops it: whoever presses the space bar twice would end what they've just begun.
        """
        for each in (self._start, self._resume, self._pause):
            if each.isVisibleTo(self) and each.isEnabled():
                each.setFocus()
                return
        self.setFocus()
        if self._start.isVisibleTo(self):
            self.focus_freed.emit()

    def _show_what_is_left(self, *, is_all_labelled: bool) -> None:
        """Let the button stand out while there's something to label, and be quiet when there's nothing."""
        self._is_all_labelled = is_all_labelled
        words = self.tr("Label the rest") if self._has_labels else self.tr("Start labelling")
        self._start.setText(self.tr("All is labelled") if is_all_labelled else words)
        self._start.setEnabled(not is_all_labelled)
        tip = self.tr("Choose another model or other tasks to label again.") if is_all_labelled else ""
        self._start.setToolTip(tip)
        self._theme.icons.put(self._start, "check" if is_all_labelled else "play", "on_accent")

    def _add_source(self) -> None:
        self._body.addWidget(label(self.tr("Spreadsheet"), "section"))
        self._name = label("", "strong", wraps=True)
        self._details = label("", "muted", wraps=True)
        self._body.addWidget(self._name)
        self._body.addWidget(self._details)
        self._body.addSpacing(tokens.SMALL)
        self._body.addWidget(line())
        self._body.addSpacing(tokens.SMALL)

    def _add_tasks(self) -> None:
        self._body.addWidget(label(self.tr("What to label"), "section"))
        self.tasks = TaskChoice()
        self._body.addWidget(self.tasks)
        self._body.addSpacing(tokens.SMALL)
        self._body.addWidget(line())
        self._body.addSpacing(tokens.SMALL)

    def _add_model(self) -> None:
        heading = row()
        heading.addWidget(label(self.tr("Model"), "section"))
        heading.addStretch(1)
        heading.addWidget(button(self.tr("All models"), self.models_wanted.emit, "link"))
        self._body.addLayout(heading)
        self.model = NarrowBox(self.tr("Model"))
        self._body.addWidget(self.model)
        self._runs_part = QWidget()
        runs = column(self._runs_part, gap=tokens.TINY)
        runs.setContentsMargins(0, tokens.SMALL, 0, 0)
        runs.addWidget(label(self.tr("Labels shown"), "section"))
        self._runs = NarrowBox(self.tr("Labels shown"))
        self._runs.activated.connect(lambda _: self.run_chosen.emit(self._runs.currentData()))
        runs.addWidget(self._runs)
        self._runs_part.hide()
        self._body.addWidget(self._runs_part)

    def _foot(self) -> QFrame:
        foot = frame("panel")
        layout = column(foot, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.LARGE, tokens.LARGE)
        self._estimate_part = QWidget()
        part = column(self._estimate_part, gap=0)
        self._estimate = label("", "muted", wraps=True)
        self._measure = button(self.tr("Measure again"), self.estimate_wanted.emit, "link")
        part.addWidget(self._estimate)
        part.addWidget(self._measure, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._estimate_part)
        self.progress = ProgressCard()
        layout.addWidget(self.progress)
        self._start = button(self.tr("Start labelling"), self.start_wanted.emit, "primary")
        self._start.setObjectName("start")
        self._pause = button(self.tr("Pause"), self.pause_wanted.emit)
        self._resume = button(self.tr("Go on"), self.resume_wanted.emit, "primary")
        self._stop = button(self.tr("Stop"), self.stop_wanted.emit)
        for each, icon, tone in (
            (self._start, "play", "on_accent"), (self._pause, "pause", "text"), (self._resume, "play", "on_accent"),
            (self._stop, "square", "text"),
        ):  # fmt: skip
            self._theme.icons.put(each, icon, tone)
        layout.addWidget(self._start)
        buttons = row(gap=tokens.SMALL)
        for each in (self._pause, self._resume, self._stop):
            buttons.addWidget(each, 1)
        layout.addLayout(buttons)
        return foot
