"""What to label: tasks, the emotions whose intensity is rated, and how classes are made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from emodesk.core.affect.columns import Profile
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS, TASKS
from emodesk.gui.grid.words import column_title, emotion_word
from emodesk.gui.look import tokens
from emodesk.gui.look.narrow_box import NarrowBox
from emodesk.gui.look.parts import button, column, label


class TaskChoice(QWidget):
    """Ticks for the tasks; at least one of them stays ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(self, gap=tokens.TINY)
        self._tasks: dict[str, QCheckBox] = {}
        self._emotions: dict[str, QCheckBox] = {}
        for task_id in AAID_TASKS:
            layout.addWidget(self._task_box(task_id))
        self._emotion_part = QWidget()
        grid = QGridLayout(self._emotion_part)
        grid.setContentsMargins(tokens.HUGE, 0, 0, 0)
        grid.setSpacing(0)
        for place, emotion in enumerate(EMOTIONS):
            box = QCheckBox(emotion_word(emotion).capitalize())
            box.setChecked(True)
            box.toggled.connect(self._ticked)
            self._emotions[emotion] = box
            grid.addWidget(box, place // 2, place % 2)
        layout.addWidget(self._emotion_part)
        self._more = button(self.tr("More tasks and options"), self._toggle_more, "link")
        layout.addWidget(self._more)
        self._extra = QWidget()
        extra = column(self._extra, gap=tokens.TINY)
        for task_id in TASKS:
            if task_id not in AAID_TASKS:
                extra.addWidget(self._task_box(task_id))
        extra.addSpacing(tokens.SMALL)
        extra.addWidget(label(self.tr("Classes are"), "muted"))
        self._profile = NarrowBox(self.tr("How classes are made"))
        self._profile.addItem(self.tr("cut from the scores (fast)"), Profile.STANDARD.value)
        self._profile.addItem(self.tr("asked one by one (as in the paper)"), Profile.PAPER.value)
        self._profile.setToolTip(
            self.tr("Classes cut from the scores are as good as asked ones, and take half the time.")
        )
        self._profile.currentIndexChanged.connect(lambda _: self.changed.emit())
        extra.addWidget(self._profile)
        self._extra.hide()
        layout.addWidget(self._extra)
        self.choose(AAID_TASKS, EMOTIONS, Profile.STANDARD.value)

    @property
    def tasks(self) -> tuple[str, ...]:
        """Return the ids of the ticked tasks."""
        return tuple(task_id for task_id, box in self._tasks.items() if box.isChecked())

    @property
    def emotions(self) -> tuple[str, ...]:
        """Return the emotions whose intensity is rated."""
        return tuple(emotion for emotion, box in self._emotions.items() if box.isChecked())

    @property
    def profile(self) -> str:
        """Return how classes are made."""
        return str(self._profile.currentData())

    def choose(self, tasks: Sequence[str], emotions: Sequence[str], profile: str) -> None:
        """Tick these."""
        for boxes, wanted in ((self._tasks, tasks), (self._emotions, emotions)):
            for name, box in boxes.items():
                with QSignalBlocker(box):
                    box.setChecked(name in wanted)
        self._profile.setCurrentIndex(max(0, self._profile.findData(profile)))
        self._show_what_applies()
        if any(task_id not in AAID_TASKS for task_id in tasks) and not self._extra.isVisible():
            self._toggle_more()

    def _task_box(self, task_id: str) -> QCheckBox:
        box = QCheckBox(column_title(task_id, None))
        box.setToolTip(f"{task_id.upper()}: {TASKS[task_id].title}")
        box.toggled.connect(self._ticked)
        self._tasks[task_id] = box
        return box

    def _ticked(self, _is_on: bool) -> None:  # noqa: FBT001  a slot gets what the signal carries
        sender = self.sender()
        if isinstance(sender, QCheckBox):
            boxes = self._emotions if sender in self._emotions.values() else self._tasks
            if not any(box.isChecked() for box in boxes.values()):
                sender.setChecked(True)  # nothing ticked would be nothing to do
                return
        self._show_what_applies()
        self.changed.emit()

    def _show_what_applies(self) -> None:
        self._emotion_part.setVisible(any(TASKS[task_id].per_emotion for task_id in self.tasks))

    def _toggle_more(self) -> None:
        is_open = not self._extra.isVisibleTo(self)
        self._extra.setVisible(is_open)
        self._more.setText(self.tr("Fewer options") if is_open else self.tr("More tasks and options"))
