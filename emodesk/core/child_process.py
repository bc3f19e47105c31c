"""What every process that we start needs: the engine's worker and the download alike.

Adapters don't know each other, so what two of them share stands here, although it touches the system.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let a process that is started here be born deaf to Ctrl+C, which the terminal sends to all of the program.

    What happens then is the program's decision, and a worker that died of it while Python started would look like a
    failure of the engine. Windows has no such mask; there ``ignore_interrupts`` alone must do.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # multiprocessing's own helper process lifts the mask when it's started: it has to be there already.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_interrupts() -> None:
    """Leave Ctrl+C to the program; call it first in the process's entry point."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def send_output_to(descriptor: int) -> None:
    """Let everything that Python and native code print go to this file from now on; the descriptor is taken over."""
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  lives as long as the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  lives as long as the process
