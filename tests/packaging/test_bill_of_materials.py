"""The list of the program's parts, held against CycloneDX's own schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bundling import bill_of_materials, contents, licences

VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with what the list names: a package's library, a library of the system, a model, a link."""
    for place in ("_internal/numpy/core.so", "_internal/libcrypto.so.3", "_internal/emodesk/starter.gguf"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(place.encode())
    (tmp_path / "_internal" / "libcrypto.so").symlink_to("libcrypto.so.3")
    return tmp_path


def test_that_the_list_is_what_cyclonedx_asks_for(program: Path) -> None:
    document = bill_of_materials.document(program)
    assert VALIDATOR.validate_str(json.dumps(document)) is None
    del document["components"][0]["name"]
    assert VALIDATOR.validate_str(json.dumps(document)) is not None


def test_that_the_list_names_every_package_every_library_and_the_model_once(program: Path) -> None:
    parts = bill_of_materials.document(program)["components"]
    names = [part["name"] for part in parts]
    assert len(set(names)) == len(names)
    elsewhere = {name for name in contents.bundled_distributions() if licences.distribution(name) is None}
    assert {*contents.bundled_distributions()} - elsewhere <= set(names)
    assert {"Python", "_internal/numpy/core.so", "_internal/libcrypto.so.3", "starter"} <= set(names)


def test_that_the_same_program_gives_the_same_list(program: Path) -> None:
    assert bill_of_materials.document(program) == bill_of_materials.document(program)
