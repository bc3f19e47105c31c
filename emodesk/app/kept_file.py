"""A small JSON file of the program's own: read leniently, written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any, Final

_log: Final = logging.getLogger(__name__)


class KeptFile:
    """Settings, recent files and the like. Losing it costs comfort, never work: so nothing here raises."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Any]:
        """Return what's kept; nothing where there's no file. A damaged file is put aside, not overwritten."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.warning("%s can't be read and is put aside", self.path.name)
            self._put_aside()
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, content: dict[str, Any]) -> None:
        """Replace what's kept."""
        part = self.path.with_name(f"{self.path.name}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
            with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123  a descriptor, not a path
                json.dump(content, file, ensure_ascii=False, indent=1)
            os.replace(part, self.path)  # noqa: PTH105  the one call that is atomic everywhere
        except OSError:
            _log.warning("%s can't be written", self.path.name)

    def _put_aside(self) -> None:
        try:
            os.replace(self.path, self.path.with_name(f"{self.path.name}.damaged"))  # noqa: PTH105  as above
        except OSError:
            return
