"""One model: size, licence, language, figures, memory, speed."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QGridLayout, QLabel, QPlainTextEdit, QWidget

from emodesk.app.models import ListedModel
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.look.theme import Theme


class ModelCard(QFrame):
    """A card that says what a model is and whether it fits this computer."""

    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, model: ListedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setProperty("role", "card")
        self.setAccessibleName(model.name)
        layout = column(self, margin=tokens.LARGE, gap=tokens.SMALL)
        heading = row()
        heading.addWidget(label(model.name, "strong"))
        if model.is_shipped:
            heading.addWidget(label(self.tr("ships with EmoDesk"), "key"))
        if not model.is_here:
            heading.addWidget(label(self.tr("not on this computer"), "key"))
        heading.addStretch(1)
        licence = button(self.tr("Licence"), self._show_licence, "quiet")
        licence.setVisible(bool(model.licence_text or model.licence))
        heading.addWidget(licence)
        if model.can_be_removed:
            removing = button(self.tr("Remove"), self._ask_to_remove, "quiet")
            theme.icons.put(removing, "trash-2", "muted")
            heading.addWidget(removing)
        layout.addLayout(heading)
        if model.problem:
            layout.addWidget(label(model.problem, "warning", wraps=True))
        if model.note:
            layout.addWidget(label(model.note, "muted", wraps=True))
        layout.addLayout(self._facts(model))
        if not model.is_here:
            layout.addWidget(self._way_here(model))

    def _way_here(self, model: ListedModel) -> QLabel:
        words = self.tr("To get it, go online with this command in a terminal: {0}")
        command = label(words.format(f"emodesk models download {model.id}"), "muted", wraps=True)
        command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return command

    def _facts(self, model: ListedModel) -> QGridLayout:
        locale = QLocale()
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.HUGE)
        grid.setVerticalSpacing(tokens.TINY)
        size = _size(model.size_bytes)
        needed = "–" if model.memory_needed_bytes is None else _size(model.memory_needed_bytes)
        free = _size(model.memory_free_bytes)
        fits = model.memory_needed_bytes is None or model.memory_needed_bytes <= model.memory_free_bytes
        verdict = self.tr("fits") if fits else self.tr("more than is free now")
        speed = self.tr("not measured yet")
        if model.texts_per_s:
            speed = self.tr("{0} texts/s on this computer").format(locale.toString(model.texts_per_s, "f", 1))
        facts = [
            (self.tr("Size"), size),
            (self.tr("Memory"), self.tr("needs {0}, {1} are free: {2}").format(needed, free, verdict)),
            (self.tr("Speed"), speed),
            (self.tr("Languages"), ", ".join(model.languages) or "–"),
            (self.tr("Licence"), model.licence or self.tr("not stated in the file")),
            *model.figures,
        ]
        for place, (name, value) in enumerate(facts):
            grid.addWidget(label(name, "muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            words = label(value, "" if name != self.tr("Memory") or fits else "warning", wraps=True)
            words.setAccessibleName(f"{name}: {value}")
            grid.addWidget(words, place, 1)
        grid.setColumnMinimumWidth(0, 190)
        grid.setColumnStretch(1, 1)
        return grid

    def _show_licence(self) -> None:
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("Licence of {0}").format(self._model.name))
        dialog.resize(560, 420)
        layout = column(dialog, margin=tokens.LARGE)
        page = QPlainTextEdit(self._model.licence_text or self._model.licence)
        page.setReadOnly(True)
        layout.addWidget(page)
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(dialog.reject)
        layout.addWidget(closing)
        dialog.open()

    def _ask_to_remove(self) -> None:
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("Remove a model"))
        layout = column(dialog, margin=tokens.HUGE, gap=tokens.LARGE)
        layout.addWidget(label(self.tr("Remove {0} from this computer?").format(self._model.name), "title"))
        words = self.tr("The file in the models folder is deleted. Labels that it has made are kept.")
        layout.addWidget(label(words, "muted", wraps=True))
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(button(self.tr("Keep it"), dialog.reject))
        buttons.addWidget(button(self.tr("Remove"), dialog.accept, "primary"))
        layout.addLayout(buttons)
        dialog.accepted.connect(lambda: self.remove_wanted.emit(self._model.id))
        dialog.open()


def _size(size_bytes: int) -> str:
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
