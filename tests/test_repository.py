"""What holds for the repository as a whole: it names no machine, its rooms stay small, its licences fit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from provision import locks, places

ROOT = places.ROOT
LOCKS = [places.RUNTIME_LOCK, places.TOOLS_LOCK, places.BUILD_LOCK, places.BUNDLE_LOCK]
IGNORED_FOLDERS = {".git", ".venv", "build", "dist", "__pycache__", ".hypothesis"}
MOST_LINES = 400

MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|Users|root|work|tmp|mnt|opt)/\w|\b[A-Z]:\\+Users\\")
REGISTRY_HOST = re.compile(
    r"pypi\.org|pythonhosted\.org|anaconda\.org|npmjs\.(?:com|org)|crates\.io|rubygems\.org|proxy\.golang\.org"
)
ALLOWED_AT_THE_TOP = {
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "emodesk",
    "models.json",
    "packaging",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "resources",
    "tests",
}

FREE_LICENCES = {
    "0BSD",
    "APACHE 2.0",
    "APACHE SOFTWARE LICENSE",
    "APACHE-2.0",
    "BSD LICENSE",
    "BSD-2-CLAUSE",
    "BSD-3-CLAUSE",
    "CC0-1.0",
    "CNRI-PYTHON",
    "HPND",
    "ISC",
    "LGPL-2.1-ONLY",
    "LGPL-2.1-OR-LATER",
    "LGPL-3.0-ONLY",
    "LGPL-3.0-OR-LATER",
    "MIT",
    "MIT LICENSE",
    "MPL-2.0",
    "PSF-2.0",
    "PYTHON SOFTWARE FOUNDATION LICENSE",
    "UNLICENSE",
    "ZLIB",
}


def repository_files() -> list[Path]:
    """What belongs to the repository: tracked or about to be; all files where there's no git."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and is_own(path.relative_to(ROOT))]


def is_own(path: Path) -> bool:
    return not any(part in IGNORED_FOLDERS or part.endswith("_cache") for part in path.parts)


def text_lines() -> Iterator[tuple[str, str]]:
    """Every line of every text file, with the place where it stands."""
    for path in repository_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def test_that_no_file_names_a_path_of_a_machine() -> None:
    assert [place for place, line in text_lines() if MACHINE_PATH.search(line)] == []


def test_that_no_file_names_the_host_of_a_package_registry() -> None:
    assert [place for place, line in text_lines() if REGISTRY_HOST.search(line)] == []


def test_that_the_top_level_holds_nothing_else() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in repository_files()}
    assert tops <= ALLOWED_AT_THE_TOP


def test_that_every_module_can_be_read_in_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n")
        for path in (ROOT / "emodesk").rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines >= MOST_LINES} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_that_a_lock_file_holds_exact_hashed_versions_and_no_address(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")
    for name, blocks in locks.pins(lock).items():
        for block in blocks:
            assert "--hash=sha256:" in block, name


@pytest.mark.parametrize(
    ("lock", "group"),
    [
        (places.RUNTIME_LOCK, ""),
        (places.TOOLS_LOCK, "dev"),
        (places.BUILD_LOCK, "build"),
        (places.BUNDLE_LOCK, "bundle"),
    ],
    ids=["runtime", "dev", "build", "bundle"],
)
def test_that_a_lock_file_satisfies_what_pyproject_asks_for(lock: Path, group: str) -> None:
    with places.PROJECT.open("rb") as file:
        project = tomllib.load(file)
    asked = project["dependency-groups"][group] if group else project["project"]["dependencies"]
    locked = locked_versions(lock)
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is not in {lock.name}: python3 packaging/bootstrap.py lock"
        assert requirement.specifier.contains(locked[name]), f"{name} {locked[name]} in {lock.name}"


def test_that_the_lock_files_agree_with_each_other() -> None:
    runtime = locked_versions(places.RUNTIME_LOCK)
    for lock in LOCKS[1:]:
        for name, version in locked_versions(lock).items():
            assert runtime.get(name, version) == version, f"{name} in {lock.name}"


def test_that_the_runtime_lock_is_the_whole_closure() -> None:
    locked = locked_versions(places.RUNTIME_LOCK)
    for name in locked:
        for requirement in needed_by(name):
            assert canonicalize_name(requirement.name) in locked, f"{requirement} of {name}"


def test_that_every_library_that_ships_has_a_licence_that_lets_the_program_ship() -> None:
    refused = {}
    for name in locked_versions(places.RUNTIME_LOCK):
        licences = declared_licences(metadata.distribution(name).metadata)
        if not licences or not licences <= FREE_LICENCES:
            refused[name] = sorted(licences) or ["none declared"]
    assert refused == {}


def test_that_the_catalogue_is_whole() -> None:
    catalogue = json.loads((ROOT / "models.json").read_text(encoding="utf-8"))
    assert catalogue["version"] == 1
    ids = [entry["id"] for entry in catalogue["models"]]
    assert "starter" in ids
    assert len(ids) == len(set(ids))


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX thing")
@pytest.mark.parametrize(
    "script", [".ci/run", "packaging/bootstrap.py", "packaging/linux/check-deb.sh", "packaging/macos/build.sh"]
)
def test_that_a_script_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def locked_versions(lock: Path) -> dict[str, str]:
    """Name -> version of every pin that this computer's markers choose."""
    chosen: dict[str, str] = {}
    for blocks in locks.pins(lock).values():
        for block in blocks:
            requirement = Requirement(block.split("\\")[0])
            if requirement.marker is None or requirement.marker.evaluate():
                (specifier,) = requirement.specifier
                chosen[canonicalize_name(requirement.name)] = specifier.version
    return chosen


def needed_by(name: str) -> list[Requirement]:
    requirements = map(Requirement, metadata.requires(name) or [])
    return [each for each in requirements if each.marker is None or each.marker.evaluate({"extra": ""})]


def declared_licences(about: metadata.PackageMetadata) -> set[str]:
    """The licences that a package declares, in capitals: an expression, else classifiers, else free text.

    Of alternatives that an expression offers ("A OR B"), the free ones are taken, if there are any.
    """
    formal, free_text = one_of(about, "License-Expression"), one_of(about, "License")
    expression = formal or free_text
    if " OR " in expression and " AND " not in expression:
        offered = _licence_names(expression)
        return offered & FREE_LICENCES or offered
    if not formal:
        prefix = "License :: OSI Approved :: "
        declared = about.get_all("Classifier") or []
        classified = {each.removeprefix(prefix).upper() for each in declared if each.startswith(prefix)}
        if classified:
            return classified
    return _licence_names(expression)


def _licence_names(expression: str) -> set[str]:
    return {part.strip(" ()").upper() for part in re.split(r"\b(?:AND|OR)\b", expression) if part.strip(" ()")}


def one_of(about: metadata.PackageMetadata, field: str) -> str:
    return str(about[field]) if field in about else ""
