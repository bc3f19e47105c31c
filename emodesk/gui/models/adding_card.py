"""Models that the user has already: a file, a zip or a folder, and where they all lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from emodesk.gui.error_words import error_words
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row, set_role
from emodesk.gui.look.theme import Theme
from emodesk.gui.models.transfer_strip import TransferStrip
from emodesk.gui.models.transfers import OnItsWay, Outcome


class AddingCard(QFrame):
    """Asks for the file; the page imports it."""

    chosen = Signal(object)
    """Path of a .gguf file, a zip or a folder."""
    folder_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        layout = column(self, margin=tokens.LARGE, gap=tokens.SMALL)
        layout.addWidget(label(self.tr("Add a model that you have"), "strong"))
        words = self.tr(
            "Any EmoLLM in the GGUF format will do, from a colleague or on a USB stick; also a zip that EmoDesk packed "
            "on another computer. It's checked and copied; nothing goes online for it."
        )
        layout.addWidget(label(words, "muted", wraps=True))
        buttons = row()
        self._adding = button(self.tr("Add a model file…"), self.choose_file)
        theme.icons.put(self._adding, "plus", "text")
        self._adding_folder = button(self.tr("Add a folder…"), self.choose_folder)
        theme.icons.put(self._adding_folder, "plus", "text")
        opening = button(self.tr("Open the models folder"), self.folder_wanted.emit, "quiet")
        theme.icons.put(opening, "folder", "muted")
        for each in (self._adding, self._adding_folder, opening):
            buttons.addWidget(each)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self._outcome = label("", "muted", wraps=True)
        self._outcome.setObjectName("outcome")
        layout.addWidget(self._outcome)
        self.strip = TransferStrip(theme)
        self.strip.cancel_wanted.connect(self.cancel_wanted)
        layout.addWidget(self.strip)
        self.show_transfer(None)
        self.show_outcome(None)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Models")
        dialog = QFileDialog(self.window(), self.tr("Add a model file"), "", f"{kinds} (*.gguf *.zip)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self.window(), self.tr("Add a folder with a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._show(dialog)

    def show_transfer(self, transfer: OnItsWay | None) -> None:
        """Show how far an import is, if there is one."""
        self.strip.setVisible(transfer is not None)
        for each in (self._adding, self._adding_folder):
            each.setEnabled(transfer is None)
        if transfer is not None:
            self._outcome.hide()
            self.strip.show_transfer(transfer)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show how the last import ended."""
        error = outcome.error if outcome else None
        words = self.tr("{0} is ready.").format(outcome.name) if outcome and outcome.name else ""
        if error is not None:
            words = error_words(error)
        self._outcome.setText(words)
        self._outcome.setVisible(bool(words))
        set_role(self._outcome, "danger" if error else "strong")

    def _show(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.open()
