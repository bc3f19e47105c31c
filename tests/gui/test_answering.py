"""What keeps the window answering while other threads work: garbage is collected on its thread, imports are plain."""

from __future__ import annotations

import builtins
import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

import emodesk.gui  # noqa: F401  what is tested happens on its import
from emodesk.gui.garbage import GarbageCollection


class Knot:
    """Holds on to itself: only a collection of garbage finds it."""

    def __init__(self, where: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: where.append(threading.get_ident()))


@pytest.fixture
def collection() -> Iterator[GarbageCollection]:
    owner = QObject()
    running = GarbageCollection(owner)
    yield running
    running.close()
    assert gc.isenabled()


def test_that_garbage_of_another_thread_is_collected_on_qts(collection: GarbageCollection, qtbot: QtBot) -> None:
    where: list[int] = []

    def work() -> None:
        Knot(where)
        for _ in range(50):
            assert [[number] for number in range(1_000)]  # Python by itself would collect now

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert where == []
    qtbot.waitUntil(lambda: bool(where), timeout=10_000)
    assert where == [threading.get_ident()]


def test_that_all_objects_are_looked_through_only_at_rest(collection: GarbageCollection, qtbot: QtBot) -> None:
    generations: list[int] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            generations.append(about["generation"])

    gc.callbacks.append(note)
    try:
        kept: list[list[int]] = []

        def has_made_more() -> bool:
            kept.extend([number] for number in range(20_000))
            return len(kept) >= 600_000

        qtbot.waitUntil(has_made_more, timeout=30_000)
        assert 2 not in generations
        qtbot.waitUntil(lambda: 2 in generations, timeout=30_000)
    finally:
        gc.callbacks.remove(note)
    assert 0 in generations


def test_that_no_module_is_read_when_it_is_imported() -> None:
    detour = getattr(builtins, "__feature_import__", None)
    assert detour is not None, "PySide has another way now"
    assert builtins.__import__ is not detour
