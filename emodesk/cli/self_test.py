"""``emodesk self-test``: is this installation whole?"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from emodesk import wiring
from emodesk.app.self_test import Part, SelfTestError, tried
from emodesk.cli.choice import WINDOW_CHECK

DONE: Final = 0
BROKEN: Final = 1
_PATIENCE_S: Final = 120


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Try part after part, a line for each; return 0 if all of them do what they should, else 1."""
    parts: list[Part] = []

    def tell(part: Part) -> None:
        parts.append(part)
        if not arguments.json:
            print(f"{'ok    ' if part.is_passed else 'FAILED'}  {part.name:<8}  {part.finding}", flush=True)

    engine = wiring.engine()
    try:
        with tempfile.TemporaryDirectory(prefix="emodesk-self-test-") as folder:
            for part in wiring.self_test(engine).parts(Path(folder)):
                tell(part)
    finally:
        engine.close()
    tell(tried("window", _open_window))
    is_whole = all(part.is_passed for part in parts)
    if arguments.json:
        findings = [{"name": part.name, "passed": part.is_passed, "finding": part.finding} for part in parts]
        print(json.dumps({"passed": is_whole, "parts": findings}, ensure_ascii=False))
    return DONE if is_whole else BROKEN


def _open_window() -> str:
    """Start this program once more, to open its window off-screen: Qt ends a process in which it can't start."""
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "emodesk"]
    try:
        done = subprocess.run(
            [*command, WINDOW_CHECK],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SelfTestError(f"The window wasn't there after {_PATIENCE_S} seconds") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.split())[-600:]
        raise SelfTestError(f"The window could not be opened (exit code {done.returncode})", details=said)
    return done.stdout.strip() or "opened off-screen"
