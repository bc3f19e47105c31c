"""Python's collection of garbage, on Qt's thread and at times of its choosing."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 100
_WORTH_IT: Final = 1_000
"""Objects made since the last collection, less those that are gone: fewer aren't looked through."""
_MIDDLE_EVERY: Final = 10
_REST: Final = 20
"""Turns of the timer with next to nothing made: the program rests, and all objects may be looked through."""
_LONGEST: Final = 3_000
"""Turns after which all are looked through, rest or not."""


class GarbageCollection(QObject):
    """Collects in small portions from now on, in the place of Python, which would do it wherever it likes.

    Python looks through all objects when there are a quarter more of them, on the thread that makes them. While a large
    workbook is read that takes a tenth of a second each time, and all threads stand still. Besides, what has to do
    with Qt must not be destroyed on another thread than Qt's.

    What there is when this begins counts as there to stay and isn't looked through again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._quiet = self._young = self._since_all = 0
        self._is_any_left = True
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect_some)
        self._timer.start(_EVERY_MS)

    def close(self) -> None:
        """Let Python do as it likes again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect_some(self) -> None:
        self._since_all += 1
        is_quiet = gc.get_count()[0] < _WORTH_IT
        self._quiet = self._quiet + 1 if is_quiet else 0
        if self._is_any_left and (self._quiet >= _REST or self._since_all >= _LONGEST):
            gc.collect()
            self._since_all, self._is_any_left = 0, False
        elif not is_quiet:
            self._young += 1
            gc.collect(0 if self._young % _MIDDLE_EVERY else 1)
            self._is_any_left = True
