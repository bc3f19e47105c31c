"""What goes between the program and the process that downloads: msgpack frames, one message each."""

from __future__ import annotations

import msgspec

from emodesk.core.model_file import FileRecord


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be fetched. The token travels here, never through arguments or the environment."""

    repository: str
    revision: str
    patterns: tuple[str, ...]
    folder: str
    """Where the files go; what an earlier try has left there is used."""
    token: str | None
    proxy: str | None
    ca_file: str | None
    stall_s: float


class Progress(msgspec.Struct, frozen=True, tag=True):
    """How far it has come, over all files."""

    step: str
    file: str
    done_bytes: int
    total_bytes: int
    note: str = ""


class Fetched(msgspec.Struct, frozen=True, tag=True):
    """Everything is there, and its checksums are those of the hub."""

    revision: str
    files: tuple[FileRecord, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """It came to nothing; what was fetched is kept."""

    message: str
    hint: str
    details: str


FromProcess = Progress | Fetched | Failed
