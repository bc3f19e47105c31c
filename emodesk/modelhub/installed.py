"""Lists the models on this computer, adds model files to the models folder and takes them away."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import psutil

from emodesk.core.errors import ModelDamagedError, ModelError, ModelMissingError
from emodesk.core.installed_model import InstalledModel
from emodesk.core.resources import resource
from emodesk.modelhub.catalogue import CatalogueEntry, load_catalogue
from emodesk.modelhub.gguf import GgufHeader, read_header
from emodesk.modelhub.library import model_folders
from emodesk.modelhub.suitability import check_kind, needed_bytes

_LICENCE_KEYS: Final = ("general.license", "general.license.name", "general.license.link")


class InstalledModels:
    """Fills the port ``ModelShelf``."""

    @property
    def folder(self) -> Path:
        """Return where the user's own model files lie."""
        return model_folders()[0]

    def list(self) -> tuple[InstalledModel, ...]:
        """Return the shipped models, then those in the models folder by name; damaged ones with their problem."""
        shipped = [_shipped(entry) for entry in load_catalogue().models if resource(entry.file).is_file()]
        own = [_own(path) for folder in model_folders() if folder.is_dir() for path in sorted(folder.glob("*.gguf"))]
        return (*shipped, *own)

    def add(self, path: Path) -> InstalledModel:
        """Copy a model file into the models folder, whole or not at all. Raises the errors under ModelError."""
        if not path.is_file():
            raise ModelMissingError(f"There is no file “{path.name}”.", hint="Choose a .gguf file.")
        check_kind(read_header(path), path.name)
        target = self.folder / path.name
        part = target.with_name(f"{target.name}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if target.exists() and target.samefile(path):
                return _own(target)
            shutil.copyfile(path, part)
            os.replace(part, target)  # noqa: PTH105  the one call that is atomic everywhere
        except OSError as error:
            part.unlink(missing_ok=True)
            raise ModelError(
                f"“{path.name}” can't be copied into the models folder: {error.strerror}.",
                hint="Free some space, or give the path of the file where it lies.",
            ) from error
        return _own(target)

    def remove(self, model_id: str) -> None:
        """Delete a file of the models folder. Raises ModelMissingError; what ships is never deleted."""
        path = self.folder / model_id
        if path.parent != self.folder or not path.is_file():
            raise ModelMissingError(f"There is no model “{model_id}” in the models folder.")
        try:
            path.unlink()
        except OSError as error:
            raise ModelError(
                f"“{model_id}” can't be deleted: {error.strerror}.", hint="Close whatever uses it."
            ) from error


def _shipped(entry: CatalogueEntry) -> InstalledModel:
    path = resource(entry.file)
    header, problem = _look_at(path)
    card = path.with_name("card.md")
    return InstalledModel(
        id=entry.id,
        name=entry.name,
        path=path,
        size_bytes=path.stat().st_size,
        licence=entry.licence,
        licence_text=card.read_text(encoding="utf-8") if card.is_file() else entry.licence,
        languages=entry.languages,
        note=entry.note,
        figures=entry.figures,
        memory_needed_bytes=needed_bytes(header) if header else 0,
        memory_free_bytes=psutil.virtual_memory().available,
        is_shipped=True,
        problem=problem,
    )


def _own(path: Path) -> InstalledModel:
    header, problem = _look_at(path)
    metadata = header.metadata if header else {}
    licence = ", ".join(str(metadata[key]) for key in _LICENCE_KEYS if metadata.get(key))
    return InstalledModel(
        id=path.name,
        name=str(metadata.get("general.name") or path.stem),
        path=path,
        size_bytes=path.stat().st_size,
        licence=licence,
        licence_text="",
        languages=(),
        note=str(metadata.get("general.description") or ""),
        figures=(),
        memory_needed_bytes=needed_bytes(header) if header else 0,
        memory_free_bytes=psutil.virtual_memory().available,
        is_shipped=False,
        problem=problem,
    )


def _look_at(path: Path) -> tuple[GgufHeader | None, str]:
    try:
        header = read_header(path)
        check_kind(header, path.name)
    except ModelError as error:
        return None, str(error)
    except OSError as error:
        return None, str(ModelDamagedError(f"“{path.name}” can't be read: {error.strerror}."))
    return header, ""
