"""One model: what it is, what can be done with it, and what is being done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from emodesk.app.listed_model import ListedModel
from emodesk.gui.error_words import error_words, in_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row, set_role
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.model_facts import ModelFacts
from emodesk.gui.models.transfer_strip import TransferStrip
from emodesk.gui.models.transfers import Kind, OnItsWay, Outcome
from emodesk.gui.models.words import from_catalogue, size


class ModelCard(QFrame):
    """Says what the user wants of a model; the page does it."""

    use_wanted = Signal(str)
    download_wanted = Signal(str)
    """Id of a variant to go on with; the card's own id where one has to be chosen first."""
    restart_wanted = Signal(str)
    discard_wanted = Signal(str)
    convert_wanted = Signal(str)
    check_wanted = Signal(str)
    pack_wanted = Signal(str)
    remove_wanted = Signal(str)
    licence_wanted = Signal(str)
    card_wanted = Signal(str)
    """The model's own card is asked for, where it ships."""
    pause_wanted = Signal(str)
    cancel_wanted = Signal(str)

    def __init__(self, theme: Theme, model: ListedModel, *, is_chosen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.model = theme, model
        self.setProperty("role", "card")
        self.setAccessibleName(model.name)
        layout = column(self, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.addLayout(self._heading(is_chosen=is_chosen))
        if model.conversion is not None:
            layout.addWidget(label(self._conversion_words(), wraps=True))
        elif model.problem:
            layout.addWidget(label(in_words(model.problem), "warning", wraps=True))
        if words := " ".join(from_catalogue(each) for each in (model.note, model.advice) if each):
            layout.addWidget(label(words, "muted", wraps=True))
        facts = ModelFacts(model)
        facts.card_wanted.connect(lambda: self.card_wanted.emit(model.id))
        layout.addWidget(facts)
        self._outcome = label("", "muted", wraps=True)
        self._outcome.setObjectName("outcome")
        self._outcome.hide()
        layout.addWidget(self._outcome)
        self._after = row()
        layout.addLayout(self._after)
        self.strip = TransferStrip(theme)
        self.strip.pause_wanted.connect(lambda: self.pause_wanted.emit(model.id))
        self.strip.cancel_wanted.connect(lambda: self.cancel_wanted.emit(model.id))
        self.strip.hide()
        layout.addWidget(self.strip)

    def show_transfer(self, transfer: OnItsWay | None) -> None:
        """Show what is being done with the model, if anything is."""
        self.strip.setVisible(transfer is not None)
        for each in self._buttons:
            each.setEnabled(transfer is None)
        if transfer is not None:
            self._outcome.hide()
            self.strip.show_transfer(transfer)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show how the last thing ended that was done with the model."""
        words, role = self._words_of(outcome) if outcome else ("", "muted")
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        set_role(self._outcome, role)
        if outcome is None:
            return
        if outcome.kind is Kind.DOWNLOAD and outcome.error is not None and self.model.fetched_bytes:
            self._offer(self.tr("Begin anew"), "restart", lambda: self.restart_wanted.emit(self.model.id))
        if outcome.target is not None and outcome.name:
            folder = QUrl.fromLocalFile(str(outcome.target.parent))
            self._offer(self.tr("Show in folder"), "show", lambda: QDesktopServices.openUrl(folder))

    def _words_of(self, outcome: Outcome) -> tuple[str, str]:
        if outcome.error is not None:
            return error_words(outcome.error), "danger"
        if problems := [f"{each.name}: {each.problem}" for each in outcome.verdicts if each.problem]:
            damaged = self.tr("This isn't any more what was installed: {0}. Remove the model and get it again.")
            return damaged.format("; ".join(problems)), "danger"
        if outcome.kind is Kind.CONVERT and outcome.name:
            return self.tr("Converted: {0} is ready.").format(outcome.name), "strong"
        if outcome.verdicts:
            return self.tr("Checked: every file is as it was installed."), "strong"
        if outcome.target is not None and outcome.name:
            words = self.tr("Packed into {0}. On the other computer: Models, “Add a model file…”.")
            return words.format(outcome.target.name), "strong"
        return "", "muted"

    def _conversion_words(self) -> str:
        model = self.model
        if model.converted_into:
            words = self.tr("Converted: {0} is what labels. This original isn't needed for it any more.")
            return words.format(model.converted_into)
        if model.is_here:
            return self.tr("These are the authors' files. They're converted once before they can label.")
        return self.tr("The authors' files are fetched, then converted on this computer.")

    def _heading(self, *, is_chosen: bool) -> QHBoxLayout:
        model = self.model
        self._buttons: list[QWidget] = []
        heading = row()
        heading.addWidget(label(model.name, "strong"))
        for words in self._tags(is_chosen=is_chosen):
            heading.addWidget(label(words, "key"))
        heading.addStretch(1)
        if model.can_be_converted:
            heading.addWidget(self._button("convert", self.tr("Convert…"), self.convert_wanted, "rotate-ccw"))
        if model.is_here and not model.problem and not is_chosen:
            heading.addWidget(self._button("use", self.tr("Use for labelling"), self.use_wanted, "check"))
        if model.fetched_bytes:
            heading.addWidget(self._button("discard", self.tr("Throw away"), self.discard_wanted, "trash-2", "quiet"))
            heading.addWidget(self._button("resume", self.tr("Go on"), self.download_wanted, "download"))
        elif not model.is_here and model.variants:
            heading.addWidget(self._button("download", self.tr("Download…"), self.download_wanted, "download"))
        more = self._more()
        if not more.isEmpty():
            tool = QToolButton()
            tool.setMenu(more)
            more.setParent(tool, more.windowFlags())
            tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            tool.setToolTip(self.tr("More"))
            tool.setAccessibleName(self.tr("More about {0}").format(model.name))
            self._theme.icons.put(tool, "ellipsis", "muted")
            self._buttons.append(tool)
            heading.addWidget(tool)
        return heading

    def _tags(self, *, is_chosen: bool) -> list[str]:
        model, tags = self.model, []
        if is_chosen:
            tags.append(self.tr("used for labelling"))
        if model.is_shipped:
            tags.append(self.tr("ships with EmoDesk"))
        if model.fetched_bytes:
            tags.append(self.tr("{0} of {1} are here").format(size(model.fetched_bytes), size(model.size_bytes)))
        return tags

    def _more(self) -> QMenu:
        menu, model = QMenu(self), self.model
        for is_possible, name, words, wanted in (
            (model.can_be_checked, "check", self.tr("Check the files"), self.check_wanted),
            (model.can_be_checked, "pack", self.tr("Pack for another computer…"), self.pack_wanted),
            (model.is_here and bool(model.variants), "others", self.tr("Other versions…"), self.download_wanted),
            (bool(model.licence), "licence", self.tr("Licence…"), self.licence_wanted),
            (model.can_be_removed, "remove", self.tr("Remove…"), self.remove_wanted),
        ):
            if is_possible:
                action = menu.addAction(words)
                action.setObjectName(name)
                action.triggered.connect(lambda *_, wanted=wanted: wanted.emit(model.id))
        return menu

    def _button(self, name: str, words: str, wanted: SignalInstance, icon: str, kind: str = "") -> QPushButton:
        made = button(words, lambda: wanted.emit(self.model.id), kind)
        made.setObjectName(name)
        made.setAccessibleName(f"{words} {self.model.name}")
        self._theme.icons.put(made, icon, "text")
        self._buttons.append(made)
        return made

    def _offer(self, words: str, name: str, on_click: Callable[[], object]) -> None:
        made = button(words, on_click, "link")
        made.setObjectName(name)
        self._after.addWidget(made)
        self._after.addStretch(1)
