"""Who listens to what a project says."""

from __future__ import annotations

import threading
from collections.abc import Callable

from emodesk.core.events import Emit, Event


class EventList:
    """Tells events to all who have subscribed, on the thread on which they happen."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._listeners: tuple[Emit, ...] = ()

    def subscribe(self, emit: Emit) -> Callable[[], None]:
        """Listen from now on; what comes back ends it."""
        with self._guard:
            self._listeners = (*self._listeners, emit)

        def unsubscribe() -> None:
            with self._guard:
                self._listeners = tuple(each for each in self._listeners if each is not emit)

        return unsubscribe

    def emit(self, event: Event) -> None:
        """Tell everybody."""
        for listener in self._listeners:
            listener(event)
