"""Models lie in a folder that can be moved; others can be shared, and are never written to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from emodesk.core.errors import ModelError, OptionError
from emodesk.core.transfer import Transfer
from emodesk.modelhub import folders, library
from emodesk.modelhub.importing import import_model
from emodesk.modelhub.installing import remove, verify


def silent(_: Transfer) -> None:
    pass


def bring(path: Path, name: str) -> None:
    assert import_model(path, name, silent, lambda: False) is not None


def names() -> list[str]:
    return [model.receipt.id for model in library.installed_models()]


def test_that_the_models_move_with_their_folder(tmp_path: Path, tiny: Path) -> None:
    bring(tiny, "mine")
    old = folders.own_folder()
    assert folders.move(tmp_path / "Žöe 田中" / "models", silent) == old
    assert folders.own_folder() == tmp_path / "Žöe 田中" / "models"
    assert not old.exists()
    assert names() == ["mine"]
    assert library.find_model("mine").path.is_file()
    bring(tiny, "another")
    assert (tmp_path / "Žöe 田中" / "models" / "another").is_dir()


def test_that_an_empty_library_moves_too(tmp_path: Path, tiny: Path) -> None:
    folders.move(tmp_path / "new", silent)
    bring(tiny, "mine")
    assert (tmp_path / "new" / "mine").is_dir()


@pytest.fixture
def other_disk(mount_disk: Callable[[str], Path]) -> Path:
    """Return a small disk of its own."""
    return mount_disk("size=300k")


def test_that_models_move_to_another_disk(other_disk: Path, tiny: Path) -> None:
    bring(tiny, "mine")
    old = folders.own_folder()
    seen: list[Transfer] = []
    folders.move(other_disk / "models", seen.append)
    assert not old.exists()
    (model,) = library.installed_models()
    assert [verdict.problem for verdict in verify(model, silent)] == [""]
    assert seen[-1].done_bytes == seen[-1].total_bytes > 0


def test_that_a_disk_that_is_too_small_leaves_the_models_where_they_were(other_disk: Path, tiny: Path) -> None:
    bring(tiny, "mine")
    bring(tiny, "another")
    old = folders.own_folder()
    with pytest.raises(ModelError, match="No space left") as caught:
        folders.move(other_disk / "models", silent)
    assert "still where they were" in caught.value.hint
    assert folders.own_folder() == old
    assert sorted(names()) == ["another", "mine"]
    assert not (other_disk / "models").exists()


def test_that_a_move_into_itself_or_onto_something_is_refused(
    tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(tiny, "mine")
    own = folders.own_folder()
    for target in (own, own / "deeper", own.parent):
        with pytest.raises(OptionError, match="neither in the old one"):
            folders.move(target, silent)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    for target in (tmp_path / "full", tmp_path / "full" / "file"):
        with pytest.raises(OptionError, match="isn't an empty folder"):
            folders.move(target, silent)
    monkeypatch.setenv("EMODESK_MODELS", str(own))
    with pytest.raises(OptionError, match="EMODESK_MODELS"):
        folders.move(tmp_path / "new", silent)
    assert names() == ["mine"]


def test_that_models_of_a_shared_folder_are_read_and_never_changed(tmp_path: Path, tiny: Path) -> None:
    bring(tiny, "common")
    shared = tmp_path / "shared"
    shutil.move(folders.own_folder(), shared)
    assert names() == []
    folders.share(shared)
    (model,) = library.installed_models()
    assert not model.is_own
    assert library.find_model("common").path == shared / "common" / "tiny.gguf"
    with pytest.raises(OptionError, match="shared folder"):
        remove(model)
    bring(tiny, "mine")
    assert folders.own_folder() != shared
    assert names() == ["mine", "common"]
    folders.stop_sharing(shared)
    assert names() == ["mine"]
    for folder, action in ((shared, folders.stop_sharing), (tmp_path / "nowhere", folders.share)):
        with pytest.raises(OptionError):
            action(folder)


def test_that_the_variable_names_several_folders(
    tmp_path: Path, tiny: Path, tiny_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMODESK_MODELS", os.pathsep.join([str(tmp_path / "own"), str(tmp_path / "all")]))
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "loose.gguf").write_bytes(tiny_bytes)
    bring(tiny, "mine")
    assert (tmp_path / "own" / "mine").is_dir()
    assert library.available_models()[-2:] == ["mine", "loose.gguf"]


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"own": 5}', b"\xff"])
def test_that_a_damaged_note_of_the_folders_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "config" / "emodesk" / "model-folders.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ModelError, match="where the models are") as caught:
        folders.own_folder()
    assert "Delete it" in caught.value.hint


def test_that_a_folder_with_a_damaged_or_foreign_receipt_is_no_model(tmp_path: Path, tiny: Path) -> None:
    bring(tiny, "mine")
    folder = folders.own_folder()
    (folder / "mine").rename(folder / "renamed")
    (folder / "empty").mkdir()
    (folder / "odd").mkdir()
    (folder / "odd" / "emodesk-model.json").write_bytes(b"{}")
    assert names() == []
