"""The models room as the use cases see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from emodesk.core.catalogue import Catalogue, CatalogueEntry, Variant
from emodesk.core.model_file import FileVerdict, InstalledModel, MemoryNeed, ModelFile
from emodesk.core.transfer import DownloadOptions, Tell
from emodesk.modelhub import catalogue, folders, importing, installing, library, memory, package
from emodesk.modelhub.conversion import converting
from emodesk.modelhub.download import discard, download, fetched_bytes, hub_address
from emodesk.modelhub.fingerprint import known_fingerprint


class Shelf:
    """Fills the ports ``Models`` and ``ModelShelf``."""

    def find(self, name_or_path: str, *, despite_memory: bool = False) -> ModelFile:
        """Return a model that can be loaded."""
        return library.find_model(name_or_path, despite_memory=despite_memory)

    def catalogue(self) -> Catalogue:
        """Return the catalogue."""
        return catalogue.load_catalogue()

    def choose(self, name: str) -> tuple[CatalogueEntry, Variant]:
        """Return what a name of the catalogue means."""
        return catalogue.choose(name)

    def installed(self) -> list[InstalledModel]:
        """Return the installed models."""
        return library.installed_models()

    def installed_model(self, name: str) -> InstalledModel:
        """Return one installed model."""
        return library.installed_model(name)

    def known_fingerprint(self, path: Path) -> str | None:
        """Return the fingerprint of a model file, if it was taken before."""
        return known_fingerprint(path)

    def loose_files(self) -> list[Path]:
        """Return GGUF files in the model folders that nobody installed."""
        return library.loose_files()

    def fetched_bytes(self, entry: CatalogueEntry, variant: Variant) -> int:
        """Return how much of an unfinished download is there."""
        return fetched_bytes(entry, variant)

    def need_of_variant(self, entry: CatalogueEntry, variant: Variant) -> MemoryNeed | None:
        """Return what a variant will take at work."""
        return memory.need_of_variant(entry, variant)

    def need_of_file(self, path: Path) -> MemoryNeed:
        """Return what a model file takes at work."""
        return library.need_of_path(path)

    def available_bytes(self) -> int:
        """Return how much memory is free now."""
        return memory.available_bytes()

    def download(
        self, entry: CatalogueEntry, variant: Variant, options: DownloadOptions, tell: Tell, stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Download and install a variant."""
        return download(entry, variant, options, tell, stop)

    def discard(self, entry: CatalogueEntry, variant: Variant) -> None:
        """Throw an unfinished download away."""
        discard(entry, variant)

    def hub_address(self) -> str:
        """Return where downloads come from."""
        return hub_address()

    def free_bytes(self) -> int | None:
        """Return how much room the disk of the models folder has."""
        return folders.free_bytes()

    def take(self, path: Path, name: str | None, tell: Tell, stop: Callable[[], bool]) -> InstalledModel | None:
        """Import a model that the user has."""
        return importing.import_model(path, name, tell, stop)

    def convert(
        self, model: InstalledModel, quantization: str | None, tell: Tell, stop: Callable[[], bool]
    ) -> InstalledModel | None:
        """Convert an installed model to what an engine runs."""
        return converting.convert(model, quantization, tell, stop)

    def pack(self, model: InstalledModel, target: Path, tell: Tell) -> None:
        """Export an installed model as a zip."""
        package.pack(model, target, tell)

    def verify(self, model: InstalledModel, tell: Tell) -> list[FileVerdict]:
        """Compare an installed model with its receipt."""
        return installing.verify(model, tell)

    def remove(self, model: InstalledModel) -> None:
        """Delete an installed model."""
        installing.remove(model)

    def folders(self) -> tuple[Path, ...]:
        """Return where models are looked for, the own folder first."""
        return folders.model_folders()

    def move(self, target: Path, tell: Tell) -> Path:
        """Move the own folder; return where it was."""
        return folders.move(target, tell)

    def share(self, folder: Path) -> None:
        """Look into a shared folder too."""
        folders.share(folder)

    def stop_sharing(self, folder: Path) -> None:
        """Look there no longer."""
        folders.stop_sharing(folder)
