"""What nobody foresaw: written down without a word of the user's, shown now, and told again at the next start."""

from __future__ import annotations

import datetime as dt
import logging
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

import emodesk
from emodesk.core.errors import EmoDeskError
from emodesk.core.unexpected import unexpected
from emodesk.desktop import CRASH_REPORT

_log: Final = logging.getLogger(__name__)


class CrashWatch:
    """Catches what escapes, and knows whether the last start ended well."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tell: Callable[[EmoDeskError], None] | None = None
        self.previous_report = _read(folder / CRASH_REPORT)
        """What the last start wrote down before it ended; empty if it ended well."""

    def install(self, tell: Callable[[EmoDeskError], None]) -> None:
        """Catch whatever escapes from now on and tell the user in a sentence."""
        self._tell = tell
        sys.excepthook = self._caught

    def end_well(self) -> None:
        """Note that this start ended as it should."""
        with suppress(OSError):
            if self.previous_report and _read(self._folder / CRASH_REPORT) == self.previous_report:
                (self._folder / CRASH_REPORT).unlink(missing_ok=True)  # it was told, and this start went well
        sys.excepthook = sys.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("%s", describe(kind, trace))
        try:
            write_report(self._folder, kind, trace)
        except OSError:
            _log.warning("The crash report could not be written")
        if self._tell is not None:
            self._tell(error if isinstance(error, EmoDeskError) else unexpected(error))


def write_report(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write down where it happened, in place of what was written before. Raises OSError where that can't be done."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CRASH_REPORT).write_text(describe(kind, trace), encoding="utf-8")


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it happened: kinds, files and lines, never the error's own words, which may quote a text."""
    when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    frames = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
    heading = f"EmoDesk {emodesk.__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([f"{when} {kind.__name__}", heading, *frames, ""])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
