"""A run's rest: when nothing new is begun any more, when what is under way is dropped, and how it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

_LOOK_S: Final = 0.05
PAUSE_WITHIN_S: Final = 2.0
"""How long a pause waits for what is under way; a slow model would take minutes to finish it."""


class Pausing:
    """The wish to pause, and what it takes to go on."""

    def __init__(self, is_wanted: Callable[[], bool]) -> None:
        """``is_wanted`` says whether the run shall rest."""
        self._is_wanted = is_wanted
        self._since: float | None = None

    @property
    def is_wanted(self) -> bool:
        """Return whether nothing new shall be begun."""
        return self._is_wanted()

    @property
    def is_overdue(self) -> bool:
        """Return whether what's under way has taken so long that it shall be dropped."""
        if not self.is_wanted:
            self._since = None
            return False
        if self._since is None:
            self._since = time.monotonic()
        return time.monotonic() - self._since > PAUSE_WITHIN_S

    def wait(self, should_stop: Callable[[], bool]) -> bool:
        """Wait until the run shall go on; False if it shall stop instead."""
        while self.is_wanted:
            if should_stop():
                return False
            time.sleep(_LOOK_S)
        self._since = None
        return not should_stop()
