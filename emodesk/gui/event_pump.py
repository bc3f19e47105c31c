"""Events from worker threads, handed to the window in small portions on Qt's own thread."""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from emodesk.core.events import Event, RowsLabelled, RowsRead, RunProgressed

_EVERY_MS: Final = 60
_BUDGET_S: Final = 0.008


class EventPump(QObject):
    """Drains a queue on a timer: what comes twice is told once, and no turn takes longer than a few milliseconds."""

    happened = Signal(object)

    def __init__(self, subscribe: Callable[[Callable[[Event], None]], Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._queue: deque[Event] = deque()
        self._unsubscribe = subscribe(self._queue.append)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._drain)
        self._timer.start(_EVERY_MS)

    def close(self) -> None:
        """Stop listening; what is in the queue is dropped."""
        self._timer.stop()
        self._unsubscribe()
        self._queue.clear()

    def _drain(self) -> None:
        deadline = time.monotonic() + _BUDGET_S
        labelled: array[int] = array("q")
        latest: dict[type, Event] = {}
        while self._queue and time.monotonic() < deadline:
            event = self._queue.popleft()
            match event:
                case RowsLabelled():
                    labelled.extend(event.numbers)
                case RunProgressed() | RowsRead():
                    latest[type(event)] = event
                case _:
                    self._tell(labelled, latest)
                    labelled, latest = array("q"), {}
                    self.happened.emit(event)
        self._tell(labelled, latest)

    def _tell(self, labelled: array[int], latest: dict[type, Event]) -> None:
        if labelled:
            self.happened.emit(RowsLabelled(labelled))
        for event in latest.values():
            self.happened.emit(event)
