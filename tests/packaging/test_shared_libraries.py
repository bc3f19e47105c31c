"""What the frozen program's libraries need is read from them, on libraries made for the test."""

from __future__ import annotations

import ctypes
import shutil
import struct
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

    def make_it(place: str, *linked: Path, source: str = "int nothing(void) { return 0; }") -> Path:
        target = tmp_path / "program" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source.c").write_text(f"{source}\n", encoding="utf-8")
        command = ["cc", "-g", "-fPIC", "-shared", "-Wl,--no-as-needed", f"-Wl,-soname,{target.name}"]
        command += ["-Wl,-rpath,$ORIGIN", "-o", str(target)]
        subprocess.run([*command, str(tmp_path / "source.c"), *map(str, linked)], check=True)
        return target

    return make_it


def test_that_libraries_that_nothing_needs_go_one_after_the_other(make: Make) -> None:
    needed = make("libneeded.so.1")
    extension = make("package/extension.so", needed)
    deepest = make("libdeepest.so.1")
    idle = make("libidle.so.1", deepest)  # what only it needs isn't needed either
    part = make("package/libpart_of_it.so.1")
    opened_by_name = make("package/libplugin.so.1")
    assert shared_libraries.drop_unneeded(needed.parent, "package/libpart*.so.*") == [
        "libdeepest.so.1",
        "libidle.so.1",
        "libpart_of_it.so.1",
    ]
    assert all(path.exists() for path in (needed, extension, opened_by_name))
    assert not idle.exists()
    assert not part.exists()


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


USES_IT = "int used(void); int user(void) { return used(); }"


def test_that_links_through_which_nothing_is_used_go_and_others_stay(make: Make) -> None:
    used = make("libused.so.1", source="int used(void) { return 1; }")
    idle = make("libidle.so.1", source="int other(void) { return 2; }")
    user = make("libuser.so.1", used, idle, source=USES_IT)
    shared_libraries.drop_idle_links(user.parent)
    assert shared_libraries.needed_by([user])[user] & {used.name, idle.name} == {used.name}
    idle.unlink()
    shared_libraries.require_whole(user.parent)
    assert ctypes.CDLL(str(user)).user() == 1


def test_that_a_program_with_a_library_missing_is_not_whole(make: Make) -> None:
    used = make("libused.so.1", source="int used(void) { return 1; }")
    user = make("libuser.so.1", used, source=USES_IT)
    shared_libraries.require_whole(user.parent)
    used.unlink()
    with pytest.raises(SetUpError, match=r"libuser\.so\.1: libused\.so\.1 => not found"):
        shared_libraries.require_whole(user.parent)


def test_that_a_program_with_a_symbol_missing_is_not_whole(make: Make) -> None:
    used = make("libused.so.1", source="int used(void) { return 1; }")
    user = make("libuser.so.1", used, source=USES_IT)
    make("libused.so.1", source="int renamed(void) { return 1; }")
    with pytest.raises(SetUpError, match="undefined symbol: used"):
        shared_libraries.require_whole(user.parent)


def test_that_what_only_a_debugger_reads_goes_and_the_library_still_works(make: Make) -> None:
    library = make("package/libused.so.1", source="int used(void) { return 7; }")
    before = library.stat().st_size
    shared_libraries.strip_symbols(library.parents[1])
    assert library.stat().st_size < before
    assert ctypes.CDLL(str(library)).used() == 7
    assert [path.name for path in library.parent.iterdir()] == [library.name]


def test_that_a_library_that_stripping_would_damage_stays_as_it_was(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make("libused.so.1")
    before = library.read_bytes()
    monkeypatch.setattr(shared_libraries, "_can_be_loaded", lambda path: False)
    shared_libraries.strip_symbols(library.parent)
    assert library.read_bytes() == before


def test_that_a_library_whose_parts_lie_askew_cannot_be_loaded(make: Make, tmp_path: Path) -> None:
    library = make("libused.so.1")
    assert shared_libraries._can_be_loaded(library)
    content = bytearray(library.read_bytes())
    (headers,) = struct.unpack_from("<Q", content, 32)
    offset = next(place + 8 for place in range(headers, headers + 56 * 12, 56) if content[place] == 1)
    struct.pack_into("<Q", content, offset, struct.unpack_from("<Q", content, offset)[0] + 8)
    (tmp_path / "askew.so").write_bytes(content)
    with pytest.raises(OSError, match="page-aligned"):
        ctypes.CDLL(str(tmp_path / "askew.so"))
    assert not shared_libraries._can_be_loaded(tmp_path / "askew.so")
