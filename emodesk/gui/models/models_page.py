"""The models: those on this computer, those that can be fetched, and what is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QWidget

from emodesk.app.calibration import Timing
from emodesk.app.listed_model import ListedModel
from emodesk.app.models import Models
from emodesk.core.errors import EmoDeskError
from emodesk.gui.background import Job, Lane
from emodesk.gui.error_words import system_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, centred_column, column, label, row
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.adding_card import AddingCard
from emodesk.gui.models.advice_card import AdviceCard
from emodesk.gui.models.download_dialog import DownloadDialog
from emodesk.gui.models.model_card import ModelCard
from emodesk.gui.models.model_dialogs import card_dialog, conversion_dialog, licence_dialog, removal_dialog
from emodesk.gui.models.transfers import IMPORT, Kind, Transfers, key_of
from emodesk.gui.turns import InTurns, Steps

_WIDTH = 960


class ModelsPage(QScrollArea):
    """A card for each model; it asks before it fetches or deletes anything."""

    closed = Signal()
    changed = Signal()
    """A model came or went."""
    chosen = Signal(str)
    """Id of the model that shall be used for labelling."""
    removed = Signal(str)
    told = Signal(str)
    """Something has ended while another page may be looked at."""
    connection_changed = Signal()
    """A download has begun or ended."""
    advised = Signal(object)
    """Lines of advice: how fast models are on this computer has been looked up."""
    failed = Signal(object)

    def __init__(self, theme: Theme, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._models = theme, models
        self._lane = Lane()
        self._measuring_lane = Lane()
        self._chosen = ""
        self._listed: Sequence[ListedModel] = ()
        self.cards: dict[str, ModelCard] = {}
        """By ``key_of`` the models' ids."""
        self.transfers = Transfers(models, self)
        self.transfers.moved.connect(self._show_transfer)
        self.transfers.ended.connect(self._end_transfer)
        layout = centred_column(self, _WIDTH, gap=tokens.LARGE)
        layout.addLayout(self._heading())
        self._measuring: Job | None = None
        self.advice = AdviceCard(theme)
        self.advice.measuring_wanted.connect(self._measure)
        self.advice.stop_wanted.connect(self._stop_measuring)
        self.advised.connect(self.advice.show_advice)
        layout.addWidget(self.advice)
        self._building: InTurns | None = None
        self._place = column()
        self._holder = QWidget()
        self._place.addWidget(self._holder)
        layout.addLayout(self._place)
        self.adding = AddingCard(theme)
        self.adding.chosen.connect(self.add)
        self.adding.folder_wanted.connect(self._open_folder)
        self.adding.cancel_wanted.connect(lambda: self.transfers.stop(IMPORT))
        layout.addWidget(self.adding)
        layout.addStretch(1)

    def refresh(self) -> None:
        """Look again which models there are."""
        self._lane.start(lambda _: self._models.all(), on_done=self._show, on_failure=self.failed.emit)
        self.look_up_advice()

    def look_up_advice(self) -> None:
        """Look how fast models are on this computer, without a card of any."""
        self._lane.start(lambda _: self._models.advice(), on_done=self.advised.emit, on_failure=self.failed.emit)

    def show_chosen(self, model_id: str) -> None:
        """Mark the model that is used for labelling."""
        if model_id != self._chosen:
            self._chosen = model_id
            self._show(self._listed)

    def choose_file(self) -> None:
        """Ask for a model file."""
        self.adding.choose_file()

    def add(self, path: Path) -> None:
        """Add a model file, a zip or a folder; it's checked and copied beside the others."""
        self.transfers.take(path)

    def ask_to_download(self, model_id: str) -> None:
        """Go on with a download that was begun; else ask which version, and whether at all."""
        model = self.cards[key_of(model_id)].model
        if model.fetched_bytes:
            self._download(model_id)
            return
        dialog = DownloadDialog(model, self._models.hub, self._models.folder, self._models.free_bytes, self.window())
        dialog.download_wanted.connect(self._download)
        self._open(dialog)

    def close_lanes(self) -> None:
        """End what is under way; what was fetched is kept."""
        self._lane.forget()
        self._stop_measuring()
        self._measuring_lane.close()
        if self._building is not None:
            self._building.close()
        self.transfers.close()

    @property
    def is_filled(self) -> bool:
        """Return whether the models are listed, and no newer list is on its way to the screen."""
        return bool(self.cards) and (self._building is None or self._building.is_over)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _heading(self) -> QHBoxLayout:
        heading = row()
        words = column(gap=tokens.TINY)
        words.addWidget(label(self.tr("Models"), "title"))
        promise = self.tr("They run on this computer. A larger one is slower, and closer to what people would say.")
        words.addWidget(label(promise, "muted", wraps=True))
        heading.addLayout(words, 1)
        back = button(self.tr("Back"), self.closed.emit)
        self._theme.icons.put(back, "chevron-left", "text")
        heading.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return heading

    def _show(self, models: Sequence[ListedModel]) -> None:
        self._listed = models
        if self._building is not None:
            self._building.close()
        self._building = InTurns(self._build(self._parts(models)), self)

    def _parts(self, models: Sequence[ListedModel]) -> list[tuple[str, list[ListedModel]]]:
        partly = [model for model in models if model.fetched_bytes]
        to_be_had = [model for model in models if not model.is_here and not model.fetched_bytes]
        return [
            (self.tr("On this computer"), [model for model in models if model.is_here]),
            (self.tr("Partly downloaded"), partly),
            (self.tr("Can be downloaded"), [model for model in to_be_had if model.conversion is None]),
            (self.tr("Can be downloaded, and is converted here"), [each for each in to_be_had if each.conversion]),
        ]

    def _build(self, parts: Sequence[tuple[str, Sequence[ListedModel]]]) -> Steps:
        """Make the cards out of sight, one in each turn, and show them when the last one stands."""
        holder = QWidget(self._holder.parentWidget())
        layout = column(holder, gap=tokens.MEDIUM)
        cards: dict[str, ModelCard] = {}
        try:
            for heading, models in parts:
                if models:
                    layout.addWidget(label(heading, "section"))
                for model in models:
                    card = ModelCard(self._theme, model, is_chosen=model.is_here and model.id == self._chosen)
                    cards[key_of(model.id)] = card
                    self._connect(card)
                    layout.addWidget(card)
                    for each in card.findChildren(QWidget):
                        each.ensurePolished()  # or all cards would be dressed in the turn that shows them
                    yield
        except GeneratorExit:
            holder.deleteLater()
            raise
        self._place.replaceWidget(self._holder, holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder, self.cards = holder, cards
        for key, card in cards.items():
            card.show_outcome(self.transfers.outcomes.get(key))
            card.show_transfer(self.transfers.on_their_way.get(key))
        holder.show()

    def _connect(self, card: ModelCard) -> None:
        card.use_wanted.connect(self.chosen)
        card.download_wanted.connect(self.ask_to_download)
        card.restart_wanted.connect(lambda name: self._download(name, is_restart=True))
        card.discard_wanted.connect(self._discard)
        card.convert_wanted.connect(lambda name: self._ask_to_convert(card.model, name))
        card.check_wanted.connect(self.transfers.check)
        card.pack_wanted.connect(self._ask_where_to_pack)
        card.licence_wanted.connect(lambda _: self._open(licence_dialog(card.model, self.window())))
        card.card_wanted.connect(lambda _: self._open(card_dialog(card.model, self.window())))
        card.remove_wanted.connect(
            lambda name: self._open(removal_dialog(card.model, lambda: self._remove(name), self.window()))
        )
        card.pause_wanted.connect(lambda name: self.transfers.stop(key_of(name)))
        card.cancel_wanted.connect(lambda name: self.transfers.stop(key_of(name), is_unwanted=True))

    def _show_transfer(self, key: str) -> None:
        transfer = self.transfers.on_their_way.get(key)
        if key == IMPORT:
            self.adding.show_transfer(transfer)
        elif key in self.cards:
            self.cards[key].show_transfer(transfer)
        elif transfer is not None and transfer.latest is not None and transfer.latest.done_bytes:
            self.refresh()  # a version that had no card has begun to come
        self.connection_changed.emit()

    def _end_transfer(self, key: str) -> None:
        outcome = self.transfers.outcomes[key]
        if key == IMPORT:
            self.adding.show_transfer(None)
            self.adding.show_outcome(outcome)
        elif key in self.cards:
            self.cards[key].show_transfer(None)
            self.cards[key].show_outcome(outcome)
        self.refresh()
        self.connection_changed.emit()
        if outcome.kind is Kind.DOWNLOAD and outcome.name and self._is_original(key):
            self.transfers.convert(outcome.name)
        elif outcome.kind in (Kind.DOWNLOAD, Kind.CONVERT, Kind.IMPORT) and outcome.name:
            self.changed.emit()
            self.told.emit(self.tr("{0} is ready.").format(outcome.name))
        if outcome.error is not None and not self.isVisible():
            self.failed.emit(outcome.error)

    def _is_original(self, key: str) -> bool:
        """Say whether what is called so on the page is to be converted before it runs."""
        offered = [(each.id, each.conversion) for model in self._listed for each in model.variants]
        offered += [(model.id, model.conversion) for model in self._listed]
        return any(key_of(name) == key and conversion is not None for name, conversion in offered)

    def _ask_to_convert(self, model: ListedModel, name: str) -> None:
        def convert() -> None:
            self.transfers.convert(name)

        self._open(conversion_dialog(model, self._models.free_bytes, convert, self.window()))

    def _download(self, name: str, *, is_restart: bool = False) -> None:
        self.transfers.download(name, is_restart=is_restart)

    def _discard(self, name: str) -> None:
        self.transfers.outcomes.pop(key_of(name), None)
        self._lane.start(
            lambda _: self._models.discard(name), on_done=lambda _: self.refresh(), on_failure=self._failed
        )

    def _remove(self, model_id: str) -> None:
        def done(_nothing: object) -> None:
            self.transfers.outcomes.pop(key_of(model_id), None)
            self.removed.emit(model_id)
            self.changed.emit()
            self.refresh()

        self._lane.start(lambda _: self._models.remove(model_id), on_done=done, on_failure=self._failed)

    def _ask_where_to_pack(self, model_id: str) -> None:
        dialog = QFileDialog(self.window(), self.tr("Pack for another computer"), f"{model_id}.zip", "ZIP (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda name: self.transfers.pack(model_id, Path(name)))
        self._open(dialog)

    def _measure(self) -> None:
        if self._measuring is not None:
            return

        def ended(timing: Timing | None) -> None:
            self._measuring = None
            self.advice.show_measuring(is_under_way=False)
            self.advice.show_others(timing.others_share if timing is not None and timing.is_spoilt else None)
            self.refresh()

        def failed(error: EmoDeskError) -> None:
            ended(None)
            self.failed.emit(error)

        job = Job(lambda _: self._models.measure(job.should_stop))
        self._measuring = job
        self.advice.show_measuring(is_under_way=True)
        self._measuring_lane.start_job(job, on_done=ended, on_failure=failed)

    def _stop_measuring(self) -> None:
        if self._measuring is not None:
            self._measuring.ask_to_stop()

    def _open_folder(self) -> None:
        folder = self._models.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = self.tr("The models folder can't be made: {0}.").format(system_words(error))
            self.failed.emit(EmoDeskError(words, hint=str(folder)))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _failed(self, error: EmoDeskError) -> None:
        self.failed.emit(error)
        self.refresh()
