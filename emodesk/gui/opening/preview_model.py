"""The first rows of a spreadsheet as they'd be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from emodesk.gui.look.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_Role = Qt.ItemDataRole


class PreviewModel(QAbstractTableModel):
    """A few rows; the text column stands out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._titles: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._first_number = 1
        self._text_column = -1

    def show_rows(
        self, titles: Sequence[str], rows: Sequence[Sequence[str]], first_number: int, text_column: int
    ) -> None:
        """Show these rows; ``first_number`` is the spreadsheet's number of the first."""
        self.beginResetModel()
        self._titles, self._rows = titles, rows
        self._first_number, self._text_column = first_number, text_column
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of rows in the preview."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the number of columns of the sheet."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Return a cell as a reader sees it."""
        if not index.isValid():
            return None
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self._rows[index.row()][index.column()]
        if role == _Role.BackgroundRole and index.column() == self._text_column:
            return QColor(self._theme.colours.accent_soft)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Return a column's name, or the spreadsheet's own row number."""
        if role != _Role.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._titles[section] if section < len(self._titles) else None
        return str(self._first_number + section)
