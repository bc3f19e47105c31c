"""The line above the grid: search, what is filtered, how many rows, columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from emodesk.gui.grid.filter_chip import FilterChip
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.query import ColumnFilter
from emodesk.gui.look import tokens
from emodesk.gui.look.parts import button, clear, column, frame, label, row
from emodesk.gui.look.theme import Theme

_TYPING_PAUSE_MS = 250


class GridBar(QFrame):
    """Search box at the left, filters as chips, the count at the right."""

    search_changed = Signal(str)
    filter_removed = Signal(str)
    columns_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bar")
        layout = row(self, gap=tokens.SMALL)
        layout.setContentsMargins(tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM, tokens.SMALL)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search all columns"))
        self.search.setAccessibleName(self.tr("Search all columns"))
        theme.icons.put_clear_button(self.search)
        self.search.setMinimumWidth(125)
        self.search.setMaximumWidth(280)
        action = self.search.addAction(theme.icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.icons.put(action, "search", "muted")
        layout.addWidget(self.search, 9)  # what's free is its own first, up to its maximum
        self._chips = row(gap=tokens.TINY)
        layout.addLayout(self._chips)
        layout.addStretch(1)
        self._count = label("", "muted")
        layout.addWidget(self._count)
        layout.addSpacing(tokens.SMALL)
        self._tools = row(gap=tokens.TINY)
        layout.addLayout(self._tools)
        columns = QToolButton()
        columns.setToolTip(self.tr("Choose columns"))
        columns.setAccessibleName(self.tr("Choose columns"))
        columns.clicked.connect(self.columns_wanted)
        theme.icons.put(columns, "columns-3", "muted")
        self._tools.addWidget(columns)
        self.columns_button = columns
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._tell)

    def add_commands(self, tools: Sequence[QAction], main: QAction) -> None:
        """Add commands of the menus: some as small tools, one as the button that stands out."""
        for action in tools:
            tool = QToolButton()
            tool.setDefaultAction(action)
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            tool.setAccessibleName(action.text().replace("&", ""))
            self._tools.insertWidget(self._tools.count() - 1, tool)
        standing_out = button(main.text().replace("&", ""), main.trigger)
        standing_out.setObjectName(main.objectName())
        self._theme.icons.put(standing_out, "download", "accent")
        self._tools.addSpacing(tokens.TINY)
        self._tools.addWidget(standing_out)
        self._put_in_order()

    def show_filters(self, filters: Sequence[tuple[GridColumn, ColumnFilter]]) -> None:
        """Show a chip for each filtered column; a click takes the filter away."""
        clear(self._chips)
        for of, wanted in filters:
            chip = FilterChip(of, wanted, len(filters))
            chip.clicked.connect(lambda *_, key=of.key: self.filter_removed.emit(key))
            self._chips.addWidget(chip)
        self._put_in_order()

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows there are, and how many of them are shown."""
        locale = QLocale()
        if shown == total:
            text = self.tr("%Ln row(s)", "", total)
        else:
            text = self.tr("{0} of {1} rows").format(locale.toString(shown), locale.toString(total))
        self._count.setText(text)

    def clear_search(self) -> None:
        """Empty the box without telling anybody but the box itself, whose cross goes when it hears of it."""
        self.search.clear()
        self._pause.stop()

    def _put_in_order(self) -> None:
        """Let Tab go from left to right: what came later would else stand behind everything in the window."""
        parts = [self.search, *_widgets(self._chips), *_widgets(self._tools)]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _tell(self) -> None:
        self._pause.stop()
        self.search_changed.emit(self.search.text().strip())


def _widgets(layout: QHBoxLayout) -> list[QWidget]:
    items = (layout.itemAt(place) for place in range(layout.count()))
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def empty_notice(text: str, way_out: str, on_click: Callable[[], object]) -> QFrame:
    """Return what stands where no row is left, with the way back to them."""
    notice = frame("panel")
    layout = column(notice, margin=tokens.HUGE, gap=tokens.MEDIUM)
    layout.addStretch(1)
    layout.addWidget(label(text, "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addWidget(button(way_out, on_click), 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(2)
    return notice
