"""The wheel is the program as it's installed: what it needs at run time has to be in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from provision import places


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=places.ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.Path(built)


@pytest.mark.parametrize(
    "name", ["_resources/models.json", "_resources/docs/glossary.md", "core/errors.py", "__init__.py"]
)
def test_that_the_wheel_holds_what_the_program_reads(wheel: zipfile.Path, name: str) -> None:
    assert (wheel / "emodesk" / name).is_file()


def test_that_the_wheel_holds_every_resource(wheel: zipfile.Path) -> None:
    resources = places.ROOT / "resources"
    for path in resources.rglob("*"):
        inside = Path("emodesk/_resources") / path.relative_to(resources)
        if path.is_file() and not path.name.startswith("."):
            assert wheel.joinpath(*inside.parts).is_file(), inside


def test_that_the_wheel_holds_neither_tests_nor_build_scripts(wheel: zipfile.Path) -> None:
    tops = {path.name for path in wheel.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"emodesk"}


def test_that_the_licence_travels_with_the_wheel(wheel: zipfile.Path) -> None:
    (about,) = [path for path in wheel.iterdir() if path.name.endswith(".dist-info")]
    assert (about / "licenses" / "LICENSE").is_file()
