"""What the grid shows is what the project holds, also where that changes while cells are on their way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from emodesk.gui.background import Lane
from emodesk.gui.grid.cell_view import CellView, Shape
from emodesk.gui.grid.page_cache import Line, PageCache


@pytest.fixture
def lane() -> Iterator[Lane]:
    opened = Lane()
    yield opened
    opened.close()
    opened.wait()


@pytest.mark.parametrize("changed", [lambda cache: cache.mark_stale([3]), lambda cache: cache.mark_all_stale()])
def test_that_a_change_while_cells_are_read_is_read_again(
    qtbot: QtBot, lane: Lane, changed: Callable[[PageCache], None]
) -> None:
    said = ["before"]
    begun, may_end = threading.Event(), threading.Event()

    def fetch(ids: Sequence[int]) -> Sequence[Line]:
        words = said[0]
        begun.set()
        may_end.wait(10)
        return [(CellView(Shape.TEXT, words),) for _ in ids]

    arrived: list[int] = []
    cache = PageCache(lane, fetch, lambda first, _last: arrived.append(first))
    cache.begin_anew(range(10))
    assert cache.line(3) is None
    assert begun.wait(10)
    said[0] = "after"
    changed(cache)
    may_end.set()
    qtbot.waitUntil(lambda: arrived == [0])
    assert not cache.has(3)
    assert cache.line(3) == (CellView(Shape.TEXT, "before"),)  # better than nothing, and asks for the new cells
    qtbot.waitUntil(lambda: cache.has(3))
    assert cache.line(3) == (CellView(Shape.TEXT, "after"),)
