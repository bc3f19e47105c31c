"""What the rest of the computer notices of a run: it stays awake, and the dock shows how far it is."""

from __future__ import annotations

from typing import Final

from emodesk.gui.background import Lane
from emodesk.gui.run import launcher
from emodesk.gui.run.wakefulness import Wakefulness

_PATIENCE_MS: Final = 500


class Presence:
    """On a thread of its own: the libraries for it take their time to load, and the system's services to answer."""

    def __init__(self) -> None:
        self._lane = Lane()
        self._wakefulness = Wakefulness()
        self._is_on = False
        self._window = 0
        self._percent = -1

    def prepare(self) -> None:
        """Load what ``begin`` needs, at a time when nobody waits for anything."""
        self._lane.start(lambda _: self._wakefulness.prepare())

    def begin(self, window: int) -> None:
        """Keep the computer awake from now on; ``window`` is the system's number of the window that the run is in.

        Called when the first labels are there: before that the window has enough to do. Safe to call again.
        """
        if not self._is_on:
            self._is_on, self._window = True, window
            self._lane.start(lambda _: self._wakefulness.keep())

    def show_progress(self, done: int, to_do: int) -> None:
        """Tell the dock how far it is, once for each percent."""
        percent = 100 * done // to_do if to_do else 100
        if self._is_on and percent != self._percent:
            self._percent = percent
            self._lane.start(lambda _: launcher.show_progress(self._window, percent / 100))

    def end(self) -> None:
        """Let the computer sleep again when it likes, and take the progress away. Safe to call twice."""
        if self._is_on:
            self._is_on, self._percent = False, -1
            self._lane.start(lambda _: self._let_go())

    def close(self) -> None:
        """End, and wait a moment for the system to take note."""
        self.end()
        self._lane.wait(_PATIENCE_MS)

    def _let_go(self) -> None:
        self._wakefulness.release()
        launcher.show_progress(self._window, None)
