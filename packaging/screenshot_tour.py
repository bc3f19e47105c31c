"""The way through the program on which screenshots.py takes its pictures. Started by it, on a screen of its own."""

import os
import shutil
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from emodesk.app.labelling_desk import RunStatus
from emodesk.core.events import RunProgressed, TuningStarted
from emodesk.core.resources import resource
from emodesk.desktop import desktop
from emodesk.gui import translation
from emodesk.gui.application import make_application
from emodesk.gui.banner import Banner
from emodesk.gui.desk import Desk
from emodesk.gui.export.export_dialog import ExportDialog
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.workspace import Workspace
from tests.modelhub.local_hub import LocalHub

PATIENCE_S = 600.0
"""A busy computer is slow, and a tour that gives up begins anew."""
SETTLE_MS = 800
LONG_ROWS = 6000
"""Enough to be measured for, and to be paused in the middle."""


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
        window.models_page.look_up_advice()
        self.wait(lambda: self.shows(window.first_run_page, "expected"))
        self.picture("welcome-advice")
        self.trouble_with_models()
        window.show_page(window.start_page)
        self.picture("start")
        self.tell_of_crash()
        self.nothing_to_label()
        source = Path.home() / "interviews.xlsx"
        shutil.copyfile(resource("samples/interviews.xlsx"), source)
        workspace = self.open(source, "opening")
        self.label(workspace)
        self.review(workspace)
        self.without_rows(workspace)
        self.dialogs(workspace)
        self.not_the_own_workbook()
        self.long_run()
        self.download()
        self.failure()
        window.close()

    def open(self, source: Path, picture: str = "") -> Workspace:
        """Open a spreadsheet by way of the opening page; wait until all of its rows are there."""
        window, before = self.window, self.window.current_workspace()
        window.bring_files([source])
        self.wait(lambda: window.opening_page.is_ready)
        if picture:
            rows = "40"
            self.wait(lambda: any(each.text() == rows for each in window.opening_page.findChildren(QLabel)))
            self.picture(picture)
        window.opening_page.confirm()
        self.wait(lambda: window.current_workspace() not in (None, before))
        workspace = window.current_workspace()
        assert workspace is not None
        self.wait(lambda: not workspace.project.is_reading)
        return workspace

    @staticmethod
    def shows(page: QWidget, name: str) -> bool:
        """Whether a label of a page can be seen."""
        found = page.findChild(QLabel, name)
        return found is not None and found.isVisible()

    def trouble_with_models(self) -> None:
        """Ask for the models' folder where a file has its name; leave the page."""
        window = self.window
        folder = window.desk.models.folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        window.actions_by_name["models"].trigger()
        self.wait(lambda: window.models_page.is_filled)
        folder.write_bytes(b"")
        window.models_page.adding.folder_wanted.emit()
        self.picture("models-error")
        folder.unlink()
        window.actions_by_name["welcome"].trigger()
        self.picture("welcome-after-error")
        window.banner.hide()

    def tell_of_crash(self) -> None:
        """Start as after a crash."""
        self.window.tell_of_crash()
        self.picture("crash")
        self.window.banner.hide()

    def nothing_to_label(self) -> None:
        """Bring a table without rows, and one whose texts are empty."""
        nothing, blank = Path.home() / "nothing.csv", Path.home() / "blank.csv"
        nothing.write_text("id,answer\n", encoding="utf-8")
        self.window.bring_files([nothing])
        self.wait(self.window.banner.isVisible)
        self.picture("no-rows-in-file")
        blank.write_text("id,answer\n" + "".join(f"{number},\n" for number in range(1, 13)), encoding="utf-8")
        self.window.bring_files([blank])
        self.wait(lambda: any(each.count() for each in self.window.opening_page.findChildren(QComboBox)))
        self.picture("blank-file")
        self.window.opening_page.cancel()

    def label(self, workspace: Workspace) -> None:
        """Label the sample; take a picture on the way."""
        self.picture("measuring-before")
        QTest.qWait(2500)
        self.picture("opened")
        workspace.run.start()
        self.wait(lambda: workspace.run.status_text or workspace.project.labelling.status is RunStatus.IDLE)
        self.wait(lambda: workspace.run.is_idle)
        self.wait(lambda: workspace.banner.text)
        self.picture("run-over")
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
        QTest.qWait(1000)
        self.picture("grid")
        grid.open_filter(sentiment, grid.view.header.mapToGlobal(QPoint(420, 36)))
        self.picture("filter")
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def dialogs(self, workspace: Workspace) -> None:
        """Open what opens over the window."""
        window = self.window
        for name in ("export", "preferences", "shortcuts", "about", "diagnostics"):
            window.show_page(workspace)
            window.actions_by_name[name].trigger()
            self.picture(name)
            if name == "diagnostics":
                self.wait(
                    lambda: any(page.toPlainText().startswith("{") for page in window.findChildren(QPlainTextEdit))
                )
                self.picture("diagnostics-collected")
            if name == "preferences":
                self.scroll_down()
                self.picture("preferences-end")
            for dialog in window.findChildren(QDialog):
                dialog.close()
            QTest.qWait(50)

    def not_the_own_workbook(self) -> None:
        """Export what can't take columns as it is."""
        source = Path.home() / "odd interviews.xlsx"
        with zipfile.ZipFile(resource("samples/interviews.xlsx")) as before, zipfile.ZipFile(source, "w") as after:
            for name in before.namelist():
                content = before.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    content = content.replace(b"<sheetData>", b'<sheetData><!--<c r="A1"/>-->')
                after.writestr(name, content)
        workspace = self.open(source)
        workspace.run.start()
        self.wait(lambda: workspace.run.status_text)
        self.wait(lambda: workspace.run.is_idle)
        self.window.actions_by_name["export"].trigger()
        dialog = next(each for each in self.window.findChildren(ExportDialog) if each.isVisible())
        writing = dialog.findChild(QPushButton, "write")
        assert writing is not None
        writing.click()
        self.wait(writing.isEnabled)
        self.picture("export-not-own")
        dialog.close()
        QTest.qWait(50)
        self.window.close_workspace(workspace)

    def long_run(self) -> None:
        """Label many rows: see the model measured, the run pause and stop."""
        source = Path.home() / "many interviews.csv"
        told = "".join(f"{number},I was number {number} and I am not happy.\n" for number in range(1, LONG_ROWS + 1))
        source.write_text(f"id,answer\n{told}", encoding="utf-8")
        workspace = self.open(source)
        heard: list[object] = []
        workspace.pump.happened.connect(heard.append)
        workspace.run.start()
        self.picture("loading")
        self.wait(lambda: any(isinstance(each, TuningStarted | RunProgressed) for each in heard))
        self.picture("measuring")
        self.wait(lambda: any(isinstance(each, RunProgressed) and each.done for each in heard))
        QTest.qWait(2000)
        self.picture("running")
        workspace.run.start_or_pause()
        self.wait(lambda: workspace.project.labelling.status is not RunStatus.RUNNING)
        self.picture("paused")
        workspace.run.stop()
        self.wait(lambda: workspace.run.is_idle)
        self.picture("stopped")
        self.window.close_workspace(workspace)

    def scroll_down(self) -> None:
        """Go to the end of the dialog's page."""
        for area in self.window.findChildren(QScrollArea):
            if area.isVisible() and isinstance(area.window(), QDialog):
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

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
            page.cards["starter"].card_wanted.emit("starter")
            self.picture("model-card")
            for dialog in window.findChildren(QDialog):
                dialog.close()
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
            self.wait(lambda: page.cards["emollama-chat-7b.q4_k_m"].findChild(QPushButton, "resume"))
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
