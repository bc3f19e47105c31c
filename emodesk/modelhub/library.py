"""The models on this computer: the shipped starter, the models folder, and any file that the user names."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import psutil

from emodesk.core.errors import ModelDamagedError, ModelMissingError
from emodesk.core.model_file import ModelFile
from emodesk.core.resources import resource
from emodesk.modelhub.catalogue import load_catalogue
from emodesk.modelhub.fingerprint import fingerprint
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.suitability import check_kind, check_memory


def find_model(name_or_path: str) -> ModelFile:
    """Return the model of that catalogue id, file name in the models folder, or path.

    Raises ModelMissingError, ModelDamagedError, ModelUnsupportedError or NotEnoughMemoryError; the file's header was
    read and its length checked when it returns.
    """
    entry = next((entry for entry in load_catalogue().models if entry.id == name_or_path.lower()), None)
    path = resource(entry.file) if entry else _path(name_or_path)
    if not _is_file(path):
        raise ModelMissingError(
            f"There is no model “{name_or_path}”.",
            hint=f"On this computer: {', '.join(available_models()) or 'none'}. Or give the path of a .gguf file.",
        )
    try:
        header = read_header(path)
        check_kind(header, path.name)
        check_memory(header, path.name, psutil.virtual_memory().available)
        name = entry.name if entry else str(header.metadata.get("general.name") or path.stem)
        return ModelFile(
            entry.id if entry else path.name, name, path, fingerprint(path), entry.prompt_style if entry else "aaid"
        )
    except OSError as error:
        raise ModelDamagedError(
            f"“{path.name}” can't be read: {error.strerror}.", hint="Check that you may read the file."
        ) from error


def model_folders() -> tuple[Path, ...]:
    """Return where models lie: the user's folder (EMODESK_MODELS overrides it)."""
    override = os.environ.get("EMODESK_MODELS")
    return (Path(override) if override else platformdirs.user_data_path("emodesk", appauthor=False) / "models",)


def available_models() -> list[str]:
    """Return what can be named: ids of the catalogue whose file is there, then files in the models folder."""
    shipped = [entry.id for entry in load_catalogue().models if resource(entry.file).is_file()]
    own = [path.name for folder in model_folders() if folder.is_dir() for path in sorted(folder.glob("*.gguf"))]
    return shipped + own


def _path(name: str) -> Path:
    for folder in model_folders():
        for candidate in (folder / name, folder / f"{name}.gguf"):
            if _is_file(candidate):
                return candidate
    return Path(os.path.expanduser(name))  # noqa: PTH111  Path.expanduser raises for the home of nobody


def _is_file(path: Path) -> bool:
    """Say whether there's such a file; a name that no file can have is no file."""
    try:
        return path.is_file()
    except OSError:
        return False
