from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from provision import steps, system_packages, window_libraries
from provision.problem import SetUpError
from provision.system_packages import SystemPackage

ABSENT = SystemPackage(name="libabsent", reason="draws the window", is_present=lambda: False)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    carried_out: list[list[str]] = []

    def record(message: str, command: Sequence[str | Path], **rest: object) -> None:
        carried_out.append([str(part) for part in command])

    monkeypatch.setattr(steps, "carry_out", record)
    monkeypatch.setattr("shutil.which", lambda name: name)
    return carried_out


def test_that_nothing_is_done_when_all_is_there(commands: list[list[str]]) -> None:
    system_packages.ensure([SystemPackage(name="there", reason="", is_present=lambda: True)])
    assert commands == []


def test_that_an_administrator_gets_it_installed(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "_administrator_prefix", lambda: ["sudo", "-n"])
    system_packages.ensure([ABSENT])
    assert commands[-1] == ["sudo", "-n", "apt-get", "install", "-y", "--no-install-recommends", "libabsent"]


def test_that_everyone_else_is_told_what_it_is_for_and_the_command(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "_administrator_prefix", lambda: None)
    with pytest.raises(SetUpError) as caught:
        system_packages.ensure([ABSENT])
    assert "libabsent: draws the window" in str(caught.value)
    assert "sudo apt-get install -y libabsent" in str(caught.value)
    assert commands == []


def test_that_what_may_be_missing_is_named_and_nothing_stops(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "_administrator_prefix", lambda: None)
    system_packages.offer([ABSENT], what="the window")
    assert "the window won't work yet" in capsys.readouterr().out
    assert commands == []


@pytest.mark.parametrize(
    "package",
    [*system_packages.ALL, *window_libraries.WINDOW, *window_libraries.TESTS],
    ids=lambda each: each.name,
)
def test_that_every_package_has_a_reason_and_can_be_looked_for(package: SystemPackage) -> None:
    assert package.reason
    assert package.is_present() in (True, False)
