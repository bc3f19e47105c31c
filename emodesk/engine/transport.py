"""How messages reach the engine: into a process of its own, or (for tests) straight into this one."""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final, Protocol

import psutil

from emodesk.core.child_process import interrupts_held_back
from emodesk.core.errors import EngineDeadError
from emodesk.engine import messages
from emodesk.engine.messages import FromWorker, Ready, ToWorker
from emodesk.engine.service import EngineService, engine_service
from emodesk.engine.worker import serve

_LONGEST_START_S: Final = 120.0
ENDED: Final = "it was ended"
"""The reason where the program itself ended the worker."""


class WorkerDiedError(Exception):
    """The worker is gone; ``reason`` says how, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Transport(Protocol):
    """A way to an engine service."""

    def start(self) -> Ready: ...
    def send(self, message: ToWorker) -> None: ...
    def receive(self, timeout_s: float) -> FromWorker | None:
        """Return the next message, or None when the time is up."""
        ...

    def stop(self) -> None: ...
    def memory_bytes(self) -> int | None:
        """Return how much memory the service takes now, where it has a process of its own."""
        ...


class InProcessTransport:
    """The service in this very process: same messages, no protection."""

    def __init__(self, open_service: Callable[[], EngineService] = engine_service) -> None:
        self._open_service = open_service
        self._service: EngineService | None = None
        self._replies: deque[FromWorker] = deque()

    def start(self) -> Ready:
        """Open the service."""
        self._service = self._open_service()
        return self._service.greeting

    def send(self, message: ToWorker) -> None:
        """Answer the message at once; the reply waits to be received."""
        assert self._service is not None
        frame = messages.encode(message)
        reply = self._service.answer(messages.decode_to_worker(frame))
        if reply is not None:
            self._replies.append(messages.decode_from_worker(messages.encode(reply)))

    def receive(self, timeout_s: float) -> FromWorker | None:  # noqa: ARG002  nothing is ever late here
        """Return the next reply."""
        return self._replies.popleft() if self._replies else None

    def stop(self) -> None:
        """Forget the service."""
        self._service = None
        self._replies.clear()

    def memory_bytes(self) -> int | None:
        """Return None: it shares the memory of this process."""
        return None


class WorkerTransport:
    """The service in a spawned process, over a pipe."""

    def __init__(
        self,
        log_path: Path,
        open_service: Callable[[], EngineService] = engine_service,
        add_ons: Path | None = None,
    ) -> None:
        """``add_ons`` is the folder with what comes apart from the engine, one folder for each."""
        self._log_path = log_path
        self._open_service = open_service
        self._add_ons = str(add_ons) if add_ons else ""
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._starting = threading.Lock()
        """Held while the process comes to be: another thread that stops it has to wait for it."""

    @property
    def pid(self) -> int | None:
        """Process id of the worker."""
        return self._process.pid if self._process else None

    def start(self) -> Ready:
        """Start the worker and wait for its greeting; raise EngineDeadError if it never comes."""
        self.stop()
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve,
            args=(theirs, str(self._log_path), self._open_service, self._add_ons),
            name="emodesk-engine",
            daemon=True,
        )
        with self._starting:
            with interrupts_held_back():
                process.start()
            self._connection, self._process = ours, process
        theirs.close()  # or the end of the worker would never be seen here
        try:
            greeting = self.receive(_LONGEST_START_S)
            if greeting is None:
                self.stop()
                raise WorkerDiedError(f"it said nothing for {_LONGEST_START_S:.0f} seconds")
        except WorkerDiedError as death:
            raise EngineDeadError(
                f"The engine could not start: {death.reason}.",
                hint="“emodesk doctor” tells what this computer has; the engine's log may say more.",
                details=str(self._log_path),
            ) from death
        if not isinstance(greeting, Ready) or greeting.protocol != messages.PROTOCOL:
            raise EngineDeadError("The engine does not speak this program's language: the installation is mixed up.")
        return greeting

    def send(self, message: ToWorker) -> None:
        """Send a message; raise WorkerDiedError when nobody is there."""
        process = self._process
        try:
            self._connection.send_bytes(messages.encode(message))
        except OSError as error:
            raise WorkerDiedError(_how_it_ended(process)) from error

    def receive(self, timeout_s: float) -> FromWorker | None:
        """Return the next message, None when the time is up; raise WorkerDiedError when none will come."""
        process = self._process
        try:
            if process is not None:
                if not wait([self._connection, process.sentinel], timeout_s):
                    return None
                if self._connection.poll():
                    return messages.decode_from_worker(self._connection.recv_bytes())
        except (EOFError, OSError, ValueError):  # ValueError: another thread has stopped the worker meanwhile
            pass
        raise WorkerDiedError(_how_it_ended(process))

    def stop(self) -> None:
        """End the worker at once; nothing in it is worth saving. Another thread may be waiting for an answer of its."""
        with self._starting:
            process, self._process = self._process, None
        if process is None:
            return
        self._connection.close()
        process.kill()
        process.join()
        with suppress(ValueError):  # that other thread was quicker to hear of its end, so this one never did
            process.close()

    def memory_bytes(self) -> int | None:
        """Return what the worker holds in memory, the pages of the model file among it that it has touched."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss) if self.pid else None
        except psutil.Error:
            return None


def _how_it_ended(process: BaseProcess | None) -> str:
    if process is None:
        return ENDED
    try:
        process.join(5)
        code = process.exitcode
    except ValueError:  # it's closed already
        return ENDED
    if code is None:
        return "it closed its connection"
    if code < 0:
        return f"it was ended by signal {-code}"
    return f"it ended with code {code}"
