"""Downloads a model of the catalogue: starts the process that fetches it, listens, and installs what came whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from msgspec import msgpack

from emodesk.core.catalogue import CatalogueEntry, FileFormat, Variant
from emodesk.core.errors import DownloadError, ModelError
from emodesk.core.model_file import InstalledModel
from emodesk.core.transfer import DownloadOptions, Tell, Transfer
from emodesk.modelhub.catalogue import installed_id
from emodesk.modelhub.checkpoint import read_checkpoint
from emodesk.modelhub.download_messages import Failed, Fetched, FromProcess, Order, Progress
from emodesk.modelhub.download_process import serve
from emodesk.modelhub.errand import ProcessDiedError, ProcessSilentError, carry_out
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.installing import install
from emodesk.modelhub.receipts import catalogue_receipt
from emodesk.modelhub.suitability import check_kind

DOWNLOADS: Final = ".downloads"
_HUB: Final = "https://huggingface.co"
_PATIENCE: Final = 6
"""How many times the stall time the process may be silent before it's ended: a name server can hang too."""
_SHORTEST_PATIENCE_S: Final = 60.0


def download(
    entry: CatalogueEntry, variant: Variant, options: DownloadOptions, tell: Tell, should_stop: Callable[[], bool]
) -> InstalledModel | None:
    """Download, check and install a variant; return it, or None if it was stopped.

    What was fetched before a stop, a cut or a crash is kept, and the next call goes on from there.
    Raises DownloadError; ModelDamagedError or ModelUnsupportedError for what is whole but no model.
    """
    folder = partial_folder(entry, variant)
    try:
        if options.is_restart:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DownloadError(
            f"The models folder can't be written: {error.strerror}.",
            hint="“emodesk models where” shows it and moves it.",
            details=str(folder),
        ) from error
    order = Order(
        repository=variant.repository,
        revision=options.revision or variant.revision,
        patterns=variant.files,
        folder=str(folder),
        token=options.token,
        proxy=options.proxy,
        ca_file=str(options.ca_file) if options.ca_file else None,
        stall_s=options.stall_s,
    )
    fetched = _fetch(order, tell, should_stop)
    if fetched is None:
        return None
    receipt = catalogue_receipt(entry, variant, fetched.files, source="download", revision=fetched.revision)
    try:
        if variant.format is FileFormat.GGUF:
            path = folder / receipt.files[0].name
            check_kind(read_header(path), path.name)
        else:
            read_checkpoint(folder)
    except ModelError:
        shutil.rmtree(folder, ignore_errors=True)  # whole, and not what the catalogue says: nothing to go on from
        raise
    return install(folder, receipt)


def partial_folder(entry: CatalogueEntry, variant: Variant) -> Path:
    """Return where an unfinished download of the variant lies, on the same disk as the models."""
    return own_folder() / DOWNLOADS / installed_id(entry, variant)


def fetched_bytes(entry: CatalogueEntry, variant: Variant) -> int:
    """Return how much of an unfinished download is there."""
    try:
        return sum(path.stat().st_size for path in partial_folder(entry, variant).iterdir() if path.is_file())
    except OSError:
        return 0


def hub_address() -> str:
    """Return the hub's address; ``HF_ENDPOINT`` names a mirror, as it does for the hub's own tools."""
    return os.environ.get("HF_ENDPOINT") or _HUB


def discard(entry: CatalogueEntry, variant: Variant) -> None:
    """Throw away what an unfinished download has fetched. Raises ModelError where it can't be deleted."""
    folder = partial_folder(entry, variant)
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ModelError(
            f"What was downloaded can't be deleted: {error.strerror}.", hint="Delete it by hand.", details=str(folder)
        ) from error


def _fetch(order: Order, tell: Tell, should_stop: Callable[[], bool]) -> Fetched | None:
    patience_s = max(_SHORTEST_PATIENCE_S, _PATIENCE * order.stall_s)
    try:
        with closing(carry_out(serve, "emodesk-download", msgpack.encode(order), should_stop, patience_s)) as frames:
            for frame in frames:
                message: FromProcess = msgpack.decode(frame, type=FromProcess)
                match message:
                    case Progress():
                        tell(
                            Transfer(message.step, message.done_bytes, message.total_bytes, message.file, message.note)
                        )
                    case Fetched():
                        return message
                    case Failed():
                        raise DownloadError(message.message, hint=message.hint, details=message.details)
    except ProcessSilentError as silence:
        raise DownloadError(
            f"Nothing has happened for {patience_s:.0f} seconds.",
            hint="Check the connection and try again: what came so far is kept.",
        ) from silence
    except ProcessDiedError as death:
        raise DownloadError(
            "The download ended unexpectedly.",
            hint="Try again: what came so far is kept.",
            details=f"exit code {death.exit_code}",
        ) from death
    return None
