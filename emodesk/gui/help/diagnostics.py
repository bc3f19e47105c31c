"""What a developer needs to know of this computer, shown before it's saved. Not a word of the user's is in it."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from emodesk.app.diagnostics import Diagnostics
from emodesk.core.errors import EmoDeskError
from emodesk.gui.background import Lane
from emodesk.gui.look import tokens
from emodesk.gui.look.closing_line import closing_line
from emodesk.gui.look.parts import button, column, label
from emodesk.gui.look.screen_room import fit_on_screen


class DiagnosticsDialog(QDialog):
    """Collects, shows, copies, saves."""

    def __init__(self, diagnostics: Diagnostics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._diagnostics = diagnostics
        self._lane = Lane()
        self.setWindowTitle(self.tr("Diagnostics"))
        self.resize(680, 600)
        fit_on_screen(self, is_placed=False)
        layout = column(self, margin=tokens.HUGE, gap=tokens.MEDIUM)
        layout.addWidget(label(self.tr("Diagnostics"), "title"))
        words = self.tr(
            "Versions, hardware, models and the last crash, for a report to the developers. None of your texts, labels "
            "or file names is in it; read it before you send it."
        )
        layout.addWidget(label(words, "muted", wraps=True))
        self._page = QPlainTextEdit(self.tr("Collecting…"))
        self._page.setReadOnly(True)
        self._page.setAccessibleName(self.tr("Diagnostics"))
        layout.addWidget(self._page, 1)
        self._note = label("", "muted")
        copying = button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(self._page.toPlainText()))
        layout.addLayout(closing_line(self, self._note, copying, button(self.tr("Save…"), self._save)))
        self._lane.start(lambda _: self._diagnostics.collect(), on_done=self._show, on_failure=self._fail)

    def _show(self, collected: object) -> None:
        self._page.setPlainText(json.dumps(collected, indent=2, ensure_ascii=False, default=str))

    def _fail(self, error: EmoDeskError) -> None:
        self._page.setPlainText(str(error))

    def _save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the diagnostics"), "emodesk-diagnostics.json")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def _save_to(self, name: str) -> None:
        try:
            self._diagnostics.save(Path(name))
        except EmoDeskError as error:
            self._note.setText(str(error))
        else:
            self._note.setText(self.tr("Saved."))
