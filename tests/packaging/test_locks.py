from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from provision import locks, places

LOCK = """\
# a comment
Alpha==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
beta==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:ba
beta==2.1 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text(LOCK, encoding="utf-8")
    return path


def test_that_a_pin_keeps_its_hashes(lock: Path) -> None:
    assert locks.pins(lock)["alpha"] == ["Alpha==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab"]


def test_that_a_name_keeps_a_block_for_each_marker(lock: Path) -> None:
    assert [block.split()[0] for block in locks.pins(lock)["beta"]] == ["beta==2.0", "beta==2.1"]


def test_that_names_can_be_chosen_and_left_out(lock: Path) -> None:
    assert locks.requirements(lock, only=["alpha"]).startswith("Alpha==1.0")
    assert "Alpha" not in locks.requirements(lock, without=["alpha"])
    assert locks.requirements(lock, without=["alpha"]).count("==2") == 2


def test_that_a_range_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "loose.lock"
    path.write_text("alpha>=1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not an exact version"):
        locks.pins(path)


def test_that_the_version_is_read_from_the_pin(lock: Path) -> None:
    assert locks.version_of("alpha", lock) == "1.0"


@pytest.mark.parametrize("place", ["RUNTIME_LOCK", "BUILD_LOCK"])
def test_that_the_fingerprint_changes_with_each_thing_that_the_environment_is_made_from(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = locks.runtime_fingerprint()
    changed = tmp_path / "changed"
    changed.write_bytes(getattr(places, place).read_bytes() + b"\n# changed\n")
    monkeypatch.setattr(places, place, changed)
    assert locks.runtime_fingerprint() != before


def test_that_the_fingerprint_changes_with_how_llama_cpp_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = locks.runtime_fingerprint()
    folder = shutil.copytree(places.LLAMA_BUILD, tmp_path / "llama")
    monkeypatch.setattr(places, "LLAMA_BUILD", folder)
    assert locks.runtime_fingerprint() == before
    (folder / "one more.h").touch()
    assert locks.runtime_fingerprint() != before


def test_that_a_moved_checkout_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = locks.runtime_fingerprint()
    monkeypatch.setattr(places, "ROOT", tmp_path)
    assert locks.runtime_fingerprint() != before
