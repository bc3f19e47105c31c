"""Window or command line: decided from the words on the command line alone, before anything is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

COMMANDS: Final = {
    "label": "label the texts of spreadsheets, or one sentence",
    "models": "list, download, import, export, verify and remove models",
    "engine": "add, list and remove what lets the engine use a graphics card",
    "doctor": "say what this computer has: CPU, memory, GPU, models",
    "self-test": "try every part of this installation on the sample that ships with it",
}
"""What each command does, in the words of the help."""
WINDOW_CHECK: Final = "--check-window"
"""The one argument with which the self-test starts the program anew; not for people."""


def files_for_the_window(arguments: Sequence[str]) -> list[Path] | None:
    """Return the files that the window shall open (none: an empty window), or None for the command line.

    A word that is a command or looks like one (no file of that name, no suffix, no folder) belongs to the command line,
    which knows how it's spelled; everything else is a file, and the window says so in a sentence if there is none.
    """
    if any(word.startswith("-") or word in COMMANDS or _looks_like_a_command(word) for word in arguments[:1]):
        return None
    return [Path(word) for word in arguments]


def why_no_window() -> str | None:
    """Return why no window can be opened here, None if nothing is known against it."""
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not has_screen:
        return "There is no screen to open a window on."
    return None


def _looks_like_a_command(word: str) -> bool:
    path = Path(word)
    return not path.suffix and path.name == word and not os.path.lexists(word)
