"""The commands: reads the options, calls the use cases, turns outcomes into exit codes.

0 done · 1 done, with rows that need attention · 2 bad input or options · 3 the engine failed · 4 a download failed
· 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Final

import emodesk
from emodesk.cli import doctor, label, models
from emodesk.core.errors import DownloadError, EmoDeskError, InputError

BAD_INPUT: Final = 2
ENGINE_FAILED: Final = 3
DOWNLOAD_FAILED: Final = 4


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help()
        return BAD_INPUT
    try:
        return int(options.command(options))
    except KeyboardInterrupt:  # a second Ctrl+C, or one before the work began: whatever was committed is kept
        return label.STOPPED
    except EmoDeskError as error:
        _report(error, as_json=getattr(options, "json", False))
        if isinstance(error, DownloadError):
            return DOWNLOAD_FAILED
        return BAD_INPUT if isinstance(error, InputError) else ENGINE_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="emodesk",
        description="Sentiment, emotion and intensity for every row of a spreadsheet, on your own computer.",
        epilog="Without a command, or with files alone, the window opens. "
        "Nothing you label leaves this computer. Models know English only; they are no clinical instrument.",
    )
    parser.add_argument("--version", action="version", version=f"EmoDesk {emodesk.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    label.add_command(commands)
    models.add_command(commands)
    doctor.add_command(commands)
    return parser


def _report(error: EmoDeskError, *, as_json: bool) -> None:
    if as_json:
        failure = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        print(json.dumps({"failure": failure}, ensure_ascii=False))
    print(f"emodesk: {error}", file=sys.stderr)
