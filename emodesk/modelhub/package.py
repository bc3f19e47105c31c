"""A model as one zip file, for the computer that never sees a network: packed with checksums, unpacked against them."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Final

from emodesk.core.broken_zip import BROKEN_ZIP
from emodesk.core.converted_model import WEIGHTS
from emodesk.core.errors import ExportError, ModelDamagedError, ModelError, OptionError
from emodesk.core.model_file import FileRecord, InstalledModel, Receipt
from emodesk.core.sizes import size_in_words
from emodesk.core.transfer import Tell, Transfer
from emodesk.modelhub.copying import copy_stream
from emodesk.modelhub.receipts import RECEIPT, decode_receipt, encode_receipt, is_plain_name

_SUMS: Final = "SHA256SUMS"
_WANTED: Final = frozenset({".gguf", ".safetensors", ".bin", ".json", ".txt", ".model"})
_LARGEST_RECEIPT_BYTES: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def pack(model: InstalledModel, target: Path, tell: Tell) -> None:
    """Write an installed model into a zip file, whole or not at all.

    Weights don't compress, so nothing is compressed. The file ``SHA256SUMS`` is for people: ``sha256sum -c`` reads it.
    Raises OptionError, ExportError, and ModelDamagedError if a file isn't any more what was installed.
    """
    if target.suffix.lower() != ".zip":
        raise OptionError("The exported model is a zip file.", hint="Give it a name that ends in .zip.")
    beside = target.with_name(f"{target.name}.part")
    try:
        _check_space(target.absolute().parent, model.receipt.size_bytes)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as archive:
            _write_all(archive, model, tell)
        beside.replace(target)
    except OSError as error:
        raise ExportError(
            f"“{target.name}” can't be written: {error.strerror}.", hint="Free some space, or choose another folder."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _write_all(archive: zipfile.ZipFile, model: InstalledModel, tell: Tell) -> None:
    receipt, before = model.receipt, 0
    archive.writestr(zipfile.ZipInfo(RECEIPT, _EPOCH), encode_receipt(receipt))
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in receipt.files)
    archive.writestr(zipfile.ZipInfo(_SUMS, _EPOCH), sums)
    for file in receipt.files:

        def told(done: int, before: int = before, name: str = file.name) -> None:
            tell(Transfer("packing", before + done, receipt.size_bytes, name))

        entry = zipfile.ZipInfo(file.name, _EPOCH)
        entry.file_size = file.size_bytes
        try:
            incoming = (model.folder / file.name).open("rb")
        except OSError as error:
            raise _changed(file.name) from error
        with incoming, archive.open(entry, "w", force_zip64=True) as outgoing:
            if copy_stream(incoming, outgoing, file.name, told) != file:
                raise _changed(file.name)
        before += file.size_bytes


def _changed(name: str) -> ModelDamagedError:
    return ModelDamagedError(
        f"“{name}” isn't any more what was installed.", hint="“emodesk models verify” says more; download it again."
    )


def unpack(path: Path, folder: Path, tell: Tell) -> tuple[Receipt | None, list[FileRecord]]:
    """Unpack the model files of a zip into an empty folder; return its receipt, if it has one, and what was unpacked.

    Paths inside the zip are cut to their last part, so that nothing can be written outside of the folder. Raises
    ModelDamagedError for what is damaged, protected or not as the receipt says, ModelError when there's no space.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive, path.name)
            _check_space(folder, sum(member.file_size for member in members.values()))
            return _unpack_all(archive, members, folder, tell)
    except (*BROKEN_ZIP, RuntimeError, ValueError) as error:
        raise ModelDamagedError(
            f"“{path.name}” is damaged, or no zip file that EmoDesk can read.",
            hint="Copy it again.",
            details=str(error),
        ) from error


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        plain = member.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if member.is_dir() or Path(plain).suffix.lower() not in _WANTED or plain.startswith("."):
            continue
        if member.flag_bits & _ENCRYPTED:
            raise ModelDamagedError(f"“{name}” is protected with a password.", hint="Unpack it first, then import it.")
        if plain in members or not is_plain_name(plain):
            raise ModelDamagedError(f"“{name}” holds more than one model.", hint="Unpack it and import one of them.")
        members[plain] = member
    if not any(each.endswith((".gguf", ".safetensors")) or each == WEIGHTS for each in members):
        raise ModelDamagedError(f"“{name}” holds no model.", hint="It should hold a .gguf file or .safetensors files.")
    return members


def _unpack_all(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], folder: Path, tell: Tell
) -> tuple[Receipt | None, list[FileRecord]]:
    total, before, records, receipt = sum(member.file_size for member in members.values()), 0, [], None
    for name, member in members.items():
        with archive.open(member) as incoming:
            if name == RECEIPT:
                receipt = decode_receipt(incoming.read(_LARGEST_RECEIPT_BYTES))
                continue

            def told(done: int, before: int = before, name: str = name) -> None:
                tell(Transfer("copying", before + done, total, name))

            with (folder / name).open("wb") as outgoing:
                records.append(copy_stream(incoming, outgoing, name, told))
            if records[-1].size_bytes != member.file_size:
                raise zipfile.BadZipFile(f"{name} has another size than the zip says")
        before += member.file_size
    if receipt is not None:
        _compare(receipt, {record.name: record for record in records})
        records = list(receipt.files)
    return receipt, records


def _compare(receipt: Receipt, found: dict[str, FileRecord]) -> None:
    for file in receipt.files:
        if found.get(file.name) != file:
            what = "its checksum is wrong" if file.name in found else "it isn't there"
            raise ModelDamagedError(f"“{file.name}” was damaged on the way: {what}.", hint="Copy the zip file again.")


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise ModelError(
            f"There isn't enough space: {size_in_words(needed)} are needed, {size_in_words(free)} are free.",
            hint="Free some space there, or use another disk.",
        )


def is_package(path: Path) -> bool:
    """Say whether a file is a zip file."""
    return zipfile.is_zipfile(path)
