"""The library under the window keeps its books: a call that returns nothing must not cost a reference to nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

CALLS = 300


def lost_references(call: Callable[[], object]) -> int:
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


def test_that_drawing_costs_no_references(qapp: QApplication) -> None:
    colour, picture = QColor("#123456"), QPixmap(8, 8)
    painter = QPainter(picture)
    assert abs(lost_references(lambda: painter.setPen(colour))) < CALLS // 10
    painter.end()


def test_that_asking_for_nothing_costs_no_references(qapp: QApplication) -> None:
    widget = QWidget()
    assert abs(lost_references(widget.parentWidget)) < CALLS // 10
    assert abs(lost_references(lambda: QModelIndex().data())) < CALLS // 10
