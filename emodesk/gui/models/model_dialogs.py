"""The small dialogs about one model: its licence, its card, and whether it shall be converted, or go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QTextBrowser, QWidget

from emodesk.app.listed_model import ListedModel
from emodesk.gui.look import tokens
from emodesk.gui.look.closing_line import closing_line
from emodesk.gui.look.parts import button, column, label, row
from emodesk.gui.models.words import from_catalogue, size


def licence_dialog(model: ListedModel, parent: QWidget) -> QDialog:
    """Return a page with what is known of the licence."""
    title = QCoreApplication.translate("model_dialogs", "Licence of {0}").format(model.name)
    page = QPlainTextEdit(from_catalogue(model.licence))
    page.setReadOnly(True)
    return _page_dialog(title, page, QSize(560, 260), parent)


def card_dialog(model: ListedModel, parent: QWidget) -> QDialog:
    """Return a page with the card of a model that ships: how good it is, and what it was trained on."""
    title = QCoreApplication.translate("model_dialogs", "Model card of {0}").format(model.name)
    page = QTextBrowser()
    page.setOpenLinks(False)
    page.setMarkdown(model.card_text)
    _give_room(page.document())
    return _page_dialog(title, page, QSize(860, 620), parent)


def _give_room(document: QTextDocument) -> None:
    """Set paragraphs apart, which Qt sets line upon line, and headings by less than it would."""
    document.setDocumentMargin(tokens.LARGE)
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            look = block.blockFormat()
            look.setTopMargin(tokens.LARGE if look.headingLevel() else tokens.TINY)
            look.setBottomMargin(tokens.TINY)
            cursor.setBlockFormat(look)
        if level := block.blockFormat().headingLevel():
            size_of_type = QTextCharFormat()
            size_of_type.setProperty(QTextFormat.Property.FontSizeAdjustment, 2 if level == 1 else 1)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(size_of_type)
        block = block.next()


def _page_dialog(title: str, page: QWidget, size_of_dialog: QSize, parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(size_of_dialog)
    layout = column(dialog, margin=tokens.LARGE, gap=tokens.MEDIUM)
    page.setAccessibleName(title)
    layout.addWidget(page, 1)
    layout.addLayout(closing_line(dialog))
    return dialog


def removal_dialog(model: ListedModel, on_removal: Callable[[], object], parent: QWidget) -> QDialog:
    """Return the question whether a model shall be deleted."""
    translate = QCoreApplication.translate
    words = translate("model_dialogs", "The file in the models folder is deleted. Labels that it has made are kept.")
    return _question(
        translate("model_dialogs", "Remove a model"),
        translate("model_dialogs", "Remove {0} from this computer?").format(model.name),
        [label(words, "muted", wraps=True)],
        (translate("model_dialogs", "Keep it"), translate("model_dialogs", "Remove")),
        on_removal,
        parent,
    )


def conversion_dialog(
    model: ListedModel, free_bytes: int | None, on_conversion: Callable[[], object], parent: QWidget
) -> QDialog:
    """Return the question whether an original shall be converted, with what that takes."""
    translate = QCoreApplication.translate
    cost = model.conversion
    assert cost is not None
    words = translate(
        "model_dialogs",
        "It becomes what EmoDesk runs, on this computer and without going online. That takes from a minute to half an "
        "hour, and the original stays until you remove it.",
    )
    lines = [label(words, "muted", wraps=True)]
    disk = translate("model_dialogs", "On the disk it takes {0} meanwhile, and {1} stay.")
    disk = disk.format(size(cost.room_bytes), size(cost.size_bytes))
    if free_bytes is not None:
        disk += " " + translate("model_dialogs", "{0} are free.").format(size(free_bytes))
    has_room = free_bytes is None or cost.room_bytes <= free_bytes
    lines.append(label(disk, "" if has_room else "warning", wraps=True))
    if model.memory_needed_bytes is not None:
        memory = translate("model_dialogs", "To label, it needs {0} of memory then; {1} are free now.")
        fits = model.memory_needed_bytes <= model.memory_free_bytes
        memory = memory.format(size(model.memory_needed_bytes), size(model.memory_free_bytes))
        lines.append(label(memory, "" if fits else "warning", wraps=True))
    return _question(
        translate("model_dialogs", "Convert a model"),
        translate("model_dialogs", "Convert {0}?").format(model.name.rpartition(" ")[0] or model.name),
        lines,
        (translate("model_dialogs", "Not now"), translate("model_dialogs", "Convert")),
        on_conversion,
        parent,
    )


def _question(
    title: str,
    question: str,
    lines: Sequence[QLabel],
    answers: tuple[str, str],
    on_yes: Callable[[], object],
    parent: QWidget,
) -> QDialog:
    """Return a question, what there is to know about it, and the answers no and yes."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    layout = column(dialog, margin=tokens.HUGE, gap=tokens.LARGE)
    layout.addWidget(label(question, "title"))
    for each in lines:
        layout.addWidget(each)
    buttons = row()
    buttons.addStretch(1)
    buttons.addWidget(button(answers[0], dialog.reject))
    accepting = button(answers[1], dialog.accept, "primary")
    accepting.setObjectName("confirm")
    buttons.addWidget(accepting)
    layout.addLayout(buttons)
    dialog.accepted.connect(on_yes)
    return dialog
