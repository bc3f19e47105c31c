"""Zip archives that a bad disk or a bad cable has changed."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

_NAME_AND_EXTRA_AT = 26
_HEADER_BYTES = 30


def with_flipped_bits(path: Path, part: str, times: int = 40) -> Iterator[bytes]:
    """Yield the archive with one bit changed in a part as it's compressed, each time another one of its first bytes."""
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(part)
    begin = entry.header_offset + _HEADER_BYTES
    begin += sum(struct.unpack_from("<HH", whole, entry.header_offset + _NAME_AND_EXTRA_AT))
    for place in range(min(times, entry.compress_size)):
        changed = bytearray(whole)
        changed[begin + place] ^= 2 << place % 7  # not the very first: that a block is the last may go unnoticed
        yield bytes(changed)
