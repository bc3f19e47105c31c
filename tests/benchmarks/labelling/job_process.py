"""A process for one job: reads it from its input, writes the outcome as its output's last line."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Final

import msgspec

from tests.benchmarks.labelling.work import Job, Outcome


def _by_row(job: Job) -> Outcome:
    from tests.benchmarks.labelling.naive_peer import NaivePeer

    return NaivePeer(job).by_row()


def _by_task(job: Job) -> Outcome:
    from tests.benchmarks.labelling.naive_peer import NaivePeer

    return NaivePeer(job).by_task()


def _prefill(job: Job) -> Outcome:
    from tests.benchmarks.labelling import prefill_peer

    return prefill_peer.measure(job)


def _server(job: Job) -> Outcome:
    from tests.benchmarks.labelling import server_peer

    return server_peer.measure(job)


def _emodesk(job: Job) -> Outcome:
    from tests.benchmarks.labelling import engine_peer

    return engine_peer.measure(job)


def _tuning(job: Job) -> Outcome:
    from tests.benchmarks.labelling import tuning_peer

    return tuning_peer.measure(job)


# Each loads its own llama.cpp, so none of them is imported before it's known which one is measured.
PEERS: Final[dict[str, Callable[[Job], Outcome]]] = {
    "row": _by_row,
    "task": _by_task,
    "server": _server,
    "prefill": _prefill,
    "emodesk": _emodesk,
    "tuning": _tuning,
}


def main() -> None:
    """Do the job. The server of xllamacpp keeps a process alive for good, so this one ends by force."""
    sys.excepthook = _fail
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    outcome = PEERS[job.peer](job)
    print(msgspec.json.encode(outcome).decode(), flush=True)
    os._exit(0)


def _fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


if __name__ == "__main__":
    main()
