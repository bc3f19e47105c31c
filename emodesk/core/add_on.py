"""Parts of the engine that come apart from the program: what lets llama.cpp use a card, and what that needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from emodesk.core.model_file import FileRecord

MANIFEST: Final = "emodesk-add-on.json"
"""The name of the file that says what a folder or a zip holds."""
VARIABLE: Final = "EMODESK_ADD_ONS"
"""Names the folder with the add-ons, one in each folder in it."""


class AddOn(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the engine: which, for which engine and system, and its files."""

    version: int = 1
    id: str
    """``cuda`` or ``vulkan``; there's one of each."""
    title: str
    """What it's for, in words."""
    engine: str
    """The version of llama-cpp-python that it was built from. It fits no other: its interface changes freely."""
    platform: str
    """As ``sysconfig.get_platform`` says it: ``linux-x86_64``, ``win-amd64``."""
    files: tuple[FileRecord, ...]

    @property
    def size_bytes(self) -> int:
        """Bytes of all files."""
        return sum(file.size_bytes for file in self.files)

    def why_not(self, engine: str, platform: str) -> str:
        """Say why it doesn't fit an engine on a system, "" where it does."""
        if self.platform != platform:
            return f"it's made for {self.platform}, and this is {platform}"
        if self.engine != engine:
            return f"it was built for the engine {self.engine}, and this program has {engine}"
        return ""


@dataclass(frozen=True, slots=True)
class InstalledAddOn:
    """An add-on and where it lies; ``problem`` says why the engine leaves it alone, "" where it doesn't."""

    add_on: AddOn
    folder: Path
    problem: str


def file_name(id_: str, engine: str, platform: str) -> str:
    """Return what the zip with an add-on is called."""
    return f"emodesk-{id_}-{engine}-{platform}.zip"
