"""What the window's page of models can do: look, fetch, convert, bring in, check, pack and take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from emodesk.app.advice import AdviceLine, advise, speed_of
from emodesk.app.calibration import Calibration, Timing
from emodesk.app.listed_model import ListedModel, listed
from emodesk.app.model_speed import Basis, Speeds
from emodesk.app.model_store import ModelRow, ModelStore
from emodesk.core.errors import ModelMissingError
from emodesk.core.model_file import FileVerdict, InstalledModel
from emodesk.core.ports import Engine, ModelShelf
from emodesk.core.transfer import DownloadOptions, StoppedError, Tell, until_stopped

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What the models page stands on."""

    store: ModelStore
    shelf: ModelShelf
    folder: Callable[[], Path]
    speeds: Speeds
    calibration: Calibration
    engine: Callable[[], Engine]
    """Starts an engine of its own, to measure with."""


class Models:
    """The use cases of the models page. Any thread may call them."""

    def __init__(self, parts: Callable[[], ModelParts]) -> None:
        """``parts`` is called once, when the first model is asked for."""
        self._make_parts = parts

    @property
    def folder(self) -> Path:
        """Return where the user's own models lie."""
        return self._parts.folder()

    @property
    def free_bytes(self) -> int | None:
        """Return how much room the disk of that folder has; None where that can't be told."""
        return self._parts.shelf.free_bytes()

    @property
    def hub(self) -> str:
        """Return the address of the hub that downloads come from."""
        return self._parts.shelf.hub_address()

    def all(self) -> tuple[ListedModel, ...]:
        """Return the models that are here, the shipped first, and the advised variants of the catalogue's others."""

        def one(row: ModelRow) -> ListedModel:
            speed = speed_of(row, self._parts.speeds)
            if speed is not None and speed.basis is Basis.MEASURED:
                return listed(row, self._parts.shelf, speed.texts_per_s, None)
            return listed(row, self._parts.shelf, None, speed.texts_per_s if speed else None)

        return tuple(map(one, self._parts.store.rows()))

    def advice(self) -> Sequence[AdviceLine]:
        """Return what can run on this computer and how fast it's known to be, the recommended one marked."""
        return advise(self._parts.store.rows(with_all_variants=True), self._parts.speeds)

    def measure(self, should_stop: ShouldStop) -> Timing | None:
        """Time this computer's processor, for seconds or up to a minute; None if it was stopped.

        Raises EngineError and the errors under ModelError.
        """
        engine = self._parts.engine()
        try:
            return self._parts.calibration.measure(engine, should_stop)
        finally:
            engine.close()

    def list(self) -> tuple[ListedModel, ...]:
        """Return the models that are on this computer, those that ship first."""
        return tuple(each for each in self.all() if each.is_here)

    def add(self, path: Path, tell: Tell, should_stop: ShouldStop) -> str:
        """Import a GGUF file, a zip or a folder and return the model's name; "" if it was stopped.

        Raises the errors under ModelError; then nothing of it is kept.
        """
        model = self._parts.store.bring(path, None, tell, should_stop, is_any_model_welcome=False)
        return model.receipt.name if model else ""

    def download(self, name: str, tell: Tell, should_stop: ShouldStop, *, is_restart: bool = False) -> str:
        """Fetch a variant of the catalogue and return what a run calls it; "" if it was stopped.

        What came before a stop or a cut is kept, and the next call goes on from there; ``is_restart`` throws it away
        first. Raises DownloadError and the errors under ModelError.
        """
        model = self._parts.store.download(name, DownloadOptions(is_restart=is_restart), tell, should_stop)
        return model.receipt.id if model else ""

    def convert(self, model_id: str, tell: Tell, should_stop: ShouldStop) -> str:
        """Convert an installed original to what runs, beside it, and return what that's called; "" if it was stopped.

        Raises the errors under ModelError; then nothing of it is kept.
        """
        model = self._parts.store.convert(model_id, None, tell, should_stop)
        return model.receipt.name if model else ""

    def discard(self, name: str) -> None:
        """Throw away what an unfinished download of a variant has fetched. Raises ModelError."""
        self._parts.shelf.discard(*self._parts.shelf.choose(name))

    def verify(self, model_id: str, tell: Tell, should_stop: ShouldStop) -> tuple[FileVerdict, ...] | None:
        """Compare the files of an installed model with their checksums; None if it was stopped."""
        try:
            return tuple(self._parts.shelf.verify(self._installed(model_id), until_stopped(tell, should_stop)))
        except StoppedError:
            return None

    def pack(self, model_id: str, target: Path, tell: Tell, should_stop: ShouldStop) -> bool:
        """Write an installed model into a zip for a computer without a network; False if it was stopped.

        Raises OptionError, ExportError and the errors under ModelError; then there's no zip.
        """
        try:
            self._parts.shelf.pack(self._installed(model_id), target, until_stopped(tell, should_stop))
        except StoppedError:
            return False
        return True

    def remove(self, model_id: str) -> None:
        """Delete an installed model of the user's own. Raises ModelMissingError and ModelError."""
        found = self._installed(model_id)
        if not found.is_own:
            raise ModelMissingError(f"“{model_id}” isn't one of the models in your own folder.")
        self._parts.shelf.remove(found)

    def note_speed(self, model_id: str, texts_per_s: float) -> None:
        """Keep how fast a model was measured to be on this computer."""
        self._parts.speeds.note(model_id, texts_per_s)

    @cached_property
    def _parts(self) -> ModelParts:
        return self._make_parts()

    def _installed(self, model_id: str) -> InstalledModel:
        found = next((each for each in self._parts.shelf.installed() if each.receipt.id == model_id), None)
        if found is None:
            raise ModelMissingError(f"“{model_id}” isn't one of the models in your own folder.")
        return found
