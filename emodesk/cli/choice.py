"""Window or command line: decided from the words on the command line alone, before anything is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

COMMANDS: Final = frozenset({"label", "models", "doctor"})


def files_for_the_window(arguments: Sequence[str]) -> list[Path] | None:
    """Return the files that the window shall open (none: an empty window), or None for the command line.

    A word that is a command, or begins with a dash, belongs to the command line; everything else is a file, and the
    window says so in a sentence if there is none of that name.
    """
    if any(word.startswith("-") or word in COMMANDS for word in arguments[:1]):
        return None
    return [Path(word) for word in arguments]


def has_screen() -> bool:
    """Say whether a window can be shown: on a server without a screen Qt would end the process."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
