"""Copies large files, counting and hashing what goes by."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from emodesk.core.model_file import FileRecord

_PIECE_BYTES: Final = 1 << 22
_TELL_EVERY_BYTES: Final = 1 << 25
Told = Callable[[int], None]
"""Is given the number of bytes that are done."""


def copy_file(source: Path, target: Path, tell: Told) -> FileRecord:
    """Copy a file's bytes; return what was copied. Raises OSError."""
    with source.open("rb") as incoming, target.open("wb") as outgoing:
        return copy_stream(incoming, outgoing, target.name, tell)


def copy_stream(incoming: IO[bytes], outgoing: IO[bytes] | None, name: str, tell: Told) -> FileRecord:
    """Copy until the end of the stream, or just read it; return what went through."""
    digest, done, next_tell = hashlib.sha256(), 0, _TELL_EVERY_BYTES
    while piece := incoming.read(_PIECE_BYTES):
        if outgoing is not None:
            outgoing.write(piece)
        digest.update(piece)
        done += len(piece)
        if done >= next_tell:
            tell(done)
            next_tell = done + _TELL_EVERY_BYTES
    tell(done)
    return FileRecord(name, done, digest.hexdigest())


def digest_file(path: Path, tell: Told) -> FileRecord:
    """Read a file to its end; return its size and SHA-256. Raises OSError."""
    with path.open("rb") as incoming:
        return copy_stream(incoming, None, path.name, tell)
