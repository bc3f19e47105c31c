"""The projects that were open lately: their paths, nothing else; the list can be cleared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emodesk.app.kept_file import KeptFile

_MOST: Final = 12
_KEY: Final = "projects"


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project file and whether it's still where it was."""

    path: Path
    is_there: bool


class Recents:
    """Newest first."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file

    def list(self) -> tuple[RecentProject, ...]:
        """Return the projects; those that have gone stay in the list and are marked."""
        return tuple(RecentProject(path, path.exists()) for path in self._paths())

    def add(self, path: Path) -> None:
        """Put a project at the top."""
        paths = [path.absolute(), *(each for each in self._paths() if each != path.absolute())]
        self._write(paths[:_MOST])

    def remove(self, path: Path) -> None:
        """Take a project off the list; the file itself stays."""
        self._write([each for each in self._paths() if each != path.absolute()])

    def clear(self) -> None:
        """Forget all of them."""
        self._write([])

    def _paths(self) -> tuple[Path, ...]:
        kept = self._file.read().get(_KEY, [])
        return tuple(Path(each) for each in kept if isinstance(each, str))

    def _write(self, paths: Iterable[Path]) -> None:
        self._file.write({_KEY: [str(path) for path in paths]})
