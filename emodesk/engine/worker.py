"""The engine's own process: llama.cpp or CTranslate2, and little else.

An abort, an illegal instruction or an out-of-memory kill in native code ends this process and not the program.
It ends by itself when the program is gone: its pipe is closed then.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import psutil

from emodesk.core import add_on
from emodesk.core.child_process import ignore_interrupts, send_output_to
from emodesk.engine import messages
from emodesk.engine.messages import Drop, Score, ToWorker
from emodesk.engine.service import EngineService, engine_service

_LARGEST_LOG_BYTES: Final = 1_000_000
_NICENESS: Final = 10


def serve(
    connection: Connection,
    log_path: str,
    open_service: Callable[[], EngineService] = engine_service,
    add_ons: str = "",
) -> None:
    """Answer messages until the other end is closed. The process's entry point."""
    ignore_interrupts()
    _step_back()
    _redirect_output(Path(log_path))
    # When llama.cpp aborts it would let a debugger print every function's arguments into the log, texts among them.
    os.environ["GGML_NO_BACKTRACE"] = "1"
    if add_ons:
        os.environ[add_on.VARIABLE] = add_ons
    service = open_service()
    inbox = _Inbox(connection)
    try:
        connection.send_bytes(messages.encode(service.greeting))
        while True:
            reply = service.answer(inbox.next(), inbox.is_dropped)
            if reply is not None:
                connection.send_bytes(messages.encode(reply))
    except (EOFError, OSError):
        return


def _step_back() -> None:
    """Let everything else on this computer go first, above all the window: a run is on all processors for hours."""
    with suppress(OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.nice(_NICENESS)


class _Inbox:
    """What the program has asked for and what is still to be done of it.

    A thread takes in what comes, also while an answer is on its way: a pipe holds less than a chunk on some systems,
    and two that both wait for the other to read would wait for ever.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: deque[ToWorker] = deque()
        self._changed = threading.Condition()
        self._is_over = False
        threading.Thread(target=self._take_in, name="emodesk-inbox", daemon=True).start()

    def next(self) -> ToWorker:
        """Return the next message; wait for it where none is there. Raises EOFError when none will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_over)
            if self._is_over:
                raise EOFError
            return self._waiting.popleft()

    def is_dropped(self) -> bool:
        """Say whether the chunk under way isn't wanted any more: it was dropped, or the program is gone."""
        with self._changed:
            return self._is_over or any(isinstance(waiting, Drop) for waiting in self._waiting)

    def _take_in(self) -> None:
        try:
            while True:
                self._add(messages.decode_to_worker(self._connection.recv_bytes()))
        except (EOFError, OSError):
            pass
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify()

    def _add(self, message: ToWorker) -> None:
        with self._changed:
            if isinstance(message, Drop):
                self._waiting = deque(waiting for waiting in self._waiting if not isinstance(waiting, Score))
            self._waiting.append(message)
            self._changed.notify()


def _redirect_output(log_path: Path) -> None:
    """Let everything that native code prints go to the log, before any of it is loaded."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    try:
        log_path.parent.mkdir(parents=True, exist_ok=True)
        if log_path.exists() and log_path.stat().st_size > _LARGEST_LOG_BYTES:
            log_path.unlink()
        descriptor = os.open(log_path, flags, 0o600)
    except OSError:  # a home that can't be written must not stop the program
        descriptor = os.open(os.devnull, os.O_WRONLY)
    send_output_to(descriptor)
