"""Add-ons of the engine on this computer: brought in from a zip, checked file by file, one folder for each."""

from __future__ import annotations

import os
import shutil
import sysconfig
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

from emodesk.core.add_on import MANIFEST, VARIABLE, AddOn, InstalledAddOn
from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.errors import AddOnError
from emodesk.core.sizes import size_in_words
from emodesk.core.transfer import Tell, Transfer
from emodesk.modelhub.copying import copy_stream
from emodesk.modelhub.receipts import is_plain_name
from emodesk.modelhub.whole_folders import put_in_place, take_away

_LARGEST_MANIFEST_BYTES: Final = 1 << 20


def folder() -> Path:
    """Return the folder in which the add-ons lie; it may not exist yet."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else platformdirs.user_data_path("emodesk", appauthor=False) / "engine"


def installed() -> list[InstalledAddOn]:
    """Return what is here, what doesn't fit this program any more included."""
    found = []
    for place in sorted(folder().glob(f"[!.]*/{MANIFEST}")):
        try:
            add_on = _decode(place.read_bytes(), place.parent.name)
        except (OSError, AddOnError):
            continue
        found.append(InstalledAddOn(add_on, place.parent, _problem(add_on, place.parent)))
    return found


def bring(path: Path, tell: Tell) -> InstalledAddOn:
    """Install an add-on from its zip, whole or not at all; one of the same id gives way to it.

    Raises:
        AddOnError: it's missing, damaged, no add-on, made for another engine or system, or there's no room for it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            add_on = _manifest(archive, path.name)
            if why := add_on.why_not(_engine(), sysconfig.get_platform()):
                raise AddOnError(
                    f"“{path.name}” doesn't fit: {why}.", hint="Get the add-on of your EmoDesk's version and system."
                )
            return _install(archive, add_on, tell)
    except FileNotFoundError as error:
        raise AddOnError(f"There is no file “{path}”.", hint="Name the zip file of an add-on.") from error
    except (*BROKEN_ZIP, RuntimeError, ValueError) as error:
        raise AddOnError(
            f"“{path.name}” is damaged, or no zip file.", hint="Copy or fetch it again.", details=str(error)
        ) from error
    except OSError as error:
        raise AddOnError(
            f"“{path.name}” can't be added: {error.strerror}.", hint="Check the file and the room on your disk."
        ) from error


def remove(id_: str) -> InstalledAddOn:
    """Delete an add-on. Raises AddOnError where there's none of that name, or it can't be deleted."""
    found = next((each for each in installed() if each.add_on.id == id_), None)
    if found is None:
        names = ", ".join(each.add_on.id for each in installed()) or "none is installed"
        raise AddOnError(f"There is no add-on “{id_}” here.", hint=f"What can be removed: {names}.")
    try:
        take_away(found.folder)
    except OSError as error:
        raise AddOnError(
            f"The add-on “{id_}” can't be deleted: {error.strerror}.", hint="Close what uses it, then try again."
        ) from error
    return found


def _engine() -> str:
    return metadata.version("llama-cpp-python")


def _manifest(archive: zipfile.ZipFile, name: str) -> AddOn:
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError as error:
        raise AddOnError(
            f"“{name}” is no add-on of the engine.", hint="Models are brought in with “emodesk models import”."
        ) from error
    with archive.open(entry) as file:
        return _decode(file.read(_LARGEST_MANIFEST_BYTES), name)


def _decode(content: bytes, name: str) -> AddOn:
    try:
        add_on = msgspec.json.decode(content, type=AddOn)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AddOnError(f"“{name}” is damaged.", hint="Copy or fetch it again.", details=str(error)) from error
    names = [add_on.id, *(file.name for file in add_on.files)]
    if not add_on.files or not all(map(is_plain_name, names)) or MANIFEST in names:
        raise AddOnError(f"“{name}” is damaged: it names no files.", hint="Copy or fetch it again.")
    return add_on


def _install(archive: zipfile.ZipFile, add_on: AddOn, tell: Tell) -> InstalledAddOn:
    target = folder() / add_on.id
    target.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(target.parent).free
    if add_on.size_bytes > free:
        raise AddOnError(
            f"There isn't enough space: {size_in_words(add_on.size_bytes)} are needed, {size_in_words(free)} are free.",
            hint="Free some space on that disk.",
        )
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".adding-") as beside:
        place = Path(beside, add_on.id)
        place.mkdir()
        _unpack(archive, add_on, place, tell)
        (place / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(add_on)) + b"\n")
        put_in_place(place, target)
    return InstalledAddOn(add_on, target, "")


def _unpack(archive: zipfile.ZipFile, add_on: AddOn, place: Path, tell: Tell) -> None:
    before = 0
    for file in add_on.files:

        def told(done: int, before: int = before, name: str = file.name) -> None:
            tell(Transfer("copying", before + done, add_on.size_bytes, name))

        try:
            incoming = archive.open(file.name)
        except KeyError as error:
            raise AddOnError(
                f"The add-on isn't whole: “{file.name}” isn't in it.", hint="Copy or fetch it again."
            ) from error
        with incoming, (place / file.name).open("wb") as outgoing:
            if copy_stream(incoming, outgoing, file.name, told) != file:
                raise AddOnError(
                    f"“{file.name}” was damaged on the way: its checksum is wrong.", hint="Copy or fetch it again."
                )
        before += file.size_bytes


def _problem(add_on: AddOn, place: Path) -> str:
    if why := add_on.why_not(_engine(), sysconfig.get_platform()):
        return why
    changed = [file.name for file in add_on.files if _size(place / file.name) != file.size_bytes]
    return f"{changed[0]} isn't what was installed" if changed else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
