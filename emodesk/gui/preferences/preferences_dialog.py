"""Preferences: a page made from the declared table of settings. What's changed applies at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from emodesk.app.settings import Setting, Settings, SettingValue
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, padded, row, unwheeled
from emodesk.gui.look.screen_room import fit_on_screen
from emodesk.gui.preferences.words import translated

Tell = Callable[[SettingValue], None]
"""What a field calls when its value has changed."""
_HIGHEST: Final = 9999
_HIGHEST_DIALOG: Final = 660


class PreferencesDialog(QDialog):
    """One line per setting: name, field, what it means."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(620, _HIGHEST_DIALOG)
        layout = column(self, margin=tokens.HUGE, gap=tokens.LARGE)
        layout.addWidget(label(self.tr("Preferences"), "title"))
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it, as in any dialog
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, tokens.LARGE, 0)
        self._grid.setHorizontalSpacing(tokens.HUGE)
        self._grid.setVerticalSpacing(tokens.TINY)
        self._grid.setColumnStretch(0, 1)
        area.setWidget(self._body)
        layout.addWidget(area, 1)
        last = row()
        defaults = button(self.tr("Back to the defaults"), self._reset, "quiet")
        done = button(self.tr("Done"), self.accept, "primary")
        last.addWidget(defaults)
        last.addStretch(1)
        last.addWidget(done)
        layout.addLayout(last)
        self._buttons = defaults, done
        self._fill()[0].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the settings need, within limits."""
        super().showEvent(event)
        around = self.height() - self._area.viewport().height()
        of_words = self._grid.totalHeightForWidth(self._area.viewport().width())
        needed = max(of_words, self._body.minimumSizeHint().height())
        self.resize(self.width(), min(_HIGHEST_DIALOG, around + needed))
        fit_on_screen(self, is_placed=True)

    def _fill(self) -> list[QWidget]:
        """Show every setting anew; return the fields, which come before the buttons when one presses Tab."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        fields = [self._add(setting) for setting in self._settings.table if setting.label]
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        for one, other in pairwise((*fields, *self._buttons)):
            self.setTabOrder(one, other)
        return fields

    def _add(self, setting: Setting) -> QWidget:
        place = self._grid.rowCount()
        name = label(translated(setting.label), "strong", wraps=True)
        field = self._field(setting)
        field.setAccessibleName(translated(setting.label))
        field.setMinimumWidth(190)
        name.setBuddy(field)
        note = label(translated(setting.note), "muted", wraps=True)
        for words in (name, note):  # their height follows from their width: no more is needed at the foot
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(field, place, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(note, place + 1, 0)
        self._grid.setRowMinimumHeight(place + 2, tokens.MEDIUM)
        return field

    def _field(self, setting: Setting) -> QWidget:
        value = self._settings.get(setting.key)
        tell = self._teller(setting.key)
        if setting.choices:
            box = unwheeled(QComboBox())
            for choice in setting.choices:
                box.addItem(translated(str(choice)), choice)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.activated.connect(lambda _: tell(box.currentData()))
            return box
        if setting.kind is bool:
            tick = QCheckBox()
            tick.setChecked(bool(value))
            tick.toggled.connect(tell)
            return tick
        if setting.kind in (int, float):
            return self._number(setting, value, tell)
        line = QLineEdit("" if value is None else str(value))
        line.editingFinished.connect(lambda: tell(line.text()))
        return line

    def _number(self, setting: Setting, value: SettingValue, tell: Tell) -> QWidget:
        low, high = setting.low or 0, setting.high or _HIGHEST
        number = value if isinstance(value, int | float) else 0
        field: QSpinBox | QDoubleSpinBox
        if setting.kind is int:
            field = QSpinBox()
            field.setRange(round(low), round(high))
            field.setValue(round(number))
        else:
            field = QDoubleSpinBox()
            field.setRange(low, high)
            field.setSingleStep(0.1)
            field.setValue(number)
        unwheeled(padded(field))
        if setting.default is None:
            field.setSpecialValueText(self.tr("automatic"))
        field.valueChanged.connect(lambda number: tell(number if number or setting.default is not None else None))
        return field

    def _teller(self, key: str) -> Tell:
        def tell(value: SettingValue) -> None:
            self._settings.set(key, value)
            self.changed.emit()

        return tell

    def _reset(self) -> None:
        for setting in self._settings.table:
            if setting.label:
                self._settings.reset(setting.key)
        self._fill()
        self.changed.emit()
