"""Who types what the grid shows finds the row, whatever the cell holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emodesk.gui.workspace import Workspace

ROWS = (
    ("I was so glad to see them", dt.datetime.fromisoformat("2024-03-05T14:30"), True, dt.timedelta(hours=26)),
    ("Nobody answered me again", dt.datetime.fromisoformat("2023-11-06T09:15"), False, dt.timedelta(minutes=7)),
)


@pytest.mark.parametrize("column", [1, 2, 3])
def test_that_what_a_cell_shows_is_found(
    tmp_path: Path, open_file: Callable[[Path], Workspace], qtbot: QtBot, column: int
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("answer", "at", "agreed", "took"), *ROWS):
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    grid = open_file(tmp_path / "answers.xlsx").grid
    index = grid.model.index(0, column)
    qtbot.waitUntil(lambda: grid.model.is_here(0))
    shown = str(grid.model.data(index, Qt.ItemDataRole.DisplayRole))
    QTest.keyClicks(grid.bar.search, shown)
    QTest.keyClick(grid.bar.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(grid.model.ids) == [2])
