"""How the spreadsheet is read: what was guessed, every bit of it changeable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QSpinBox, QWidget

from emodesk.core.preview import Choices, Preview
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import column, padded

ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "cp1252",
    "iso-8859-1",
    "iso-8859-15",
    "mac_roman",
    "gb18030",
    "shift_jis",
)
_DELIMITERS: Final = (",", ";", "\t", "|")
_LAST_ROW: Final = 1_048_576
"""Excel's own."""

_Field = TypeVar("_Field", bound=QWidget)


class GuessForm(QWidget):
    """Fields for sheet, header row, text column, encoding and delimiter; those that don't apply aren't there."""

    changed = Signal(object)
    """Choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self._is_filling = False
        self._labels: dict[QWidget, QLabel] = {}
        self._layout = column(self, gap=tokens.TINY)
        self.text_column = self._add(self.tr("Which column holds the &texts?"), QComboBox())
        self.sheet = self._add(self.tr("&Sheet"), QComboBox())
        self.header_row = self._add(self.tr("&Row with the column names"), padded(QSpinBox()))
        self.header_row.setRange(0, _LAST_ROW)
        self.header_row.setKeyboardTracking(False)  # on the way to 12 nobody means 1
        self.header_row.setSpecialValueText(self.tr("none"))
        self.encoding = self._add(self.tr("&Encoding"), QComboBox())
        self.delimiter = self._add(self.tr("&Delimiter"), QComboBox())
        for box in (self.text_column, self.sheet, self.encoding, self.delimiter):
            box.activated.connect(lambda _: self._tell())
        self.header_row.valueChanged.connect(lambda _: self._tell())
        self.show_nothing()

    def show_nothing(self) -> None:
        """Be empty and wait: the file is still to be looked at."""
        self.text_column.clear()
        for field in (self.sheet, self.header_row, self.encoding, self.delimiter):
            self._show(field, is_shown=False)
        self.setEnabled(False)

    def show_preview(self, preview: Preview, open_sheets: Collection[str] = ()) -> None:
        """Show what was guessed; sheets that are open already are there, but can't be chosen."""
        self._is_filling = True
        self.setEnabled(True)
        choices = self._choices = preview.choices
        self.text_column.clear()
        if choices.text_column is None:
            self.text_column.addItem(self.tr("Choose a column…"), None)
        for each in preview.columns:
            self.text_column.addItem(each.name, each.name)
        self.text_column.setCurrentIndex(max(0, self.text_column.findData(choices.text_column)))
        self._fill_sheets(preview, open_sheets)
        self.header_row.setValue(choices.header_row or 0)
        self._show(self.header_row, is_shown=preview.has_header_choice)
        names = list(dict.fromkeys([choices.encoding or "utf-8", *ENCODINGS]))
        self._fill(self.encoding, [(n.upper(), n) for n in names], choices.encoding, is_shown=preview.has_encoding)
        marks = list(dict.fromkeys([choices.delimiter or ",", *_DELIMITERS]))
        pairs = [(self._delimiter_name(mark), mark) for mark in marks]
        self._fill(self.delimiter, pairs, choices.delimiter, is_shown=preview.has_delimiter)
        self._is_filling = False

    def _fill_sheets(self, preview: Preview, open_sheets: Collection[str]) -> None:
        opened = self.tr("{0} (open)")
        pairs = [(opened.format(name) if name in open_sheets else name, name) for name in preview.sheets]
        self._fill(self.sheet, pairs, preview.choices.sheet, is_shown=len(pairs) > 1)
        model = self.sheet.model()
        assert isinstance(model, QStandardItemModel)
        for place in range(self.sheet.count()):
            model.item(place).setEnabled(self.sheet.itemData(place) not in open_sheets)

    def _fill(self, box: QComboBox, pairs: list[tuple[str, str]], chosen: str | None, *, is_shown: bool) -> None:
        box.clear()
        if is_shown:  # else it would say a value that nobody can see, and that the file may not have
            for words, value in pairs:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self._show(box, is_shown=is_shown)

    def _show(self, field: QWidget, *, is_shown: bool) -> None:
        field.setVisible(is_shown)
        self._labels[field].setVisible(is_shown)

    def _add(self, words: str, field: _Field) -> _Field:
        words_label = QLabel(words)
        words_label.setProperty("role", "muted")
        words_label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        self._layout.addWidget(words_label)
        self._layout.addWidget(field)
        self._layout.addSpacing(tokens.SMALL)
        self._labels[field] = words_label
        return field

    def _delimiter_name(self, mark: str) -> str:
        names = {
            ",": self.tr("comma ,"), ";": self.tr("semicolon ;"), "\t": self.tr("tab"), "|": self.tr("bar |"),
        }  # fmt: skip
        return names.get(mark, mark if mark.isprintable() else self.tr("none"))

    def _tell(self) -> None:
        if self._is_filling:
            return
        chosen = replace(
            self._choices,
            sheet=self.sheet.currentData() or self._choices.sheet,
            text_column=self.text_column.currentData(),
            header_row=self.header_row.value() or None,
            encoding=self.encoding.currentData() or self._choices.encoding,
            delimiter=self.delimiter.currentData() or self._choices.delimiter,
        )
        if chosen.sheet != self._choices.sheet:
            chosen = Choices(sheet=chosen.sheet)  # another sheet is guessed anew
        elif chosen.header_row != self._choices.header_row or chosen.delimiter != self._choices.delimiter:
            chosen = replace(chosen, text_column=None)  # the columns have other names now
        self._choices = chosen
        self.changed.emit(self._choices)
