"""What can be done with a column, and which columns are shown."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QScrollArea, QWidget

from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.grid_view import GridView
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, column, label, row


class Direction(enum.Enum):
    """How a column sorts."""

    UPWARDS = enum.auto()
    DOWNWARDS = enum.auto()
    LEAST_CERTAIN = enum.auto()


def column_menu(
    parent: QWidget,
    of: GridColumn,
    *,
    sort: Callable[[Direction], object],
    filter_by: Callable[[], object],
    hide: Callable[[], object],
    freeze: Callable[[], object],
    is_last_frozen: bool,
) -> QMenu:
    """Return the menu of one heading."""
    menu = QMenu(parent)
    translate = QCoreApplication.translate

    def add(text: str, what: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda *_: what())
        return action

    add(translate("column_menu", "Sort upwards"), lambda: sort(Direction.UPWARDS))
    add(translate("column_menu", "Sort downwards"), lambda: sort(Direction.DOWNWARDS))
    if of.origin is Origin.LABEL:
        add(translate("column_menu", "Least certain first"), lambda: sort(Direction.LEAST_CERTAIN))
    menu.addSeparator()
    add(translate("column_menu", "Filter…"), filter_by)
    menu.addSeparator()
    add(translate("column_menu", "Hide this column"), hide)
    unfreeze, keep = translate("column_menu", "Let all columns move"), translate("column_menu", "Freeze up to here")
    add(unfreeze if is_last_frozen else keep, freeze)
    return menu


class ColumnChooser(QFrame):
    """A list of ticks: which columns are shown. It opens under its button."""

    def __init__(self, view: GridView, columns: Sequence[GridColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self._view = view
        self._boxes: list[QCheckBox] = []
        layout = column(self, margin=tokens.MEDIUM)
        layout.addWidget(label(self.tr("Columns"), "strong"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        body = QWidget()
        inner = column(body, gap=2)
        for section, of in enumerate(columns):
            box = QCheckBox(of.title)
            box.setChecked(not view.isColumnHidden(section))
            box.toggled.connect(lambda is_on, section=section: view.set_column_hidden(section, is_hidden=not is_on))
            self._boxes.append(box)
            inner.addWidget(box)
        area.setWidget(body)
        area.setMinimumWidth(230)
        area.setMinimumHeight(min(380, 30 * len(columns)))
        layout.addWidget(area)
        last = row()
        last.addWidget(button(self.tr("Show all"), self._show_all, "quiet"))
        last.addStretch(1)
        last.addWidget(button(self.tr("Done"), self.close, "primary"))
        layout.addLayout(last)

    def _show_all(self) -> None:
        for box in self._boxes:
            box.setChecked(True)
