"""Window or command line: decided from the words on the command line alone, before anything is loaded."""

from __future__ import annotations

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
