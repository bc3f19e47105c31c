"""Connects every command, button and page with what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog

from emodesk.gui.files import Files
from emodesk.gui.grid.reasons import step_words
from emodesk.gui.menus import cell_menu
from emodesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from emodesk.gui.main_window import MainWindow

_ZOOM_STEP: Final = 0.1
_SMALLEST_ZOOM, _LARGEST_ZOOM = 0.8, 2.0


class Handlers(QObject):
    """One method, or one line, per command."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.files = Files(window)
        self._dialog: QDialog | None = None
        self._connect_pages()
        actions = window.actions_by_name
        for name, what in self._commands().items():
            actions[name].triggered.connect(lambda *_, what=what: what())

    def fit_actions(self, workspace: Workspace | None) -> None:
        """Switch commands on and off, and name the steps that can be undone and done again."""
        actions = self._window.actions_by_name
        actions.allow_project(is_open=workspace is not None)
        undo = redo = None
        if workspace is not None:
            undo, redo = workspace.project.next_undo, workspace.project.next_redo
            actions["run_panel"].setChecked(workspace.panel.isVisibleTo(workspace))
            actions["inspector"].setChecked(workspace.inspector.isVisibleTo(workspace))
            actions["stop"].setEnabled(not workspace.run.is_idle)
            actions["run_selected"].setEnabled(workspace.run.is_idle)
        actions["undo"].setEnabled(undo is not None)
        actions["redo"].setEnabled(redo is not None)
        actions["undo"].setText(self.tr("&Undo: {0}").format(step_words(undo.name)) if undo else self.tr("&Undo"))
        actions["redo"].setText(self.tr("&Redo: {0}").format(step_words(redo.name)) if redo else self.tr("&Redo"))

    def _commands(self) -> dict[str, Callable[[], object]]:
        window, here = self._window, self._here
        return {
            "open": self.files.choose,
            "open_folder": self.files.choose_folder,
            "sample": self.files.open_sample,
            "export": self._export,
            "export_all": self._export_all,
            "close": lambda: here(window.close_workspace),
            "preferences": self._preferences,
            "quit": window.close,
            "undo": lambda: here(lambda w: w.edits.undo()),
            "redo": lambda: here(lambda w: w.edits.redo()),
            "copy": lambda: here(lambda w: w.edits.copy()),
            "paste": lambda: here(lambda w: w.edits.paste()),
            "fill_down": lambda: here(lambda w: w.edits.fill_down()),
            "clear": lambda: here(lambda w: w.edits.clear()),
            "revert": lambda: here(lambda w: w.edits.revert()),
            "select_all": lambda: here(lambda w: w.grid.view.selectAll()),
            "find": lambda: here(lambda w: w.grid.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            "filter_column": lambda: here(_open_filter),
            "clear_filters": lambda: here(lambda w: w.grid.show_query(w.grid.query.unfiltered())),
            "columns": lambda: here(lambda w: w.grid.open_columns()),
            "freeze": lambda: here(lambda w: w.grid.freeze_to_cursor()),
            "run_panel": lambda: here(lambda w: w.panel.setVisible(not w.panel.isVisible())),
            "inspector": lambda: here(lambda w: w.inspector.setVisible(not w.inspector.isVisible())),
            "zoom_in": lambda: self._zoom(window.theme.zoom + _ZOOM_STEP),
            "zoom_out": lambda: self._zoom(window.theme.zoom - _ZOOM_STEP),
            "zoom_reset": lambda: self._zoom(1.0),
            "start": lambda: here(lambda w: w.run.start_or_pause()),
            "stop": lambda: here(lambda w: w.run.stop()),
            "run_selected": lambda: here(lambda w: w.run.start(w.grid.selected_numbers())),
            "models": self._show_models,
            "accept": lambda: here(lambda w: w.accept_rows()),
            "next_row": lambda: here(lambda w: w.grid.step(1)),
            "previous_row": lambda: here(lambda w: w.grid.step(-1)),
            "next_uncertain": lambda: here(lambda w: w.next_uncertain()),
            "shortcuts": self._shortcuts,
            "welcome": window.show_first_run,
            "diagnostics": self._diagnostics,
            "about": self._about,
        }

    def _here(self, what: Callable[[Workspace], Any]) -> None:
        workspace = self._window.current_workspace()
        if workspace is not None:
            what(workspace)
            self._window.show_state()

    def _connect_pages(self) -> None:
        window = self._window
        start, first, models = window.start_page, window.first_run_page, window.models_page
        start.open_wanted.connect(self.files.choose)
        start.sample_wanted.connect(self.files.open_sample)
        start.recent_wanted.connect(lambda path: self.files.bring([path]))
        start.clear_wanted.connect(self._clear_recents)
        first.skipped.connect(self._leave_first_run)
        first.starter_wanted.connect(self._begin_with_starter)
        first.emollama_wanted.connect(lambda: self._leave_first_run(self._show_models))
        first.file_wanted.connect(lambda: self._leave_first_run(self._add_model))
        models.closed.connect(window.go_back)
        models.failed.connect(window.report)
        models.changed.connect(self._models_changed)
        models.chosen.connect(self._use_model)
        models.removed.connect(self._forget_model)
        models.told.connect(window.status.show_note)
        models.connection_changed.connect(self._show_connection)

    def show_cell_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected cells."""
        menu = cell_menu(self._window.menuBar(), self._window.actions_by_name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def apply_looks(self) -> None:
        """Take light or dark and the size of type from the settings."""
        self._window.theme.choose(*self._window.desk.looks())

    def _zoom(self, zoom: float) -> None:
        self._window.desk.settings.set("zoom", round(max(_SMALLEST_ZOOM, min(_LARGEST_ZOOM, zoom)), 2))
        self.apply_looks()

    def _clear_recents(self) -> None:
        self._window.desk.recents.clear()
        self._window.show_recents()

    def _leave_first_run(self, then: Callable[[], object] | None = None) -> None:
        self._window.desk.settings.set("is_welcome_done", value=True)
        self._window.go_back()
        if then is not None:
            then()

    def _begin_with_starter(self) -> None:
        self._use_model("starter")
        self._leave_first_run()

    def _use_model(self, model_id: str) -> None:
        self._window.desk.settings.set("model", model_id)
        self._window.models_page.show_chosen(model_id)
        for workspace in self._window.workspaces():
            workspace.choose_model(model_id)

    def _forget_model(self, model_id: str) -> None:
        if self._window.desk.settings.get("model") == model_id:
            self._window.desk.settings.reset("model")
            self._window.models_page.show_chosen(str(self._window.desk.settings.get("model")))

    def _show_connection(self) -> None:
        is_online = self._window.models_page.transfers.is_online
        hub = self._window.desk.models.hub if is_online else ""
        self._window.status.show_connection(hub.partition("://")[2])

    def _show_models(self) -> None:
        self._window.models_page.show_chosen(str(self._window.desk.settings.get("model")))
        self._window.models_page.refresh()
        self._window.show_page(self._window.models_page)

    def _add_model(self) -> None:
        self._show_models()
        self._window.models_page.choose_file()

    def _models_changed(self) -> None:
        for workspace in self._window.workspaces():
            workspace.show_models()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _shortcuts(self) -> None:
        from emodesk.gui.help.shortcuts import ShortcutsDialog

        self._open(ShortcutsDialog(self._window))

    def _about(self) -> None:
        from emodesk.gui.help.about import AboutDialog

        self._open(AboutDialog(self._window))

    def _diagnostics(self) -> None:
        from emodesk.gui.help.diagnostics import DiagnosticsDialog

        self._open(DiagnosticsDialog(self._window.desk.diagnostics, self._window))

    def _preferences(self) -> None:
        from emodesk.gui.preferences.preferences_dialog import PreferencesDialog

        dialog = PreferencesDialog(self._window.desk.settings, self._window)
        dialog.changed.connect(self.apply_looks)
        self._open(dialog)

    def _export(self) -> None:
        from emodesk.gui.export.export_dialog import ExportDialog

        workspace = self._window.current_workspace()
        if workspace is not None:
            self._open(ExportDialog(self._window.theme, [workspace], self._window))

    def _export_all(self) -> None:
        from emodesk.gui.export.export_dialog import ExportDialog

        if spaces := self._window.workspaces():
            self._open(ExportDialog(self._window.theme, spaces, self._window))


def _open_filter(workspace: Workspace) -> None:
    view = workspace.grid.view
    section = view.currentIndex().column()
    if section >= 0:
        at = view.header.mapToGlobal(view.header.rect().bottomLeft())
        at.setX(at.x() + view.header.sectionViewportPosition(section))
        workspace.grid.open_filter(section, at)
