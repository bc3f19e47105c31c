"""Converts a model from the authors' safetensors to what our engines run: GGUF for Llama, else CTranslate2's format."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import msgpack

from emodesk.core import errors
from emodesk.core.catalogue import CatalogueEntry, FileFormat
from emodesk.core.errors import ModelError, OptionError
from emodesk.core.model_file import FileRecord, InstalledModel
from emodesk.core.transfer import Tell, Transfer
from emodesk.modelhub.catalogue import load_catalogue
from emodesk.modelhub.conversion.orders import Converted, Converting, Failed, FromProcess, Order
from emodesk.modelhub.conversion.process import serve
from emodesk.modelhub.errand import ProcessDiedError, carry_out
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.installing import install
from emodesk.modelhub.receipts import now

CONVERSIONS: Final = ".conversions"
_LLAMA: Final = ("Q4_K_M", "Q2_K", "Q3_K_M", "Q4_0", "Q4_K_S", "Q5_K_S", "Q5_K_M", "Q6_K", "Q8_0", "F16", "F32")
_OTHERS: Final = ("int8", "float32")


def quantizations(architecture: str) -> tuple[str, ...]:
    """Return what a model of that architecture can be converted to, the usual one first."""
    return _LLAMA if architecture == "llama" else _OTHERS


def convert(
    model: InstalledModel, quantization: str | None, tell: Tell, should_stop: Callable[[], bool]
) -> InstalledModel | None:
    """Convert a model and install the result beside it; return that, or None if it was stopped.

    The result counts when it's whole: whatever ends before that leaves nothing under its name.
    Raises OptionError and the errors under ModelError.
    """
    import filelock

    receipt = model.receipt
    if receipt.format is not FileFormat.SAFETENSORS:
        raise OptionError(f"{receipt.name} needs no conversion.", hint=f"emodesk label FILE --model {receipt.id}")
    choices = quantizations(receipt.architecture)
    wanted = next((each for each in choices if each.casefold() == (quantization or choices[0]).casefold()), None)
    if wanted is None:
        raise OptionError(
            f"A {receipt.architecture} model can't be converted to “{quantization}”.",
            hint=f"It can be: {', '.join(choices)}.",
        )
    entry = load_catalogue().entry(receipt.entry) if receipt.entry else None
    base = receipt.id.removesuffix(f".{receipt.quantization}")
    name = f"{entry.name if entry else receipt.name} {wanted}"
    staging = own_folder() / CONVERSIONS / f"{base}.{wanted}"
    order = Order(
        folder=str(model.folder),
        target=str(staging),
        name=name,
        file_name=f"{_plain_name(entry, base)}.{wanted}.gguf",
        quantization=wanted,
    )
    try:
        staging.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(staging.with_name(f".{staging.name}.lock"), timeout=0), _emptied(staging):
            files = _convert(order, tell, should_stop)
            if files is None:
                return None
            return install(
                staging,
                msgspec.structs.replace(
                    receipt,
                    id=f"{base}.{wanted}",
                    name=name,
                    quantization=wanted,
                    format=FileFormat.GGUF if receipt.architecture == "llama" else FileFormat.CTRANSLATE2,
                    files=files,
                    source="conversion",
                    installed_at=now(),
                ),
            )
    except filelock.Timeout as busy:
        raise ModelError("This model is being converted by another EmoDesk.", hint="Wait for it.") from busy
    except OSError as error:
        raise ModelError(
            f"The models folder can't be written: {error.strerror}.",
            hint="“emodesk models where” shows it and moves it.",
        ) from error


@contextmanager
def _emptied(folder: Path) -> Iterator[None]:
    """Begin with an empty folder, whatever an earlier try has left there, and leave none behind.

    Only who holds the lock may do so: it's where another conversion of the same model writes.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _convert(order: Order, tell: Tell, should_stop: Callable[[], bool]) -> tuple[FileRecord, ...] | None:
    try:
        with closing(carry_out(serve, "emodesk-convert", msgpack.encode(order), should_stop)) as frames:
            for frame in frames:
                message: FromProcess = msgpack.decode(frame, type=FromProcess)
                match message:
                    case Converting():
                        tell(Transfer(message.step, message.done_bytes, message.total_bytes, order.name))
                    case Converted():
                        return message.files
                    case Failed():
                        kind = getattr(errors, message.error, ModelError)
                        raise kind(message.message, hint=message.hint, details=message.details)
    except ProcessDiedError as death:
        raise ModelError(
            "The conversion ended unexpectedly.",
            hint="The memory may not have sufficed: close other programs and try again.",
            details=f"exit code {death.exit_code}",
        ) from death
    return None


def _plain_name(entry: CatalogueEntry | None, base: str) -> str:
    return entry.name if entry else base
