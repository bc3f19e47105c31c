"""What a person does with the sample on a screen, and how to see from outside that it happened."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Final

from desktop_session import DesktopSession

SAMPLE_ROWS: Final = 40
PROJECT_TITLE: Final = "interviews.xlsx – EmoDesk"


def asked(project: Path, statement: str) -> list[tuple[object, ...]]:
    """What the project file holds, read from beside the running program."""
    if not project.exists():
        return []
    connection = sqlite3.connect(f"file:{project}?mode=ro", uri=True, timeout=5)
    try:
        return connection.execute(statement).fetchall()
    except sqlite3.OperationalError:  # not made yet, or locked for a moment
        return []
    finally:
        connection.close()


def human_values(project: Path) -> list[tuple[object, ...]]:
    return asked(project, "SELECT number, value FROM human ORDER BY number")


def _labelled_rows(project: Path) -> int:
    found = asked(project, "SELECT count(*) FROM labels_1")
    return int(str(found[0][0])) if found else 0


def confirm_opening(session: DesktopSession, project: Path) -> None:
    """Press the button that has the keyboard once the first rows are there."""

    def opened() -> str:
        if PROJECT_TITLE in session.titles():
            return "opened"
        session.press("Return")
        time.sleep(0.5)
        return ""

    session.wait(opened, "the spreadsheet wasn't opened")
    assert project.exists()


def label(session: DesktopSession, project: Path) -> None:
    """Label all rows."""
    session.window(PROJECT_TITLE)
    session.press("F5")
    done = session.wait(lambda: str(_labelled_rows(project) // SAMPLE_ROWS or ""), "the rows weren't labelled")
    assert done == "1"


def edit_a_class(session: DesktopSession, project: Path) -> None:
    """Walk to the right until a digit gives a class."""

    def given() -> str:
        session.press("Right", "7", "Escape")  # over a score a digit begins to edit it
        time.sleep(0.2)
        return "given" if human_values(project) else ""

    session.window(PROJECT_TITLE)
    session.press("Home")
    session.wait(given, "no cell took a class")


def export(session: DesktopSession, output: Path) -> None:
    """Write the labelled workbook and leave the dialog."""
    session.window(PROJECT_TITLE)
    session.press("ctrl+shift+e")
    session.window("Export")
    session.press("Return")
    session.wait(lambda: "written" if output.exists() else "", "nothing was exported")
    session.press("Escape")
    session.window(PROJECT_TITLE)
