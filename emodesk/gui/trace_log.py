"""Where an error came up in the background that nobody foresaw: written down for the diagnostics, without its words."""

from __future__ import annotations

import functools
import logging
from contextlib import suppress
from typing import Final

from emodesk.desktop import state_folder
from emodesk.gui.crash import describe

_REPORT: Final = "last-crash.txt"
"""The same file as for crashes: diagnostics and the next start read it."""


class TraceLog(logging.Handler):
    """Takes the trace of whatever is logged with one. The message is left out, too: it may have the error's words."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write down what ended a job or a thread; a home that can't be written stops nothing."""
        if record.exc_info is None or record.exc_info[0] is None:
            return
        kind, _, trace = record.exc_info
        folder = state_folder()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / _REPORT).write_text(describe(kind, trace), encoding="utf-8")


@functools.cache
def keep_traces() -> None:
    """Write traces down from now on; once is enough.

    Threads of the use cases, which know nothing of the window and its folders, log under the same name.
    """
    logging.getLogger("emodesk").addHandler(TraceLog())
