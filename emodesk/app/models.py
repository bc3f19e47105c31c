"""The models as the window lists them: those that are here, and those that can be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from emodesk.app.kept_file import KeptFile
from emodesk.app.model_store import ModelRow, ModelStore, Presence
from emodesk.core.affect.tasks import TASKS
from emodesk.core.catalogue import CatalogueEntry
from emodesk.core.errors import ModelMissingError
from emodesk.core.ports import ModelShelf
from emodesk.core.resources import resource
from emodesk.core.transfer import Tell

_HERE: Final = frozenset({Presence.SHIPPED, Presence.INSTALLED, Presence.SHARED, Presence.LOOSE})
_FIRST_FIGURES: Final = ("v-reg", "v-oc", "e-c", "ei-reg", "ei-oc")


@dataclass(frozen=True, slots=True)
class ListedModel:
    """One model, with all that a person wants to know before choosing it."""

    id: str
    """What a run calls it."""
    name: str
    is_here: bool
    is_shipped: bool
    can_be_removed: bool
    size_bytes: int
    licence: str
    licence_text: str
    """The model's card at length; may be empty."""
    languages: tuple[str, ...]
    note: str
    figures: tuple[tuple[str, str], ...]
    """Measured quality: what was measured, how much."""
    memory_needed_bytes: int | None
    memory_free_bytes: int
    problem: str
    """Why this version can't run it; empty if it can."""
    texts_per_s: float | None = None
    """Measured on this computer; None before the first measurement."""


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What the models page stands on."""

    store: ModelStore
    shelf: ModelShelf
    folder: Callable[[], Path]


class Models:
    """The use cases of the models page. Any thread may call them."""

    def __init__(self, parts: Callable[[], ModelParts], speeds: KeptFile) -> None:
        """``parts`` is called once, when the first model is asked for."""
        self._make_parts = parts
        self._speeds = speeds

    @property
    def folder(self) -> Path:
        """Return where the user's own models lie."""
        return self._parts.folder()

    def list(self) -> tuple[ListedModel, ...]:
        """Return the models that are on this computer, those that ship first."""
        return tuple(each for each in self._all() if each.is_here)

    def available(self) -> tuple[ListedModel, ...]:
        """Return the catalogue's models that aren't here and that this version could run, in their advised variant."""
        return tuple(each for each in self._all() if not each.is_here and not each.problem)

    def add(self, path: Path, tell: Tell, should_stop: Callable[[], bool]) -> str:
        """Import a model file and return its name. Raises the errors under ModelError; then nothing of it is kept."""
        model = self._parts.store.bring(path, None, tell, should_stop, is_any_model_welcome=False)
        return model.receipt.name if model else ""

    def remove(self, model_id: str) -> None:
        """Delete an installed model of the user's own. Raises ModelMissingError."""
        found = next(
            (each for each in self._parts.shelf.installed() if each.receipt.id == model_id and each.is_own), None
        )
        if found is None:
            raise ModelMissingError(f"“{model_id}” isn't one of the models in your own folder.")
        self._parts.shelf.remove(found)

    def note_speed(self, model_id: str, texts_per_s: float) -> None:
        """Keep how fast a model was measured to be on this computer."""
        self._speeds.write({**self._speeds.read(), model_id: round(texts_per_s, 2)})

    @cached_property
    def _parts(self) -> ModelParts:
        return self._make_parts()

    def _all(self) -> tuple[ListedModel, ...]:
        speeds = self._speeds.read()
        return tuple(_listed(row, _number(speeds.get(_id_of(row)))) for row in self._parts.store.rows())


def _id_of(row: ModelRow) -> str:
    return row.installed.receipt.id if row.installed else row.name


def _listed(row: ModelRow, speed: float | None) -> ListedModel:
    entry, receipt = row.entry, row.installed.receipt if row.installed else None
    is_shipped = row.presence is Presence.SHIPPED
    return ListedModel(
        id=_id_of(row),
        name=row.title,
        is_here=row.presence in _HERE,
        is_shipped=is_shipped,
        can_be_removed=row.presence is Presence.INSTALLED,
        size_bytes=row.size_bytes,
        licence=entry.licence if entry else receipt.licence if receipt else "",
        licence_text=_card(entry) if is_shipped and entry else "",
        languages=entry.languages if entry else (),
        note=" ".join(filter(None, (entry.note, entry.advice))) if entry else "",
        figures=_figures(entry) if entry else (),
        memory_needed_bytes=row.need.total_bytes if row.need else None,
        memory_free_bytes=row.available_bytes,
        problem=row.obstacle,
        texts_per_s=speed,
    )


def _figures(entry: CatalogueEntry) -> tuple[tuple[str, str], ...]:
    found = []
    for task_id in _FIRST_FIGURES:
        figure = next((each for each in entry.figures if each.task == task_id), None)
        if figure is not None:
            found.append((f"{TASKS[task_id].title}, {figure.metric}", f"{figure.value:.3f} ({figure.set})"))
    return tuple(found)


def _card(entry: CatalogueEntry) -> str:
    card = resource(entry.file).with_name("card.md")
    return card.read_text(encoding="utf-8") if card.is_file() else entry.licence


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None
