"""Ctrl+C as a question that long work asks."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

STOPPED: Final = 130
"""The exit code of what was stopped: that of a shell's command after Ctrl+C."""


class StopOnInterrupt:
    """Turns Ctrl+C into a question that the work asks; a second Ctrl+C ends the program at once."""

    def __init__(self) -> None:
        self._is_wanted = False
        signal.signal(signal.SIGINT, self._note)

    def __call__(self) -> bool:
        return self._is_wanted

    def _note(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_wanted = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
