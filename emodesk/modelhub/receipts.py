"""The receipt that lies in a model's folder: what was installed, from where, with which checksums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.catalogue import CatalogueEntry, Variant
from emodesk.core.errors import ModelDamagedError
from emodesk.core.model_file import FileRecord, Receipt
from emodesk.modelhub.catalogue import installed_id

RECEIPT: Final = "emodesk-model.json"


def write_receipt(folder: Path, receipt: Receipt) -> None:
    """Put the receipt into a folder. Raises OSError."""
    (folder / RECEIPT).write_bytes(encode_receipt(receipt))


def encode_receipt(receipt: Receipt) -> bytes:
    """Return the receipt as it's written."""
    return msgspec.json.format(msgspec.json.encode(receipt)) + b"\n"


def read_receipt(folder: Path) -> Receipt | None:
    """Return a folder's receipt, or None where there's none that can be read."""
    try:
        return decode_receipt((folder / RECEIPT).read_bytes())
    except (OSError, ModelDamagedError):
        return None


def decode_receipt(content: bytes) -> Receipt:
    """Read a receipt. Raises ModelDamagedError for anything else, names that leave the folder included."""
    try:
        receipt = msgspec.json.decode(content, type=Receipt)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelDamagedError(
            f"“{RECEIPT}” isn't readable.", hint="Copy or download the model again.", details=str(error)
        ) from error
    names = [receipt.id, *(file.name for file in receipt.files)]
    if not receipt.files or not all(map(is_plain_name, names)):
        raise ModelDamagedError(f"“{RECEIPT}” names no files.", hint="Copy or download the model again.")
    return receipt


def is_plain_name(name: str) -> bool:
    """Say whether it's the name of a file and no path out of its folder, on any system."""
    return name not in {"", ".", ".."} and not set(name) & set('/\\:*?"<>|\0\n\r') and len(name.encode()) <= 200


def catalogue_receipt(
    entry: CatalogueEntry, variant: Variant, files: Iterable[FileRecord], *, source: str, revision: str = ""
) -> Receipt:
    """Return the receipt of a variant of the catalogue that is installed now."""
    return Receipt(
        id=installed_id(entry, variant),
        entry=entry.id,
        name=f"{entry.name} {variant.quantization}",
        quantization=variant.quantization,
        format=variant.format,
        architecture=entry.architecture,
        prompt_style=entry.prompt_style,
        licence=entry.licence,
        files=tuple(files),
        source=source,
        repository=variant.repository if source == "download" else "",
        revision=revision,
        installed_at=now(),
    )


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
