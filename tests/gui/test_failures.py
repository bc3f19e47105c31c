"""What goes wrong while one works: each time a sentence that helps, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from emodesk.gui.main_window import MainWindow
from emodesk.gui.single_instance import Doorbell, hand_over, socket_name
from emodesk.gui.workspace import Workspace
from emodesk.store.review_project import SqliteReviewProject

Open = Callable[[Path], Workspace]
Label = Callable[[Workspace], None]
PATIENCE_MS = 90_000


@pytest.fixture
def long_table(home: Path) -> Path:
    """Some hundred distinct texts: enough to be in the middle of them."""
    path = home / "long.csv"
    lines = [f"{number},I feel {number} times happier than my brother said in letter {number}" for number in range(400)]
    path.write_text("id,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def workers() -> list[psutil.Process]:
    """The engine's processes."""
    return [each for each in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(each.cmdline())]


def labelled(workspace: Workspace) -> int:
    current = workspace.project.current_run
    return current.rows_labelled if current else 0


def start_and_wait_for_rows(workspace: Workspace, qtbot: QtBot, rows: int = 32) -> None:
    workspace.run.start_all()
    qtbot.waitUntil(lambda: labelled(workspace) >= rows, timeout=PATIENCE_MS)


def test_that_a_killed_worker_costs_a_restart_and_no_row(open_file: Open, long_table: Path, qtbot: QtBot) -> None:
    workspace = open_file(long_table)
    start_and_wait_for_rows(workspace, qtbot)
    for worker in workers():
        worker.kill()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(workspace) == 400
    qtbot.waitUntil(lambda: "labelled" in workspace.banner.text, timeout=5_000)


def test_that_a_model_that_vanishes_in_mid_run_is_named_and_labels_are_kept(
    window: MainWindow, open_file: Open, long_table: Path, starter: Path, home: Path, qtbot: QtBot
) -> None:
    own = home / "models" / "own.gguf"
    own.parent.mkdir()
    shutil.copyfile(starter, own)
    workspace = open_file(long_table)
    qtbot.waitUntil(lambda: workspace.panel.model.findData("own.gguf") >= 0, timeout=10_000)
    workspace.panel.model.setCurrentIndex(workspace.panel.model.findData("own.gguf"))
    start_and_wait_for_rows(workspace, qtbot)
    own.unlink()
    for worker in workers():
        worker.kill()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    kept = labelled(workspace)
    assert 32 <= kept <= 400
    if kept < 400:
        qtbot.waitUntil(lambda: bool(workspace.banner.text), timeout=5_000)
        assert workspace.banner.isVisible()
    workspace.panel.model.setCurrentIndex(workspace.panel.model.findData("starter"))
    workspace.run.start_all()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(workspace) == 400


def test_that_a_full_disk_is_named_and_the_edit_can_be_made_again(open_file: Open, label: Label, sample: Path) -> None:
    workspace = open_file(sample)
    label(workspace)
    of = next(of for of in workspace.grid.model.columns if of.key == "label:valence")
    numbers = list(workspace.grid.model.ids)
    project = workspace.project.project
    assert isinstance(project, SqliteReviewProject)
    connection = project._connections._opened.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    refused = False
    for _ in range(40):  # until the free pages of the file are used up
        if not workspace.edits.set_value(numbers, of, round(0.1 + 0.01 * _, 3)):
            refused = True
            break
    assert refused
    assert "space" in workspace.banner.text.lower() or "full" in workspace.banner.text.lower()
    before = [row.annotations[0].value for row in workspace.project.rows(numbers)]
    assert len(set(before) - {None}) == 1  # the refused step changed no row at all; one has no text
    connection.execute("PRAGMA max_page_count = 1000000")
    assert workspace.edits.set_value(numbers[:1], of, 0.777)


def test_that_a_model_that_seems_too_large_can_be_tried_anyway(
    open_file: Open, sample: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    workspace = open_file(sample)
    monkeypatch.setattr("emodesk.modelhub.memory.available_bytes", lambda: 1_000_000)
    workspace.run.start_all()
    qtbot.waitUntil(lambda: "GB are free" in workspace.banner.text, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(workspace) == 0
    (offer,) = (each for each in workspace.banner.findChildren(QPushButton) if each.text() == "Try anyway")
    offer.click()
    qtbot.waitUntil(lambda: labelled(workspace) == 40, timeout=PATIENCE_MS)


def read_only(folder: Path) -> None:
    """Let nobody write on this disk any more, root included."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def test_that_a_spreadsheet_in_a_read_only_folder_is_opened_with_its_project_elsewhere(
    window: MainWindow, label: Label, sample: Path, home: Path, mount_disk: Callable[[str], Path], qtbot: QtBot
) -> None:
    disk = mount_disk("size=4m")
    source = disk / "interviews.xlsx"
    shutil.copyfile(sample, source)
    read_only(disk)
    window.bring_files([source])
    page = window.opening_page
    qtbot.waitUntil(lambda: page.is_ready, timeout=PATIENCE_MS)
    page.confirm()
    qtbot.waitUntil(lambda: "can't be written" in window.banner.text, timeout=PATIENCE_MS)
    assert window.pages.currentWidget() is page
    assert "Choose another folder" in window.banner.text
    (offer,) = (each for each in window.banner.findChildren(QPushButton) if "elsewhere" in each.text())
    assert offer.isVisible()
    page._take_folder(str(home))
    qtbot.waitUntil(lambda: page.is_ready, timeout=PATIENCE_MS)
    page.confirm()
    qtbot.waitUntil(lambda: window.current_workspace() is not None, timeout=PATIENCE_MS)
    workspace = window.current_workspace()
    assert workspace is not None
    assert workspace.project.path.parent == home
    label(workspace)
    assert labelled(workspace) == 40
    assert not window.banner.isVisible()


@pytest.mark.parametrize("what", ["disk", "file"])
def test_that_a_read_only_project_is_named_and_a_copy_of_it_can_be_worked_on(
    window: MainWindow,
    open_file: Open,
    label: Label,
    sample: Path,
    home: Path,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    what: str,
) -> None:
    if what == "file" and os.geteuid() == 0:
        pytest.skip("root may write into every file")
    workspace = open_file(sample)
    label(workspace)
    path = workspace.project.path
    window.close_workspace(workspace)
    place = request.getfixturevalue("mount_disk")("size=8m") if what == "disk" else home / "kept"
    place.mkdir(exist_ok=True)
    locked = place / path.name
    shutil.move(path, locked)
    read_only(place) if what == "disk" else locked.chmod(0o400)
    before = locked.read_bytes()
    window.bring_files([locked])
    qtbot.waitUntil(lambda: "can only be read" in window.banner.text, timeout=PATIENCE_MS)
    assert "copy it" in window.banner.text
    assert window.current_workspace() is None
    assert locked.read_bytes() == before
    copy = home / "copy.emodesk"
    shutil.copyfile(locked, copy)
    assert labelled(open_file(copy)) == 40


def test_that_a_disk_that_fills_up_in_mid_run_stops_the_run_and_it_goes_on_when_there_is_room(
    window: MainWindow, open_file: Open, long_table: Path, mount_disk: Callable[[str], Path], qtbot: QtBot
) -> None:
    disk = mount_disk("size=24m")
    source = disk / long_table.name
    shutil.copyfile(long_table, source)
    workspace = open_file(source)
    start_and_wait_for_rows(workspace, qtbot, 16)
    ballast = disk / "somebody else's"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(1 << 12)):
            pass
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "disk is full" in workspace.banner.text, timeout=PATIENCE_MS)
    kept = labelled(workspace)
    assert 16 <= kept < 400
    path = workspace.project.path
    window.close_workspace(workspace)  # a full disk keeps nobody from closing
    ballast.unlink()
    workspace = open_file(path)
    assert labelled(workspace) == kept
    workspace.run.start_all()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(workspace) == 400


@pytest.fixture
def other_program(sample: Path, open_file: Open, window: MainWindow) -> Iterator[Path]:
    """A project that another program has open."""
    workspace = open_file(sample)
    path = workspace.project.path
    window.close_workspace(workspace)
    code = (
        "import sys, time; from pathlib import Path; from emodesk.store.project import open_project; "
        "project = open_project(Path(sys.argv[1])); print('open', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield path
        process.kill()


def test_that_a_project_that_is_open_elsewhere_is_left_alone(
    other_program: Path, window: MainWindow, qtbot: QtBot
) -> None:
    window.bring_files([other_program])
    qtbot.waitUntil(lambda: "another EmoDesk" in window.banner.text, timeout=20_000)
    assert window.current_workspace() is None


def test_that_a_spreadsheet_that_moved_is_told_and_everything_works(
    window: MainWindow, open_file: Open, label: Label, sample: Path, home: Path
) -> None:
    workspace = open_file(sample)
    path = workspace.project.path
    window.close_workspace(workspace)
    sample.rename(home / "elsewhere.xlsx")
    workspace = open_file(path)
    assert "has moved" in workspace.panel._details.text()
    label(workspace)
    assert labelled(workspace) == 40


@pytest.mark.parametrize(
    ("name", "content"),
    [("damaged.xlsx", b"PK\x03\x04 no workbook"), ("empty.csv", b""), ("project.emodesk", b"no database at all" * 100)],
)
def test_that_a_file_that_can_t_be_read_is_named_and_left_as_it_is(
    window: MainWindow, home: Path, qtbot: QtBot, name: str, content: bytes
) -> None:
    path = home / name
    path.write_bytes(content)
    window.bring_files([path])
    qtbot.waitUntil(lambda: name in window.banner.text, timeout=20_000)
    assert path.read_bytes() == content
    assert window.pages.currentWidget() is window.start_page


def test_that_a_missing_file_is_named(window: MainWindow, home: Path, qtbot: QtBot) -> None:
    window.bring_files([home / "nowhere.xlsx"])
    qtbot.waitUntil(lambda: "nowhere.xlsx" in window.banner.text, timeout=20_000)


def test_that_a_folder_without_spreadsheets_is_named(window: MainWindow, home: Path) -> None:
    (home / "photos").mkdir()
    window.bring_files([home / "photos"])
    assert "photos" in window.banner.text


def test_that_closing_in_mid_run_takes_less_than_two_seconds_and_loses_nothing(
    window: MainWindow, open_file: Open, long_table: Path, qtbot: QtBot
) -> None:
    workspace = open_file(long_table)
    path = workspace.project.path
    start_and_wait_for_rows(workspace, qtbot)
    kept = labelled(workspace)
    started = time.monotonic()
    window.close_workspace(workspace)
    assert time.monotonic() - started < 2
    again = open_file(path)
    assert kept <= labelled(again) < 400
    again.run.start_all()
    qtbot.waitUntil(lambda: again.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(again) == 400
    assert len(again.project.runs) == 1


def test_that_a_paused_run_waits_lets_edits_through_and_goes_on(
    open_file: Open, long_table: Path, qtbot: QtBot
) -> None:
    workspace = open_file(long_table)
    start_and_wait_for_rows(workspace, qtbot)
    workspace.run.start_or_pause()
    qtbot.wait(3_000)  # what was under way when the pause was asked for is finished or dropped by then
    waiting_at = labelled(workspace)
    assert waiting_at < 400
    qtbot.wait(800)
    assert labelled(workspace) == waiting_at
    of = next(of for of in workspace.grid.model.columns if of.key == "label:valence")
    assert workspace.edits.set_value([workspace.grid.model.ids[0]], of, 0.111)
    workspace.run.start_or_pause()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert labelled(workspace) == 400
    (row,) = workspace.project.rows([workspace.grid.model.ids[0]])
    assert row.annotations[0].value == 0.111


def test_that_a_second_start_hands_its_files_to_the_first(qapp: object, home: Path, qtbot: QtBot) -> None:
    name = socket_name(home)
    assert not hand_over(name, [])
    bell = Doorbell(name)
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; "
        "from emodesk.gui.single_instance import hand_over; application = QCoreApplication([]); "
        "sys.exit(0 if hand_over(sys.argv[1], [Path('Žöe 田中.csv')]) else 1)"
    )
    with qtbot.waitSignal(bell.files_brought, timeout=20_000) as brought:
        second = subprocess.Popen([sys.executable, "-c", code, name], cwd=home)
    assert brought.args == [[home / "Žöe 田中.csv"]]
    assert second.wait(20) == 0
    bell.close()
