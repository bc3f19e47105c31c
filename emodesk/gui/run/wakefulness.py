"""Keeps the computer from falling asleep while a run goes on, and only then."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from contextvars import copy_context
from importlib import import_module
from typing import Final

_log: Final = logging.getLogger(__name__)


class Wakefulness:
    """Awake or not; where the system offers no way, it says so and the run goes on.

    Both methods run in one context of their own: the library wants to be let go where it was asked, and a thread of
    Qt's is another context to Python each time.
    """

    def __init__(self) -> None:
        self._held = ExitStack()
        self._context = copy_context()
        self._is_asked = False
        self.is_kept = False
        """Whether the system has agreed."""

    def prepare(self) -> None:
        """Load the library; it asks the system nothing yet."""
        import_module("wakepy")

    def keep(self) -> bool:
        """Ask the system to stay awake; say whether it does."""
        if not self._is_asked:
            from wakepy import keep

            self._is_asked = True
            mode = self._context.run(self._held.enter_context, keep.running(on_fail="pass"))
            self.is_kept = bool(mode.active)
            if not self.is_kept:
                _log.info("This system offers no way to keep it awake")
        return self.is_kept

    def release(self) -> None:
        """Let the system sleep again when it likes."""
        if self._is_asked:
            self._context.run(self._held.close)
            self._held = ExitStack()
        self._is_asked = self.is_kept = False
