"""Edits the cells of the grid: which editor, what it begins with, and what comes out of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem, QWidget

from emodesk.core.affect.tasks import Kind
from emodesk.gui.grid.cell_delegate import CellDelegate, Index
from emodesk.gui.grid.editors import ClassEditor, LabelSetEditor, ScoreEditor
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.row_model import CELL_ROLE, RowModel

_Editor = ScoreEditor | ClassEditor | LabelSetEditor


class EditingDelegate(CellDelegate):
    """Draws cells and edits labels."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor for the column's kind of label."""
        column = _column(index)
        assert column.label is not None
        task = column.label.task
        editor: _Editor
        match task.kind:
            case Kind.SCORE:
                editor = ScoreEditor(task.low, task.high, parent)
            case Kind.CLASS:
                editor = ClassEditor(task, column.label.emotion, parent)
                editor.activated.connect(lambda _: self._finish(editor))
                editor.left.connect(lambda: self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache))
                QTimer.singleShot(0, editor, lambda: _open_list(editor))
            case Kind.LABEL_SET:
                editor = LabelSetEditor(task.labels, parent)
                editor.committed.connect(lambda: self._finish(editor))
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the cell holds."""
        cell = index.data(CELL_ROLE)
        if isinstance(editor, ScoreEditor | ClassEditor):
            editor.set_value(cell.value)
        elif isinstance(editor, LabelSetEditor):
            editor.set_value(cell.value or ())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what came out; nothing where it's what was there before."""
        if not isinstance(editor, ScoreEditor | ClassEditor | LabelSetEditor):
            return
        cell = index.data(CELL_ROLE)
        value: Any = editor.value
        if cell.value != value or (isinstance(editor, LabelSetEditor) and cell.value is None):
            model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Give the editor the room that it needs, inside the view."""
        cell = QRect(option.rect)
        hint = editor.sizeHint()
        height = max(cell.height(), hint.height()) if not isinstance(editor, QComboBox) else cell.height()
        wanted = QRect(cell.left(), cell.top(), max(cell.width(), min(hint.width(), 260)), height)
        parent = editor.parentWidget()
        room = parent.rect() if parent else cell
        if wanted.bottom() > room.bottom():
            wanted.moveBottom(max(room.bottom(), wanted.height()))
        if wanted.right() > room.right():
            wanted.moveRight(room.right())
        wanted.moveTop(max(0, wanted.top()))
        editor.setGeometry(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter keep what a slider says, too."""
        if isinstance(watched, ScoreEditor) and _is_enter(event):
            self._finish(watched)
            return True
        if isinstance(watched, LabelSetEditor) and event.type() is QEvent.Type.FocusOut:
            return False  # the boxes inside take the focus
        return super().eventFilter(watched, event)

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


def _column(index: Index) -> GridColumn:
    model = index.model()
    assert isinstance(model, RowModel)
    return model.columns[index.column()]


def _is_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _open_list(editor: QWidget) -> None:
    if isinstance(editor, QComboBox) and editor.isVisible():
        editor.showPopup()
