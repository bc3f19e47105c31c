"""Settings: declared, checked, kept as differences; a damaged file costs comfort, never the start."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from emodesk.app.kept_file import KeptFile
from emodesk.app.recents import Recents
from emodesk.app.settings import TABLE, Settings
from emodesk.core.errors import OptionError


@pytest.fixture
def file(tmp_path: Path) -> KeptFile:
    return KeptFile(tmp_path / "sub" / "settings.json")


def test_that_only_differences_are_kept(file: KeptFile) -> None:
    settings = Settings(file)
    settings.set("scheme", "dark")
    settings.set("zoom", 1.2)
    settings.set("zoom", 1.0)
    assert json.loads(file.path.read_text()) == {"scheme": "dark"}
    assert Settings(file).get("scheme") == "dark"


@pytest.mark.parametrize(
    ("key", "value"), [("scheme", "pink"), ("zoom", 7.0), ("zoom", True), ("threads", "four"), ("is_welcome_done", 1)]
)
def test_that_a_value_that_makes_no_sense_is_refused(file: KeptFile, key: str, value: object) -> None:
    settings = Settings(file)
    with pytest.raises(OptionError):
        settings.set(key, value)
    assert settings.get(key) == next(setting.default for setting in TABLE if setting.key == key)


def test_that_a_damaged_file_is_put_aside_and_the_defaults_hold(file: KeptFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text("{ nonsense")
    assert Settings(file).get("scheme") == "system"
    assert file.path.with_name("settings.json.damaged").read_text() == "{ nonsense"


def test_that_what_a_newer_version_wrote_does_no_harm(file: KeptFile) -> None:
    file.write({"unheard_of": 1, "scheme": "neon", "zoom": 1.5})
    settings = Settings(file)
    assert (settings.get("scheme"), settings.get("zoom")) == ("system", 1.5)


def test_that_listeners_hear_of_changes_and_of_going_back(file: KeptFile) -> None:
    settings = Settings(file)
    heard: list[str] = []
    settings.on_change(heard.append)
    settings.set("scheme", "dark")
    settings.reset("scheme")
    assert heard == ["scheme", "scheme"]
    assert settings.get("scheme") == "system"


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX thing")
def test_that_nobody_else_can_read_what_was_open(file: KeptFile) -> None:
    file.write({"projects": []})
    assert file.path.stat().st_mode & 0o077 == 0


def test_that_recent_projects_come_newest_first_once_each_and_can_be_forgotten(tmp_path: Path) -> None:
    recents = Recents(KeptFile(tmp_path / "recent.json"))
    for name in ("a", "b", "a"):
        recents.add(tmp_path / f"{name}.emodesk")
    (tmp_path / "a.emodesk").touch()
    assert [(each.path.name, each.is_there) for each in recents.list()] == [("a.emodesk", True), ("b.emodesk", False)]
    recents.remove(tmp_path / "b.emodesk")
    assert len(recents.list()) == 1
    recents.clear()
    assert recents.list() == ()
