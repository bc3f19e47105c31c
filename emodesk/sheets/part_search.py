"""Looks whether something stands in a part of a zip, however large the part is."""

from __future__ import annotations

import re
import zipfile
from typing import Final

_CHUNK_BYTES: Final = 1 << 20


def part_holds(package: zipfile.ZipFile, part: str, wanted: re.Pattern[bytes], longest: int) -> bool:
    """Say whether the part holds what's wanted, which is at most ``longest`` bytes."""
    rest = b""
    with package.open(part) as file:
        while block := file.read(_CHUNK_BYTES):
            if wanted.search(rest + block):
                return True
            rest = (rest + block)[-longest:]
    return False
