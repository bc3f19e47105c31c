"""A process that is sent for one thing: it gets one order through a pipe, tells how far it has come, and ends.

Downloads and conversions are such errands: to cancel one is to end its process, and it never outlives the program.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Generator
from multiprocessing.connection import Connection, wait
from typing import Final

from emodesk.core.child_process import ignore_interrupts, interrupts_held_back, send_output_to

_POLL_S: Final = 0.1


class ProcessDiedError(Exception):
    """The process ended without having said that it's done."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__()
        self.exit_code = exit_code


class ProcessSilentError(Exception):
    """The process has said nothing for too long."""


def carry_out(
    serve: Callable[[Connection], None],
    name: str,
    order: bytes,
    should_stop: Callable[[], bool],
    patience_s: float = float("inf"),
) -> Generator[bytes, None, None]:
    """Start a process that runs ``serve``, give it the order, and yield what it sends until it's time to stop.

    Close the generator when you have heard enough; the process is ended then. Raises ProcessDiedError, and
    ProcessSilentError after ``patience_s`` without a word.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), name=name, daemon=True)
    with interrupts_held_back():
        process.start()
    theirs.close()  # or the end of the process would never be seen here
    try:
        ours.send_bytes(order)
        heard = time.monotonic()
        while not should_stop():
            if not wait([ours, process.sentinel], _POLL_S):
                if time.monotonic() - heard > patience_s:
                    raise ProcessSilentError
                continue
            if not ours.poll():
                raise EOFError
            frame = ours.recv_bytes()
            heard = time.monotonic()
            yield frame
    except (EOFError, OSError) as error:
        process.join(5)
        raise ProcessDiedError(process.exitcode) from error
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def receive_order(connection: Connection) -> bytes | None:
    """Return the one order that comes through the pipe, None if nobody is there; call it first in ``serve``.

    From then on nothing that libraries print reaches a terminal, and the process ends as soon as the program does.
    """
    ignore_interrupts()
    send_output_to(os.open(os.devnull, os.O_WRONLY))
    try:
        order = connection.recv_bytes()
    except (EOFError, OSError):
        return None
    threading.Thread(target=_end_with_the_program, args=(connection,), daemon=True).start()
    return order


def _end_with_the_program(connection: Connection) -> None:
    try:
        connection.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
