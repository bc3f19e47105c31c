"""What the window stands on: the use cases, and the few things of its own that it keeps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray

from emodesk.core.engine_settings import EngineSettings, Weights
from emodesk.desktop import Desktop
from emodesk.gui.look.theme import Scheme

_PLACE: Final = "window_place"


class Desk:
    """The use cases of the program, by the names that the window knows."""

    def __init__(self, desktop: Desktop) -> None:
        self.opening = desktop.opening
        self.models = desktop.models
        self.settings = desktop.settings
        self.recents = desktop.recents
        self.diagnostics = desktop.diagnostics

    def place(self) -> QByteArray:
        """Return where the window stood last time; empty if that's not known."""
        return QByteArray.fromBase64(QByteArray(str(self.settings.get(_PLACE) or "").encode()))

    def remember_place(self, geometry: QByteArray) -> None:
        """Keep where the window stands."""
        self.settings.set(_PLACE, bytes(geometry.toBase64().data()).decode())

    def looks(self) -> tuple[Scheme, float]:
        """Return light or dark, and the size of type (1 is the normal one)."""
        zoom = self.settings.get("zoom")
        return Scheme(str(self.settings.get("scheme"))), float(zoom) if isinstance(zoom, int | float) else 1.0

    def engine_settings(self) -> EngineSettings:
        """Return what the user wants of how models run; what isn't chosen is left to a measurement."""
        threads, batch, weights = map(self.settings.get, ("threads", "batch", "weights"))
        return EngineSettings(
            threads=threads or None if isinstance(threads, int) else None,
            batch_tokens=int(batch) if isinstance(batch, str) and batch.isdecimal() else None,
            weights=Weights(weights) if weights in {each.value for each in Weights} else None,
        )
