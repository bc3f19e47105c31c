"""Files that come to the window, whichever way: dialogs, drops, the command line, a second start."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import OtherSheet
from emodesk.app.places import spreadsheets_in
from emodesk.core.errors import EmoDeskError, InputFileError, ProjectNotWritableError
from emodesk.core.preview import Choices
from emodesk.core.resources import resource
from emodesk.desktop import readable_suffixes
from emodesk.gui.background import Job, Lane
from emodesk.gui.error_words import system_words
from emodesk.gui.turns import InTurns, Steps
from emodesk.gui.workspace import Workspace

if TYPE_CHECKING:
    from emodesk.gui.main_window import MainWindow

_PROJECT: Final = ".emodesk"
_SAMPLE: Final = "samples/interviews.xlsx"


class Files(QObject):
    """Opens what comes, one after the other: a spreadsheet by way of the opening page, a project at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[Path] = deque()
        self._lane = Lane()
        self._is_looking = False
        self._building: list[InTurns] = []
        page = window.opening_page
        page.opened.connect(self._open_spreadsheet)
        page.cancelled.connect(self._next)
        page.failed.connect(window.report)
        window.drop_target.files_dropped.connect(self.bring)

    def bring(self, paths: Sequence[Path]) -> None:
        """Take files, or folders of spreadsheets."""
        self._window.banner.hide()  # what it says is of files before
        for path in map(Path.absolute, paths):
            try:
                self._waiting.extend(spreadsheets_in(path, readable_suffixes()) if path.is_dir() else [path])
            except OSError as error:
                self._window.report(
                    InputFileError(
                        self.tr("“{0}” can't be looked into: {1}.").format(path.name, system_words(error)),
                        hint=self.tr("Ask for permission to read it."),
                    )
                )
                return
        if paths and not self._waiting:
            self._window.report(
                InputFileError(
                    self.tr("There is no spreadsheet in “{0}”.").format(paths[0].name),
                    hint=self.tr("EmoDesk reads {0}.").format(", ".join(sorted(readable_suffixes()))),
                )
            )
        if self._window.pages.currentWidget() is not self._window.opening_page:
            self._next()

    def close(self) -> None:
        """Open nothing more."""
        self._waiting.clear()
        self._lane.forget()
        for each in self._building:
            each.close()

    def choose(self) -> None:
        """Ask for files."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted({*readable_suffixes(), _PROJECT}))
        kinds = self.tr("Spreadsheets and projects")
        dialog = QFileDialog(self._window, self.tr("Open"), self._usual_folder(), f"{kinds} ({patterns})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._show(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder of spreadsheets."""
        dialog = QFileDialog(self._window, self.tr("Open a folder"), self._usual_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._show(dialog)

    def open_sample(self) -> None:
        """Open a copy of the sample in the documents folder: what ships is never written to."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "EmoDesk"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            copy = folder / Path(_SAMPLE).name
            if not copy.exists():
                shutil.copyfile(resource(_SAMPLE), copy)
        except OSError as error:
            self._window.report(
                InputFileError(
                    self.tr("The sample can't be put into “{0}”: {1}.").format(folder, system_words(error)),
                    hint=self.tr("Open a spreadsheet of your own."),
                )
            )
            return
        self.bring([copy])

    def _usual_folder(self) -> str:
        """Return where people look for the next file: where the last one was."""
        recent = self._window.desk.recents.list()
        return next((str(each.path.parent) for each in recent if each.is_there), "")

    def _show(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.bring([Path(name) for name in names]))
        dialog.open()

    def _next(self) -> None:
        if self._is_looking:  # what's offered then would take the place of what came next
            return
        if not self._waiting:
            if self._window.pages.currentWidget() is self._window.opening_page:
                self._window.go_back()
            return
        path = self._waiting.popleft()
        is_project = path.suffix == _PROJECT
        if open_here := self._open_of(path):
            self._show_tab(open_here)
            sheets = frozenset(each.source.sheet or "" for each in open_here)
            if is_project or "" in sheets:  # it has no sheets
                self._next()
            else:
                self._look_beside(path, sheets)
        elif is_project:
            self._open_project(path)
        else:
            self._show_spreadsheet(path)

    def _open_of(self, path: Path) -> list[Workspace]:
        """Return what is open of a file: a project, or the sheets of a spreadsheet."""
        wanted = path.absolute()
        return [
            each
            for each in self._window.workspaces()
            if wanted in (each.project.path.absolute(), each.source.path.absolute())
        ]

    def _show_tab(self, open_here: Sequence[Workspace]) -> None:
        """Show one of these: that which was looked at last, if it's among them."""
        spaces = self._window.workspaces()
        last = spaces[self._window.tabs.currentIndex()]
        shown = last if last in open_here else open_here[0]
        self._window.tabs.setCurrentIndex(spaces.index(shown))
        self._window.show_page(shown)

    def _show_spreadsheet(self, path: Path, beside: OtherSheet | None = None) -> None:
        self._window.show_page(self._window.opening_page)
        self._window.opening_page.show_file(path, beside)

    def _look_beside(self, path: Path, sheets: frozenset[str]) -> None:
        """Look for another sheet of a workbook; what's brought meanwhile waits."""
        self._is_looking = True
        self._window.status.show_note(self.tr("Looking for other sheets in {0}…").format(path.name))
        opening = self._window.desk.opening
        self._lane.start(
            lambda _: opening.look_beside(path, sheets),
            on_done=lambda beside: self._offer_beside(path, beside),
            on_failure=lambda _: self._offer_beside(path, None),  # the workbook has gone, the project hasn't
        )

    def _offer_beside(self, path: Path, beside: OtherSheet | None) -> None:
        """Offer the other sheet; where there's none, the tab is shown already."""
        self._is_looking = False
        self._window.status.clear_note()
        open_here = self._open_of(path)
        if beside is None and open_here:
            self._next()
        else:
            self._show_spreadsheet(path, beside if open_here else None)

    def _open_project(self, path: Path) -> None:
        self._window.status.show_note(self.tr("Opening {0}…").format(path.name))
        opening = self._window.desk.opening
        self._open(lambda: opening.open_project(path))

    def _open_spreadsheet(self, path: Path, choices: Choices, project: Path) -> None:
        self._window.banner.hide()
        self._window.status.show_note(self.tr("Opening {0}…").format(path.name))
        opening = self._window.desk.opening
        others = [each.project.path.absolute() for each in self._open_of(path) if each.source.sheet != choices.sheet]
        self._open(lambda: opening.open(path, choices, project, others), self._offer_another_place)

    def _offer_another_place(self, error: EmoDeskError) -> None:
        """Stay with the spreadsheet where its folder takes no project: another one may."""
        page = self._window.opening_page
        if isinstance(error, ProjectNotWritableError) and self._window.pages.currentWidget() is page:
            self._window.status.clear_note()
            self._window.report(error)
            self._window.banner.offer(self.tr("Keep it elsewhere…"), page.choose_folder)
            page.try_again()
        else:
            self._failed(error)

    def _open(
        self, work: Callable[[], OpenedProject], on_failure: Callable[[EmoDeskError], None] | None = None
    ) -> None:
        def open_unless_closed(_report: object) -> OpenedProject | None:
            project = work()
            if job.should_stop():  # the window has gone meanwhile
                project.close()
                return None
            return project

        job = Job(open_unless_closed)
        self._lane.start_job(job, on_done=self._opened, on_failure=on_failure or self._failed)

    def _opened(self, project: OpenedProject) -> None:
        self._building = [each for each in self._building if not each.is_over]
        self._building.append(InTurns(self._build(project), self))

    def _build(self, project: OpenedProject) -> Steps:
        window, desk = self._window, self._window.desk
        chosen = str(desk.settings.get("model"))
        workspace = Workspace(window.theme, project, desk.models, chosen, desk.engine_settings, window.pages)
        try:
            yield from workspace.build()
            yield
        except GeneratorExit:  # the window closes
            project.close()
            raise
        self._show_project(workspace)

    def _show_project(self, workspace: Workspace) -> None:
        self._window.status.clear_note()
        self._window.desk.recents.add(workspace.project.path)
        workspace.grid.menu_wanted.connect(self._window.handlers.show_cell_menu)
        actions = self._window.actions_by_name
        workspace.panel.models_wanted.connect(actions["models"].trigger)
        workspace.grid.bar.add_commands([actions["undo"], actions["redo"]], actions["export"])
        self._window.add_workspace(workspace)
        self._window.show_recents()
        if self._waiting:
            self._next()

    def _failed(self, error: EmoDeskError) -> None:
        if self._waiting:
            self._next()
        else:
            self._window.go_back()
        self._window.report(error)  # above the page that comes now: it would go with the one that's left
