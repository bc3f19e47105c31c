"""The way through the program on which screenshots.py takes its pictures. Started by it, on a screen of its own."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from emodesk.app.labelling_desk import RunStatus
from emodesk.core.resources import resource
from emodesk.desktop import desktop
from emodesk.gui import translation
from emodesk.gui.application import make_application
from emodesk.gui.banner import Banner
from emodesk.gui.desk import Desk
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace
from tests.modelhub.local_hub import LocalHub

PATIENCE_S = 60.0
SETTLE_MS = 400


class Tour:
    """One way through, in one size, scheme and language."""

    def __init__(self, folder: Path, size: str, scheme: str, language: str) -> None:
        self.folder = folder
        self.ending = f"{scheme}-{language}-{size}"
        self.application: QApplication = make_application(["emodesk"])
        translation.install(self.application, language)
        theme = Theme(self.application, Scheme(scheme))
        self.window = MainWindow(theme, Desk(desktop()))
        width, height = map(int, size.split("x"))
        self.window.setGeometry(0, 0, width, height)
        self.window.show()

    def picture(self, name: str) -> None:
        """Take a picture of the whole screen."""
        QTest.qWait(SETTLE_MS)
        self.application.primaryScreen().grabWindow(0).save(str(self.folder / f"{name}-{self.ending}.png"))

    def wait(self, happened: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not happened():
            if time.monotonic() > deadline:
                raise TimeoutError(self.window.banner.text)
            QTest.qWait(30)

    def walk(self) -> None:
        """Go all the way."""
        window = self.window
        window.show_page(window.first_run_page)
        self.picture("welcome")
        window.show_page(window.start_page)
        self.picture("start")
        source = Path.home() / "interviews.xlsx"
        shutil.copyfile(resource("samples/interviews.xlsx"), source)
        window.bring_files([source])
        self.wait(lambda: window.opening_page.is_ready)
        QTest.qWait(1500)
        self.picture("opening")
        window.opening_page.confirm()
        self.wait(window.current_workspace)
        workspace = window.current_workspace()
        assert workspace is not None
        self.label(workspace)
        self.review(workspace)
        self.without_rows(workspace)
        self.dialogs(workspace)
        self.download()
        self.failure()
        window.close()

    def label(self, workspace: Workspace) -> None:
        """Label the sample; take a picture on the way."""
        self.wait(lambda: not workspace.project.is_reading)
        QTest.qWait(2500)
        self.picture("opened")
        workspace.run.start()
        self.wait(lambda: workspace.run.status_text or workspace.project.labelling.status is RunStatus.IDLE)
        self.picture("run")
        self.wait(lambda: workspace.run.is_idle)
        self.wait(lambda: workspace.banner.text)
        workspace.banner.hide()

    def review(self, workspace: Workspace) -> None:
        """Edit, look at a row."""
        grid = workspace.grid
        sentiment = next(n for n, of in enumerate(grid.model.columns) if of.key == "label:sentiment")
        grid.view.go_to(4, sentiment)
        workspace.edits.set_value([grid.current_number()], grid.model.columns[sentiment], -1)
        grid.view.go_to(8, sentiment)
        workspace.edits.accept()
        grid.view.go_to(4, sentiment)
        grid.bring_labels_into_view()
        workspace.banner.hide()
        self.wait(lambda: workspace.inspector.row_id == grid.current_number())
        self.picture("grid")
        grid.open_filter(sentiment, grid.view.header.mapToGlobal(QPoint(420, 36)))
        self.picture("filter")
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def dialogs(self, workspace: Workspace) -> None:
        """Open what opens over the window."""
        window = self.window
        for name in ("export", "preferences", "shortcuts", "about"):
            window.show_page(workspace)
            window.actions_by_name[name].trigger()
            self.picture(name)
            for dialog in window.findChildren(QDialog):
                dialog.close()
            QTest.qWait(50)

    def without_rows(self, workspace: Workspace) -> None:
        """Search for what isn't there."""
        workspace.grid.bar.search.setText("no such words")
        self.wait(lambda: not workspace.grid.model.rowCount())
        self.picture("no-rows")
        workspace.grid.bar.search.clear()
        self.wait(workspace.grid.model.rowCount)

    def download(self) -> None:
        """Look at the models; fetch one from a hub on this computer, which loses the connection on the way."""
        window, page = self.window, self.window.models_page
        content = resource("starter/emodesk-starter.gguf").read_bytes()
        with LocalHub() as hub:
            os.environ["HF_ENDPOINT"] = hub.address
            hub.add("RichardErkhov/lzw1008_-_Emollama-chat-7b-gguf", {"Emollama-chat-7b.Q4_K_M.gguf": content})
            window.actions_by_name["models"].trigger()
            self.wait(lambda: page.is_filled)
            self.picture("models")
            page.ask_to_download("emollama-chat-7b:Q4_K_M")
            self.picture("download-asked")
            for dialog in window.findChildren(QDialog):
                dialog.accept()
            hub.mischief.bytes_per_s = len(content) / 12
            self.wait(lambda: hub.body_bytes > len(content) // 3)
            page.ensureWidgetVisible(page.cards["emollama-chat-7b.q4_k_m"])
            self.picture("download")
            hub.mischief.cuts, hub.mischief.bytes_per_s = 999, 0
            self.wait(lambda: self.tells_how_it_ended(page.cards["emollama-chat-7b.q4_k_m"]))
            page.ensureWidgetVisible(page.cards["emollama-chat-7b.q4_k_m"])
            self.picture("download-failed")
        window.go_back()

    @staticmethod
    def tells_how_it_ended(card: QWidget) -> bool:
        """Whether a model's card says what became of its download."""
        outcome = card.findChild(QLabel, "outcome")
        return outcome is not None and outcome.isVisible()

    def failure(self) -> None:
        """Bring what can't be read."""
        broken = Path.home() / "damaged.xlsx"
        broken.write_bytes(b"PK\x03\x04 no workbook")
        self.window.bring_files([broken])
        self.wait(lambda: any(each.isVisible() for each in self.window.findChildren(Banner)))
        self.picture("error")


if __name__ == "__main__":
    Tour(Path(sys.argv[1]), *sys.argv[2:5]).walk()
