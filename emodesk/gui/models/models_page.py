"""The models on this computer: what each is, what it needs, how good it was measured to be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QWidget

from emodesk.app.models import ListedModel, Models
from emodesk.core.errors import EmoDeskError
from emodesk.gui.background import Job, Lane
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, centred_column, clear, column, frame, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.model_card import ModelCard

_WIDTH = 880


class ModelsPage(QScrollArea):
    """A card for each model; below, how to get more."""

    closed = Signal()
    changed = Signal()
    """A model came or went."""
    failed = Signal(object)

    def __init__(self, theme: Theme, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._models = theme, models
        self._lane = Lane()
        layout = centred_column(self, _WIDTH, gap=tokens.LARGE)
        layout.addLayout(self._heading())
        self._cards = column(gap=tokens.LARGE)
        layout.addLayout(self._cards)
        layout.addWidget(self._more())
        layout.addStretch(1)

    def refresh(self) -> None:
        """Look again which models there are."""
        self._state.setText(self.tr("Looking for models…"))
        self._lane.start(
            lambda _: (*self._models.list(), *self._models.available()),
            on_done=self._show,
            on_failure=self.failed.emit,
        )

    def choose_file(self) -> None:
        """Ask for a model file."""
        dialog = QFileDialog(self, self.tr("Add a model file"), "", f"{self.tr('Models')} (*.gguf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()

    def add(self, path: Path) -> None:
        """Add a model file; it's checked and copied beside the others."""
        self._state.setText(self.tr("Checking and copying {0}…").format(path.name))
        job = Job(lambda report: self._models.add(path, report, job.should_stop))
        self._lane.start_job(job, on_done=self._added, on_failure=self._failed)

    def close_lanes(self) -> None:
        """End what is under way."""
        self._lane.forget()

    def _heading(self) -> QHBoxLayout:
        heading = row()
        words = column(gap=tokens.TINY)
        words.addWidget(label(self.tr("Models"), "title"))
        words.addWidget(
            label(
                self.tr("They run on this computer. A larger one is slower, and closer to what people would say."),
                "muted",
            )
        )
        heading.addLayout(words)
        heading.addStretch(1)
        back = button(self.tr("Back"), self.closed.emit)
        self._theme.icons.put(back, "chevron-left", "text")
        heading.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return heading

    def _more(self) -> QWidget:
        card = frame("card")
        layout = column(card, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.addWidget(label(self.tr("Add a model"), "strong"))
        layout.addWidget(
            label(
                self.tr(
                    "Any EmoLLM in the GGUF format will do, such as Emollama-chat-7b in a quantised version. Get the "
                    "file with your browser or on a USB stick, then add it here: this window never goes online."
                ),
                "muted",
                wraps=True,
            )
        )
        buttons = row()
        adding = button(self.tr("Add a model file…"), self.choose_file, "primary")
        self._theme.icons.put(adding, "plus", "on_accent")
        folder = button(self.tr("Open the models folder"), self._open_folder)
        self._theme.icons.put(folder, "folder", "text")
        buttons.addWidget(adding)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        self._state = label("", "muted")
        buttons.addWidget(self._state)
        layout.addLayout(buttons)
        return card

    @property
    def is_filled(self) -> bool:
        """Return whether the models are listed."""
        return self._cards.count() > 0

    def _show(self, models: Sequence[ListedModel]) -> None:
        clear(self._cards)
        self._state.setText("")
        for model in models:
            card = ModelCard(self._theme, model)
            card.remove_wanted.connect(self._remove)
            self._cards.addWidget(card)

    def _added(self, name: str) -> None:
        self._state.setText(self.tr("{0} is ready.").format(name) if name else "")
        self.refresh()
        self.changed.emit()

    def _failed(self, error: EmoDeskError) -> None:
        self._state.setText("")
        self.failed.emit(error)

    def _remove(self, model_id: str) -> None:
        self._lane.start(lambda _: self._models.remove(model_id), on_done=self._removed, on_failure=self.failed.emit)

    def _removed(self, _nothing: object) -> None:
        self.refresh()
        self.changed.emit()

    def _open_folder(self) -> None:
        folder = self._models.folder
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
