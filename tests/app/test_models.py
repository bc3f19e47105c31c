"""The models as the window lists them, on the real starter and on real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from emodesk import desktop
from emodesk.app.models import Models
from emodesk.core.errors import ModelError, ModelMissingError


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Models:
    monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return desktop.desktop().models


def test_that_the_starter_is_there_with_all_that_one_wants_to_know(models: Models) -> None:
    (starter,) = models.list()
    assert starter.id == "starter"
    assert starter.is_shipped
    assert not starter.can_be_removed
    assert not starter.problem
    assert starter.card_text
    assert starter.memory_needed_bytes is not None
    assert starter.size_bytes < starter.memory_needed_bytes < starter.memory_free_bytes


def test_that_the_catalogue_says_what_could_be_had_and_how_good_it_is(models: Models) -> None:
    starter, *others = models.all()
    assert starter.is_here
    assert any("Emollama" in model.name and model.figures for model in others)
    assert not any(model.is_here for model in others)
    for model in others:
        assert model.variants
        assert bool(model.problem) is (model.conversion is not None)
        assert model.source
        assert bool(model.problem) is (model.expected_texts_per_s is None)


def test_that_what_a_conversion_takes_is_told_before(models: Models) -> None:
    of = {model.id: model for model in models.all()}
    t5, opt = of["emot5-large:original"], of["emoopt-13b:original"]
    assert t5.conversion is not None
    assert t5.conversion.room_bytes == t5.conversion.size_bytes == 737_700_000  # a byte for each weight
    assert opt.memory_needed_bytes is not None
    assert opt.conversion is not None
    assert opt.memory_needed_bytes > opt.conversion.size_bytes
    chat = of["emollama-chat-7b:Q4_K_M"]
    assert chat.conversion is None
    (original,) = (each for each in chat.variants if each.conversion is not None)
    assert original.conversion is not None
    assert original.conversion.size_bytes == chat.size_bytes
    assert original.conversion.room_bytes == pytest.approx(1.5 * original.size_bytes, rel=0.01)


def test_that_one_version_of_a_model_is_advised_and_is_the_one_that_is_listed(models: Models) -> None:
    before = next(each for each in models.all() if each.id == "emollama-chat-7b:Q4_K_M")
    assert "emollama-chat-7b:Q4_K_M" in [variant.id for variant in before.variants]
    (advised,) = (variant for variant in before.variants if variant.is_advised)
    assert advised.size_bytes == before.size_bytes


def test_that_a_file_is_added_timed_and_taken_away(models: Models, starter: Path, tmp_path: Path) -> None:
    own = tmp_path / "Žöe 田中.gguf"
    shutil.copyfile(starter, own)
    assert models.add(own, lambda _: None, lambda: False)
    assert own.exists()
    added = models.list()[1]
    models.note_speed(added.id, 12.345)
    assert models.list()[1].texts_per_s == 12.35
    assert added.can_be_removed
    models.remove(added.id)
    assert [model.id for model in models.list()] == ["starter"]


def test_that_nonsense_is_refused_and_leaves_nothing_behind(models: Models, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.gguf"
    nonsense.write_bytes(b"GGUF" + b"\xff" * 100)
    with pytest.raises(ModelError):
        models.add(nonsense, lambda _: None, lambda: False)
    assert len(models.list()) == 1


@pytest.mark.parametrize("name", ["starter", "../elsewhere.gguf", "nobody.gguf"])
def test_that_only_models_of_the_own_folder_can_be_removed(models: Models, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere.gguf").touch()
    with pytest.raises(ModelMissingError):
        models.remove(name)
    assert (tmp_path / "elsewhere.gguf").exists()
