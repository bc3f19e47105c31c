"""What the user changes in the grid: written before the next event is handled, and told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from emodesk.app.opened_project import OpenedProject
from emodesk.core.errors import EmoDeskError
from emodesk.core.review import AnnotatedRow, Change, Step, Value
from emodesk.gui.background import Lane
from emodesk.gui.grid.clipboard import from_text, to_text
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.grid_page import GridPage
from emodesk.gui.grid.states import state_word

_AT_ONCE: Final = 2000
"""Rows (labels, of an undo) up to which a change is written on Qt's own thread: nothing can come between it and the
disk."""


class Edits(QObject):
    """The commands of the Edit menu, on the selection of one grid."""

    changed = Signal(object)
    """A Change."""
    failed = Signal(object)

    def __init__(self, project: OpenedProject, grid: GridPage, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._grid = grid
        self._lane = Lane()
        self.is_busy = False

    def set_value(self, numbers: Sequence[int], of: GridColumn, value: Value | None) -> bool:
        """Give these rows a label; of several, those that have a text."""
        assert of.label is not None
        name, project = of.label.name, self._project
        return self._carry_out(len(numbers), lambda: project.set_value(numbers, name, value))

    def clear(self) -> bool:
        """Take the selected labels away."""
        return self._on_selection(self._project.clear)

    def revert(self) -> bool:
        """Go back to what the model said."""
        return self._on_selection(self._project.revert)

    def fill_down(self) -> bool:
        """Give the selected rows the labels of the first of them that has a text."""
        return self._on_selection(self._project.fill_down)

    def accept(self) -> bool:
        """Mark the selected rows as reviewed."""
        numbers = self._grid.selected_numbers()
        return self._carry_out(len(numbers), lambda: self._project.accept(numbers))

    def undo(self) -> bool:
        """Undo the last step."""
        return self._carry_out(_size(self._project.next_undo), self._project.undo)

    def redo(self) -> bool:
        """Do the step again that was undone last."""
        return self._carry_out(_size(self._project.next_redo), self._project.redo)

    def paste(self) -> bool:
        """Write the clipboard's block, from the first selected label on."""
        project, block = self._project, from_text(QGuiApplication.clipboard().text())
        labels = self._grid.selected_labels()
        numbers = self._grid.selected_numbers()
        if not block or not labels or not numbers:
            return False
        columns = self._labels_from(labels[0], len(block[0]))
        first = self._grid.model.place_of(numbers[0])
        if len(block) == 1 and len(numbers) > 1:  # one line over a selection of many rows fills all of them
            block = block * len(numbers)
        else:
            numbers = list(self._grid.model.ids[first : first + len(block)])
        names = [of.label.name for of in columns if of.label is not None]
        lines = [line[: len(names)] for line in block]
        return self._carry_out(len(numbers), lambda: project.paste(lines, numbers, names))

    def copy(self) -> None:
        """Put the selected cells on the clipboard, as a spreadsheet program wants them."""
        numbers, columns = self._grid.selected_numbers(), self._grid.selected_columns()
        if numbers and columns:
            self._lane.start(
                lambda _: self._text_of(numbers, columns),
                on_done=lambda text: QGuiApplication.clipboard().setText(text),
                on_failure=self.failed.emit,
            )

    def _on_selection(self, what: Callable[[Sequence[int], Sequence[str]], Change]) -> bool:
        numbers = self._grid.selected_numbers()
        names = [of.label.name for of in self._grid.selected_labels() if of.label is not None]
        if not names or not numbers:
            return False
        return self._carry_out(len(numbers), lambda: what(numbers, names))

    def _carry_out(self, size: int, write: Callable[[], Change | None]) -> bool:
        if self.is_busy:
            return False
        if size > _AT_ONCE:
            self.is_busy = True
            self._lane.start(lambda _: write(), on_done=self._written_late, on_failure=self._not_written)
            return True
        try:
            change = write()
        except EmoDeskError as error:
            self.failed.emit(error)
            return False
        return self._written(change)

    def _written(self, change: Change | None) -> bool:
        self.is_busy = False
        if change:
            self.changed.emit(change)
        return bool(change)

    def _written_late(self, change: Change | None) -> None:
        self._written(change)

    def _not_written(self, error: EmoDeskError) -> None:
        self.is_busy = False
        self.failed.emit(error)

    def _labels_from(self, first: GridColumn, count: int) -> list[GridColumn]:
        """Return so many visible label columns from this one on, as they stand on the screen."""
        view, columns = self._grid.view, self._grid.model.columns
        order = [view.header.logicalIndex(place) for place in range(len(columns))]
        shown = [columns[section] for section in order if not view.isColumnHidden(section)]
        return [of for of in shown[shown.index(first) :] if of.origin is Origin.LABEL][:count]

    def _text_of(self, numbers: Sequence[int], columns: Sequence[GridColumn]) -> str:
        return to_text([self._plain(row, of) for of in columns] for row in self._project.rows(numbers))

    def _plain(self, row: AnnotatedRow, of: GridColumn) -> str:
        if of.origin is Origin.SHEET:
            return row.cells[of.sheet_index]
        if of.origin is Origin.STATE or of.label is None:
            return state_word(row.state)
        place = next(n for n, each in enumerate(self._project.label_columns) if each.name == of.label.name)
        value = row.annotations[place].value
        return "" if value is None else self._project.value_text(of.label.name, value)


def _size(step: Step | None) -> int:
    return 0 if step is None else step.labels
