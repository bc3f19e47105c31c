"""Work beside Qt's thread. The job owns the signals; the work itself is a plain callable and knows nothing of Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QThreadPool, Signal
from shiboken6 import isValid

from emodesk.core.errors import EmoDeskError
from emodesk.core.unexpected import unexpected

_log: Final = logging.getLogger(__name__)

Report = Callable[[object], None]
"""What the work calls to say how far it is."""


class Job(QObject):
    """One piece of work on its way. Exactly one of ``finished`` and ``failed`` is emitted, on Qt's thread."""

    finished = Signal(object)
    failed = Signal(object)
    """Carries an EmoDeskError: whatever else happened is wrapped in one."""
    progressed = Signal(object)

    def __init__(self, work: Callable[[Report], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.is_stop_wanted = False
        self.is_forgotten = False

    def ask_to_stop(self) -> None:
        """Ask the work to end early; it looks when it can."""
        self.is_stop_wanted = True

    def should_stop(self) -> bool:
        """Say whether somebody asked for an early end; this is what the work is given to look at."""
        return self.is_stop_wanted

    def carry_out(self) -> None:
        """Do the work; a lane calls it on its own thread."""
        try:
            outcome = self._work(self._report)
        except EmoDeskError as error:
            self._tell(self.failed, error)
        except Exception as error:  # noqa: BLE001  whatever it is, the window has to hear of it
            _log.exception("A job in the background failed")
            self._tell(self.failed, unexpected(error))
        else:
            self._tell(self.finished, outcome)

    def _report(self, what: object) -> None:
        self._tell(self.progressed, what)

    def _tell(self, signal: Any, what: object) -> None:  # noqa: ANN401  a bound signal has no public type
        try:
            signal.emit(what)
        except RuntimeError:  # the window is gone, and nobody wants to know any more
            self.is_stop_wanted = True


class Lane:
    """A thread of its own: jobs on one lane run one after the other, never two at a time."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._under_way: set[Job] = set()
        self._is_closed = False

    def start(
        self,
        work: Callable[[Report], Any],
        *,
        on_done: Callable[[Any], None] | None = None,
        on_failure: Callable[[EmoDeskError], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Job:
        """Line up a piece of work; the callbacks run on Qt's thread."""
        return self.start_job(Job(work), on_done=on_done, on_failure=on_failure, on_progress=on_progress)

    def start_job(
        self,
        job: Job,
        *,
        on_done: Callable[[Any], None] | None = None,
        on_failure: Callable[[EmoDeskError], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Job:
        """Line up a job that exists already, because its work looks at ``job.should_stop``.

        On a closed lane nothing is done, and nobody hears of it.
        """
        if self._is_closed:
            return job
        self._under_way.add(job)
        job.finished.connect(lambda outcome: self._end(job, on_done, outcome))
        job.failed.connect(lambda error: self._end(job, on_failure, error))
        if on_progress is not None:
            job.progressed.connect(on_progress)
        self._pool.start(job.carry_out)
        return job

    def _end(self, job: Job, callback: Callable[[Any], None] | None, what: object) -> None:
        self._under_way.discard(job)
        listener = getattr(callback, "__self__", None)
        is_gone = isinstance(listener, QObject) and not isValid(listener)
        if callback is not None and not job.is_forgotten and not is_gone:
            callback(what)

    def forget(self) -> None:
        """Ask everything to end and let nobody hear of it any more."""
        self._pool.clear()
        for job in self._under_way:
            job.ask_to_stop()
            job.is_forgotten = True

    def close(self) -> None:
        """Forget everything, and take no more work."""
        self._is_closed = True
        self.forget()

    def wait(self, timeout_ms: int = 2000) -> bool:
        """Wait until the lane is empty; say whether it is."""
        return self._pool.waitForDone(timeout_ms)
