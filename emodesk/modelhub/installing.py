"""Puts a folder of checked files in its place among the models, verifies it later, and takes it away again."""

from __future__ import annotations

import shutil
from pathlib import Path

from emodesk.core.errors import ModelError, OptionError
from emodesk.core.model_file import FileVerdict, InstalledModel, Receipt
from emodesk.core.transfer import Tell, Transfer
from emodesk.modelhub.copying import digest_file
from emodesk.modelhub.fingerprint import remember
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.receipts import write_receipt
from emodesk.modelhub.whole_folders import put_in_place, take_away


def install(folder: Path, receipt: Receipt) -> InstalledModel:
    """Turn a folder beside the models into the installed model; one of the same name is replaced.

    Only the receipt's files stay in it. The model counts from the moment at which the folder gets its name.
    Raises ModelError.
    """
    target = own_folder() / receipt.id
    try:
        wanted = {file.name for file in receipt.files}
        for path in list(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in wanted:
                path.unlink()
        write_receipt(folder, receipt)
        put_in_place(folder, target)
    except OSError as error:
        raise ModelError(
            f"“{receipt.id}” can't be put into the models folder: {error.strerror}.",
            hint="“emodesk models where” shows the folder.",
        ) from error
    for file in receipt.files:
        if file.name.endswith(".gguf"):
            remember(target / file.name, file.sha256)
    return InstalledModel(target, receipt, is_own=True)


def verify(model: InstalledModel, tell: Tell) -> list[FileVerdict]:
    """Compare every file with the receipt, byte for byte by way of its SHA-256."""
    total, before = model.receipt.size_bytes, 0
    verdicts = []
    for file in model.receipt.files:
        path = model.folder / file.name

        def told(done: int, before: int = before, name: str = file.name) -> None:
            tell(Transfer("checking", before + done, total, name))

        try:
            found = digest_file(path, told)
        except OSError as error:
            verdicts.append(FileVerdict(file.name, f"can't be read: {error.strerror}"))
        else:
            verdicts.append(
                FileVerdict(file.name, _difference(found.size_bytes, found.sha256, file.size_bytes, file.sha256))
            )
        before += file.size_bytes
    return verdicts


def _difference(size: int, sha256: str, expected_size: int, expected_sha256: str) -> str:
    if size != expected_size:
        return f"has {size:,} bytes instead of {expected_size:,}"
    return "" if sha256 == expected_sha256 else "was changed: its checksum is another one"


def remove(model: InstalledModel) -> None:
    """Delete an installed model. Raises OptionError for one in a shared folder, ModelError where it can't be done."""
    if not model.is_own:
        raise OptionError(
            f"“{model.receipt.id}” lies in a shared folder, which EmoDesk never changes.", hint=f"{model.folder}"
        )
    try:
        take_away(model.folder)
    except OSError as error:
        raise ModelError(f"“{model.receipt.id}” can't be deleted: {error.strerror}.", hint=f"{model.folder}") from error
