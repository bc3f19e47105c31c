"""The models on this computer: the shipped starter, the model folders, and any file that the user names."""

from __future__ import annotations

import os
from pathlib import Path

from emodesk.core.catalogue import why_not_runnable
from emodesk.core.converted_model import WEIGHTS
from emodesk.core.errors import ModelDamagedError, ModelMissingError, ModelUnsupportedError
from emodesk.core.model_file import InstalledModel, MemoryNeed, ModelFile
from emodesk.core.resources import resource
from emodesk.modelhub.catalogue import LABEL_OF_VARIANT, load_catalogue
from emodesk.modelhub.converted import read_converted
from emodesk.modelhub.fingerprint import fingerprint, known_fingerprint
from emodesk.modelhub.folders import model_folders
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.memory import check_memory, measured_bytes, need_of_converted, need_of_file
from emodesk.modelhub.receipts import read_receipt
from emodesk.modelhub.suitability import check_kind


def find_model(name_or_path: str, *, despite_memory: bool = False) -> ModelFile:
    """Return the model of that catalogue id, installed name, file name in a model folder, or path.

    ``despite_memory`` lets a model pass that seems too large for the memory that is free.
    Raises ModelMissingError, ModelDamagedError, ModelUnsupportedError or NotEnoughMemoryError; the file's header was
    read and its length checked when it returns.
    """
    entry = load_catalogue().entry(name_or_path)
    shipped = resource(entry.file) if entry and entry.file else None
    installed = None if shipped else _installed(name_or_path)
    if installed is not None and (obstacle := why_not_runnable(installed.receipt.id, installed.receipt.format)):
        raise ModelUnsupportedError(f"{installed.receipt.name} can't be run as it is.", hint=obstacle)
    path = shipped or (installed.main_file if installed else _path(name_or_path))
    if not _is_file(path):
        raise _missing(name_or_path)
    try:
        name, need = _look_at(path)
        if not despite_memory:
            check_memory(need, installed.receipt.id if installed else path.name)
        digest = fingerprint(path)
    except OSError as error:
        raise ModelDamagedError(
            f"“{path.name}” can't be read: {error.strerror}.", hint="Check that you may read the file."
        ) from error
    if installed is not None:
        receipt = installed.receipt
        return ModelFile(receipt.id, receipt.name, path, digest, receipt.prompt_style)
    if entry is not None and shipped is not None:
        return ModelFile(entry.id, entry.name, path, digest, entry.prompt_style, entry.scores)
    return ModelFile(path.name, name, path, digest)


def need_of_path(path: Path) -> MemoryNeed:
    """Return what a model file takes at work; measured, if it was ever loaded here. Raises ModelDamagedError."""
    return _look_at(path)[1]


def _look_at(path: Path) -> tuple[str, MemoryNeed]:
    """Check a model file; return its name and what it takes at work."""
    known = known_fingerprint(path)
    measured = measured_bytes(known) if known else None
    if path.name == WEIGHTS:
        model = read_converted(path.parent)
        return model.name, need_of_converted(model, path.stat().st_size, measured)
    header = read_header(path)
    check_kind(header, path.name)
    return str(header.metadata.get("general.name") or path.stem), need_of_file(header, measured)


def installed_models() -> list[InstalledModel]:
    """Return every model that has a receipt, in the order of the folders; the first of a name counts."""
    found: dict[str, InstalledModel] = {}
    for number, folder in enumerate(model_folders()):
        for each in _folders_in(folder):
            receipt = read_receipt(each)
            if receipt is not None and receipt.id == each.name:
                found.setdefault(receipt.id.casefold(), InstalledModel(each, receipt, number == 0))
    return list(found.values())


def installed_model(name: str) -> InstalledModel:
    """Return the installed model of that name. Raises ModelMissingError."""
    model = _installed(name)
    if model is None:
        names = ", ".join(model.receipt.id for model in installed_models())
        raise ModelMissingError(f"No model “{name}” is installed here.", hint=f"Installed: {names or 'none'}.")
    return model


def available_models() -> list[str]:
    """Return what can be named: the shipped model, the installed ones, then loose files in the model folders."""
    shipped = [entry.id for entry in load_catalogue().models if entry.file and resource(entry.file).is_file()]
    installed = [model.receipt.id for model in installed_models()]
    return shipped + installed + [path.name for path in loose_files()]


def loose_files() -> list[Path]:
    """Return the GGUF files that lie in a model folder without having been installed."""
    return [path for folder in model_folders() for path in _loose_files(folder)]


def _installed(name: str) -> InstalledModel | None:
    """Find a model by its name; a catalogue id alone means the advised variant, or the only one that's there."""
    wanted = name.replace(LABEL_OF_VARIANT, ".").casefold()
    models = installed_models()
    for model in models:
        if model.receipt.id.casefold() == wanted:
            return model
    entry = load_catalogue().entry(name)
    if entry is None:
        return None
    of_entry = [model for model in models if model.receipt.entry == entry.id]
    advised = [model for model in of_entry if model.receipt.quantization == entry.default_quantization]
    runnable = [model for model in of_entry if not why_not_runnable(entry.id, model.receipt.format)]
    return next(iter([each for each in advised if each in runnable] + runnable + of_entry), None)


def _missing(name: str) -> ModelMissingError:
    here = f"On this computer: {', '.join(available_models()) or 'none'}. Or give the path of a .gguf file."
    entry = load_catalogue().entry(name.partition(LABEL_OF_VARIANT)[0])
    if entry is not None and entry.variants:
        return ModelMissingError(
            f"{entry.name} isn't on this computer yet.", hint=f"Get it: emodesk models download {name}. {here}"
        )
    return ModelMissingError(f"There is no model “{name}”.", hint=here)


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []


def _loose_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob("*.gguf") if path.is_file())
    except OSError:
        return []


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
