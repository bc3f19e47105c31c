"""The small dialogs about one model: its licence at length, and whether it shall really go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from emodesk.app.listed_model import ListedModel
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row


def licence_dialog(model: ListedModel, parent: QWidget) -> QDialog:
    """Return a page with the licence, or the whole card of a model that ships."""
    translate = QCoreApplication.translate
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("model_dialogs", "Licence of {0}").format(model.name))
    dialog.resize(560, 420)
    layout = column(dialog, margin=tokens.LARGE)
    page = QPlainTextEdit(model.licence_text or model.licence)
    page.setReadOnly(True)
    page.setAccessibleName(dialog.windowTitle())
    layout.addWidget(page)
    closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    closing.rejected.connect(dialog.reject)
    layout.addWidget(closing)
    return dialog


def removal_dialog(model: ListedModel, on_removal: Callable[[], object], parent: QWidget) -> QDialog:
    """Return the question whether a model shall be deleted."""
    translate = QCoreApplication.translate
    dialog = QDialog(parent)
    dialog.setWindowTitle(translate("model_dialogs", "Remove a model"))
    layout = column(dialog, margin=tokens.HUGE, gap=tokens.LARGE)
    question = translate("model_dialogs", "Remove {0} from this computer?").format(model.name)
    layout.addWidget(label(question, "title"))
    words = translate("model_dialogs", "The file in the models folder is deleted. Labels that it has made are kept.")
    layout.addWidget(label(words, "muted", wraps=True))
    buttons = row()
    buttons.addStretch(1)
    buttons.addWidget(button(translate("model_dialogs", "Keep it"), dialog.reject))
    removing = button(translate("model_dialogs", "Remove"), dialog.accept, "primary")
    removing.setObjectName("confirm")
    buttons.addWidget(removing)
    layout.addLayout(buttons)
    dialog.accepted.connect(on_removal)
    return dialog
