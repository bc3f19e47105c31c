"""The commands: reads the options, calls the use cases, turns outcomes into exit codes.

0 done · 1 done, with rows that need attention · 2 bad input or options · 3 the engine failed · 4 a download failed
· 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import emodesk
from emodesk.cli.interrupt import STOPPED
from emodesk.core.errors import DownloadError, EmoDeskError, InputError

BAD_INPUT: Final = 2
ENGINE_FAILED: Final = 3
DOWNLOAD_FAILED: Final = 4
UNFORESEEN: Final = 70
"""What sysexits.h calls an internal software error."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    _make_printable()
    parser = _parser(next((word for word in arguments if not word.startswith("-")), ""))
    options = parser.parse_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help()
        return BAD_INPUT
    try:
        return int(options.command(options))
    except KeyboardInterrupt:  # a second Ctrl+C, or one before the work began: whatever was committed is kept
        return STOPPED
    except EmoDeskError as error:
        _report(error, as_json=getattr(options, "json", False))
        if isinstance(error, DownloadError):
            return DOWNLOAD_FAILED
        return BAD_INPUT if isinstance(error, InputError) else ENGINE_FAILED
    except Exception as error:  # noqa: BLE001  the last resort: a user gets a sentence, and an exit code of its own
        # Not the exception's own words: they may quote a text.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"
        print(f"emodesk: Something went wrong that should not ({place}). What was labelled is kept.", file=sys.stderr)
        return UNFORESEEN


def _make_printable() -> None:
    """Let no emoji end the program on a terminal that can't show it, and no closed output either."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  lives on
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser(command: str) -> argparse.ArgumentParser:
    """Return the parser; of the commands it knows the names alone, but for the one that is asked for.

    Each stands on libraries that take a while to load, and nobody who asks for the version should wait for them.
    """
    from emodesk.cli.choice import COMMANDS

    parser = argparse.ArgumentParser(
        prog="emodesk",
        description="Sentiment, emotion and intensity for every row of a spreadsheet, on your own computer.",
        epilog="Without a command, or with files alone, the window opens. "
        "Nothing you label leaves this computer. Models know English only; they are no clinical instrument.",
    )
    parser.add_argument("--version", action="version", version=f"EmoDesk {emodesk.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, text in COMMANDS.items():
        parser_of_command = commands.add_parser(name, help=text)
        if name == command:
            _add_options(name, parser_of_command)
    return parser


def _add_options(command: str, parser: argparse.ArgumentParser) -> None:
    match command:
        case "label":
            from emodesk.cli import label

            label.add_options(parser)
        case "models":
            from emodesk.cli import models

            models.add_options(parser)
        case "engine":
            from emodesk.cli import engine

            engine.add_options(parser)
        case "doctor":
            from emodesk.cli import doctor

            doctor.add_options(parser)
        case "self-test":
            from emodesk.cli import self_test

            self_test.add_options(parser)


def _report(error: EmoDeskError, *, as_json: bool) -> None:
    if as_json:
        failure = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        print(json.dumps({"failure": failure}, ensure_ascii=False))
    print(f"emodesk: {error}", file=sys.stderr)
