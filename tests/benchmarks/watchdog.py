"""Measures how long the window's event loop stands still, and tells what it was doing then."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QTimer

LIMIT_MS = 100
_LOOK_EVERY_S = 0.01
_LATE_S = 0.05
_FRAMES = 6


@dataclass
class Part:
    """The turns of the event loop while one thing was done."""

    gaps_ms: list[float] = field(default_factory=list)
    work_ms: list[float] = field(default_factory=list)
    """What this process computed meanwhile, on all its threads together: what a gap would be at most if no other
    program wanted the processors, but for waits for the disk."""
    seen: Counter[str] = field(default_factory=Counter)
    """Where Qt's thread, and after it the others, were found when a turn was late."""

    def figures(self) -> dict[str, Any]:
        ordered, work = sorted(self.gaps_ms) or [0.0], sorted(self.work_ms) or [0.0]
        return {
            "turns": len(self.gaps_ms),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)], 1),
            "worst_ms": round(ordered[-1], 1),
            "above_100_ms": sum(each > LIMIT_MS for each in ordered),
            "worst_work_ms": round(work[-1], 1),
            "work_above_100_ms": sum(each > LIMIT_MS for each in work),
        }


class Watchdog:
    """A timer of Qt's that fires in every turn, and a thread that looks at Qt's thread when it doesn't."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self._part = Part()
        self._last, self._last_work = time.perf_counter(), time.process_time()
        self._watched = threading.get_ident()
        self._is_on = True
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, name: str) -> None:
        """Count the turns from now on to this part; what came before them is no stall of its."""
        self._part = self.parts.setdefault(name, Part())
        self._last, self._last_work = time.perf_counter(), time.process_time()

    def stop(self) -> None:
        """Stop watching."""
        self._is_on = False
        self._timer.stop()

    def report(self, *, with_places: bool) -> None:
        """Print a table; with places, where late turns were found, the most often seen first."""
        print(
            f"{'part':<42}{'turns':>7}{'p99 ms':>9}{'worst ms':>10}{'> 100 ms':>10}{'work, worst':>13}{'> 100 ms':>10}"
        )
        for name, part in self.parts.items():
            found = part.figures()
            print(
                f"{name:<42}{found['turns']:>7}{found['p99_ms']:>9}{found['worst_ms']:>10}{found['above_100_ms']:>10}"
                f"{found['worst_work_ms']:>13}{found['work_above_100_ms']:>10}"
            )
            if with_places:
                for place, times in part.seen.most_common(3):
                    print(f"    {times} x {place}")

    def _turn(self) -> None:
        now, work = time.perf_counter(), time.process_time()
        self._part.gaps_ms.append((now - self._last) * 1000)
        self._part.work_ms.append((work - self._last_work) * 1000)
        self._last, self._last_work = now, work
        time.sleep(0.001)  # or it would be the only thing that this process does

    def _look(self) -> None:
        while self._is_on:
            time.sleep(_LOOK_EVERY_S)
            if time.perf_counter() - self._last > _LATE_S:
                self._part.seen[self._places()] += 1

    def _places(self) -> str:
        """Return where the threads are, Qt's first.

        Through faulthandler, which looks without touching: whoever holds another thread's frame keeps that frame's
        painter alive, and Qt doesn't survive a painter that outlives its paint event.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8") as dump:
            faulthandler.dump_traceback(dump, all_threads=True)
            dump.seek(0)
            stacks = re.split(r"\n?(?:Current )?[Tt]hread 0x([0-9a-f]+).*\n", dump.read())
        by_thread = {int(ident, 16): _short(stack) for ident, stack in zip(stacks[1::2], stacks[2::2], strict=True)}
        own = by_thread.pop(self._watched, "")
        by_thread.pop(threading.get_ident(), None)
        return " | ".join([own, *(each for each in by_thread.values() if "threading.py" not in each)])


def _short(stack: str) -> str:
    """Return the last few calls of a stack, the latest last."""
    calls = re.findall(r'File ".*?([^/"]+)", line (\d+) in (\S+)', stack)[:_FRAMES]
    return " > ".join(f"{file}:{line} {name}" for file, line, name in reversed(calls))
