"""Which rows the user has before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from emodesk.gui.grid.grid_view import GridView
from emodesk.gui.grid.row_model import RowModel

_AFTER_MS: Final = 200
"""Whoever scrolls on is followed at this pace, not step by step."""


class OnScreen(QObject):
    """Follows the view through scrolling, sorting and filtering; it knows numbers of rows and no texts."""

    changed = Signal(object)
    """Numbers of the rows that can be seen, from top to bottom."""

    def __init__(self, view: GridView, model: RowModel, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(lambda: self.changed.emit(self.numbers()))
        view.scrolled.connect(self._wait)
        model.modelReset.connect(self._wait)
        model.rowsInserted.connect(self._wait)

    def numbers(self) -> Sequence[int]:
        """Return the numbers of the rows that can be seen, from top to bottom."""
        places = self._view.places_on_screen()
        return self._model.ids[places.start : places.stop]

    def _wait(self) -> None:
        if not self._soon.isActive():
            self._soon.start()
