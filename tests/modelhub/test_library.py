"""Models are found by id, by name and by path; what can't work is refused before the engine sees it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import psutil
import pytest

from emodesk.core.errors import (
    ModelDamagedError,
    ModelError,
    ModelMissingError,
    ModelUnsupportedError,
    NotEnoughMemoryError,
)
from emodesk.modelhub import catalogue, library, memory
from emodesk.modelhub.fingerprint import fingerprint
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.memory import check_memory, need_of_file
from tests.modelhub.tiny_gguf import write_tiny_model

LLAMA_VOCABULARY = Path(__file__).parents[3] / "shared" / "data" / "vocab" / "ggml-vocab-llama-spm.gguf"


def test_that_a_model_is_found_by_its_path(tiny: Path) -> None:
    model = library.find_model(str(tiny))
    assert (model.id, model.name, model.path, model.prompt_style) == ("tiny.gguf", "tiny", tiny, "aaid")
    assert model.fingerprint == hashlib.sha256(tiny.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["mine", "mine.gguf"])
def test_that_a_model_is_found_by_its_name_in_the_models_folder(
    tmp_path: Path, tiny_bytes: bytes, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "data" / "emodesk" / "models", tmp_path / "elsewhere"):
        folder.mkdir(parents=True)
        (folder / "mine.gguf").write_bytes(tiny_bytes)
        assert library.find_model(name).path == folder / "mine.gguf"
        assert "mine.gguf" in library.available_models()
        monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "elsewhere"))


def test_that_the_starter_is_found_by_its_id() -> None:
    model = library.find_model("Starter")
    assert model.id == "starter"
    assert model.name == "EmoDesk starter"


@pytest.mark.parametrize("name", ["nothing", "no/such/file.gguf", "", ".", "~nobody-has-this-name/a.gguf", "a" * 300])
def test_that_an_unknown_name_lists_what_there_is(tmp_path: Path, tiny_bytes: bytes, name: str) -> None:
    folder = tmp_path / "data" / "emodesk" / "models"
    folder.mkdir(parents=True)
    (folder / "mine.gguf").write_bytes(tiny_bytes)
    with pytest.raises(ModelMissingError) as caught:
        library.find_model(name)
    assert "mine.gguf" in caught.value.hint
    assert ".gguf file" in caught.value.hint


def test_that_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        library.find_model(str(tmp_path))


def test_that_a_vocabulary_is_no_model(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "a.gguf", with_weights=False)
    with pytest.raises(ModelUnsupportedError, match="no weights"):
        library.find_model(str(path))


def test_that_the_vocabulary_of_llama_is_no_model() -> None:
    if not LLAMA_VOCABULARY.is_file():
        pytest.skip("needs the shared data beside the checkout")
    with pytest.raises(ModelUnsupportedError, match="no weights"):
        library.find_model(str(LLAMA_VOCABULARY))


def test_that_weights_without_a_vocabulary_are_no_model(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "a.gguf", with_vocabulary=False)
    with pytest.raises(ModelUnsupportedError, match="no vocabulary"):
        library.find_model(str(path))


@pytest.mark.parametrize(
    ("architecture", "extra"),
    [("bert", {}), ("nomic-bert", {}), ("t5encoder", {}), ("llama", {"llama.attention.causal": False}),
     ("llama", {"llama.pooling_type": 1})],
)  # fmt: skip
def test_that_an_encoder_is_refused(tmp_path: Path, architecture: str, extra: dict[str, int | bool]) -> None:
    path = write_tiny_model(tmp_path / "a.gguf", architecture=architecture, extra=extra)
    with pytest.raises(ModelUnsupportedError, match="writes no answers") as caught:
        library.find_model(str(path))
    assert architecture in caught.value.message


def test_that_a_part_of_a_split_model_is_refused(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "a.gguf", extra={"split.count": 3, "split.no": 0})
    with pytest.raises(ModelUnsupportedError, match="one part") as caught:
        library.find_model(str(path))
    assert "Join" in caught.value.hint


def test_that_a_model_larger_than_the_memory_is_refused_with_both_numbers(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "large.gguf")
    os.truncate(path, 3 << 40)
    with pytest.raises(NotEnoughMemoryError, match=r"needs about 3298\.\d GB .* \d+\.\d GB are free") as caught:
        library.find_model(str(path))
    assert "smaller" in caught.value.hint
    assert psutil.virtual_memory().available < 3 << 40


def test_that_a_model_that_seems_too_large_can_be_tried_anyway(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "large.gguf")
    os.truncate(path, 3 << 40)
    with pytest.raises(NotEnoughMemoryError, match=r"weights \+ .* context \+ .* and a batch") as caught:
        library.find_model(str(path))
    assert "--try-anyway" in caught.value.hint


def test_that_the_memory_of_the_context_counts(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = read_header(tiny)
    need = need_of_file(header)
    assert need.weights_bytes == header.size_bytes
    assert need.context_bytes == 2 * 2 * 32 * (2048 + 512)
    monkeypatch.setattr(memory, "available_bytes", lambda: need.total_bytes)
    check_memory(need, "tiny")
    monkeypatch.setattr(memory, "available_bytes", lambda: need.total_bytes - 1)
    with pytest.raises(NotEnoughMemoryError):
        check_memory(need, "tiny")


def test_that_a_fingerprint_is_remembered_until_the_file_changes(tmp_path: Path, tiny: Path) -> None:
    cache = tmp_path / "deep" / "fingerprints.json"
    first = fingerprint(tiny, cache)
    assert first == hashlib.sha256(tiny.read_bytes()).hexdigest()
    (key,) = json.loads(cache.read_text("utf-8"))
    cache.write_text(json.dumps({key: "remembered"}), "utf-8")
    assert fingerprint(tiny, cache) == "remembered"
    tiny.write_bytes(b"changed")
    assert fingerprint(tiny, cache) == hashlib.sha256(b"changed").hexdigest()
    assert len(json.loads(cache.read_text("utf-8"))) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b'{"a": 1}', b"\xff\xfe\0", b"null", b"[" * 100_000])
def test_that_a_damaged_memory_of_fingerprints_is_ignored_and_replaced(
    tmp_path: Path, tiny: Path, content: bytes
) -> None:
    cache = tmp_path / "fingerprints.json"
    cache.write_bytes(content)
    expected = hashlib.sha256(tiny.read_bytes()).hexdigest()
    assert fingerprint(tiny, cache) == expected
    assert list(json.loads(cache.read_text("utf-8")).values()) == [expected]
    assert sorted(path.name for path in tmp_path.glob("*")) == ["fingerprints.json", "tiny.gguf"]


def test_that_a_memory_of_fingerprints_that_cannot_be_written_harms_nobody(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "file").touch()
    expected = hashlib.sha256(tiny.read_bytes()).hexdigest()
    assert fingerprint(tiny, tmp_path / "file" / "fingerprints.json") == expected
    (tmp_path / "folder.json").mkdir()
    assert fingerprint(tiny, tmp_path / "folder.json") == expected
    assert sorted(path.name for path in tmp_path.glob("*")) == ["file", "folder.json", "tiny.gguf"]


def test_that_a_file_that_vanishes_under_way_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: Path) -> str:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr(library, "fingerprint", gone)
    with pytest.raises(ModelDamagedError, match="can't be read"):
        library.find_model(str(tiny))


def test_that_the_catalogue_is_valid_and_names_the_starter() -> None:
    content = catalogue.load_catalogue()
    assert "starter" in [entry.id for entry in content.models]


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"version": 1, "models": [{"id": "a"}]}', b"\xff", b"[]"])
def test_that_a_damaged_catalogue_is_named(
    tmp_path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "models.json"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(catalogue, "resource", lambda _: path)
    with pytest.raises(ModelError, match="catalogue of models is missing or damaged") as caught:
        library.find_model("starter")
    assert "Install" in caught.value.hint
