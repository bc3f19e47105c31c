"""Add-ons of the engine, from the zip to llama.cpp: with a real back end for a card that nobody has."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from bundling import add_on as packing
from emodesk.core import add_on
from emodesk.core.errors import AddOnError
from emodesk.core.reading import LoadOptions
from emodesk.core.resources import resource
from emodesk.core.transfer import Transfer
from emodesk.engine import cards
from emodesk.engine.client import EngineClient
from emodesk.engine.messages import Examined
from emodesk.engine.transport import WorkerTransport
from emodesk.modelhub import add_ons
from tests.damaged_zip import with_flipped_bits

SOURCE = """
#include <stddef.h>
struct registry { int api_version; const char *(*name)(void *); size_t (*count)(void *);
                  void *(*device)(void *, size_t); void *(*address)(void *, const char *); void *context; };
static const char *name(void *self) { return "TestCard"; }
static size_t count(void *self) { return 0; }
static void *device(void *self, size_t place) { return NULL; }
static void *address(void *self, const char *wanted) { return NULL; }
static struct registry it = { VERSION, name, count, device, address, NULL };
__attribute__((visibility("default"))) void *ggml_backend_init(void) { return &it; }
"""
GGML_BACKEND_API_VERSION = 2
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the back end is compiled as a Linux library")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which this test's add-ons lie."""
    monkeypatch.setenv(add_on.VARIABLE, str(tmp_path / "add-ons"))
    return tmp_path / "add-ons"


def compiled(folder: Path, version: int = GGML_BACKEND_API_VERSION) -> Path:
    (folder / "card.c").write_text(SOURCE, encoding="utf-8")
    target = folder / "libggml-testcard.so"
    command = ["cc", "-shared", "-fPIC", f"-DVERSION={version}", "-o", str(target), str(folder / "card.c")]
    subprocess.run(command, check=True)
    return target


def packed(folder: Path) -> Path:
    """A zip with two files, of which llama.cpp is given neither."""
    (folder / "libone.so").write_bytes(b"one")
    (folder / "libtwo.so").write_bytes(b"two")
    return packing.pack("vulkan", [folder / "libone.so", folder / "libtwo.so"], folder)


def changed(path: Path, **fields: object) -> Path:
    """The same zip with other words in its manifest."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = msgspec.json.decode(contents[add_on.MANIFEST]) | fields
    contents[add_on.MANIFEST] = msgspec.json.encode(manifest)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def bring(path: Path) -> add_on.InstalledAddOn:
    def tell(transfer: Transfer) -> None:
        assert transfer.done_bytes <= transfer.total_bytes

    return add_ons.bring(path, tell)


def examined(log: Path) -> Examined:
    client = EngineClient(WorkerTransport(log, add_ons=add_ons.folder()))
    try:
        return client.examine()
    finally:
        client.close()


@on_linux
def test_that_the_engine_loads_an_add_on_once_it_is_there_and_not_after_it_is_removed(
    place: Path, tmp_path: Path
) -> None:
    assert "TestCard" not in examined(tmp_path / "log").gpu_back_ends
    bring(packing.pack("vulkan", [compiled(tmp_path)], tmp_path))
    assert "TestCard" in examined(tmp_path / "log").gpu_back_ends
    add_ons.remove("vulkan")
    assert list(place.iterdir()) == []
    assert "TestCard" not in examined(tmp_path / "log").gpu_back_ends


@on_linux
@pytest.mark.parametrize("fields", [{"engine": "0.0.1"}, {"platform": "win-arm64"}])
def test_that_the_engine_leaves_alone_what_was_installed_for_another_one(
    place: Path, tmp_path: Path, fields: dict[str, str]
) -> None:
    added = bring(packing.pack("vulkan", [compiled(tmp_path)], tmp_path))
    manifest = added.folder / add_on.MANIFEST
    manifest.write_bytes(msgspec.json.encode(msgspec.json.decode(manifest.read_bytes()) | fields))
    assert "TestCard" not in examined(tmp_path / "log").gpu_back_ends
    (found,) = add_ons.installed()
    assert next(iter(fields.values())) in found.problem


@on_linux
def test_that_a_back_end_of_another_interface_does_no_harm(place: Path, tmp_path: Path) -> None:
    bring(packing.pack("vulkan", [compiled(tmp_path, version=99)], tmp_path))
    said = examined(tmp_path / "log")
    assert "TestCard" not in said.gpu_back_ends
    assert "CPU" in said.system


def test_that_an_add_on_is_listed_and_gives_way_to_a_newer_one(place: Path, tmp_path: Path) -> None:
    assert add_ons.installed() == []
    bring(packed(tmp_path))
    (tmp_path / "libthree.so").write_bytes(b"three")
    bring(packing.pack("vulkan", [tmp_path / "libthree.so"], tmp_path))
    (found,) = add_ons.installed()
    assert (found.add_on.id, found.problem, found.add_on.size_bytes) == ("vulkan", "", 5)
    assert {path.name for path in found.folder.iterdir()} == {"libthree.so", add_on.MANIFEST}
    assert [path.name for path in place.iterdir()] == ["vulkan"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"engine": "0.0.1"}, "built for the engine 0.0.1"),
        ({"platform": "win-amd64"}, "made for win-amd64"),
        ({"files": []}, "names no files"),
        ({"id": "../up"}, "names no files"),
        ({"files": [{"name": "../up.so", "size_bytes": 1, "sha256": "0"}]}, "names no files"),
        ({"files": [{"name": "libthree.so", "size_bytes": 1, "sha256": "0"}]}, "libthree.so” isn't in it"),
        ({"files": [{"name": "libone.so", "size_bytes": 3, "sha256": "0" * 64}]}, "checksum is wrong"),
        ({"files": [{"name": "libone.so", "size_bytes": 1 << 60, "sha256": "0" * 64}]}, "enough space"),
        ({"files": 7}, "is damaged"),
    ],
)
def test_that_what_does_not_fit_is_refused_in_a_sentence_and_the_one_before_stays(
    place: Path, tmp_path: Path, fields: dict[str, object], words: str
) -> None:
    before = bring(packed(tmp_path))
    with pytest.raises(AddOnError, match=words):
        bring(changed(packed(tmp_path), **fields))
    assert add_ons.installed() == [before]
    assert [path.name for path in place.iterdir()] == ["vulkan"]


def test_that_what_is_no_add_on_is_refused(place: Path, tmp_path: Path) -> None:
    whole = packed(tmp_path)
    (tmp_path / "cut.zip").write_bytes(whole.read_bytes()[:-40])
    with zipfile.ZipFile(tmp_path / "model.zip", "w") as archive:
        archive.writestr("model.gguf", b"GGUF")
    for name, words in (("cut.zip", "damaged"), ("model.zip", "no add-on"), ("missing.zip", "no file")):
        with pytest.raises(AddOnError, match=words):
            bring(tmp_path / name)
    with pytest.raises(AddOnError, match="can be removed: none"):
        add_ons.remove("cuda")
    assert not place.exists()


def test_that_an_add_on_in_which_a_bit_has_changed_is_refused(place: Path, tmp_path: Path) -> None:
    whole, damaged = tmp_path / "whole.zip", tmp_path / "damaged.zip"
    with zipfile.ZipFile(packed(tmp_path)) as stored, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in stored.namelist():
            archive.writestr(name, stored.read(name))
    for content in with_flipped_bits(whole, add_on.MANIFEST):
        damaged.write_bytes(content)
        with pytest.raises(AddOnError, match="damaged"):
            bring(damaged)
    assert not place.exists()


def test_that_a_file_which_changed_afterwards_is_told(place: Path, tmp_path: Path) -> None:
    added = bring(packed(tmp_path))
    (added.folder / "libone.so").write_bytes(b"something else")
    (found,) = add_ons.installed()
    assert found.problem == "libone.so isn't what was installed"


@pytest.mark.skipif(sys.platform == "win32", reason="there the driver's library tells of the card")
def test_that_nvidias_cards_are_seen_with_and_without_their_driver(tmp_path: Path) -> None:
    assert cards.nvidia_cards(tmp_path) == ()
    for name, vendor, kind in (("a", "0x10de", "0x030000"), ("b", "0x10de", "0x040300"), ("c", "0x8086", "0x030000")):
        device = tmp_path / "sys" / "bus" / "pci" / "devices" / name
        device.mkdir(parents=True)
        (device / "vendor").write_text(f"{vendor}\n")
        (device / "class").write_text(f"{kind}\n")
    assert cards.nvidia_cards(tmp_path) == ("an NVIDIA card without its driver",)
    gpu = tmp_path / "proc" / "driver" / "nvidia" / "gpus" / "0000:01:00.0"
    gpu.mkdir(parents=True)
    (gpu / "information").write_text("Model: \t\t NVIDIA Test 1000\nIRQ:   \t\t 5\n")
    assert cards.nvidia_cards(tmp_path) == ("NVIDIA Test 1000",)


def test_that_a_card_is_offered_the_add_on_of_this_engine_and_no_card_none() -> None:
    assert cards.offer(()) == ""
    if sys.platform != "darwin":
        import llama_cpp

        sentence = cards.offer(("NVIDIA Test 1000",))
        assert f"emodesk engine add emodesk-cuda-{llama_cpp.__version__}-" in sentence


def test_that_a_run_without_a_gpu_says_which_add_on_the_card_would_need(monkeypatch: pytest.MonkeyPatch) -> None:
    from emodesk.engine import devices, llama_backend

    monkeypatch.setattr(devices, "gpus", tuple)
    monkeypatch.setattr(cards, "nvidia_cards", lambda: ("NVIDIA Test 1000",))
    planned = llama_backend.plan(LoadOptions(path=str(resource("starter/emodesk-starter.gguf")), fingerprint=""))
    assert planned.layers == 0
    assert planned.note == cards.offer(("NVIDIA Test 1000",))
    assert "NVIDIA Test 1000" in planned.note
