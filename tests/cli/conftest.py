"""The command as a user starts it: a process of its own, with folders of its own."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.modelhub.tiny_gguf import write_tiny_model

_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
ROOT = Path(__file__).parents[2]
WORDS = """
the a my our boss train dinner rain friend happy sad angry afraid we they it is was went lost found never always today
tomorrow again quietly
""".split()  # noqa: SIM905  a list of so many words is nothing to look at


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def summary(self) -> Any:
        """The one JSON document on the standard output."""
        return json.loads(self.stdout)

    @property
    def files(self) -> Any:
        """What the summary says of each file."""
        return self.summary["files"]


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which every folder that a program may use lies below ``home``."""
    folders = {"HOME": "user", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
               "XDG_CONFIG_HOME": "config", "TMPDIR": "temporary"}  # fmt: skip
    for folder in folders.values():
        (home / folder).mkdir(parents=True, exist_ok=True)
    own = {name: str(home / folder) for name, folder in folders.items()}
    outside = {name: value for name, value in os.environ.items() if name not in _SCREEN}  # no window opens by mistake
    return outside | own | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def command(*arguments: object) -> list[str]:
    """Return the command line."""
    return [sys.executable, "-m", "emodesk", *map(str, arguments)]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that all commands share, so that fingerprints are taken once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a quick model with random weights."""
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture
def emodesk(home: Path, tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that runs ``emodesk`` in the test's folder."""

    def run(*arguments: object, home: Path = home) -> Outcome:
        done = subprocess.run(
            command(*arguments), cwd=tmp_path, env=environment(home), capture_output=True, text=True, timeout=200,
            check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def label(emodesk: Callable[..., Outcome], tiny: Path) -> Callable[..., Outcome]:
    """Return a function that runs ``emodesk label`` with the quick model and one question."""

    def run(*arguments: object) -> Outcome:
        options: list[object] = ["--json", "--any-model"]
        options += [] if "--threads" in arguments else ["--threads", 1]
        options += [] if "--model" in arguments else ["--model", tiny]
        options += [] if "--tasks" in arguments else ["--tasks", "v-reg"]
        return emodesk("label", *arguments, *options)

    return run


def sentences(count: int, seed: int = 1) -> list[str]:
    """Return random sentences, all different."""
    chance = random.Random(seed)
    return [f"{' '.join(chance.choices(WORDS, k=8))} {number}" for number in range(count)]


def write_csv(path: Path, texts: list[str]) -> Path:
    """Write a CSV file with ids and texts."""
    lines = "".join(f"{number:03},{text}\n" for number, text in enumerate(texts))
    path.write_text(f"id,text\n{lines}", "utf-8")
    return path


def sheet_rows(path: Path, sheet: str | None = None) -> list[tuple[Any, ...]]:
    """Return all rows of a sheet, the first one if none is named."""
    book = openpyxl.load_workbook(path)
    try:
        return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))
    finally:
        book.close()


def records(path: Path) -> list[dict[str, Any]]:
    """Return the rows of the first sheet by their headings."""
    headings, *rows = sheet_rows(path)
    return [dict(zip(headings, row, strict=True)) for row in rows]
