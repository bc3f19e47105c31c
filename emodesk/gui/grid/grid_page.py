"""The grid of one project: what is shown, in which order, and what the user does to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from emodesk.app.opened_project import OpenedProject
from emodesk.core.affect.tasks import Kind
from emodesk.core.errors import EmoDeskError
from emodesk.core.row_query import RowQuery
from emodesk.gui.background import Job, Lane
from emodesk.gui.grid.column_menu import ColumnChooser, Direction, column_menu
from emodesk.gui.grid.editing_delegate import EditingDelegate
from emodesk.gui.grid.filter_popover import FilterPopover
from emodesk.gui.grid.grid_bar import GridBar, empty_notice
from emodesk.gui.grid.grid_column import GridColumn, Origin
from emodesk.gui.grid.grid_view import GridView
from emodesk.gui.grid.layout_memory import LayoutMemory
from emodesk.gui.grid.on_screen import OnScreen
from emodesk.gui.grid.places import Places
from emodesk.gui.grid.present import grid_columns, present
from emodesk.gui.grid.query import ColumnFilter, GridQuery
from emodesk.gui.grid.row_model import RowModel
from emodesk.gui.inspector.section import class_of_key
from emodesk.gui.look.parts import column
from emodesk.gui.look.theme import Theme
from emodesk.gui.turns import Steps

_FIRST_LABELS: Final = 4
"""The row's state and three labels: what should be seen beside the text."""
_NARROWEST_TEXT: Final = 180


class GridPage(QWidget):
    """Search line and table. It reads; whoever listens to its signals writes."""

    row_chosen = Signal(int)
    """Number of the row that the cursor is in; -1 for none."""
    column_chosen = Signal(object)
    edit_wanted = Signal(object, object, object)
    """Row numbers, GridColumn, value."""
    failed = Signal(object)
    menu_wanted = Signal(QPoint)
    shown = Signal()
    """New rows are on the screen, after a query."""

    def __init__(self, theme: Theme, project: OpenedProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._project = project
        self._pages, self._queries = Lane(), Lane()
        self._query_job: Job | None = None
        self._is_sorted_anew = False
        self._cursor = (-1, "")
        """Number of the row and key of the column that the cursor was in last, for when no row was left in between."""
        self.query = GridQuery()
        self.model = RowModel(self._pages, self._fetch, self)

    def build(self) -> Steps:
        """Build the parts, one in each turn; the page is of use when the last one stands."""
        theme = self._theme
        layout = column(self, gap=0)
        self.model.edit_wanted.connect(lambda number, of, value: self.edit_wanted.emit([number], of, value))
        self.view = GridView(theme)
        self.view.adopt(self.model, EditingDelegate(theme), EditingDelegate(theme))
        self.on_screen = OnScreen(self.view, self.model, self)
        self.view.current_row_changed.connect(self._note_current)
        self.view.menu_wanted.connect(self.menu_wanted)
        self.view.keyboard_searched.connect(self._key)
        for header in (self.view.header, self.view.frozen_header):
            header.sort_wanted.connect(self._sort)
            header.filter_wanted.connect(self.open_filter)
            header.menu_wanted.connect(self._open_menu)
        yield
        self.bar = GridBar(theme)
        self.bar.search_changed.connect(lambda text: self.show_query(replace(self.query, search=text)))
        self.bar.filter_removed.connect(lambda key: self.show_query(self.query.with_filter(ColumnFilter(key))))
        self.bar.columns_wanted.connect(self.open_columns)
        layout.addWidget(self.bar)
        yield
        table = QWidget()
        self._stack = QStackedLayout(table)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty_notice())
        layout.addWidget(table, 1)
        self._memory = LayoutMemory(self.view)
        self.take_columns()
        self.restore(self._project.view_state())

    def _empty_notice(self) -> QWidget:
        return empty_notice(
            self.tr("No row matches the search and the filters."),
            self.tr("Show all rows"),
            lambda: self.show_query(self.query.unfiltered()),
        )

    def take_columns(self) -> None:
        """Show the project's columns; label columns come with a run. What's on the screen stays there."""
        self._memory.note(self.model.columns)
        project = self._project
        columns = grid_columns(project.columns, project.text_column, project.label_columns, self.tr("State"))
        if columns != self.model.columns:
            number, of = self.current_number(), self.current_column()
            bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
            before = [bar.value() for bar in bars]
            self.model.show_columns(columns)
            self._memory.apply(columns)
            section = next((n for n, each in enumerate(columns) if of is not None and each.key == of.key), 0)
            self.view.go_to(self.model.place_of(number), section)
            for bar, value in zip(bars, before, strict=True):
                bar.setValue(value)

    def bring_labels_into_view(self) -> None:
        """Move sideways until the texts stand at the left and the labels beside them, closer together where they must.

        Columns whose width the user has chosen keep it.
        """
        columns, header = self.model.columns, self.view.header
        text = next((n for n, of in enumerate(columns) if of.is_text), -1)
        if text < 0:
            return
        room = self.view.viewport().width()
        others = [n for n, of in enumerate(columns) if of.origin is not Origin.SHEET]
        wanted = sum(header.sectionSize(n) for n in others[:_FIRST_LABELS])
        is_narrow = wanted > room * 2 // 3
        for section in others if is_narrow else ():
            if header.sectionSize(section) == columns[section].width:
                header.resizeSection(section, columns[section].compact_width)
        left = room - sum(header.sectionSize(n) for n in others[:_FIRST_LABELS]) if is_narrow else room * 2 // 5
        header.resizeSection(text, max(_NARROWEST_TEXT, min(header.sectionSize(text), left)))
        self.view.horizontalScrollBar().setValue(header.sectionPosition(text))

    def give_texts_room(self) -> None:
        """Let the texts have what the other columns leave of the screen, until labels stand beside them.

        Where that's a little less than they'd like, it's better than half a column at the left.
        """
        columns, header = self.model.columns, self.view.header
        text = next((n for n, of in enumerate(columns) if of.is_text), -1)
        has_labels = any(of.origin is not Origin.SHEET for of in columns)
        if text < 0 or has_labels or header.sectionSize(text) != columns[text].width:
            return
        room = self.view.viewport().width() - self.view.verticalScrollBar().sizeHint().width()
        others = sum(header.sectionSize(n) for n in range(len(columns)) if n != text)
        if room - others >= _NARROWEST_TEXT:
            header.resizeSection(text, room - others)

    def show_query(self, query: GridQuery) -> None:
        """Show other rows, or the same in another order; the cursor and the selection stay on their rows.

        Whoever sorts sees the first rows afterwards.
        """
        self._is_sorted_anew |= query.order != self.query.order
        if not query.search and query is not self.query:  # else it's rows that come, and the user may be typing
            self.bar.clear_search()
        self.query = query
        self._show_query_state()
        if self._query_job is not None:
            self._query_job.ask_to_stop()
        wanted = query.row_query(self.model.columns)
        job = Job(lambda _: self._find(wanted, job.should_stop))
        self._query_job = job
        self._queries.start_job(job, on_done=lambda places: self._arrived(job, places), on_failure=self._failed)

    def refresh_rows(self) -> None:
        """Ask again which rows there are: more have been read, or edits have changed what the filters let through."""
        self.show_query(self.query)

    def selected_numbers(self) -> list[int]:
        """Return the numbers of the rows in which anything is selected."""
        rows, _ = self.view.selected_block()
        return [self.model.ids[place] for place in rows]

    def selected_labels(self) -> list[GridColumn]:
        """Return the label columns in which anything is selected, as they stand on the screen."""
        _, sections = self.view.selected_block()
        return [of for of in (self.model.columns[section] for section in sections) if of.label is not None]

    def selected_columns(self) -> list[GridColumn]:
        """Return all columns in which anything is selected, as they stand on the screen."""
        _, sections = self.view.selected_block()
        return [self.model.columns[section] for section in sections]

    def current_column(self) -> GridColumn | None:
        """Return the column that the cursor is in."""
        index = self.view.currentIndex()
        return self.model.columns[index.column()] if index.isValid() else None

    def current_number(self) -> int:
        """Return the number of the row that the cursor is in; -1 for none."""
        row = self.view.currentIndex().row()
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else -1

    def step(self, by: int) -> None:
        """Move the cursor by so many rows."""
        row = self.view.currentIndex().row()
        self.view.go_to(max(0, min(self.model.rowCount() - 1, row + by)))

    def open_filter(self, section: int, place: QPoint) -> None:
        """Open the filter of a column."""
        of = self.model.columns[section]
        popover = FilterPopover(self._theme, of, self.query.filters.get(of.key, ColumnFilter(of.key)), self)
        popover.changed.connect(lambda wanted: self.show_query(self.query.with_filter(wanted)))
        popover.open_at(place)

    def open_columns(self) -> None:
        """Open the list of columns."""
        chooser = ColumnChooser(self.view, self.model.columns, self)
        chooser.adjustSize()
        button = self.bar.columns_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        chooser.move(corner.x() - chooser.width(), corner.y() + 4)
        chooser.show()

    def kept_state(self) -> dict[str, Any]:
        """Return what shall be as it is when the project is opened again."""
        self._memory.note(self.model.columns)
        return {**self.query.to_plain(), **self._memory.to_plain()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Be as ``kept_state`` says."""
        self._memory.from_plain(kept)
        self._memory.apply(self.model.columns)
        self.show_query(GridQuery.from_plain(kept))

    def close_lanes(self) -> None:
        """End the reading; nobody hears of what is still under way."""
        for lane in (self._pages, self._queries):
            lane.close()

    def _find(self, wanted: RowQuery, should_stop: Callable[[], bool]) -> Places:
        if wanted == RowQuery():
            return Places(self._project.all_rows())
        return Places(self._project.row_numbers(wanted, should_stop=should_stop))

    def _fetch(self, numbers: Sequence[int]) -> list[Any]:
        columns = self.model.columns
        return [present(each, columns) for each in self._project.rows(numbers)]

    def _arrived(self, job: Job, places: Places) -> None:
        if job is not self._query_job:
            return
        self._query_job = None
        sideways = self.view.horizontalScrollBar().value()
        chosen = [] if len(rows := self.view.selected_block()[0]) > 500 else [self.model.ids[row] for row in rows]
        columns = self.view.selected_block()[1]
        before = self.model.rowCount()
        self.model.show_rows(places)
        if not before or self.view.currentIndex().row() < 0:
            self._restore_cursor(chosen, columns)
            self.view.horizontalScrollBar().setValue(sideways)
        if self._is_sorted_anew and before:
            self.view.show_first_rows()
        self._is_sorted_anew = False
        self.bar.show_count(len(places.ids), max(self._project.row_count, len(places.ids)))
        self._stack.setCurrentIndex(1 if self.query.narrows and not places.ids else 0)
        if before and not places.ids:
            self.row_chosen.emit(-1)
        self.shown.emit()

    def _restore_cursor(self, chosen: list[int], columns: list[int]) -> None:
        number, key = self._cursor
        first = next((n for n, of in enumerate(self.model.columns) if of.is_text), 0)
        section = next((n for n, of in enumerate(self.model.columns) if of.key == key), first)
        place = self.model.place_of(number)
        if place >= 0:
            self.view.go_to(place, section)
            rows = [found for each in chosen if (found := self.model.place_of(each)) >= 0]
            if len(rows) > 1 or len(columns) > 1:
                self.view.select_cells(rows, columns)
        elif self.model.rowCount():
            self.view.go_to(0, section)

    def _note_current(self, row: int) -> None:
        self.row_chosen.emit(self.model.ids[row] if 0 <= row < len(self.model.ids) else -1)
        of = self.current_column()
        if of is not None:
            self._cursor = (self.current_number(), of.key)
            self.column_chosen.emit(of)

    def _sort(self, section: int) -> None:
        self.show_query(self.query.sorted_by(self.model.columns[section].key))

    def _open_menu(self, section: int, place: QPoint) -> None:
        of = self.model.columns[section]
        visual = self._visible_place(section)

        def sort(direction: Direction) -> None:
            self.show_query(
                replace(
                    self.query,
                    sort_key=of.key,
                    is_descending=direction is Direction.DOWNWARDS,
                    sorts_by_confidence=direction is Direction.LEAST_CERTAIN,
                )
            )

        is_last_frozen = self.view.frozen_count == visual + 1
        column_menu(
            self,
            of,
            sort=sort,
            filter_by=lambda: self.open_filter(section, place),
            hide=lambda: self.view.set_column_hidden(section, is_hidden=True),
            freeze=lambda: self.view.freeze(0 if is_last_frozen else visual + 1),
            is_last_frozen=is_last_frozen,
        ).popup(place)

    def freeze_to_cursor(self) -> None:
        """Keep the columns up to the cursor's where they are, or let all move again."""
        index = self.view.currentIndex()
        if index.isValid():
            count = self._visible_place(index.column()) + 1
            self.view.freeze(0 if self.view.frozen_count == count else count)

    def _visible_place(self, section: int) -> int:
        header = self.view.header
        before = range(header.visualIndex(section))
        return sum(not self.view.isColumnHidden(header.logicalIndex(place)) for place in before)

    def _key(self, event: QKeyEvent) -> None:
        of = self.current_column()
        if of is None or of.label is None:
            return
        if of.kind is Kind.SCORE and not event.text().isalpha():
            self.view.edit_with(event)
        elif of.kind is Kind.CLASS and (number := class_of_key(of.label.task, event.text())) is not None:
            self.edit_wanted.emit(self.selected_numbers() or [self.current_number()], of, number)

    def _show_query_state(self) -> None:
        columns = self.model.columns
        by_key = {of.key: section for section, of in enumerate(columns)}
        sort = (by_key[self.query.sort_key], self.query.is_descending) if self.query.sort_key in by_key else None
        filtered = frozenset(by_key[key] for key in self.query.filters if key in by_key)
        for header in (self.view.header, self.view.frozen_header):
            header.show_state(sort, filtered)
        pairs = [(columns[by_key[key]], wanted) for key, wanted in self.query.filters.items() if key in by_key]
        self.bar.show_filters(pairs)

    def _failed(self, error: EmoDeskError) -> None:
        self.failed.emit(error)
