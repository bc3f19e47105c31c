"""How long the window's event loop stands still, how much memory its process takes, how fast it's there.

usage: .venv/bin/python tests/benchmarks/window.py [ROWS] [LABELLED_ROWS]

Runs the real program on a screen of its own in the offscreen platform: opens a CSV of ROWS rows (default 1,000,000),
scrolls, sorts, filters and edits; then labels LABELLED_ROWS rows (default 20,000) with the starter and edits meanwhile.
A watchdog thread notes how late the event loop answers; the figures are printed as a table.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil

TICK_S = 0.005
WORDS = (
    "I love this new job and the people here", "They never called back and I am furious", "Nothing happened today",
    "I worry about the results of the test", "We laughed all evening", "He died last spring and I miss him",
)  # fmt: skip


class Watchdog:
    """Measures the gaps between turns of the event loop, by part of the programme."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._last = time.perf_counter()
        self.stalls_ms: dict[str, list[float]] = {}
        self.part = ""
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now = time.perf_counter()
        self.stalls_ms.setdefault(self.part, []).append((now - self._last) * 1000)
        self._last = now
        time.sleep(0.001)

    def begin(self, part: str) -> None:
        self.part = part
        self._last = time.perf_counter()

    def report(self) -> None:
        print(f"{'part':<40}{'turns':>8}{'p99 ms':>9}{'worst ms':>10}{'> 100 ms':>10}")
        for part, found in self.stalls_ms.items():
            if part and found:
                ordered = sorted(found)
                late = sum(each > 100 for each in found)
                print(
                    f"{part:<40}{len(found):>8}{ordered[int(len(ordered) * 0.99)]:>9.1f}{ordered[-1]:>10.1f}{late:>10}"
                )


class Bench:
    """One window, driven as a user would."""

    def __init__(self, home: Path) -> None:
        from PySide6.QtTest import QTest

        from emodesk.desktop import desktop
        from emodesk.gui import application
        from emodesk.gui.application import make_application
        from emodesk.gui.desk import Desk
        from emodesk.gui.look.theme import Scheme, Theme
        from emodesk.gui.main_window import MainWindow

        sys.setswitchinterval(application._SWITCH_INTERVAL_S)
        self.home = home
        self._wait = QTest.qWait
        self.application = make_application(["emodesk"])
        self.window = MainWindow(Theme(self.application, Scheme.LIGHT), Desk(desktop()))
        self.window.show()
        self.watchdog = Watchdog()
        self.most_bytes = 0
        self._sampling = True
        threading.Thread(target=self._sample, daemon=True).start()

    def _sample(self) -> None:
        process = psutil.Process()
        while self._sampling:
            self.most_bytes = max(self.most_bytes, process.memory_info().rss)
            time.sleep(0.05)

    def until(self, happened: Callable[[], Any], patience_s: float = 900) -> float:
        started = time.perf_counter()
        while not happened():
            if time.perf_counter() - started > patience_s:
                raise TimeoutError(self.window.banner.text)
            self._wait(2)
        return time.perf_counter() - started

    def rest(self, seconds: float) -> None:
        """Let the loop turn with nothing to do: what stalls then isn't the window's doing."""
        self._wait(int(seconds * 1000))

    def open(self, path: Path) -> Any:
        window = self.window
        before = len(window.workspaces())
        self.watchdog.begin("preview")
        window.bring_files([path])
        preview_s = self.until(lambda: window.opening_page.is_ready)
        self.watchdog.begin("first rows")
        started = time.perf_counter()
        window.opening_page.confirm()
        self.until(lambda: len(window.workspaces()) > before)
        workspace = window.current_workspace()
        assert workspace is not None
        self.until(lambda: workspace.grid.model.cell(0, 0) is not None)
        print(f"preview after {preview_s:.2f} s; first rows {time.perf_counter() - started:.2f} s after that")
        self.watchdog.begin("while rows come in")
        self.until(lambda: not workspace.project.is_reading)
        self.until(lambda: workspace.grid.model.rowCount() == workspace.project.row_count)
        print(f"all {workspace.project.row_count:,} rows after {time.perf_counter() - started:.1f} s")
        return workspace

    def scroll(self, workspace: Any) -> None:
        self.watchdog.begin("scrolling")
        bar, chance = workspace.grid.view.verticalScrollBar(), random.Random(1)
        for _ in range(60):
            bar.setValue(chance.randrange(bar.maximum() + 1))
            self._wait(15)
        for step in range(150):
            bar.setValue(min(bar.maximum(), step * 40))
            self._wait(5)

    def query(self, workspace: Any, part: str, query: Any) -> None:
        self.watchdog.begin(part)
        shown: list[int] = []
        connection = workspace.grid.shown.connect(lambda: shown.append(1))
        started = time.perf_counter()
        workspace.grid.show_query(query)
        self.until(lambda: shown)
        print(f"{part}: {workspace.grid.model.rowCount():,} rows in {time.perf_counter() - started:.2f} s")
        workspace.grid.shown.disconnect(connection)
        self._wait(100)

    def label(self, workspace: Any) -> None:
        self.watchdog.begin("labelling, editing meanwhile")
        started = time.perf_counter()
        workspace.run.start_all()
        edits = 0
        next_edit = time.perf_counter() + 2

        def is_over() -> bool:
            nonlocal edits, next_edit
            columns = [of for of in workspace.grid.model.columns if of.label is not None]
            if columns and time.perf_counter() > next_edit:
                workspace.edits.set_value([workspace.grid.model.ids[edits % 30]], columns[0], round(random.random(), 3))
                edits, next_edit = edits + 1, time.perf_counter() + 0.5
            return bool(workspace.run.is_idle)

        self.until(is_over, 3600)
        seconds = time.perf_counter() - started
        rows = workspace.project.row_count
        print(f"labelled {rows:,} rows in {seconds:.0f} s ({rows / seconds:.1f} rows/s), {edits} edits meanwhile")

    def finish(self) -> None:
        self.watchdog.begin("closing")
        started = time.perf_counter()
        self.window.close()
        print(f"closed in {time.perf_counter() - started:.2f} s")
        self._sampling = False
        print(f"most memory of the window's process: {self.most_bytes / 1e6:.0f} MB")
        self.watchdog.report()


def write_csv(path: Path, rows: int, *, is_distinct: bool) -> None:
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "group", "age", "answer"])
        for number in range(rows):
            text = chance.choice(WORDS) + (f", number {number}" if is_distinct else f" {chance.randrange(50_000)}")
            writer.writerow([f"{number:07d}", chance.choice("ABCD"), chance.randrange(18, 90), text])


def start_up() -> None:
    code = (
        "import time,psutil;"
        "from emodesk.gui import application as a;"
        "app=a.make_application(['x']);desk=a.Desk(a.desktop());"
        "theme=a.Theme(app,a.Scheme.LIGHT);window=a.MainWindow(theme,desk);window.show();"
        "app.sendPostedEvents();window.grab();"
        "print(time.time()-psutil.Process().create_time(), psutil.Process().memory_info().rss/1e6)"
    )
    for attempt in range(4):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        seconds, megabytes = map(float, done.stdout.split())
        if attempt:  # the first one warms the caches
            print(f"window drawn {seconds:.2f} s after the process began, {megabytes:.0f} MB")


def main(arguments: list[str]) -> None:
    rows = int(arguments[0]) if arguments else 1_000_000
    labelled = int(arguments[1]) if len(arguments) > 1 else 20_000
    from emodesk.gui.grid.query import ColumnFilter, GridQuery

    with tempfile.TemporaryDirectory(prefix="emodesk-bench-") as folder:
        home = Path(folder)
        os.environ |= {"HOME": folder} | {f"XDG_{name}_HOME": folder for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        start_up()
        large, small = home / "large.csv", home / "small.csv"
        write_csv(large, rows, is_distinct=False)
        write_csv(small, labelled, is_distinct=True)
        bench = Bench(home)
        print(f"load of this computer: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        bench.watchdog.begin("doing nothing (this computer's noise)")
        bench.rest(3)
        workspace = bench.open(large)
        bench.scroll(workspace)
        bench.query(workspace, "sorting by a column of words", GridQuery().sorted_by("cell:answer"))
        bench.query(workspace, "sorting by a column of numbers", GridQuery().sorted_by("cell:age"))
        bench.query(
            workspace, "filtering (contains)", GridQuery().with_filter(ColumnFilter("cell:answer", contains="furious"))
        )
        bench.query(workspace, "searching all columns", GridQuery(search="laughed"))
        bench.query(workspace, "back to all rows", GridQuery())
        if labelled:
            bench.label(bench.open(small))
        bench.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
