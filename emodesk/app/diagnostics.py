"""What a developer needs to know of a computer on which something went wrong. No text, label or file name is in it."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import emodesk
from emodesk.app.tuned_models import TunedModel
from emodesk.core.errors import EmoDeskError, ExportError


class Diagnostics:
    """Collects on demand; nothing is ever sent."""

    def __init__(
        self,
        examine: Callable[[], dict[str, Any]],
        tuned_models: Callable[[], Sequence[TunedModel]],
        last_crash: Callable[[], str],
    ) -> None:
        self._examine = examine
        self._tuned_models = tuned_models
        self._last_crash = last_crash

    def collect(self) -> dict[str, Any]:
        """Return versions, hardware, engine, models and the last crash. Takes about a second: the engine is started."""
        facts: dict[str, Any] = {
            "EmoDesk": emodesk.__version__,
            "Python": platform.python_version(),
            "system": platform.platform(),
        }
        try:
            facts |= self._examine()
        except EmoDeskError as error:
            facts["engine"] = f"{type(error).__name__}: {error.message}"
        try:
            facts["how models run"] = [{"model": each.kind, **each.facts()} for each in self._tuned_models()]
        except EmoDeskError as error:
            facts["how models run"] = type(error).__name__  # its words may name a file
        facts["last crash"] = self._last_crash() or "none"
        return facts

    def save(self, path: Path) -> None:
        """Write it to a file. Raises ExportError."""
        try:
            content = json.dumps(self.collect(), indent=2, ensure_ascii=False, default=str)
            path.write_text(f"{content}\n", encoding="utf-8")
        except OSError as error:
            raise ExportError(
                f"“{path.name}” can't be written: {error.strerror}.", hint="Choose another folder."
            ) from error
