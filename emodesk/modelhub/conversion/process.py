"""The conversion's own process: it can be ended at any moment, and its memory goes with it."""

from __future__ import annotations

import errno
import shutil
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from msgspec import msgpack

from emodesk.core.errors import EmoDeskError, ModelError
from emodesk.core.model_file import FileRecord
from emodesk.core.sizes import size_in_words
from emodesk.modelhub.checkpoint import Checkpoint, read_checkpoint
from emodesk.modelhub.conversion.configs import Config, LlamaConfig, read_config
from emodesk.modelhub.conversion.orders import Converted, Converting, Failed, Order
from emodesk.modelhub.conversion.weights import CheckpointWeights
from emodesk.modelhub.copying import digest_file
from emodesk.modelhub.errand import receive_order

_TELL_EVERY_S: Final = 0.1
_SPARE_BYTES: Final = 1 << 20
"""Vocabulary and small files beside the weights."""


def serve(connection: Connection) -> None:
    """Carry out the one order that comes through the pipe. The process's entry point."""
    frame = receive_order(connection)
    if frame is None:
        return
    try:
        connection.send_bytes(msgpack.encode(_Conversion(msgpack.decode(frame, type=Order), connection).run()))
    except EmoDeskError as error:
        connection.send_bytes(msgpack.encode(Failed(type(error).__name__, error.message, error.hint, error.details)))
    except OSError as error:
        is_full = error.errno == errno.ENOSPC
        reason = "the disk is full" if is_full else (error.strerror or type(error).__name__)
        hint = "Free some space, or move the models to another disk (emodesk models where --move-to FOLDER)."
        connection.send_bytes(
            msgpack.encode(Failed("ModelError", f"The model can't be converted: {reason}.", hint, ""))
        )


class _Conversion:
    def __init__(self, order: Order, connection: Connection) -> None:
        self._order = order
        self._connection = connection
        self._last_told = 0.0
        self._folder, self._target = Path(order.folder), Path(order.target)

    def run(self) -> Converted:
        checkpoint = read_checkpoint(self._folder)
        config = read_config(self._folder)
        weights = CheckpointWeights([path for path in checkpoint.files if path.suffix == ".safetensors"])
        if isinstance(config, LlamaConfig):
            self._to_gguf(config, weights)
        else:
            self._to_ct2(config, weights, checkpoint)
        paths = sorted(path for path in self._target.iterdir() if path.is_file())
        total = sum(path.stat().st_size for path in paths)
        records: list[FileRecord] = []
        for path in paths:

            def told(done: int, before: int = sum(record.size_bytes for record in records)) -> None:
                self._tell("checking", before + done, total)

            records.append(digest_file(path, told))
        return Converted(tuple(records))

    def _to_gguf(self, config: LlamaConfig, weights: CheckpointWeights) -> None:
        # llama.cpp is loaded here and nowhere else in this process, and CTranslate2 likewise below.
        from emodesk.modelhub.conversion import gguf_file, llama_conversion

        tensors = llama_conversion.tensors(config, weights)
        about = llama_conversion.metadata(config, self._folder, self._order.name, self._order.quantization)
        is_plain = self._order.quantization in llama_conversion.PLAIN
        is_half = self._order.quantization != llama_conversion.SINGLE
        total = gguf_file.size_bytes(tensors, is_half=is_half)
        self._check_space(total if is_plain else total + total // 2)
        target = self._target / self._order.file_name
        written = target if is_plain else target.with_name(f".{target.name}.half")
        gguf_file.write(written, about, tensors, lambda done: self._tell("converting", done, total), is_half=is_half)
        if not is_plain:
            self._last_told = 0.0  # this is to be heard whatever was told a moment ago
            self._tell("quantizing", 0, total)
            llama_conversion.quantize(written, target, self._order.quantization)
            written.unlink()

    def _to_ct2(self, config: Config, weights: CheckpointWeights, checkpoint: Checkpoint) -> None:
        from emodesk.modelhub.conversion import ct2_conversion

        conversion = ct2_conversion.prepare(config, weights, self._order.quantization)
        self._check_space(conversion.size_bytes)
        conversion.write(self._target, lambda done: self._tell("converting", done, conversion.size_bytes))
        ct2_conversion.write_beside(self._target, config, checkpoint, self._order.name, self._order.quantization)

    def _check_space(self, needed: int) -> None:
        free = shutil.disk_usage(self._target).free
        if needed + _SPARE_BYTES > free:
            raise ModelError(
                f"There isn't enough space: {size_in_words(needed)} are needed, {size_in_words(free)} are free.",
                hint="Free some space, or move the models to another disk (emodesk models where --move-to FOLDER).",
            )

    def _tell(self, step: str, done: int, total: int) -> None:
        if time.monotonic() - self._last_told >= _TELL_EVERY_S:
            self._last_told = time.monotonic()
            self._connection.send_bytes(msgpack.encode(Converting(step, done, total)))
