"""Conversions that can't be done: each says why, and leaves nothing behind. And a large one in little memory."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import struct
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import psutil
import pytest

from emodesk.core.errors import EmoDeskError, ModelDamagedError, ModelError, ModelUnsupportedError, OptionError
from emodesk.core.model_file import InstalledModel
from emodesk.core.transfer import Transfer
from emodesk.modelhub.conversion.converting import CONVERSIONS, convert
from emodesk.modelhub.converted import read_converted
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.importing import import_model
from emodesk.modelhub.library import find_model, installed_models
from emodesk.modelhub.memory import need_of_converted

CHECKPOINTS = Path(__file__).parents[1] / "parity" / "checkpoints"


def never() -> bool:
    return False


def silent(_: Transfer) -> None:
    pass


def bring(architecture: str) -> InstalledModel:
    model = import_model(CHECKPOINTS / architecture, None, silent, never)
    assert model is not None
    return model


def refused(model: InstalledModel, kind: type[EmoDeskError], quantization: str | None = None) -> str:
    """Try to convert; return what was said. Nothing may be left of it."""
    with pytest.raises(kind) as caught:
        convert(model, quantization, silent, never)
    check_nothing_left(model)
    return str(caught.value)


def check_nothing_left(model: InstalledModel) -> None:
    assert [each.receipt.id for each in installed_models()] == [model.receipt.id]
    conversions = own_folder() / CONVERSIONS
    left = [path for path in conversions.iterdir() if not path.name.endswith(".lock")] if conversions.is_dir() else []
    assert left == []


def rewrite(path: Path, change: Callable[[dict[str, Any], bytearray], None]) -> None:
    """Change header or data of a safetensors file."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header, data = json.loads(raw[8 : 8 + length]), bytearray(raw[8 + length :])
    change(header, data)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def rename(name: str) -> Callable[[dict[str, Any], bytearray], None]:
    def change(header: dict[str, Any], _: bytearray) -> None:
        header[f"{name}.other"] = header.pop(name)

    return change


def turn(name: str) -> Callable[[dict[str, Any], bytearray], None]:
    def change(header: dict[str, Any], _: bytearray) -> None:
        header[name]["shape"].reverse()

    return change


def poison(name: str) -> Callable[[dict[str, Any], bytearray], None]:
    def change(header: dict[str, Any], data: bytearray) -> None:
        begin = header[name]["data_offsets"][0]
        data[begin : begin + 2] = b"\xff\xff"  # not a number, in half precision and in bfloat16

    return change


BLOOM_PART = "transformer.h.1.mlp.dense_h_to_4h.weight"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (rename(BLOOM_PART), "lacks the weights"),
        (turn(BLOOM_PART), "don't fit the model's configuration"),
        (poison(BLOOM_PART), "no numbers"),
    ],
)
def test_that_a_damaged_checkpoint_is_refused(change: Callable[[dict[str, Any], bytearray], None], says: str) -> None:
    model = bring("bloom")
    rewrite(model.folder / "model.safetensors", change)
    assert says in refused(model, ModelDamagedError)


def test_that_a_truncated_shard_is_refused() -> None:
    model = bring("opt")
    shard = model.folder / "model-00003-of-00004.safetensors"
    shard.write_bytes(shard.read_bytes()[:-100])
    assert "tensors take" in refused(model, ModelDamagedError)
    shard.unlink()
    assert "model-00003" in refused(model, ModelDamagedError)


@pytest.mark.parametrize("architecture", ["llama", "bart"])
def test_that_a_checkpoint_without_a_usable_vocabulary_is_refused(architecture: str) -> None:
    model = bring(architecture)
    for name in ("tokenizer.model", "tokenizer.json"):
        (model.folder / name).unlink(missing_ok=True)
    (model.folder / "vocab.json").write_bytes(b"{}")
    assert "tokenizer" in refused(model, ModelError)


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ({"model_type": "gpt2"}, ModelUnsupportedError, "gpt2"),
        ({"activation_function": "tanh"}, ModelUnsupportedError, "tanh"),
        ({"do_layer_norm_before": False}, ModelUnsupportedError, "350M"),
        ({"num_hidden_layers": 3}, ModelDamagedError, "lacks the weights"),
        ({"num_hidden_layers": "two"}, ModelDamagedError, "configuration"),
        ({"ffn_dim": 65}, ModelDamagedError, "don't fit"),
    ],
)
def test_that_a_configuration_that_does_not_fit_is_refused(
    changes: dict[str, object], kind: type[EmoDeskError], says: str
) -> None:
    model = bring("opt")
    path = model.folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    assert says in refused(model, kind)


def test_that_only_what_makes_sense_is_converted() -> None:
    model = bring("t5")
    assert "int8, float32" in refused(model, OptionError, "Q4_K_M")
    converted = convert(model, "INT8", silent, never)
    assert converted is not None
    with pytest.raises(OptionError, match="needs no conversion"):
        convert(converted, None, silent, never)


def test_that_a_conversion_that_is_stopped_leaves_nothing() -> None:
    model = bring("t5")
    assert convert(model, None, silent, lambda: True) is None
    check_nothing_left(model)


def test_that_what_a_killed_conversion_left_is_cleared_away() -> None:
    model = bring("t5")
    left = own_folder() / CONVERSIONS / "t5.int8"
    left.mkdir(parents=True)
    (left / "model.bin").write_bytes(b"half of it")
    (left / "other").write_bytes(b"")
    converted = convert(model, None, silent, never)
    assert converted is not None
    assert not left.exists()
    assert {path.name for path in converted.folder.iterdir()} == {
        "answering.json", "config.json", "emodesk-model.json", "model.bin", "shared_vocabulary.json", "spiece.model",
    }  # fmt: skip


def test_that_a_disk_that_is_too_small_is_named(
    mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = mount_disk("size=1500k")
    monkeypatch.setenv("EMODESK_MODELS", str(folder / "models"))
    model = bring("t5")
    assert "isn't enough space" in refused(model, ModelError, "float32")


def test_that_a_disk_that_fills_up_while_it_writes_is_named_and_gets_its_space_back(
    mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = mount_disk("size=240m")
    source = tmp_path / "large"
    source.mkdir()
    size = write_large_checkpoint(source, width=1024, inner=4096, layers=4, pieces=1_000, shards=1)
    model = import_model(source, None, silent, never)  # into the test's own home, on another disk
    assert model is not None
    target = folder / "models"
    monkeypatch.setenv("EMODESK_MODELS", os.pathsep.join((str(target), str(own_folder()))))
    others = folder / "others"

    def fill_up(_: Transfer) -> None:  # another program takes the space that was there when it was looked at
        if not others.exists():
            with others.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(folder).total - size)

    with pytest.raises(ModelError, match="the disk is full") as caught:
        convert(model, "float32", fill_up, never)
    assert "--move-to" in caught.value.hint
    assert [each.receipt.id for each in installed_models()] == [model.receipt.id]
    used = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    assert used == 0, "what was written is still there"


def test_that_a_second_conversion_of_the_same_model_is_refused_and_does_the_first_no_harm() -> None:
    model = bring("t5")
    said: list[str] = []

    def convert_again(_: Transfer) -> None:
        with pytest.raises(ModelError) as caught:
            convert(model, None, silent, never)
        said.append(caught.value.message)

    converted = convert(model, None, convert_again, never)
    assert said
    assert set(said) == {"This model is being converted by another EmoDesk."}
    assert converted is not None
    assert find_model(converted.receipt.id).path == converted.main_file


def test_that_two_conversions_to_different_types_go_on_beside_each_other() -> None:
    model = bring("t5")
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda kind: convert(model, kind, silent, never), ("int8", "float32")))
    assert {result.receipt.id for result in results if result} == {"t5.int8", "t5.float32"}
    for result in results:
        assert result is not None
        assert error_of(result.receipt.id) is None


def test_that_the_gguf_is_one_that_others_read() -> None:
    converted = convert(bring("llama"), "F16", silent, never)
    assert converted is not None
    reader = gguf.GGUFReader(converted.main_file)
    assert reader.fields["general.architecture"].contents() == "llama"
    assert reader.fields["tokenizer.ggml.add_bos_token"].contents() is True
    shapes = {tensor.name: tuple(map(int, tensor.shape)) for tensor in reader.tensors}
    assert shapes["token_embd.weight"] == (32, 560)
    assert shapes["blk.1.attn_k.weight"] == (32, 16)
    assert len(shapes) == 2 * 9 + 3


def error_of(name: str) -> EmoDeskError | None:
    """What is said of the model when it's to be loaded, if anything."""
    try:
        find_model(name)
    except EmoDeskError as error:
        return error
    return None


def test_that_a_converted_model_is_looked_at_before_it_is_loaded() -> None:
    model = convert(bring("bart"), None, silent, never)
    assert model is not None
    about = read_converted(model.folder)
    assert (about.architecture, about.answer_start, about.end_token) == ("bart", (2, 0), 2)
    assert need_of_converted(about, model.main_file.stat().st_size).total_bytes > model.main_file.stat().st_size
    assert find_model(model.receipt.id).path == model.main_file
    whole = model.main_file.read_bytes()
    chance = random.Random(1)
    for number in range(60):
        spoiled = bytearray(whole)
        if number % 2:
            del spoiled[chance.randrange(len(spoiled)) :]
        else:
            place = chance.randrange(200)
            spoiled[place : place + 4] = chance.randbytes(4)
        model.main_file.write_bytes(spoiled)
        if (error := error_of(model.receipt.id)) is None:
            assert len(spoiled) == len(whole), "a change that does no harm is no error"
        else:
            assert isinstance(error, ModelDamagedError)
    model.main_file.write_bytes(whole)
    (model.folder / "answering.json").write_bytes(b"{}")
    with pytest.raises(ModelDamagedError):
        find_model(model.receipt.id)


def write_large_checkpoint(folder: Path, *, width: int, inner: int, layers: int, pieces: int, shards: int) -> int:
    """Write an OPT of zeros and a few numbers, in half precision; return how many bytes its weights take."""
    tensors: dict[str, tuple[int, ...]] = {
        "model.decoder.embed_tokens.weight": (pieces, width),
        "model.decoder.embed_positions.weight": (2050, width),
        "model.decoder.final_layer_norm.weight": (width,),
        "model.decoder.final_layer_norm.bias": (width,),
    }
    for number in range(layers):
        layer = f"model.decoder.layers.{number}"
        for name, rows, columns in (
            *((f"self_attn.{part}_proj", width, width) for part in ("q", "k", "v", "out")),
            ("fc1", inner, width),
            ("fc2", width, inner),
        ):
            tensors[f"{layer}.{name}.weight"] = (rows, columns)
            tensors[f"{layer}.{name}.bias"] = (rows,)
        for name in ("self_attn_layer_norm", "final_layer_norm"):
            tensors[f"{layer}.{name}.weight"] = tensors[f"{layer}.{name}.bias"] = (width,)
    names = sorted(tensors)
    total = 0
    for shard in range(shards):
        total += _write_shard(
            folder / f"model-{shard + 1:05}-of-{shards:05}.safetensors", {n: tensors[n] for n in names[shard::shards]}
        )
    config = {"model_type": "opt", "vocab_size": pieces, "hidden_size": width, "num_hidden_layers": layers,
              "num_attention_heads": 8, "ffn_dim": inner, "max_position_embeddings": 2048}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    shutil.copy(CHECKPOINTS / "opt" / "tokenizer.json", folder)
    return total


def _write_shard(path: Path, tensors: Mapping[str, Sequence[int]]) -> int:
    header, end = {}, 0
    for name, shape in tensors.items():
        size = 2 * int(np.prod(shape))
        header[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)  # zeros that take no space on the disk
    return end


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the highest use of memory from /proc")
def test_that_a_conversion_takes_far_less_memory_than_the_model(tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.mkdir()
    size = write_large_checkpoint(source, width=2048, inner=8192, layers=2, pieces=50_000, shards=3)
    model = import_model(source, None, silent, never)
    assert model is not None
    highest = 0

    def look(_: Transfer) -> None:
        nonlocal highest
        for child in psutil.Process().children():
            status = Path(f"/proc/{child.pid}/status").read_text("utf-8")
            if "VmHWM:" in status:
                highest = max(highest, int(status.split("VmHWM:")[1].split()[0]) * 1024)

    converted = convert(model, "int8", look, never)
    assert converted is not None
    print(f"weights {size / 1e6:.0f} MB in half precision, at most {highest / 1e6:.0f} MB of memory")
    assert size > 400e6
    assert 0 < highest < 350e6


def test_that_a_conversion_whose_process_dies_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.mkdir()
    write_large_checkpoint(source, width=1024, inner=4096, layers=1, pieces=50_000, shards=1)
    model = import_model(source, None, silent, never)
    assert model is not None

    def kill(_: Transfer) -> None:
        for child in multiprocessing.active_children():
            if child.name == "emodesk-convert":
                child.kill()

    with pytest.raises(ModelError, match="ended unexpectedly"):
        convert(model, "float32", kill, never)
    check_nothing_left(model)
