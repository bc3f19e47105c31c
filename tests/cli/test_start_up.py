"""What a command loads before it does anything: no timed test, for a shared machine can't promise times."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import emodesk
from emodesk.cli.choice import COMMANDS
from tests.cli.conftest import Outcome, environment

VERSION = emodesk.__version__
_LIGHT = {
    "emodesk", "emodesk.__main__", "emodesk.cli", "emodesk.cli.choice", "emodesk.cli.interrupt", "emodesk.cli.main",
    "emodesk.core", "emodesk.core.errors",
}  # fmt: skip
_NATIVE_START = {"sitecustomize", "usercustomize"}


def _loaded(home: Path, code: str) -> set[str]:
    """Return the modules that are loaded after the code has run, beyond those that Python loads by itself."""
    whole = (
        "import sys; before = set(sys.modules)\n"
        f"{code}\n"
        "names = sorted(set(sys.modules) - before); import json; print(json.dumps(names))"
    )
    done = subprocess.run(
        [sys.executable, "-c", whole], env=environment(home), capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1])) - _NATIVE_START


def test_that_the_version_loads_nothing_but_the_parser_and_the_standard_library(home: Path) -> None:
    code = (
        "sys.argv = ['emodesk', '--version']\nfrom emodesk.__main__ import main\ntry:\n  main()\n"
        "except SystemExit as end:\n  assert end.code == 0"
    )
    loaded = _loaded(home, code)
    assert {name for name in loaded if name.partition(".")[0] == "emodesk"} == _LIGHT
    others = {name.partition(".")[0] for name in loaded} - {"emodesk"}
    assert others <= set(sys.stdlib_module_names)
    assert others.isdisjoint({"multiprocessing", "asyncio", "sqlite3", "ssl", "socket", "logging", "subprocess"})


def test_that_the_version_is_printed(emodesk: Callable[..., Outcome]) -> None:
    outcome = emodesk("--version")
    assert (outcome.code, outcome.stdout.strip()) == (0, f"EmoDesk {VERSION}")


@pytest.mark.parametrize("name", COMMANDS)
def test_that_every_command_knows_its_options(name: str, emodesk: Callable[..., Outcome]) -> None:
    outcome = emodesk(name, "--help")
    assert outcome.code == 0
    assert outcome.stdout.startswith(f"usage: emodesk {name} ")
    assert "--json" in outcome.stdout or "ACTION" in outcome.stdout


def test_that_the_help_lists_every_command_with_what_it_does(emodesk: Callable[..., Outcome]) -> None:
    outcome = emodesk("--help")
    listed = " ".join(outcome.stdout.split())
    assert all(f"{name} {text}" in listed for name, text in COMMANDS.items())
    assert emodesk("--no-such-option").code == 2


def test_that_the_worker_loads_its_engine_and_no_window_spreadsheet_or_network(home: Path) -> None:
    loaded = _loaded(home, "import emodesk.engine.worker, emodesk.engine.llama_backend")
    rooms = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("emodesk.")}
    assert rooms == {"emodesk.core", "emodesk.engine"}
    assert {"llama_cpp", "msgspec", "numpy"} <= loaded
    heavy = {"PySide6", "ctranslate2", "lxml", "openpyxl", "pandas", "platformdirs", "pyarrow", "rich", "tokenizers"}
    assert loaded.isdisjoint(heavy)
