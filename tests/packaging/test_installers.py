"""The files that systems read, held against their own checkers; and the archive that unpacks itself, tried."""

from __future__ import annotations

import hashlib
import lzma
import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from bundling import archive, contents, linux_tree, release_notes, system_integration
from provision import places
from provision.problem import SetUpError

SCRIPTS = [*sorted((places.ROOT / "packaging").rglob("*.sh")), linux_tree.SHARED / "postrm"]


def run_checker(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} isn't installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_the_desktop_entry_is_valid(tmp_path: Path) -> None:
    entry = tmp_path / "emodesk.desktop"
    entry.write_text(linux_tree.desktop_entry(), encoding="utf-8")
    run_checker("desktop-file-validate", str(entry))


def test_that_the_desktop_entry_names_what_the_program_opens() -> None:
    types = re.search(r"^MimeType=(.*)$", linux_tree.desktop_entry(), re.MULTILINE)
    assert types is not None
    assert "application/x-emodesk;" in types[1]
    assert "text/csv;" in types[1]
    assert "@" not in linux_tree.desktop_entry()


def test_that_the_software_centres_data_are_valid(tmp_path: Path) -> None:
    path = tmp_path / f"{system_integration.IDENTIFIER}.metainfo.xml"
    path.write_text(linux_tree.metainfo(), encoding="utf-8")
    etree.parse(path)
    run_checker("appstreamcli", "validate", "--no-net", str(path))


def test_that_the_file_type_is_what_the_desktop_entry_names() -> None:
    tree = etree.parse(linux_tree.SHARED / "emodesk-mime.xml")
    (kind,) = tree.getroot().iterfind("{*}mime-type")
    assert kind.get("type") == system_integration.PROJECT_TYPE


def test_that_the_entitlements_can_be_read() -> None:
    with (places.ROOT / "packaging" / "macos" / "entitlements.plist").open("rb") as file:
        assert all(value is True for value in plistlib.load(file).values())


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_that_a_shell_script_is_sound(script: Path) -> None:
    run_checker("shellcheck", str(script))
    assert os.access(script, os.X_OK) or script.name == "self-extract.sh"


def test_that_windows_is_told_of_every_spreadsheet() -> None:
    script = (places.ROOT / "packaging" / "windows" / "emodesk.iss").read_text(encoding="utf-8")
    for suffix in system_integration.SPREADSHEETS:
        assert f'ValueName: ".{suffix}"' in script


def test_that_the_notes_are_those_of_the_version() -> None:
    changelog = "# What changed\n\n## [Unreleased]\n\n- new\n\n## [1.2.0] - 2026-01-01\n\n- old\n"
    assert release_notes.changes("1.2.0", changelog) == "- old\n"
    with pytest.raises(SetUpError, match=r"1\.3\.0"):
        release_notes.changes("1.3.0", changelog)
    assert "self-test" in release_notes.notes()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A self-extracting file with a program of two lines in it."""
    tree = tmp_path / "tree"
    program = tree / "lib" / "emodesk" / "emodesk"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho EmoDesk\n", encoding="utf-8")
    program.chmod(0o755)
    (tree / "bin").mkdir()
    (tree / "bin" / "emodesk").symlink_to("../lib/emodesk/emodesk")
    entry = tree / "share" / "applications" / "emodesk.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text(linux_tree.desktop_entry(), encoding="utf-8")
    archive.write_tar(tree, tmp_path / "tree.tar", 0)
    packed = lzma.compress((tmp_path / "tree.tar").read_bytes())
    target = tmp_path / "emodesk.run"
    target.write_bytes(archive.header(hashlib.sha256(packed).hexdigest()) + packed)
    return target


def run_package(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    home = package.parent / "Žöe 田中 ü"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        ["sh", str(package), *arguments], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "HOME": str(home)},
    )  # fmt: skip


needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the archive is for Linux")


@needs_linux
def test_that_the_archive_installs_starts_and_goes_without_a_trace(package: Path) -> None:
    done = run_package(package)
    assert done.returncode == 0, done.stderr
    local = package.parent / "Žöe 田中 ü" / ".local"
    started = subprocess.run([local / "bin" / "emodesk"], capture_output=True, text=True, check=True)
    assert started.stdout == "EmoDesk\n"
    entry = (local / "share" / "applications" / "emodesk.desktop").read_text(encoding="utf-8")
    assert f'Exec="{local}/lib/emodesk/emodesk" %F' in entry
    assert run_package(package).returncode == 0  # over itself
    assert run_package(package, "--uninstall").returncode == 0
    assert list(local.iterdir()) == []


@needs_linux
def test_that_the_archive_leaves_a_users_own_files(package: Path) -> None:
    own = package.parent / "prefix" / "share" / "applications" / "own.desktop"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    assert run_package(package, "--to", str(package.parent / "prefix")).returncode == 0
    assert run_package(package, "--uninstall", "--to", str(package.parent / "prefix")).returncode == 0
    left = {path.name for path in (package.parent / "prefix").rglob("*") if path.is_file()}
    assert left - {"mimeinfo.cache"} == {own.name}  # the cache is the desktop's, and of the user's own entry now


@needs_linux
def test_that_a_damaged_archive_changes_nothing(package: Path) -> None:
    content = package.read_bytes()
    package.write_bytes(content[:-10])
    done = run_package(package)
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert list((package.parent / "Žöe 田中 ü").iterdir()) == []


@needs_linux
def test_that_a_computer_without_xz_is_told_so(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = package.parent / "programs"
    programs.mkdir()
    for name in ("sh", "tail", "sha256sum", "cut", "mkdir", "tar"):
        (programs / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(programs))
    for arguments in ((), ("--extract", str(package.parent / "stick"))):
        done = run_package(package, *arguments)
        assert done.returncode == 1
        assert "xz-utils" in done.stderr
    assert list((package.parent / "Žöe 田中 ü").iterdir()) == []
    assert not (package.parent / "stick").exists()
    assert run_package(package, "--check").returncode == 0


@needs_linux
def test_that_the_archive_unpacks_without_installing(package: Path) -> None:
    target = package.parent / "stick" / "emodesk"
    assert run_package(package, "--extract", str(target)).returncode == 0
    assert (target / "emodesk").is_file()
    assert list((package.parent / "Žöe 田中 ü").iterdir()) == []


@needs_linux
def test_that_the_same_tree_gives_the_same_archive(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "a").write_text("a", encoding="utf-8")
    archive.write_tar(tmp_path / "tree", tmp_path / "1.tar", 1)
    os.utime(tmp_path / "tree" / "a", (5, 5))
    archive.write_tar(tmp_path / "tree", tmp_path / "2.tar", 1)
    assert (tmp_path / "1.tar").read_bytes() == (tmp_path / "2.tar").read_bytes()


def test_that_the_version_is_that_of_the_program() -> None:
    import emodesk

    assert contents.version() == emodesk.__version__
