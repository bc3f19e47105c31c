"""What the frozen program's libraries need is read from them, on libraries made for the test."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bundling import shared_libraries
from provision.problem import SetUpError

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not all(map(shutil.which, ("cc", "objdump"))),
    reason="libraries are made and read with a Linux computer's own tools",
)
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that makes a library, linked against others."""
    (tmp_path / "empty.c").write_text("int nothing(void) { return 0; }\n", encoding="utf-8")

    def make_it(place: str, *linked: Path) -> Path:
        target = tmp_path / "program" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        command = ["cc", "-shared", "-Wl,--no-as-needed", f"-Wl,-soname,{target.name}", "-o", str(target)]
        subprocess.run([*command, str(tmp_path / "empty.c"), *map(str, linked)], check=True)
        return target

    return make_it


def test_that_libraries_that_nothing_needs_go_one_after_the_other(make: Make) -> None:
    needed = make("libneeded.so.1")
    extension = make("package/extension.so", needed)
    deepest = make("libdeepest.so.1")
    idle = make("libidle.so.1", deepest)  # what only it needs isn't needed either
    assert shared_libraries.drop_unneeded(needed.parent) == ["libdeepest.so.1", "libidle.so.1"]
    assert needed.exists()
    assert extension.exists()
    assert not idle.exists()


def test_that_what_the_computer_must_bring_is_named_by_package(make: Make) -> None:
    program = make("extension.so", make("libinside.so.1"))
    assert shared_libraries.host_packages(program.parent) == ["libc6"]
    assert tuple(map(int, shared_libraries.oldest_libc(program.parent).split("."))) >= (2, 2)


def test_that_a_library_that_is_nowhere_stops_the_build(make: Make) -> None:
    missing = make("libmissing.so.1")
    program = make("package/extension.so", missing)
    missing.unlink()
    with pytest.raises(SetUpError, match=r"libmissing\.so\.1.*extension\.so"):
        shared_libraries.host_packages(program.parents[1])
