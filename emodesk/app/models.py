"""The models on this computer, and how fast each was measured to be here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from emodesk.app.kept_file import KeptFile
from emodesk.core.installed_model import InstalledModel

__all__ = ["InstalledModel", "ModelShelf", "Models"]


class ModelShelf(Protocol):
    """Where model files lie."""

    @property
    def folder(self) -> Path:
        """Return where the user's own model files lie."""
        ...

    def list(self) -> tuple[InstalledModel, ...]:
        """Return all models that are there."""
        ...

    def add(self, path: Path) -> InstalledModel:
        """Copy a model file there. Raises the errors under ModelError."""
        ...

    def remove(self, model_id: str) -> None:
        """Delete a model file of the user's own. Raises ModelMissingError."""
        ...


class Models:
    """The use cases of the models page. Any thread may call them."""

    def __init__(self, shelf: ModelShelf, speeds: KeptFile) -> None:
        self._shelf = shelf
        self._speeds = speeds

    @property
    def folder(self) -> Path:
        """Return where the user's own model files lie."""
        return self._shelf.folder

    def list(self) -> tuple[InstalledModel, ...]:
        """Return all models, those that ship first."""
        speeds = self._speeds.read()
        return tuple(replace(model, texts_per_s=_number(speeds.get(model.id))) for model in self._shelf.list())

    def add(self, path: Path) -> InstalledModel:
        """Copy a model file into the models folder. Raises the errors under ModelError."""
        return self._shelf.add(path)

    def remove(self, model_id: str) -> None:
        """Delete a model file of the user's own. Raises ModelMissingError."""
        self._shelf.remove(model_id)

    def note_speed(self, model_id: str, texts_per_s: float) -> None:
        """Keep how fast a model was measured to be on this computer."""
        self._speeds.write({**self._speeds.read(), model_id: round(texts_per_s, 2)})


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None
