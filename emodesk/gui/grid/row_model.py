"""The grid's model: row ids and a cache of what is on the screen. Sorting and filtering belong to the project file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from emodesk.core.review import State
from emodesk.gui.background import Lane
from emodesk.gui.grid.cell_view import LOADING, CellView, Shape
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.page_cache import Fetch, PageCache
from emodesk.gui.grid.places import Places
from emodesk.gui.grid.states import state_word
from emodesk.gui.percent import percent

_MANY: Final = 2_000
"""Rows above which it's quicker to look at all again than to find out where each stands."""
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class RowModel(QAbstractTableModel):
    """Rows by id. It never changes a label itself: it says what the user wants changed."""

    edit_wanted = Signal(object, object, object)
    """Row id, GridColumn, new value."""
    refreshed = Signal()

    def __init__(self, lane: Lane, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[GridColumn, ...] = ()
        self._ids: Sequence[int] = range(0)
        self._places = Places(self._ids)
        self._cache = PageCache(lane, fetch, self._redraw)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """Return the columns in the order of the project."""
        return self._columns

    @property
    def ids(self) -> Sequence[int]:
        """Return the ids of the rows, as sorted and filtered."""
        return self._ids

    def show_columns(self, columns: tuple[GridColumn, ...]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._columns = columns
        self._cache.begin_anew(self._ids)
        self.endResetModel()

    def show_rows(self, places: Places) -> None:
        """Show other rows, or the same in another order. Rows that only come after those there are just added."""
        before = len(self._ids)
        if before and places.begins_with(self._places):
            if len(places.ids) > before:
                self.beginInsertRows(_NOWHERE, before, len(places.ids) - 1)
                self._ids, self._places = places.ids, places
                self._cache.grow(places.ids)
                self.endInsertRows()
            return
        self.beginResetModel()
        self._ids, self._places = places.ids, places
        self._cache.begin_anew(places.ids)
        self.endResetModel()

    def place_of(self, row_id: int) -> int:
        """Return where a row stands, or -1."""
        return self._places.of(row_id)

    def refresh(self, row_ids: Sequence[int]) -> None:
        """Show what has become of these rows. One that is on the screen is fetched at once, many as they're drawn."""
        if len(row_ids) > _MANY:
            self.refresh_all()
            return
        places = [place for place in map(self._places.of, row_ids) if place >= 0]
        if not places:
            return
        self._cache.mark_stale(places)
        if len(places) == 1:
            self._cache.fetch_now(places[0])
        self._redraw(min(places), max(places))

    def refresh_all(self) -> None:
        """Show what has become of all rows, as they're drawn."""
        if self._ids:
            self._cache.mark_all_stale()
            self._redraw(0, len(self._ids) - 1)

    def cell(self, row: int, column: int) -> CellView | None:
        """Return what stands in a cell, or None if it isn't here yet."""
        line = self._cache.line(row)
        return line[column] if line is not None and column < len(line) else None

    def is_here(self, row: int) -> bool:
        """Say whether the cells of a row are here and true."""
        return self._cache.has(row)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of rows that the filters leave."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, for the delegate, for Qt and for screen readers."""
        if role not in (CELL_ROLE, _DISPLAY, _ACCESSIBLE, _TOOL_TIP) or not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell or LOADING
        if cell is None:
            return "…"
        if role == _ACCESSIBLE:
            return spoken(self._columns[index.column()].title, cell)
        return cell.text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title, or the number that the spreadsheet shows for the row."""
        if role not in (_DISPLAY, _ACCESSIBLE):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._columns[section].title if section < len(self._columns) else None
        return str(self._ids[section]) if section < len(self._ids) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let labels be edited; the sheet's own cells stay as they are."""
        found = super().flags(index)
        if index.isValid() and self._columns[index.column()].origin is Origin.LABEL:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what the user wants a label to be; whoever listens writes it and calls ``refresh``."""
        if role != Qt.ItemDataRole.EditRole or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.edit_wanted.emit(self._ids[index.row()], self._columns[index.column()], value)
        return True

    def _redraw(self, first: int, last: int) -> None:
        if self._columns and first < len(self._ids):
            last = min(last, len(self._ids) - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1), [])
            self.refreshed.emit()


_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
_TOOL_TIP: Final = Qt.ItemDataRole.ToolTipRole


def spoken(title: str, cell: CellView) -> str:
    """Return what a screen reader says of a cell: column, label, confidence and state in words."""
    parts = [f"{title}: {cell.text}" if cell.text else title]
    if cell.confidence is not None:
        parts.append(QCoreApplication.translate("RowModel", "confidence {0}").format(percent(cell.confidence)))
    if cell.state is not State.NONE and cell.shape is not Shape.STATE:
        parts.append(state_word(cell.state))
    return ", ".join(parts)
