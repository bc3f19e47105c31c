"""Where models lie: the user's own folder, which can be moved, and folders that several users share to read.

``EMODESK_MODELS`` names folders for one start of the program, the own one first, as PATH does. Without it a small file
among the settings says where they are; without that it's the platform's place for data.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

from emodesk.core.errors import ModelError, OptionError
from emodesk.core.transfer import Transfer
from emodesk.modelhub.copying import copy_file

VARIABLE: Final = "EMODESK_MODELS"


class _Places(msgspec.Struct, frozen=True):
    own: str = ""
    shared: tuple[str, ...] = ()


def own_folder() -> Path:
    """Return the folder that downloads and imports go to; it may not exist yet."""
    return model_folders()[0]


def model_folders() -> tuple[Path, ...]:
    """Return all folders in which models are looked for, the own one first."""
    if named := [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]:
        return tuple(named)
    places = _read()
    own = Path(places.own) if places.own else platformdirs.user_data_path("emodesk", appauthor=False) / "models"
    return (own, *(Path(name) for name in places.shared))


def free_bytes() -> int | None:
    """Return how much room the disk of the own folder has; None where that can't be told."""
    folder = own_folder()
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None


def share(folder: Path) -> None:
    """Look for models in that folder as well, from now on; nothing is ever written there. Raises OptionError."""
    if not folder.is_dir():
        raise OptionError(f"There is no folder “{folder}”.", hint="Name the folder in which the models lie.")
    places = _read()
    shared = tuple(dict.fromkeys((*places.shared, str(folder.absolute()))))
    _write(msgspec.structs.replace(places, shared=shared))


def stop_sharing(folder: Path) -> None:
    """Look there no longer; the folder stays as it is. Raises OptionError if it wasn't looked at."""
    places = _read()
    name = str(folder.absolute())
    if name not in places.shared:
        raise OptionError(
            f"“{folder}” isn't among the shared folders.", hint=f"They are: {', '.join(places.shared) or 'none'}."
        )
    _write(msgspec.structs.replace(places, shared=tuple(each for each in places.shared if each != name)))


def move(target: Path, tell: Callable[[Transfer], None]) -> Path:
    """Move the own folder with all models to ``target`` and remember it; return where they were.

    On the same disk it's a renaming; else everything is copied before anything is deleted, so that a cut leaves the
    models where they were. Raises OptionError and ModelError.
    """
    if os.environ.get(VARIABLE):
        raise OptionError(f"The variable {VARIABLE} says where the models are.", hint="Change or remove it instead.")
    source, target = own_folder().absolute(), target.absolute()
    if target == source or source in target.parents or target in source.parents:
        raise OptionError("The new folder must lie neither in the old one nor around it.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OptionError(f"“{target}” isn't an empty folder.", hint="Name a new or an empty folder.")
    try:
        if source.is_dir():
            _transfer(source, target, tell)
        else:
            target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(
            f"The models can't be moved to “{target}”: {error.strerror}.",
            hint="They are still where they were. Free some space there, or name another folder.",
        ) from error
    _write(msgspec.structs.replace(_read(), own=str(target)))
    shutil.rmtree(source, ignore_errors=True)
    return source


def _transfer(source: Path, target: Path, tell: Callable[[Transfer], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if target.exists():
            target.rmdir()
        source.rename(target)
    except OSError:  # another disk
        files = [path for path in source.rglob("*") if path.is_file()]
        total, done = sum(path.stat().st_size for path in files), 0
        try:
            target.mkdir(parents=True, exist_ok=True)
            for path in files:
                beyond = target / path.relative_to(source)
                beyond.parent.mkdir(parents=True, exist_ok=True)
                before = done

                def told(bytes_done: int, before: int = before, name: str = path.name) -> None:
                    tell(Transfer("copying", before + bytes_done, total, name))

                done += copy_file(path, beyond, told).size_bytes
                shutil.copystat(path, beyond)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise


def _settings() -> Path:
    return platformdirs.user_config_path("emodesk", appauthor=False) / "model-folders.json"


def _read() -> _Places:
    try:
        return msgspec.json.decode(_settings().read_bytes(), type=_Places)
    except FileNotFoundError:
        return _Places()
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            f"“{_settings().name}”, which says where the models are, can't be read.",
            hint=f"Delete it to use the usual folder: {_settings()}",
            details=str(error),
        ) from error


def _write(places: _Places) -> None:
    path = _settings()
    beside = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(places)))
        beside.replace(path)
    except OSError as error:
        raise ModelError(f"“{path}” can't be written: {error.strerror}.", hint="Check the folder's rights.") from error
