"""``emodesk engine`` as a user gives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bundling import add_on as packing
from tests.cli.conftest import Outcome


def test_the_way_of_an_add_on_in_and_out_again(emodesk: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "libsomething.so").write_bytes(b"no library, and no back end either")
    path = packing.pack("vulkan", [tmp_path / "libsomething.so"], tmp_path)
    home = tmp_path / "home"
    assert "No add-on is installed" in emodesk("engine", "list", home=home).stdout
    assert "is added" in emodesk("engine", "add", path, home=home).stdout
    (listed,) = emodesk("engine", "list", "--json", home=home).summary["add_ons"]
    assert (listed["id"], listed["problem"]) == ("vulkan", "")
    assert (Path(listed["folder"]) / "libsomething.so").is_file()
    assert "is removed" in emodesk("engine", "remove", "vulkan", home=home).stdout
    gone = emodesk("engine", "remove", "vulkan", home=home)
    assert gone.code == 2
    assert "There is no add-on “vulkan” here." in gone.stderr
