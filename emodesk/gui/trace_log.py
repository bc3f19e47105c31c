"""Where an error came up in the background that nobody foresaw: written down for the diagnostics, without its words."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from emodesk.gui.crash import write_report


class TraceLog(logging.Handler):
    """Takes the trace of whatever is logged with one. The message is left out, too: it may have the error's words.

    It belongs to the logger of the whole program: threads of the use cases, which know nothing of the window and its
    folders, log below it.
    """

    def __init__(self, folder: Path) -> None:
        """``folder`` is the one of crash reports: diagnostics and the next start read a trace as they read those."""
        super().__init__()
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Write down what ended a job or a thread; a home that can't be written stops nothing."""
        if record.exc_info is None or record.exc_info[0] is None:
            return
        kind, _, trace = record.exc_info
        with suppress(OSError):
            write_report(self._folder, kind, trace)
