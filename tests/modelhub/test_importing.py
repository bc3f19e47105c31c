"""A GGUF file, a folder of safetensors and a zip come in, checked; a model goes out as a zip and comes back."""

from __future__ import annotations

import hashlib
import json
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from emodesk.core.errors import (
    ExportError,
    ModelDamagedError,
    ModelError,
    ModelMissingError,
    ModelUnsupportedError,
    OptionError,
)
from emodesk.core.model_file import InstalledModel
from emodesk.core.transfer import Transfer
from emodesk.modelhub import importing
from emodesk.modelhub.catalogue import choose, load_catalogue
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.gguf import GgufHeader
from emodesk.modelhub.importing import import_model, recognise
from emodesk.modelhub.installing import remove, verify
from emodesk.modelhub.library import find_model, installed_model, installed_models
from emodesk.modelhub.package import pack
from emodesk.modelhub.receipts import RECEIPT
from tests.damaged_zip import with_flipped_bits
from tests.modelhub.tiny_checkpoint import EMBEDDINGS, checkpoint_files, write_files
from tests.modelhub.tiny_gguf import write_tiny_model


def silent(_: Transfer) -> None:
    pass


def bring(path: Path, name: str | None = None) -> InstalledModel:
    model = import_model(path, name, silent, lambda: False)
    assert model is not None
    return model


def refused(path: Path, kind: type[ModelError], name: str | None = None) -> str:
    """Return what an import is refused with, and see that nothing of it is kept."""
    before = installed_models()
    with pytest.raises(kind) as caught:
        bring(path, name)
    assert caught.value.hint
    assert installed_models() == before
    assert not list((own_folder() / importing.IMPORTS).glob("*"))
    return str(caught.value)


def test_that_a_gguf_is_copied_checked_and_found_by_its_name(tiny: Path, tiny_bytes: bytes) -> None:
    model = bring(tiny)
    assert (model.receipt.id, model.receipt.source, model.receipt.entry) == ("tiny", "import", "")
    assert model.receipt.files[0].sha256 == hashlib.sha256(tiny_bytes).hexdigest()
    tiny.unlink()
    assert find_model("tiny").path.read_bytes() == tiny_bytes
    assert "can't" not in refused_twice(model)


def refused_twice(model: InstalledModel) -> str:
    said = refused(model.main_file, ModelError)
    assert "installed already" in said
    assert "--name" in said
    return said


def test_that_it_can_be_given_a_name(tiny: Path) -> None:
    assert bring(tiny, "mine.v2").folder == own_folder() / "mine.v2"
    assert find_model("MINE.V2").id == "mine.v2"
    for name in ("", "a/b", "..", ".hidden", "a\\b", "c:d", "x" * 300, "new\nline"):
        with pytest.raises(OptionError, match="can't be the name"):
            bring(tiny, name)


def test_that_a_file_name_that_is_no_folder_name_is_changed(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "mein Modell: Žöe 田中.gguf"
    path.write_bytes(tiny_bytes)
    assert bring(path).receipt.id == "mein-Modell-Žöe-田中"


@pytest.mark.parametrize("architecture", list(EMBEDDINGS))
@pytest.mark.parametrize("shards", [1, 3])
def test_that_a_folder_of_safetensors_is_installed_with_all_its_files(
    tmp_path: Path, architecture: str, shards: int
) -> None:
    files = checkpoint_files(architecture, shards=shards)
    folder = write_files(tmp_path / "Emo-model", files | {"README.md": b"about it"})
    model = bring(folder)
    assert {file.name for file in model.receipt.files} == set(files)
    assert model.receipt.architecture == architecture
    assert [verdict.problem for verdict in verify(model, silent)] == [""] * len(files)
    with pytest.raises(ModelUnsupportedError, match="emodesk models convert Emo-model"):
        find_model("Emo-model")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"config.json": None}, "no config.json"),
        ({"config.json": b"{"}, "can't be read"),
        ({"config.json": b'{"model_type": "llama", "vocab_size": 97}'}, "96 of 97 pieces"),
        ({"config.json": b" " * (17 << 20)}, "too large"),
        ({"tokenizer.json": None}, "no vocabulary"),
        ({"model-00002-of-00003.safetensors": None}, "lacks model-00002"),
        ({"model-00002-of-00003.safetensors": b"text"}, "truncated"),
        ({"model.safetensors.index.json": b'{"weight_map": {"more": "model-00001-of-00003.safetensors"}}'}, "'more'"),
        ({"model.safetensors.index.json": b"[]"}, "can't be read"),
    ],
)
def test_that_a_folder_that_lacks_something_is_refused(
    tmp_path: Path, changes: dict[str, bytes | None], says: str
) -> None:
    files = checkpoint_files("llama", shards=3) | changes
    folder = write_files(tmp_path / "model", {name: content for name, content in files.items() if content is not None})
    assert says in refused(folder, ModelDamagedError)


def test_that_a_folder_of_another_architecture_is_refused(tmp_path: Path) -> None:
    files = checkpoint_files("llama") | {"config.json": b'{"model_type": "whisper"}'}
    assert "whisper" in refused(write_files(tmp_path / "model", files), ModelUnsupportedError)


def test_that_a_folder_with_one_gguf_is_taken_and_with_two_is_refused(tmp_path: Path, tiny_bytes: bytes) -> None:
    folder = write_files(tmp_path / "stick", {"a.gguf": tiny_bytes, "notes.txt": b"hello"})
    assert bring(folder).receipt.id == "a"
    (folder / "b.gguf").write_bytes(tiny_bytes)
    assert "2 GGUF files" in refused(folder, ModelMissingError)
    assert "holds no model" in refused(write_files(tmp_path / "empty", {"a.txt": b""}), ModelMissingError)
    assert "no file or folder" in refused(tmp_path / "nowhere", ModelMissingError)


def test_that_an_encoder_is_told_apart(tmp_path: Path) -> None:
    assert "writes no answers" in refused(
        write_tiny_model(tmp_path / "a.gguf", architecture="bert"), ModelUnsupportedError
    )


def test_that_an_import_that_is_stopped_leaves_nothing(tiny: Path) -> None:
    assert import_model(tiny, None, silent, lambda: True) is None
    assert installed_models() == []
    assert not list((own_folder() / importing.IMPORTS).glob("*"))


def test_that_models_of_the_catalogue_are_recognised_by_name_kind_and_size() -> None:
    entry, variant = choose("emollama-7b:Q5_K_M")
    header = GgufHeader({"general.architecture": "llama"}, 291, entry.parameters or 0, variant.size_bytes)
    for name in ("Emollama-7b.Q5_K_M.gguf", "Emollama-7b.i1-Q5_K_M.gguf", "emollama-7b-q5_k_m.gguf"):
        assert recognise(header, name) == (entry, variant)
    for name in ("Emollama-chat-7b.Q5_K_M.gguf.gguf", "Emollama-7b.Q5_K.gguf", "other.Q5_K_M.gguf"):
        assert recognise(header, name) is None
    other = GgufHeader({"general.architecture": "llama"}, 291, 8_000_000_000, variant.size_bytes)
    assert recognise(other, "Emollama-7b.Q5_K_M.gguf") is None


@pytest.fixture
def packed(tmp_path: Path, tiny: Path) -> Path:
    """Return an exported model; the model itself is gone."""
    model = bring(tiny, "travels")
    pack(model, tmp_path / "travels.zip", silent)
    remove(model)
    assert installed_models() == []
    return tmp_path / "travels.zip"


def test_that_a_model_travels_as_a_zip_and_arrives_as_it_was(packed: Path, tiny_bytes: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        assert archive.namelist() == [RECEIPT, "SHA256SUMS", "tiny.gguf"]
        archive.extractall(tmp_path / "seen")
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "seen", capture_output=True, check=False)
    assert checked.returncode == 0
    model = bring(packed)
    assert model.receipt.id == "travels"
    assert model.main_file.read_bytes() == tiny_bytes
    assert not model.main_file.is_symlink()
    assert stat.S_IMODE(model.folder.stat().st_mode) == 0o755  # so that others can read it where it's shared


def test_that_a_checkpoint_travels_too(tmp_path: Path) -> None:
    files = checkpoint_files("bart", shards=2)
    model = bring(write_files(tmp_path / "Emobart", files))
    pack(model, tmp_path / "a.zip", silent)
    remove(model)
    again = bring(tmp_path / "a.zip")
    assert {path.name: path.read_bytes() for path in again.folder.iterdir() if path.name != RECEIPT} == files


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_that_a_truncated_zip_is_refused(packed: Path, share: float) -> None:
    content = packed.read_bytes()
    packed.write_bytes(content[: int(len(content) * share)])
    refused(packed, ModelDamagedError)


def test_that_a_zip_with_a_changed_byte_is_refused(packed: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 1
    packed.write_bytes(content)
    refused(packed, ModelDamagedError)


def test_that_a_compressed_zip_with_a_changed_bit_is_refused(tmp_path: Path, tiny: Path) -> None:
    whole, damaged = tmp_path / "whole.zip", tmp_path / "damaged.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tiny, "model.gguf")
    for content in with_flipped_bits(whole, "model.gguf", 16):
        damaged.write_bytes(content)
        assert "is damaged" in refused(damaged, ModelDamagedError)


def rewrite(path: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    """Write a zip anew with changed members; their checksums inside the zip are right again."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            if (changed := change(name, content)) is not None:
                archive.writestr(*changed)


def test_that_the_receipt_is_held_against_the_files(packed: Path) -> None:
    rewrite(packed, lambda name, content: (name, content[:-1] + b"x" if name.endswith(".gguf") else content))
    assert "checksum is wrong" in refused(packed, ModelDamagedError)


def test_that_a_missing_file_is_noticed(tmp_path: Path) -> None:
    model = bring(write_files(tmp_path / "m", checkpoint_files("t5", shards=2)))
    pack(model, tmp_path / "m.zip", silent)
    remove(model)
    rewrite(tmp_path / "m.zip", lambda name, content: None if name == "config.json" else (name, content))
    assert "isn't there" in refused(tmp_path / "m.zip", ModelDamagedError)


@pytest.mark.parametrize("name", ["../../evil.gguf", "/etc/evil.gguf", "..\\evil.gguf", "deep/er/evil.gguf"])
def test_that_nothing_in_a_zip_gets_out_of_its_folder(tmp_path: Path, tiny_bytes: bytes, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, tiny_bytes)
    model = bring(tmp_path / "a.zip")
    assert [path.name for path in tmp_path.rglob("evil.gguf")] == ["evil.gguf"]
    assert model.main_file == own_folder() / "evil" / "evil.gguf"


@pytest.mark.parametrize("receipt", [b"", b"[]", b'{"id": "../x"}', b"{" * 100_000, None])
def test_that_a_receipt_that_makes_no_sense_is_refused(packed: Path, receipt: bytes | None) -> None:
    with zipfile.ZipFile(packed) as archive:
        told = json.loads(archive.read(RECEIPT))
    told["id"] = "../../outside"
    new = receipt if receipt is not None else json.dumps(told).encode()
    rewrite(packed, lambda name, content: (name, new if name == RECEIPT else content))
    refused(packed, ModelDamagedError)


def test_that_a_zip_without_a_model_with_two_or_with_a_password_is_refused(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "holds no model" in refused(path, ModelDamagedError)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/model.gguf", tiny_bytes)
        archive.writestr("b/model.gguf", tiny_bytes)
    assert "more than one" in refused(path, ModelDamagedError)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model.gguf", tiny_bytes)
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    assert "password" in refused(path, ModelDamagedError)


def test_that_a_zip_that_lies_about_a_size_is_refused(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model.gguf", tiny_bytes)
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    path.write_bytes(content)
    refused(path, ModelError)


def test_that_a_model_that_changed_is_not_exported(tmp_path: Path, tiny: Path) -> None:
    model = bring(tiny)
    with model.main_file.open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelDamagedError, match="isn't any more what was installed"):
        pack(model, tmp_path / "a.zip", silent)
    model.main_file.unlink()
    with pytest.raises(ModelDamagedError):
        pack(model, tmp_path / "a.zip", silent)
    assert not list(tmp_path.glob("a.zip*"))
    with pytest.raises(OptionError, match="zip"):
        pack(model, tmp_path / "a.tar", silent)
    with pytest.raises(ExportError):
        pack(model, tmp_path / "nowhere" / "a.zip", silent)


def test_that_a_check_finds_what_changed(tmp_path: Path) -> None:
    model = bring(write_files(tmp_path / "m", checkpoint_files("opt", shards=3)))
    shards = sorted(model.folder.glob("*.safetensors"))
    content = bytearray(shards[0].read_bytes())
    content[-1] ^= 1
    shards[0].write_bytes(content)
    shards[1].unlink()
    shards[2].write_bytes(shards[2].read_bytes() + b"x")
    problems = {verdict.name: verdict.problem for verdict in verify(model, silent)}
    assert "checksum" in problems[shards[0].name]
    assert "can't be read" in problems[shards[1].name]
    assert "bytes instead of" in problems[shards[2].name]
    assert problems["config.json"] == ""


def test_that_a_removed_model_is_gone(tiny: Path) -> None:
    model = bring(tiny)
    remove(model)
    assert not model.folder.exists()
    with pytest.raises(ModelMissingError, match="No model “tiny” is installed"):
        installed_model("tiny")


@pytest.fixture
def full_disk(mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a models folder on a disk with 100 kB of space."""
    folder = mount_disk("size=100k")
    monkeypatch.setenv("EMODESK_MODELS", str(folder))
    return folder


def test_that_a_disk_without_space_is_named(full_disk: Path, tiny: Path, tmp_path: Path) -> None:
    assert "enough space" in refused(tiny, ModelError)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tiny, "a.gguf")
    assert "enough space" in refused(tmp_path / "a.zip", ModelError)


def test_that_the_catalogue_is_what_it_says() -> None:
    entries = {entry.id: entry for entry in load_catalogue().models}
    assert set(entries) == {
        "starter", "emollama-7b", "emollama-chat-7b", "emollama-chat-13b", "emoopt-13b", "emobloom-7b", "emot5-large",
        "emobart-large",
    }  # fmt: skip
    listings = {variant.repository for entry in entries.values() for variant in entry.variants}
    assert len(listings) == 10
    for entry in entries.values():
        assert entry.prompt_style == "aaid"
        assert entry.licence
        if entry.kind == "starter":
            continue
        assert entry.variant() is not None
        assert len(entry.figures) == 21
        assert all(figure.source and figure.set and 0 <= figure.value <= 1 for figure in entry.figures)
        if entry.architecture == "llama":
            assert "Llama 2 Community License" in entry.licence
    assert [entry.id for entry in entries.values() if entry.is_laptop_default] == ["emollama-chat-7b"]
    assert "sha256" not in json.dumps(json.loads((Path(__file__).parents[2] / "models.json").read_text("utf-8")))
