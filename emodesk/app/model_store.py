"""What a user does with models besides running them: look what there is, download, import."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emodesk.app.asking import ask
from emodesk.app.probe import check_answers_like_emollm
from emodesk.core.affect.tasks import EMOTIONS
from emodesk.core.catalogue import CatalogueEntry, Variant, why_not_runnable
from emodesk.core.errors import EngineError, ModelError, ModelMissingError, NotEnoughMemoryError
from emodesk.core.model_file import InstalledModel, MemoryNeed
from emodesk.core.ports import Engine, ModelShelf
from emodesk.core.project import LabellingPlan
from emodesk.core.reading import LoadOptions
from emodesk.core.transfer import DownloadOptions, Tell, Transfer


class Presence(enum.Enum):
    """Whether a model is on this computer."""

    SHIPPED = "comes with EmoDesk"
    INSTALLED = "installed"
    SHARED = "installed, shared folder"
    PARTLY = "partly downloaded"
    AVAILABLE = "can be downloaded"
    LOOSE = "a file in the models folder"


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A line of the list of models."""

    name: str
    """What to call it in commands."""
    title: str
    presence: Presence
    entry: CatalogueEntry | None
    variant: Variant | None
    installed: InstalledModel | None
    size_bytes: int
    fetched_bytes: int
    need: MemoryNeed | None
    available_bytes: int
    obstacle: str
    """Why this version can't run it; "" if it can."""
    fingerprint: str = ""
    """SHA-256 of the file that an engine opens; "" where it isn't here, or wasn't taken yet."""

    @property
    def fits(self) -> bool | None:
        """Whether it fits into the memory that's free now; None where it isn't known."""
        return None if self.need is None else self.need.total_bytes <= self.available_bytes


class ModelStore:
    """The use cases of the models page."""

    def __init__(self, shelf: ModelShelf, engine: Engine) -> None:
        self._shelf = shelf
        self._engine = engine

    def rows(self, *, with_all_variants: bool = False) -> list[ModelRow]:
        """Return what's on this computer and what can be had: of each model its advised variant, or all of them."""
        installed = {model.receipt.id.casefold(): model for model in self._shelf.installed()}
        rows = []
        for entry in self._shelf.catalogue().models:
            if not entry.variants:
                rows.append(self._shipped(entry))
            for variant in entry.variants:
                here = installed.pop(f"{entry.id}.{variant.quantization}".casefold(), None)
                row = self._of_catalogue(entry, variant, here)
                is_advised = variant.quantization == entry.default_quantization
                if here or row.fetched_bytes or is_advised or with_all_variants:
                    rows.append(row)
        rows += [self._own(model) for model in installed.values()]
        return rows + [self._loose(path) for path in self._shelf.loose_files()]

    def row(self, name: str) -> ModelRow:
        """Return the line of one model: an id of the catalogue, with or without a variant, or an installed name."""
        wanted = name.replace(":", ".").casefold()
        rows = self.rows(with_all_variants=True)
        for row in rows:
            if wanted in {row.name.replace(":", ".").casefold(), row.title.casefold()}:
                return row
        entry, variant = self._shelf.choose(name)
        for row in rows:
            if row.entry is not None and row.entry.id == entry.id and row.variant == variant:
                return row
        raise ModelMissingError(f"There is no model “{name}”.", hint="“emodesk models list” shows what there is.")

    def download(
        self, name: str, options: DownloadOptions, tell: Tell, should_stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Bring a variant of the catalogue here; None if it was stopped. What's here already isn't fetched again.

        Raises DownloadError and the errors under ModelError.
        """
        entry, variant = self._shelf.choose(name)
        for model in self._shelf.installed():
            is_this = (model.receipt.entry, model.receipt.quantization) == (entry.id, variant.quantization)
            if is_this and not options.is_restart and options.revision is None:
                tell(Transfer("checking", note=f"{model.receipt.name} is here already."))
                return model
        tell(Transfer("asking", note=f"Licence: {entry.licence}"))
        if obstacle := why_not_runnable(f"{entry.id}:{variant.quantization}", variant.format):
            tell(Transfer("asking", note=obstacle))
        return self._shelf.download(entry, variant, options, tell, should_stop)

    def bring(
        self, path: Path, name: str | None, tell: Tell, should_stop: Callable[[], bool], *, is_any_model_welcome: bool
    ) -> InstalledModel | None:
        """Import a model that the user has, and ask it a few questions: it should answer like an EmoLLM.

        None if it was stopped. A model that can't be tried here (memory, architecture) is imported with a note.
        Raises the errors under ModelError; then nothing of it is kept.
        """
        model = self._shelf.take(path, name, tell, should_stop)
        if model is None or is_any_model_welcome:
            return model
        if obstacle := why_not_runnable(model.receipt.id, model.receipt.format):
            tell(Transfer("checking", note=f"It wasn't tried. {obstacle}"))
            return model
        try:
            self._try(model)
        except (NotEnoughMemoryError, EngineError) as error:
            tell(Transfer("checking", note=f"It wasn't tried: {error.message}"))
        except ModelError:
            self._shelf.remove(model)
            raise
        return model

    def convert(
        self, name: str, quantization: str | None, tell: Tell, should_stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Convert an installed model to what an engine runs, beside the original; None if it was stopped.

        ``name`` is an installed name, or an id of the catalogue whose original is here. Raises OptionError and the
        errors under ModelError.
        """
        model = self._shelf.installed_model(name)
        if not why_not_runnable(name, model.receipt.format) and model.receipt.entry == name.casefold():
            model = next((each for each in self._originals(model.receipt.entry)), model)
        return self._shelf.convert(model, quantization, tell, should_stop)

    def _originals(self, entry_id: str) -> list[InstalledModel]:
        """Return what of a model of the catalogue is to be converted."""
        return [
            model
            for model in self._shelf.installed()
            if model.receipt.entry == entry_id and why_not_runnable(model.receipt.id, model.receipt.format)
        ]

    def _try(self, model: InstalledModel) -> None:
        """Load the model and see whether it wants to give legal answers."""
        found = self._shelf.find(model.receipt.id)
        plan = LabellingPlan(text_column="", tasks=("v-reg", "v-oc"), emotions=EMOTIONS, profile="paper")
        self._engine.load(LoadOptions(path=str(found.path), fingerprint=found.fingerprint, gpu_layers=0))
        check_answers_like_emollm(self._engine, ask(plan, found.fingerprint), found.path.name)

    def _shipped(self, entry: CatalogueEntry) -> ModelRow:
        found = self._shelf.find(entry.id, despite_memory=True)
        need, size = self._shelf.need_of_file(found.path), found.path.stat().st_size
        return self._row(entry.id, entry.name, Presence.SHIPPED, size, need, entry=entry, fingerprint=found.fingerprint)

    def _of_catalogue(self, entry: CatalogueEntry, variant: Variant, here: InstalledModel | None) -> ModelRow:
        obstacle = why_not_runnable(f"{entry.id}:{variant.quantization}", variant.format)
        fetched = 0 if here else self._shelf.fetched_bytes(entry, variant)
        presence = _presence(here) if here else Presence.PARTLY if fetched else Presence.AVAILABLE
        need = self._need(here) if here and not obstacle else self._shelf.need_of_variant(entry, variant)
        size = here.receipt.size_bytes if here else variant.size_bytes
        return self._row(
            f"{entry.id}:{variant.quantization}", f"{entry.name} {variant.quantization}", presence, size, need,
            entry=entry, variant=variant, installed=here, fetched=fetched, obstacle=obstacle,
        )  # fmt: skip

    def _own(self, model: InstalledModel) -> ModelRow:
        receipt = model.receipt
        obstacle = why_not_runnable(receipt.id, receipt.format)
        need = None if obstacle else self._need(model)
        entry = self._shelf.catalogue().entry(receipt.entry) if receipt.entry else None
        return self._row(
            receipt.id, receipt.name, _presence(model), receipt.size_bytes, need, entry=entry, installed=model,
            obstacle=obstacle,
        )  # fmt: skip

    def _loose(self, path: Path) -> ModelRow:
        try:
            need, obstacle = self._shelf.need_of_file(path), ""
        except ModelError as error:
            need, obstacle = None, error.message
        known = self._shelf.known_fingerprint(path) or ""
        return self._row(
            path.name, path.stem, Presence.LOOSE, path.stat().st_size, need, obstacle=obstacle, fingerprint=known
        )

    def _need(self, model: InstalledModel) -> MemoryNeed | None:
        try:
            return self._shelf.need_of_file(model.main_file)
        except (ModelError, OSError):  # damaged since; “verify” says what's wrong with it
            return None

    def _row(
        self,
        name: str,
        title: str,
        presence: Presence,
        size: int,
        need: MemoryNeed | None,
        *,
        entry: CatalogueEntry | None = None,
        variant: Variant | None = None,
        installed: InstalledModel | None = None,
        fetched: int = 0,
        obstacle: str = "",
        fingerprint: str = "",
    ) -> ModelRow:
        free = self._shelf.available_bytes()
        if installed is not None:
            main = installed.main_file.name
            fingerprint = next((each.sha256 for each in installed.receipt.files if each.name == main), "")
        return ModelRow(
            name, title, presence, entry, variant, installed, size, fetched, need, free, obstacle, fingerprint
        )


def _presence(model: InstalledModel) -> Presence:
    return Presence.INSTALLED if model.is_own else Presence.SHARED
