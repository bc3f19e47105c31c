"""The table itself: frozen columns, blocks of cells, the clipboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from emodesk.gui.grid.header import GridHeader
from emodesk.gui.grid.row_model import RowModel
from emodesk.gui.look import tokens
from emodesk.gui.look.theme import Theme

_NARROWEST_MOVING_PART: Final = 160
_OUT_OF_THE_GRID: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
"""With Tab. On a Mac the key that's called Control there: the other one with Tab belongs to the system."""
_IN_NUMBERS: Final = frozenset(".,-")


class _PlainTable(QTableView):
    """What the moving and the frozen part have in common."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(tokens.ROW_HEIGHT * theme.zoom))
        rows.setMinimumSectionSize(20)
        self.setShowGrid(True)

    def put_header(self, header: GridHeader) -> None:
        """Show these headings; what Qt does at each press of one, selecting its column, is left to whoever asks."""
        self.setHorizontalHeader(header)
        header.sectionPressed.disconnect()
        header.selection_wanted.connect(self.selectColumn)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Take the keyboard back from whichever part of an editor has it.

        Qt looks at the editor itself and at its focus proxy. From another part it would go on as if Tab had been
        pressed, which moves the cursor.
        """
        part = QApplication.focusWidget()
        is_inside = part is not None and editor.isAncestorOf(part)
        if is_inside:
            self.keyboard_place().setFocus()
        super().closeEditor(editor, hint)

    def keyboard_place(self) -> QWidget:
        """Return what has the keyboard while no cell is edited."""
        return self


class _FrozenPart(_PlainTable):
    """The columns that stay; the keyboard is always with the part that moves."""

    def __init__(self, theme: Theme, grid: GridView) -> None:
        super().__init__(theme, grid)
        self._grid = grid
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyboard_place(self) -> QWidget:
        """Return the part that moves."""
        return self._grid


class GridView(_PlainTable):
    """The grid. Columns up to a chosen one stay where they are while the rest moves under them."""

    menu_wanted = Signal(QPoint)
    current_row_changed = Signal(int)
    selection_moved = Signal()
    scrolled = Signal()
    """Other rows are on the screen: it was moved through, or has another height."""
    keyboard_searched = Signal(QKeyEvent)
    """A letter, a digit or a sign that numbers have in them was typed over a cell."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Rows and their labels"))
        self.header = GridHeader(theme, self)
        self.put_header(self.header)
        self.verticalHeader().setAccessibleName(self.tr("Row numbers"))
        self.verticalHeader().setFixedWidth(64)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._frozen = _FrozenPart(theme, self)
        self._frozen.verticalHeader().hide()
        self.frozen_header = GridHeader(theme, self._frozen)
        self._frozen.put_header(self.frozen_header)
        self._frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setObjectName("frozen")
        self._frozen.hide()
        self._frozen_count = 0
        self._is_arranging = False
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.header.sectionResized.connect(self._follow_width)
        self.header.sectionMoved.connect(lambda *_: self._arrange_frozen())
        self.frozen_header.sectionResized.connect(self._take_width)

    def adopt(self, model: RowModel, delegate: QAbstractItemDelegate, for_frozen: QAbstractItemDelegate) -> None:
        """Show a model; both parts share one selection, but each has a delegate of its own: editors belong to one."""
        self.setModel(model)
        self._frozen.setModel(model)
        self._frozen.setSelectionModel(self.selectionModel())
        self.setItemDelegate(delegate)
        self._frozen.setItemDelegate(for_frozen)
        self.selectionModel().currentChanged.connect(self._note_current)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())

    @property
    def frozen_count(self) -> int:
        """Return how many columns, from the left, stay where they are."""
        return self._frozen_count

    def freeze(self, count: int) -> None:
        """Keep the first ``count`` visible columns where they are."""
        self._frozen_count = count
        self._arrange_frozen()

    def set_column_hidden(self, section: int, *, is_hidden: bool) -> None:
        """Hide or show a column in both parts."""
        self.setColumnHidden(section, is_hidden)
        self._arrange_frozen()

    def selected_block(self) -> tuple[list[int], list[int]]:
        """Return places of the rows and logical columns (as they stand on the screen) of the selection.

        Rows are those that hold any selected cell; hidden columns don't count.
        """
        rows: set[int] = set()
        columns: set[int] = set()
        selection = self.selectionModel().selection()
        for number in range(selection.count()):
            part = selection.at(number)
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        visible = [section for section in columns if not self.isColumnHidden(section)]
        return sorted(rows), sorted(visible, key=self.header.visualIndex)

    def places_on_screen(self) -> range:
        """Return the places of the rows that can be seen, at least in part."""
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, last + 1 if last >= 0 else self.model().rowCount())

    def go_to(self, row: int, column: int | None = None) -> None:
        """Make a row the current one and bring it into view."""
        model = self.model()
        if not 0 <= row < model.rowCount():
            return
        section = self.currentIndex().column() if column is None else column
        index = model.index(row, max(0, section))
        # The view's own setCurrentIndex looks at the keys that are held: a command with Control would add the cell.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def show_first_rows(self) -> None:
        """Go to the top; the cursor stays where it is."""
        self.verticalScrollBar().setValue(0)

    def edit_with(self, event: QKeyEvent) -> None:
        """Edit the current label, beginning with what was just typed."""
        editor = self._edit_current()
        if editor is not None:
            QCoreApplication.sendEvent(editor.focusProxy() or editor, event)

    def select_cells(self, rows: list[int], columns: list[int]) -> None:
        """Select these cells again after the rows have changed places."""
        model = self.model()
        chosen = QItemSelection()
        for row in rows:
            for section in columns:
                index = model.index(row, section)
                chosen.append(QItemSelectionRange(index, index))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen part as high as the rest, and say that there may be more rows or fewer."""
        super().resizeEvent(event)
        self._arrange_frozen()
        self.scrolled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter edit the current label, as F2 does; keys of the numeric keypad do what the others do.

        Tab goes from cell to cell, as in any spreadsheet; with Control it goes on to what comes after the grid.
        """
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() & _OUT_OF_THE_GRID:
            self._leave(forwards=event.key() == Qt.Key.Key_Tab)
            return
        is_edit = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_edit and is_plain and self.state() != QAbstractItemView.State.EditingState and self._edit_current():
            return
        if is_plain and (event.text().isalnum() or event.text() in _IN_NUMBERS):
            self.keyboard_searched.emit(event)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Don't look for a row that begins so: it would read row after row, up to a million, in the window's turn."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selected cells."""
        self.menu_wanted.emit(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Follow a change of the type's size."""
        if event.type() is QEvent.Type.StyleChange:
            self._arrange_frozen()
        return super().event(event)

    def _edit_current(self) -> QWidget | None:
        """Edit the current cell, in the frozen part if it's there that it can be seen; return the editor."""
        index = self.currentIndex()
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return None
        is_frozen = self._frozen.isVisible() and not self._frozen.isColumnHidden(index.column())
        part = self._frozen if is_frozen else self
        part.edit(index)
        return part.indexWidget(index)

    def _leave(self, *, forwards: bool) -> None:
        self.setTabKeyNavigation(False)  # else the view takes this, too, for a step to the next cell
        self.focusNextPrevChild(forwards)
        self.setTabKeyNavigation(True)

    def _note_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_row_changed.emit(current.row())

    def _follow_width(self, section: int, _old: int, new: int) -> None:
        if self._is_arranging:
            return
        self._frozen.setColumnWidth(section, new)
        self._arrange_frozen()

    def _take_width(self, section: int, _old: int, new: int) -> None:
        if not self._is_arranging:  # then it's the user who pulls at a frozen heading
            self.setColumnWidth(section, new)

    def _frozen_sections(self) -> list[int]:
        shown = [self.header.logicalIndex(place) for place in range(self.header.count())]
        return [section for section in shown if not self.isColumnHidden(section)][: self._frozen_count]

    def _arrange_frozen(self) -> None:
        if not hasattr(self, "frozen_header") or self._is_arranging:
            return
        self._is_arranging = True
        try:
            self._arrange()
        finally:
            self._is_arranging = False

    def _arrange(self) -> None:
        sections = self._frozen_sections()
        width = sum(self.columnWidth(section) for section in sections)
        room = self.viewport().width() - _NARROWEST_MOVING_PART
        if not sections or width > room:
            self._frozen.hide()
            return
        for section in range(self.header.count()):
            self._frozen.setColumnHidden(section, section not in sections)
            if section in sections:
                self._frozen.setColumnWidth(section, self.columnWidth(section))
        for place, section in enumerate(sections):
            self.frozen_header.moveSection(self.frozen_header.visualIndex(section), place)
        height = self.viewport().height() + self.header.height()
        self._frozen.setGeometry(self.verticalHeader().width(), 0, width + 1, height)
        self._frozen.show()
        self._frozen.raise_()
