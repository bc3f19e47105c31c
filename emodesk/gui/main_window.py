"""The window: it only assembles. What it shows and does lives in the pages and in the files beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabBar, QWidget

from emodesk.core.errors import EmoDeskError
from emodesk.gui.banner import Banner
from emodesk.gui.commands import Actions
from emodesk.gui.desk import Desk
from emodesk.gui.handlers import Handlers
from emodesk.gui.look.parts import column
from emodesk.gui.look.screen_room import fit_on_screen
from emodesk.gui.look.theme import Theme
from emodesk.gui.menus import fill_menus
from emodesk.gui.models.models_page import ModelsPage
from emodesk.gui.opening.opening_page import OpeningPage
from emodesk.gui.start.drop import DropTarget
from emodesk.gui.start.first_run import FirstRunPage
from emodesk.gui.start.recent_list import Recent
from emodesk.gui.start.start_page import StartPage
from emodesk.gui.status_line import StatusLine
from emodesk.gui.workspace import Workspace

_SMALLEST = QSize(1024, 620)
_NAME_CHARS = 30
"""How much of a file's name a tab has room for; the name of the sheet comes after it."""


class MainWindow(QMainWindow):
    """Menus, pages, tabs of open projects, the status line."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self.theme, self.desk = theme, desk
        self.setWindowTitle("EmoDesk")
        self.setMinimumSize(_SMALLEST)
        self.resize(1366, 768)
        self.actions_by_name = Actions(self, theme.icons)
        self.menus = fill_menus(self.menuBar(), self.actions_by_name)
        self.banner = Banner(theme)
        self._troubled: QWidget | None = None
        """The page that the banner's error belongs to."""
        self.tabs = QTabBar()
        self.tabs.setTabsClosable(True)
        self.tabs.setMovable(False)
        self.tabs.setExpanding(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Open projects"))
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.status = StatusLine(theme)
        self.start_page = StartPage(theme)
        self.first_run_page = FirstRunPage(theme)
        self.opening_page = OpeningPage(theme, desk.opening)
        self.models_page = ModelsPage(theme, desk.models)
        self.models_page.advised.connect(self.first_run_page.show_advice)
        for page in (self.start_page, self.first_run_page, self.opening_page, self.models_page):
            self.pages.addWidget(page)
        body = QWidget()
        layout = column(body, gap=0)
        layout.addWidget(self.banner)
        layout.addWidget(self.tabs)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(body)
        self.drop_target = DropTarget(theme, self)
        self.handlers = Handlers(self)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.tabCloseRequested.connect(lambda place: self.close_workspace(self.workspaces()[place]))
        self.tabs.hide()
        self.actions_by_name.allow_project(is_open=False)
        self.show_recents()
        self.pages.setCurrentWidget(self.start_page)

    def workspaces(self) -> list[Workspace]:
        """Return the open projects, in the order of their tabs."""
        found = (self.pages.widget(place) for place in range(self.pages.count()))
        return [page for page in found if isinstance(page, Workspace)]

    def current_workspace(self) -> Workspace | None:
        """Return the project that is being looked at."""
        page = self.pages.currentWidget()
        return page if isinstance(page, Workspace) else None

    def add_workspace(self, workspace: Workspace) -> None:
        """Show a project that was just opened; an error that stands there is of a file that came with it, and stays."""
        if self._troubled is not None:
            self._troubled = workspace
        self.pages.addWidget(workspace)
        workspace.state_changed.connect(self.show_state)
        workspace.status_changed.connect(self.show_run)
        self.tabs.addTab("")
        self._name_tabs()
        self.tabs.setTabToolTip(self.tabs.count() - 1, str(workspace.project.path))
        self.tabs.setVisible(self.tabs.count() > 1)
        self.tabs.setCurrentIndex(self.tabs.count() - 1)
        self.show_page(workspace)
        workspace.grid.give_texts_room()
        workspace.grid.view.setFocus()

    def close_workspace(self, workspace: Workspace) -> None:
        """Close a project; everything in it is on the disk already."""
        place = self.workspaces().index(workspace)
        before = self.current_workspace()
        self.pages.removeWidget(workspace)
        self.tabs.removeTab(place)
        self._name_tabs()
        workspace.close_project()
        workspace.deleteLater()
        self.tabs.setVisible(self.tabs.count() > 1)
        self.show_recents()
        self.go_back()
        now = self.current_workspace()
        if now is not None and now is not before:  # nobody has chosen where in it to go on
            now.grid.view.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages or a project; an error stays with the page that it was told on."""
        self.pages.setCurrentWidget(page)
        if self._troubled not in (None, page):
            self._troubled = None
            self.banner.hide()
        self.show_state()

    def show_first_run(self) -> None:
        """Welcome the user, and say how fast the large model will be here as soon as that's known."""
        self.show_page(self.first_run_page)
        self.models_page.look_up_advice()

    def go_back(self) -> None:
        """Leave a page for the project that was looked at before, or for the start."""
        spaces = self.workspaces()
        self.show_page(spaces[self.tabs.currentIndex()] if spaces else self.start_page)

    def show_recents(self) -> None:
        """Show what was open lately."""
        self.start_page.show_recent([Recent(each.path, each.is_there) for each in self.desk.recents.list()])

    def show_state(self) -> None:
        """Fit menus, title and status line to what is being looked at."""
        workspace = self.current_workspace()
        self.handlers.fit_actions(workspace)
        name = f"{workspace.name}{self._sheet_part(workspace)} – " if workspace else ""
        self.setWindowTitle(f"{name}EmoDesk")
        self.show_run()

    def show_run(self) -> None:
        """Say in the status line what runs."""
        running = next((each for each in self.workspaces() if not each.run.is_idle), None)
        if running is not None:
            self.status.show_state(running.run.status_text or self.tr("Loading the model…"), busy=True)
        else:
            self.status.show_state(self.tr("Ready"))

    def report(self, error: EmoDeskError) -> None:
        """Say what went wrong, on the page that is being looked at."""
        workspace = self.current_workspace()
        if workspace is None:
            self._troubled = self.pages.currentWidget()
        (workspace.banner if workspace else self.banner).report(error)

    def tell_of_crash(self) -> None:
        """Say that the last start ended badly, and offer what a developer needs."""
        words = self.tr("Last time something went wrong that EmoDesk didn't foresee. Nothing that was saved is lost.")
        self._troubled = None  # it's of no page
        self.banner.tell(words, tone="warning", stays=True)
        self.banner.offer(self.tr("Diagnostics"), self.actions_by_name["diagnostics"].trigger)

    def bring_files(self, paths: Sequence[Path]) -> None:
        """Open what came from the command line, another start, a drop or a dialog."""
        self.handlers.files.bring(paths)
        self.raise_()
        self.activateWindow()

    def restore_place(self, geometry: QByteArray) -> None:
        """Stand where the window stood last time, as far as there's room on the screen."""
        is_placed = not geometry.isEmpty() and self.restoreGeometry(geometry)
        fit_on_screen(self, is_placed=is_placed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once: what runs is stopped, and whatever is labelled is on the disk."""
        self.handlers.files.close()
        self.opening_page.close_lanes()
        for workspace in self.workspaces():
            self.close_workspace(workspace)
        self.models_page.close_lanes()
        self.desk.remember_place(self.saveGeometry())
        event.accept()

    def _name_tabs(self) -> None:
        metrics = self.tabs.fontMetrics()
        for place, workspace in enumerate(self.workspaces()):
            name = metrics.elidedText(
                workspace.name, Qt.TextElideMode.ElideMiddle, _NAME_CHARS * metrics.averageCharWidth()
            )
            self.tabs.setTabText(place, f"{name}{self._sheet_part(workspace)}".replace("&", "&&"))

    def _sheet_part(self, workspace: Workspace) -> str:
        """Return what tells a project apart from others that are open under the same name."""
        is_alone = [each.name for each in self.workspaces()].count(workspace.name) == 1
        return "" if is_alone or not workspace.source.sheet else f" – {workspace.source.sheet}"

    def _show_tab(self, place: int) -> None:
        if 0 <= place < len(self.workspaces()):
            self.show_page(self.workspaces()[place])
