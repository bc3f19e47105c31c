"""How much others take: by the system's own books, beside a program that isn't ours and one that is."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import psutil
import pytest

from emodesk.engine.other_programs import Spent, share_of_others, spent, watch_others

BURN = """
import time
end = time.monotonic() + 30
while time.process_time() < {seconds} and time.monotonic() < end: pass
"""
TICK_S = 0.05
"""Systems count in hundredths of a second, for each of a few processes and processors."""


def test_that_what_is_neither_idle_nor_ours_is_others() -> None:
    begun = Spent(all_s=100.0, own_s=10.0, at_s=0.0, processors=4)
    assert share_of_others(begun, Spent(110.0, 16.0, 10.0, 4)) == pytest.approx(0.1)
    assert share_of_others(begun, Spent(110.0, 20.0, 10.0, 4)) == 0.0
    assert share_of_others(begun, Spent(110.0, 20.02, 10.0, 4)) == 0.0  # the ticks of two books differ
    assert share_of_others(begun, Spent(200.0, 10.0, 10.0, 4)) == 1.0
    assert share_of_others(begun, begun) == 0.0


def test_that_our_own_worker_is_not_others() -> None:
    begun = spent()
    process = subprocess.Popen([sys.executable, "-c", BURN.format(seconds=0.6)])
    while process.poll() is None:
        living = psutil.Process(process.pid)
        if living.status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.02)
        spent()  # its time is ours while it lives …
    process.wait()
    ended = spent()
    assert ended.own_s - begun.own_s > 0.5  # … and afterwards
    assert ended.all_s >= begun.all_s


@pytest.mark.skipif(os.name != "posix", reason="makes an orphan as only these systems have them")
def test_that_a_program_that_is_not_ours_counts() -> None:
    orphan = f"import os, sys; pid = os.fork()\nif pid: print(pid, flush=True); os._exit(0)\n{BURN.format(seconds=5)}"
    told = watch_others()
    begun = spent()
    starter = subprocess.Popen([sys.executable, "-c", orphan], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    other = psutil.Process(int(starter.stdout.readline()))
    starter.wait()
    try:
        while (taken := sum(other.cpu_times()[:2])) < 0.8:
            time.sleep(0.02)
        ended = spent()
        share = told()
    finally:
        other.kill()
        starter.stdout.close()
    assert other not in psutil.Process().children(recursive=True)
    seconds = share_of_others(begun, ended) * (ended.at_s - begun.at_s) * ended.processors
    assert seconds > taken - TICK_S * (ended.processors + 2)
    assert 0 < share <= 1
