"""Vulkan's headers: new enough ones are used as they are, old ones are replaced beside the build or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from provision import steps, system_packages, vulkan_tools
from provision.problem import SetUpError


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VULKAN_SDK", raising=False)
    monkeypatch.setattr(system_packages, "ensure", lambda packages: None)
    monkeypatch.setattr(vulkan_tools, "_SYSTEMS_HEADERS", tmp_path / "system")
    monkeypatch.setattr(vulkan_tools, "_HEADERS", tmp_path / "fetched")


def write_headers(folder: Path, version: int) -> None:
    (folder / "vulkan").mkdir(parents=True)
    (folder / "vulkan" / "vulkan_core.h").write_text(f"// c\n#define VK_HEADER_VERSION {version}\n", encoding="utf-8")


def test_that_new_headers_of_the_system_are_used(tmp_path: Path) -> None:
    write_headers(tmp_path / "system", 275)
    assert vulkan_tools.ensure() == []


def test_that_old_ones_are_replaced_beside_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_headers(tmp_path / "system", 239)
    monkeypatch.setattr(vulkan_tools, "_debian_origin", lambda: "mirror")
    fetched: list[str] = []
    monkeypatch.setattr(steps, "carry_out", lambda message, command, **rest: fetched.append(command[-1]))
    (option,) = vulkan_tools.ensure()
    assert option == f"-DVulkan_INCLUDE_DIR={(tmp_path / 'fetched' / 'usr' / 'include').as_posix()}"
    assert "download libvulkan-dev" in fetched[0]
    assert "mirror" in (tmp_path / "fetched" / "apt" / "sources.list").read_text(encoding="utf-8")


def test_that_fetched_headers_are_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_headers(tmp_path / "system", 239)
    write_headers(tmp_path / "fetched" / "usr" / "include", 309)
    monkeypatch.setattr(steps, "carry_out", lambda *_, **__: pytest.fail("it was fetched again"))
    assert len(vulkan_tools.ensure()) == 1


def test_that_other_systems_with_old_headers_are_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_headers(tmp_path / "system", 239)
    monkeypatch.setattr(vulkan_tools, "_debian_origin", lambda: None)
    with pytest.raises(SetUpError, match="VULKAN_SDK"):
        vulkan_tools.ensure()


def test_that_an_sdk_is_used_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VULKAN_SDK", str(tmp_path))
    monkeypatch.setattr(system_packages, "ensure", lambda packages: pytest.fail("nothing else is needed"))
    assert vulkan_tools.ensure() == []
