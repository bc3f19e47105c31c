"""How much of the processor other programs take: what was measured beside them says less."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import psutil

_AT_WORK: Final = ("user", "nice", "system", "irq", "softirq", "steal")
"""Of the times that systems tell. What a virtual machine was denied ("steal") was somebody else's as well."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time, in seconds."""

    all_s: float
    """Of everybody, on the processors that we may use."""
    own_s: float
    """Of this program, the engine's worker and its other children included."""
    at_s: float
    """When, on a clock of its own."""
    processors: int


def watch_others() -> Callable[[], float]:
    """Begin to watch; return a function that says which share of the processors (0..1) others have taken since."""
    begun = spent()
    return lambda: share_of_others(begun, spent())


def share_of_others(begun: Spent, ended: Spent) -> float:
    """Return which share (0..1) of the processors' time between two readings was neither idle nor our own."""
    could = (ended.at_s - begun.at_s) * begun.processors
    others = (ended.all_s - begun.all_s) - (ended.own_s - begun.own_s)
    return min(1.0, max(0.0, others / could)) if could > 0 else 0.0


def spent() -> Spent:
    """Read what has been spent since the system and this program started."""
    all_s, processors = 0.0, 0
    of_each = psutil.cpu_times(percpu=True)
    usable = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    has_all = len(usable) in {0, len(of_each)}  # numbers have gaps where processors are switched off
    for number, times in enumerate(of_each):
        if has_all or number in usable:
            processors += 1
            all_s += sum(getattr(times, name, 0.0) for name in _AT_WORK)
    return Spent(all_s, _own_s(), time.monotonic(), processors)


def _own_s() -> float:
    own = psutil.Process()
    seconds = 0.0
    for process in (own, *own.children(recursive=True)):
        with suppress(psutil.Error):  # it has ended meanwhile: its parent has its time then
            times = process.cpu_times()
            seconds += times.user + times.system
            seconds += getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return seconds
