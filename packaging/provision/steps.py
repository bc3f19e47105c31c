"""One step of the set-up: a line on the terminal, a program, its output in a log file."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from provision import places
from provision.problem import SetUpError

_NINJA_COUNT = re.compile(rb"\[(\d+)/(\d+)\]")
_NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
)
_PLAIN_INTERVAL_S = 30.0


def carry_out(
    message: str,
    command: Sequence[str | Path],
    *,
    log_name: str,
    on_failure: str,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a program, its output in a log file; show how far it is and how long it took.

    Raises:
        SetUpError: it failed; the sentence is ``on_failure``, or one about the network, and names the log.
    """
    places.LOGS.mkdir(parents=True, exist_ok=True)
    log = places.LOGS / log_name
    print(message, flush=True)
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        try:
            _wait(process, log, started)
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode != 0:
        said = log.read_text(encoding="utf-8", errors="replace")
        sentence = on_failure
        if any(sign in said for sign in _NETWORK_SIGNS):
            sentence = "the packages could not be fetched. Is this computer connected to the network?"
        raise SetUpError(f"{sentence}\nThe whole output is in {log}. Its end:\n{_end_of(said)}")
    print(f"  done in {_duration(time.monotonic() - started)}", flush=True)


def _wait(process: "subprocess.Popen[bytes]", log: Path, started: float) -> None:
    """Until it ends: a line that renews itself on a terminal, a new line now and then elsewhere."""
    on_terminal = sys.stdout.isatty()
    interval_s = 1.0 if on_terminal else _PLAIN_INTERVAL_S
    width = 0
    while True:
        try:
            process.wait(timeout=interval_s)
        except subprocess.TimeoutExpired:
            counts = _NINJA_COUNT.findall(log.read_bytes())
            progress = f", file {counts[-1][0].decode()} of {counts[-1][1].decode()}" if counts else ""
            line = f"  {_duration(time.monotonic() - started)}{progress}"
            if on_terminal:
                print(f"\r{line:<{width}}", end="", flush=True)
                width = len(line)
            else:
                print(line, flush=True)
        else:
            if width:
                print("\r" + " " * width + "\r", end="")
            return


def _end_of(text: str, lines: int = 12) -> str:
    return "\n".join("  | " + line for line in text.rstrip().splitlines()[-lines:])


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
