"""What the user looks at is labelled first, wherever in the sheet it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emodesk.core.events import Event, RowsLabelled
from emodesk.gui.grid.query import GridQuery
from emodesk.gui.workspace import Workspace

Open = Callable[[Path], Workspace]
PATIENCE_MS = 90_000


@pytest.fixture
def workspace(open_file: Open, home: Path) -> Workspace:
    """Four hundred different texts, opened and past the measuring."""
    path = home / "long.csv"
    lines = [f"{number},I feel {number} times happier than my brother" for number in range(400)]
    path.write_text("id,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return open_file(path)


def follow(workspace: Workspace) -> list[list[int]]:
    """Return a list that grows with the rows that are labelled, as it's told."""
    told: list[list[int]] = []

    def hear(event: Event) -> None:
        if isinstance(event, RowsLabelled):
            told.append(list(event.numbers))

    workspace.project.events.subscribe(hear)
    return told


def looked_at(workspace: Workspace) -> tuple[int, ...]:
    """Return the rows that a run would label first."""
    return workspace.project.labelling._looked_at


def test_that_the_rows_at_the_end_are_labelled_first_when_the_user_has_scrolled_there(
    workspace: Workspace, qtbot: QtBot
) -> None:
    told = follow(workspace)
    bar = workspace.grid.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    seen = list(workspace.grid.on_screen.numbers())
    assert seen[-1] == 401
    assert 8 < len(seen) < 60
    workspace.run.start_all()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(workspace.project.label_columns), timeout=PATIENCE_MS)
    last = workspace.grid.model.rowCount() - 1
    qtbot.waitUntil(lambda: workspace.grid.model.is_here(last), timeout=PATIENCE_MS)
    assert workspace.grid.on_screen.numbers()[0] == seen[0]  # they stay where they are when the label columns come
    assert workspace.grid.current_number() == 2
    bar.setValue(bar.maximum() // 2)
    middle = list(workspace.grid.on_screen.numbers())
    qtbot.waitUntil(lambda: any(middle[0] in numbers for numbers in told), timeout=PATIENCE_MS)
    workspace.run.stop()
    qtbot.waitUntil(lambda: workspace.run.is_idle, timeout=PATIENCE_MS)
    assert seen[0] in told[0]
    earlier = next(place for place, numbers in enumerate(told) if middle[0] in numbers)
    assert earlier <= 4  # those at the end, and what was on its way when the user scrolled
    (row,) = workspace.project.rows([middle[0]])
    assert row.annotations[0].value is not None


def test_that_sorting_filtering_and_growing_change_what_is_looked_at(workspace: Workspace, qtbot: QtBot) -> None:
    grid = workspace.grid

    def wait_for(condition: Callable[[tuple[int, ...]], bool]) -> None:
        qtbot.waitUntil(lambda: condition(looked_at(workspace)), timeout=10_000)

    wait_for(lambda rows: rows[:1] == (2,))
    height = len(looked_at(workspace))
    assert looked_at(workspace) == tuple(range(2, 2 + height))
    grid.show_query(replace(GridQuery().sorted_by("cell:id"), is_descending=True))
    wait_for(lambda rows: rows == tuple(range(401, 401 - height, -1)))
    assert grid.current_number() == 2  # the cursor stays on its row, which comes last now
    grid.show_query(GridQuery(search="feel 7"))
    wait_for(lambda rows: rows == (9, *range(72, 82)))
    grid.show_query(GridQuery(search="nobody wrote this"))
    wait_for(lambda rows: rows == ())
    grid.show_query(GridQuery())
    wait_for(lambda rows: rows[:1] == (2,))
    window = workspace.window()
    window.resize(window.width(), window.height() - 200)
    wait_for(lambda rows: 0 < len(rows) < height)


def test_that_scrolling_asks_nothing_at_every_step(workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: looked_at(workspace)[:1] == (2,), timeout=10_000)
    heard: list[object] = []
    workspace.grid.on_screen.changed.connect(heard.append)
    bar = workspace.grid.view.verticalScrollBar()
    for step in range(400):
        bar.setValue(step)
    assert not heard
    qtbot.waitUntil(lambda: looked_at(workspace) == tuple(workspace.grid.on_screen.numbers()), timeout=10_000)
    assert looked_at(workspace)[0] > 2
    assert len(heard) == 1
