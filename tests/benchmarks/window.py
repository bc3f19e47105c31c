"""How long the window's event loop stands still, how much memory its process takes, how fast it's there.

usage: .venv/bin/python tests/benchmarks/window.py [ROWS] [LABELLED_ROWS] [--xlsx-rows N] [--places] [--json FILE]

The real program in Qt's offscreen platform, each part in a process of its own:
a CSV of ROWS rows (default 1,000,000) and a workbook of N rows (default 100,000) are opened, scrolled, sorted, filtered
and edited; then the starter labels LABELLED_ROWS distinct rows (default 20,000) while a cell is edited every half
second, until the process is killed shortly before its end and every edit is looked for in the project file.
0 leaves a part out. ``--places`` tells where Qt's thread was when a turn of the event loop was late.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil

WORDS = (
    "I love this new job and the people here", "They never called back and I am furious", "Nothing happened today",
    "I worry about the results of the test", "We laughed all evening", "He died last spring and I miss him",
)  # fmt: skip
HEADINGS = ("id", "group", "age", "answer")
KILL_AT = 0.97
"""Share of the rows that are labelled when the process is killed."""


class Bench:
    """One window, driven as a user would."""

    def __init__(self) -> None:
        from PySide6.QtTest import QTest

        from emodesk.desktop import desktop
        from emodesk.gui.application import keep_answering, make_application
        from emodesk.gui.desk import Desk
        from emodesk.gui.look.theme import Scheme, Theme
        from emodesk.gui.main_window import MainWindow
        from tests.benchmarks.watchdog import Watchdog

        self.pause = QTest.qWait
        self.application = make_application(["emodesk"])
        self.window = MainWindow(Theme(self.application, Scheme.LIGHT), Desk(desktop()))
        self.window.show()
        keep_answering(self.application)
        self.watchdog = Watchdog()
        self.figures: dict[str, Any] = {"load": round(os.getloadavg()[0], 1), "processors": os.cpu_count()}
        self._most_bytes = 0
        self._sampling = True
        threading.Thread(target=self._sample, daemon=True).start()

    def _sample(self) -> None:
        process = psutil.Process()
        while self._sampling:
            self._most_bytes = max(self._most_bytes, process.memory_info().rss)
            time.sleep(0.05)

    def note(self, name: str, value: float, digits: int = 2) -> None:
        self.figures[name] = round(value, digits)
        print(f"{name:<42}{value:>10,.{digits}f}", flush=True)

    def until(self, happened: Callable[[], Any], patience_s: float = 900) -> float:
        started = time.perf_counter()
        while not happened():
            if time.perf_counter() - started > patience_s:
                raise TimeoutError(self.window.banner.text)
            self.pause(2)
        return time.perf_counter() - started

    def idle(self) -> None:
        """Let the loop turn with nothing to do: what stalls then isn't the window's doing."""
        self.watchdog.begin("doing nothing (this computer's noise)")
        self.pause(3000)

    def open(self, path: Path) -> Any:
        window = self.window
        self.watchdog.begin("preview")
        window.bring_files([path])
        self.note("preview after, s", self.until(lambda: window.opening_page.is_ready))
        self.watchdog.begin("opening the workspace")
        started = time.perf_counter()
        window.opening_page.confirm()
        self.until(lambda: window.current_workspace() is not None)
        workspace = window.current_workspace()
        assert workspace is not None
        self.until(lambda: workspace.grid.model.cell(0, 0) is not None)
        self.note("first rows after that, s", time.perf_counter() - started)
        self.watchdog.begin("while rows come in")
        self.until(lambda: not workspace.project.is_reading)
        self.until(lambda: workspace.grid.model.rowCount() == workspace.project.row_count)
        self.note("all rows after, s", time.perf_counter() - started)
        self.figures["rows"] = workspace.project.row_count
        return workspace

    def scroll(self, workspace: Any) -> None:
        self.watchdog.begin("scrolling")
        bar, chance = workspace.grid.view.verticalScrollBar(), random.Random(1)
        for _ in range(60):
            bar.setValue(chance.randrange(bar.maximum() + 1))
            self.pause(15)
        for step in range(150):
            bar.setValue(min(bar.maximum(), step * 40))
            self.pause(5)

    def query(self, workspace: Any, part: str, query: Any) -> None:
        self.watchdog.begin(part)
        shown: list[int] = []
        connection = workspace.grid.shown.connect(lambda: shown.append(1))
        started = time.perf_counter()
        workspace.grid.show_query(query)
        self.until(lambda: shown)
        self.note(f"{part}, s", time.perf_counter() - started)
        workspace.grid.shown.disconnect(connection)
        self.pause(100)

    def look_for(self, workspace: Any) -> None:
        from emodesk.gui.grid.query import ColumnFilter, GridQuery

        by_words = GridQuery().with_filter(ColumnFilter("cell:answer", contains="furious"))
        self.query(workspace, "sorting by a column of words", GridQuery().sorted_by("cell:answer"))
        self.query(workspace, "sorting by a column of numbers", GridQuery().sorted_by("cell:age"))
        self.query(workspace, "filtering (contains)", by_words)
        self.query(workspace, "searching all columns", GridQuery(search="laughed"))
        self.query(workspace, "back to all rows", GridQuery())

    def edit(self, workspace: Any) -> None:
        """Label a few rows, so that there are columns to edit; then edit, undo, sort by labels."""
        from emodesk.gui.grid.query import GridQuery

        self.watchdog.begin("labelling 16 selected rows")
        workspace.run.start(list(workspace.grid.model.ids[:16]))
        self.until(lambda: workspace.run.is_idle and self.label_columns(workspace))
        of = self.label_columns(workspace)[0]
        self.watchdog.begin("editing one cell after the other")
        for number in range(60):
            workspace.edits.set_value([workspace.grid.model.ids[number * 7]], of, round(number / 100, 2))
            self.pause(10)
        for _ in range(20):
            workspace.edits.undo()
            self.pause(10)
        self.query(workspace, "sorting by a label", GridQuery().sorted_by(of.key))
        self.watchdog.begin("giving 50,000 rows a label at once")
        workspace.edits.set_value(list(workspace.grid.model.ids[:50_000]), of, 0.5)
        self.until(lambda: not workspace.edits.is_busy)
        self.pause(300)
        self.query(workspace, "back to the sheet's order", GridQuery())

    def label_columns(self, workspace: Any) -> list[Any]:
        return [of for of in workspace.grid.model.columns if of.label is not None]

    def label_until_killed(self, workspace: Any) -> None:
        """Label everything; edit a cell every half second; tell of every edit that was made, and die in mid-run."""
        self.watchdog.begin("labelling, editing meanwhile")
        started = time.perf_counter()
        workspace.run.start_all()
        rows, edits, next_edit = workspace.project.row_count, 0, time.perf_counter() + 2

        def labelled() -> int:
            run = workspace.project.current_run
            return int(run.rows_labelled) if run else 0

        def is_near_its_end() -> bool:
            nonlocal edits, next_edit
            if (columns := self.label_columns(workspace)) and time.perf_counter() > next_edit:
                number, value = workspace.grid.model.ids[edits * 11 % rows], round(random.random(), 3)
                assert workspace.edits.set_value([number], columns[0], value)
                print(f"edited {number} {value}", flush=True)
                edits, next_edit = edits + 1, time.perf_counter() + 0.5
            return labelled() >= rows * KILL_AT or bool(workspace.run.is_idle)

        self.until(is_near_its_end, 3600)
        seconds = time.perf_counter() - started
        self.note("labelled rows", labelled(), 0)
        self.note("rows per second", labelled() / seconds, 1)
        self.note("edits meanwhile", edits, 0)
        self.figures["was still running"] = not workspace.run.is_idle

    def finish(self, *, with_places: bool, with_close: bool) -> None:
        if with_close:
            started = time.perf_counter()
            self.window.close()
            self.note("closed in, s", time.perf_counter() - started)
        self._sampling = False
        self.note("most memory of the window's process, MB", self._most_bytes / 1e6, 0)
        self.watchdog.stop()
        self.watchdog.report(with_places=with_places)
        self.figures["stalls"] = {name: part.figures() for name, part in self.watchdog.parts.items()}
        print(f"figures {json.dumps(self.figures)}", flush=True)


def lines(rows: int, *, is_distinct: bool) -> Sequence[Sequence[str]]:
    chance = random.Random(7)
    return [
        (
            f"{number:07d}", chance.choice("ABCD"), str(chance.randrange(18, 90)),
            chance.choice(WORDS) + (f", number {number}" if is_distinct else f" {chance.randrange(50_000)}"),
        )
        for number in range(rows)
    ]  # fmt: skip


def write_csv(path: Path, rows: int, *, is_distinct: bool = False) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(lines(rows, is_distinct=is_distinct))


def write_xlsx(path: Path, rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate((HEADINGS, *lines(rows, is_distinct=False))):
            sheet.write_row(number, 0, line)


def start_up() -> list[float]:
    """Return how long after its birth a process had drawn the window, three times; the caches are warm."""
    code = (
        "import time,psutil;"
        "from emodesk.gui import application as a;"
        "app=a.make_application(['x']);desk=a.Desk(a.desktop());"
        "window=a.MainWindow(a.Theme(app,*desk.looks()),desk);window.show();"
        "app.sendPostedEvents();window.grab();"
        "print(time.time()-psutil.Process().create_time(), psutil.Process().memory_info().rss/1e6)"
    )
    found = []
    for attempt in range(4):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        seconds, megabytes = map(float, done.stdout.split())
        if attempt:  # the first one warms the caches
            print(f"window drawn {seconds:.2f} s after the process began, {megabytes:.0f} MB", flush=True)
            found.append(round(seconds, 2))
    return found


def part_of_table(path: Path, *, with_places: bool) -> None:
    bench = Bench()
    bench.idle()
    workspace = bench.open(path)
    bench.scroll(workspace)
    bench.look_for(workspace)
    bench.edit(workspace)
    bench.watchdog.begin("closing")
    bench.finish(with_places=with_places, with_close=True)


def part_of_labelling(path: Path, *, with_places: bool) -> None:
    bench = Bench()
    bench.label_until_killed(bench.open(path))
    bench.finish(with_places=with_places, with_close=False)
    os.kill(os.getpid(), signal.SIGKILL)


def run_part(name: str, path: Path, *, with_places: bool) -> tuple[dict[str, Any], list[tuple[int, float]]]:
    """Run a part in a process of its own; return its figures and the edits that it told of."""
    print(f"\n{name}: {path.name}", flush=True)
    command = [sys.executable, __file__, "--part", name, str(path), *(["--places"] if with_places else [])]
    figures: dict[str, Any] = {}
    edits = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            kind, _, rest = line.partition(" ")
            if kind == "figures":
                figures = json.loads(rest)
            elif kind == "edited":
                number, value = rest.split()
                edits.append((int(number), float(value)))
            else:
                print(line, end="", flush=True)
    if process.returncode not in (0, -signal.SIGKILL) or not figures:
        raise RuntimeError(f"the part {name} ended with {process.returncode}")
    return figures, edits


def kept_edits(project: Path, edits: Sequence[tuple[int, float]]) -> int:
    """Return how many of the edits stand in the project of the process that was killed."""
    from emodesk.desktop import desktop

    opened = desktop().opening.open_project(project)
    try:
        rows = opened.rows([number for number, _ in edits])
        return sum(row.annotations[0].value == value for row, (_, value) in zip(rows, edits, strict=True))
    finally:
        opened.close()


def measure(options: argparse.Namespace, home: Path) -> dict[str, Any]:
    report: dict[str, Any] = {"start_s": start_up()}
    if options.rows:
        write_csv(home / "large.csv", options.rows)
        report["csv"], _ = run_part("table", home / "large.csv", with_places=options.places)
    if options.xlsx_rows:
        write_xlsx(home / "large.xlsx", options.xlsx_rows)
        report["xlsx"], _ = run_part("table", home / "large.xlsx", with_places=options.places)
    if options.labelled:
        path = home / "small.csv"
        write_csv(path, options.labelled, is_distinct=True)
        report["labelling"], edits = run_part("labelling", path, with_places=options.places)
        kept = kept_edits(path.with_name(f"{path.name}.emodesk"), edits)
        report["labelling"]["edits kept after the kill"] = kept
        print(f"of {len(edits)} edits {kept} are in the project of the killed process")
    return report


def main() -> None:
    """Measure in a home of its own, which is thrown away."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("labelled", type=int, nargs="?", default=20_000)
    parser.add_argument("--xlsx-rows", type=int, default=100_000)
    parser.add_argument("--places", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", nargs=2, metavar=("NAME", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:  # a process of ours: its home is made already
        name, path = options.part
        run = part_of_table if name == "table" else part_of_labelling
        run(Path(path), with_places=options.places)
        return
    with tempfile.TemporaryDirectory(prefix="emodesk-bench-") as folder:
        os.environ |= {"HOME": folder} | {f"XDG_{name}_HOME": folder for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        report = measure(options, Path(folder))
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
