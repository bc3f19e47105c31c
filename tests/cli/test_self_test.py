"""The self-test passes here, and says which part is broken where one is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from emodesk import wiring
from emodesk.cli import self_test
from emodesk.cli.main import run
from emodesk.core import resources
from tests.cli.conftest import Outcome

PARTS = ["files", "engine", "sample", "workbook", "formats", "window"]


def test_that_every_part_of_this_installation_passes(emodesk: Callable[..., Outcome], tmp_path: Path) -> None:
    outcome = emodesk("self-test")
    lines = outcome.stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [["ok", part] for part in PARTS], outcome.stdout
    assert outcome.code == 0
    assert list(tmp_path.glob("*.xlsx")) == []


def test_that_a_damaged_starter_and_what_hangs_on_it_fail_and_the_rest_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "program" / "emodesk"
    shutil.copytree(resources.resource("starter").parent, package / "_resources")
    shutil.copyfile(resources.resource("models.json"), package / "_resources" / "models.json")
    model = package / "_resources" / "starter" / "emodesk-starter.gguf"
    model.write_bytes(model.read_bytes()[:-100_000])
    monkeypatch.setattr(resources, "_PACKAGE", package)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert run(["self-test", "--json"]) == self_test.BROKEN
    summary = json.loads(capfd.readouterr().out)
    assert not summary["passed"]
    verdicts = {part["name"]: part["passed"] for part in summary["parts"]}
    assert verdicts == {part: part == "window" for part in PARTS}
    assert "Traceback" not in str(summary)
    assert "emodesk-starter.gguf" in summary["parts"][0]["finding"]


def test_that_a_window_that_cannot_open_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1: no such file')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(wiring, "self_test", lambda _engine: NothingElse())
    assert run(["self-test"]) == self_test.BROKEN
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("FAILED  window")
    assert "libEGL.so.1" in line
    assert "Traceback" not in line


class NothingElse:
    """A self-test without parts, so that the window's is seen alone."""

    def parts(self, folder: Path) -> list[object]:
        assert folder.is_dir()
        return []
