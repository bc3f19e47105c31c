"""Work on Qt's thread that takes longer than a turn of the event loop may: done a step in each turn."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer

Steps = Generator[None, None, None]
"""What yields between its steps."""


class InTurns(QObject):
    """Carries steps out, one in each turn, from the next turn on."""

    def __init__(self, steps: Steps, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self.is_over = False
        self._line_up()

    def close(self) -> None:
        """Do no further step; the generator may tidy up."""
        self.is_over = True
        self._steps.close()

    def _line_up(self) -> None:
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self.is_over:
            return
        self.is_over = True  # unless a step comes to its end and yields
        try:
            next(self._steps)
        except StopIteration:
            return
        self.is_over = False
        self._line_up()
