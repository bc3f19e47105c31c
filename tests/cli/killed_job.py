"""A run that's to be killed: the command as a process, and what it has left on the disk."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import psutil

from tests.cli.conftest import command, environment, write_csv

SPAWN = "multiprocessing.spawn"


class Job:
    """One command over one spreadsheet, started as often as need be."""

    def __init__(self, folder: Path, home: Path, texts: list[str], *options: object) -> None:
        folder.mkdir()
        self.folder = folder
        self.source = write_csv(folder / "rows.csv", texts)
        self.output = folder / "rows_emodesk.xlsx"
        self.project = folder / "rows.csv.emodesk"
        self._home = home
        self._options = options

    def start(self, *more: object) -> subprocess.Popen[str]:
        """Start it; ``more`` are options of this time alone."""
        line = command("label", self.source, *self._options, *more, "--json")
        return subprocess.Popen(
            line, env=environment(self._home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def answers(self) -> dict[bytes, bytes | None]:
        """Return what the project file holds, as bytes; read from a copy, so that nothing of the run is disturbed."""
        copy = self.folder / "copy.emodesk"
        for ending in ("", "-wal"):
            source = Path(f"{self.project}{ending}")
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if source.exists():
                Path(f"{copy}{ending}").write_bytes(source.read_bytes())
        if not copy.exists() or copy.stat().st_size == 0:
            return {}
        connection = sqlite3.connect(copy)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'answers'").fetchone()[0]:
                return {}
            return dict(connection.execute("SELECT key, reading FROM answers").fetchall())
        finally:
            connection.close()
            for ending in ("", "-wal"):
                Path(f"{copy}{ending}").unlink(missing_ok=True)


def worker_of(process: subprocess.Popen[str]) -> psutil.Process | None:
    """Return the engine's process, if it's there just now."""
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(process.pid).children():
            line = " ".join(child.cmdline())
            if SPAWN in line and "resource_tracker" not in line:
                return child
    return None


def workbook(path: Path) -> dict[str, bytes]:
    """Return every part of a workbook without the times at which it was made."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    time_of_day = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+00:00|Z)")
    return {name: time_of_day.sub(b"(time)", content) for name, content in parts.items()}


def end(process: subprocess.Popen[str]) -> None:
    """Kill a command; wait until its worker, whom nobody listens to any more, has ended by itself."""
    worker = worker_of(process)
    process.kill()
    process.communicate()
    if worker is not None:
        psutil.wait_procs([worker], timeout=20)
        assert not worker.is_running()
