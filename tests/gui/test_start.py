"""What the window costs before it's on the screen, and what the command line decides."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from emodesk.cli.choice import files_for_the_window
from emodesk.gui.crash import CrashWatch, describe

HEAVY = (
    "llama_cpp",
    "openpyxl",
    "huggingface_hub",
    "numpy",
    "pyarrow",
    "lxml",
    "xlsxwriter",
    "python_calamine",
)


def test_that_nothing_heavy_is_loaded_before_it_is_needed(home: Path) -> None:
    code = (
        "import json, sys; from emodesk.gui import application as a; application = a.make_application(['x']); "
        "desk = a.Desk(a.desktop()); window = a.MainWindow(a.Theme(application), desk); window.show(); window.grab(); "
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    ("words", "files"),
    [
        ([], []),
        (["answers.xlsx"], [Path("answers.xlsx")]),
        (["a.csv", "study.emodesk"], [Path("a.csv"), Path("study.emodesk")]),
        (["label", "a.csv"], None),
        (["models"], None),
        (["--help"], None),
        (["--version"], None),
    ],
)
def test_that_files_open_the_window_and_commands_do_not(words: list[str], files: list[Path] | None) -> None:
    assert files_for_the_window(words) == files


def test_that_a_crash_is_written_down_without_the_words_of_the_error_and_told_next_time(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    told: list[object] = []
    watch.install(told.append)
    try:
        raise ValueError("I told my mother that I was ill")
    except ValueError:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.excepthook = sys.__excepthook__
    assert len(told) == 1
    assert "mother" not in str(told[0])
    again = CrashWatch(tmp_path)
    assert "ValueError" in again.previous_report
    assert "mother" not in again.previous_report
    again.end_well()
    assert CrashWatch(tmp_path).previous_report == ""


def test_that_a_home_that_cannot_be_written_stops_nothing(mount_disk: Callable[[str], Path]) -> None:
    watch = CrashWatch(mount_disk("ro") / "state")
    told: list[object] = []
    watch.install(told.append)
    try:
        raise ValueError("nothing")
    except ValueError:
        sys.excepthook(*sys.exc_info())
    watch.end_well()
    assert len(told) == 1


def test_that_a_description_of_a_crash_names_places_only() -> None:
    assert "text of a person" not in describe(KeyError, None)
