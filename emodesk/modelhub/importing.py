"""Takes a model that the user has: a GGUF file, a folder of safetensors, or a zip. It's checked before it counts."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.catalogue import CatalogueEntry, FileFormat, Variant
from emodesk.core.converted_model import WEIGHTS
from emodesk.core.errors import ModelError, ModelMissingError, OptionError
from emodesk.core.model_file import FileRecord, InstalledModel, Receipt
from emodesk.core.sizes import size_in_words
from emodesk.core.transfer import StoppedError, Tell, Transfer, until_stopped
from emodesk.modelhub.catalogue import load_catalogue
from emodesk.modelhub.checkpoint import is_checkpoint, read_checkpoint
from emodesk.modelhub.converted import read_converted
from emodesk.modelhub.copying import copy_file
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.gguf import FILE_TYPES, GgufHeader, read_header
from emodesk.modelhub.installing import install
from emodesk.modelhub.library import installed_models
from emodesk.modelhub.package import is_package, unpack
from emodesk.modelhub.receipts import catalogue_receipt, is_plain_name, now
from emodesk.modelhub.suitability import check_kind

IMPORTS: Final = ".imports"


def import_model(path: Path, name: str | None, tell: Tell, should_stop: Callable[[], bool]) -> InstalledModel | None:
    """Copy a model into the models folder, check it and install it; return it, or None if it was stopped.

    ``name`` is what it's called here; without it, the catalogue's name for it or the file's.
    Raises the errors under ModelError, and OptionError; then nothing is kept.
    """
    if name is not None and (not is_plain_name(name) or name.startswith(".")):
        raise OptionError(f"“{name}” can't be the name of a model.", hint="Use letters, digits, dots and dashes.")
    told = until_stopped(tell, should_stop)
    staging = None
    try:
        if not path.exists():
            raise ModelMissingError(f"There is no file or folder “{path}”.", hint="Check the name.")
        _look_at(path)
        imports = own_folder() / IMPORTS
        imports.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=imports))
        receipt, records = _bring(path, staging, told)
        receipt = _identify(staging, path, receipt, records, name)
        if any(model.receipt.id.casefold() == receipt.id.casefold() for model in installed_models()):
            raise ModelError(
                f"A model “{receipt.id}” is installed already.",
                hint="Remove it first, or give this one another name with --name.",
            )
        staging.chmod(0o755)
        return install(staging, receipt)
    except StoppedError:
        return None
    except OSError as error:
        raise ModelError(
            f"“{path.name}” can't be imported: {error.strerror}.",
            hint="Check that it can be read, and that the models folder (emodesk models where) has space.",
        ) from error
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def _look_at(path: Path) -> None:
    """Refuse what can't be a model before gigabytes are copied."""
    if path.is_dir():
        read_checkpoint(path) if is_checkpoint(path) else _only_gguf(path)
    elif not is_package(path):
        check_kind(read_header(path), path.name)


def _bring(path: Path, staging: Path, tell: Tell) -> tuple[Receipt | None, list[FileRecord]]:
    if path.is_dir():
        files: Sequence[Path] = read_checkpoint(path).files if is_checkpoint(path) else [_only_gguf(path)]
        return None, _copy(files, staging, tell)
    if is_package(path):
        return unpack(path, staging, tell)
    return None, _copy([path], staging, tell)


def _only_gguf(folder: Path) -> Path:
    found = sorted(folder.glob("*.gguf"))
    if len(found) != 1:
        what = "holds no model" if not found else f"holds {len(found)} GGUF files"
        raise ModelMissingError(f"“{folder.name}” {what}.", hint="Name the .gguf file, or a folder of safetensors.")
    check_kind(read_header(found[0]), found[0].name)
    return found[0]


def _copy(files: Sequence[Path], staging: Path, tell: Tell) -> list[FileRecord]:
    total, before, records = sum(file.stat().st_size for file in files), 0, []
    free = shutil.disk_usage(staging).free
    if total > free:
        raise ModelError(
            f"There isn't enough space: {size_in_words(total)} are needed, {size_in_words(free)} are free.",
            hint="Free some space, or move the models to another disk (emodesk models where --move-to FOLDER).",
        )
    for file in files:

        def told(done: int, before: int = before, name: str = file.name) -> None:
            tell(Transfer("copying", before + done, total, name))

        records.append(copy_file(file, staging / file.name, told))
        before += records[-1].size_bytes
    return records


def _identify(
    staging: Path, path: Path, receipt: Receipt | None, records: Sequence[FileRecord], name: str | None
) -> Receipt:
    """Check what was brought and say what it is: by its own receipt, by the catalogue, or by its own metadata."""
    ggufs = sorted(staging.glob("*.gguf"))
    if ggufs:
        header = read_header(ggufs[0])
        check_kind(header, ggufs[0].name)
        known = recognise(header, ggufs[0].name)
        own = _own_gguf_receipt(header, ggufs[0], records)
    elif (staging / WEIGHTS).is_file():
        model = read_converted(staging)
        known = None
        own = _own_receipt(
            _plain(path.stem), model.name, model.quantization, FileFormat.CTRANSLATE2, model.architecture, records
        )
    else:
        checkpoint = read_checkpoint(staging)
        known = None
        own = _own_receipt(
            _plain(path.stem), path.stem, "original", FileFormat.SAFETENSORS, checkpoint.architecture, records
        )
    if receipt is None:
        receipt = catalogue_receipt(*known, records, source="import") if known else own
    return _renamed(receipt, name)


def recognise(header: GgufHeader, file_name: str) -> tuple[CatalogueEntry, Variant] | None:
    """Return the entry and variant of the catalogue that a GGUF file is, going by its name, kind and size."""
    for entry in load_catalogue().models:
        if header.architecture != entry.architecture or header.parameters != entry.parameters:
            continue
        for variant in entry.variants:
            pattern = rf"{re.escape(entry.name)}[.-](i1-)?{re.escape(variant.quantization)}(-imat)?\.gguf"
            if variant.format is FileFormat.GGUF and re.fullmatch(pattern, file_name, re.IGNORECASE):
                return entry, variant
    return None


def _own_gguf_receipt(header: GgufHeader, path: Path, records: Sequence[FileRecord]) -> Receipt:
    file_type = header.metadata.get("general.file_type")
    quantization = FILE_TYPES.get(file_type, "") if isinstance(file_type, int) else ""
    title = str(header.metadata.get("general.name") or path.stem)[:100]
    return _own_receipt(_plain(path.stem), title, quantization, FileFormat.GGUF, header.architecture, records)


def _own_receipt(
    id_: str, title: str, quantization: str, file_format: FileFormat, architecture: str, records: Sequence[FileRecord]
) -> Receipt:
    return Receipt(
        id=id_,
        entry="",
        name=title,
        quantization=quantization,
        format=file_format,
        architecture=architecture,
        prompt_style="aaid",
        licence="unknown: see where the file comes from",
        files=tuple(records),
        source="import",
        installed_at=now(),
    )


def _renamed(receipt: Receipt, name: str | None) -> Receipt:
    return msgspec.structs.replace(receipt, id=name or receipt.id, source="import", installed_at=now())


def _plain(stem: str) -> str:
    """Make a file's name one that a folder can have on any system."""
    return re.sub(r'[/\\:*?"<>|\0\s]+', "-", stem).strip(".-")[:100] or "model"
