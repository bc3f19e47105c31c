"""What goes between the program and the process that converts: msgpack frames, one message each."""

from __future__ import annotations

import msgspec

from emodesk.core.model_file import FileRecord


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be converted."""

    folder: str
    """Where the checkpoint lies."""
    target: str
    """An empty folder for the result."""
    name: str
    """What the model is called, for its own metadata."""
    file_name: str
    """What a GGUF is to be called."""
    quantization: str


class Converting(msgspec.Struct, frozen=True, tag=True):
    """How far it has come."""

    step: str
    done_bytes: int
    total_bytes: int


class Converted(msgspec.Struct, frozen=True, tag=True):
    """The result lies in the target folder."""

    files: tuple[FileRecord, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """It came to nothing; ``error`` names a class of the error tree."""

    error: str
    message: str
    hint: str
    details: str


FromProcess = Converting | Converted | Failed
