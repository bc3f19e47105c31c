"""The models page's use cases, on the real starter and on real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from emodesk.app.kept_file import KeptFile
from emodesk.app.models import Models
from emodesk.core.errors import ModelDamagedError, ModelMissingError
from emodesk.modelhub.installed import InstalledModels


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Models:
    monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "models"))
    return Models(InstalledModels(), KeptFile(tmp_path / "speeds.json"))


def test_that_the_starter_is_there_with_all_that_one_wants_to_know(models: Models) -> None:
    (starter,) = models.list()
    assert starter.id == "starter"
    assert starter.is_shipped
    assert not starter.problem
    assert starter.figures
    assert starter.licence_text
    assert starter.size_bytes < starter.memory_needed_bytes < starter.memory_free_bytes


def test_that_a_file_is_added_whole_and_taken_away(models: Models, starter: Path, tmp_path: Path) -> None:
    own = tmp_path / "Žöe 田中.gguf"
    shutil.copyfile(starter, own)
    added = models.add(own)
    assert added.path.parent == models.folder
    assert own.exists()
    assert [model.id for model in models.list()] == ["starter", own.name]
    models.note_speed(own.name, 12.345)
    assert models.list()[1].texts_per_s == 12.35
    models.remove(own.name)
    assert [model.id for model in models.list()] == ["starter"]


def test_that_nonsense_is_refused_and_leaves_nothing_behind(models: Models, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.gguf"
    nonsense.write_bytes(b"GGUF" + b"\xff" * 100)
    with pytest.raises(ModelDamagedError):
        models.add(nonsense)
    assert not models.folder.exists()


def test_that_a_damaged_file_in_the_folder_is_listed_with_its_problem(models: Models, starter: Path) -> None:
    models.folder.mkdir()
    (models.folder / "half.gguf").write_bytes(starter.read_bytes()[:5000])
    half = models.list()[1]
    assert half.problem
    assert half.memory_needed_bytes == 0


@pytest.mark.parametrize("name", ["starter", "../elsewhere.gguf", "nobody.gguf"])
def test_that_only_files_of_the_folder_can_be_removed(models: Models, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere.gguf").touch()
    with pytest.raises(ModelMissingError):
        models.remove(name)
    assert (tmp_path / "elsewhere.gguf").exists()
