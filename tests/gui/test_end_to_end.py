"""A stranger's first quarter of an hour: the installed command on a screen, a mouse and a keyboard."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import openpyxl
import pytest
from desktop_session import DesktopSession, on_x11
from sample_steps import SAMPLE_ROWS, confirm_opening, edit_a_class, export, human_values, label

from emodesk.core.resources import resource

pytestmark = [pytest.mark.slow, on_x11]

TITLE = "EmoDesk"
DROP_AT = (700, 400)
DRAG_FROM = (20, 700)


def drop(session: DesktopSession, file: Path) -> None:
    """Drag a file from another program's window into ours."""
    script = Path(__file__).with_name("drag_source.py")
    dragged = session.start_python(str(script), str(file), *map(str, DRAG_FROM))
    session.wait(lambda: "file to drag" if "file to drag" in session.titles() else "", "no window to drag from")
    x, y = DRAG_FROM[0] + 20, DRAG_FROM[1] + 20
    session.xdotool("mousemove", "--sync", str(x), str(y), "mousedown", "1")
    for share in range(1, 11):
        to_x, to_y = x + (DROP_AT[0] - x) * share // 10, y + (DROP_AT[1] - y) * share // 10
        session.xdotool("mousemove", "--sync", str(to_x), str(to_y))
        time.sleep(0.05)
    session.xdotool("mouseup", "1")
    time.sleep(0.3)
    dragged.terminate()
    dragged.wait(10)


def test_a_spreadsheet_dropped_labelled_corrected_and_exported(home: Path) -> None:
    source = home / "interviews.xlsx"
    shutil.copyfile(resource("samples/interviews.xlsx"), source)
    project = home / "interviews.xlsx.emodesk"
    with DesktopSession(home) as session:
        program = session.start()
        session.window(TITLE)
        drop(session, source)
        confirm_opening(session, project)

        label(session, project)
        edit_a_class(session, project)

        edited = human_values(project)
        session.press("ctrl+z")
        session.wait(lambda: "undone" if not human_values(project) else "", "the edit wasn't undone")
        session.press("ctrl+y")
        session.wait(lambda: "redone" if human_values(project) == edited else "", "the edit wasn't done again")

        session.press("ctrl+q")
        program.wait(20)
        assert program.returncode == 0
        assert not project.with_name(f"{project.name}-wal").exists()

        again = session.start(str(project))
        output = home / "interviews_emodesk.xlsx"
        export(session, output)
        session.press("ctrl+q")
        again.wait(20)
        assert again.returncode == 0
    check_workbook(output, edited)


def check_workbook(output: Path, edited: list[tuple[object, ...]]) -> None:
    ((number, value),) = edited
    sheet = openpyxl.load_workbook(output).worksheets[0]
    heading = [str(cell.value) for cell in sheet[1]]
    assert {"answer", "valence", "sentiment", "emotions", "needs_attention"} <= set(heading)
    assert sheet.max_row == SAMPLE_ROWS + 1
    assert sheet.cell(int(str(number)), heading.index("sentiment") + 1).value == value == 3
    assert sheet.cell(2, heading.index("answer") + 1).value
