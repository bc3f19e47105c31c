"""Two hundred spoiled model files: none crashes anything, each is refused with a reason, quickly and in little memory.

What is spoiled are the headers; in the weights a changed bit can't be told without a checksum, and harms nobody.
"""

from __future__ import annotations

import json
import os
import random
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emodesk.core.errors import ModelError
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.importing import import_model
from emodesk.modelhub.library import find_model, installed_models
from emodesk.modelhub.safetensors import read_safetensors
from tests.modelhub.tiny_checkpoint import checkpoint_files, safetensors_bytes, write_files

ROOT = Path(__file__).parents[2]
LONGEST_S = 2.0
MOST_BYTES = 200_000_000
HUGE = (1 << 63, (1 << 64) - 1, 1 << 40, 0xFFFFFFFF)


def spoiled_ggufs(whole: bytes) -> Iterator[bytes]:
    """Yield a hundred: truncated, with huge counts, foreign and of text."""
    chance = random.Random(7)
    for _ in range(40):
        yield whole[: chance.randrange(len(whole))]
    for number in HUGE:
        for place in (8, 16, 24):  # tensors, entries, the length of the first key
            yield whole[:place] + struct.pack("<Q", number) + whole[place + 8 :]
    for _ in range(32):  # the sizes and offsets of tensors: the last part of the header
        name = whole.index(b"blk.0.") if b"blk.0." in whole else 100
        place = whole.index(b".weight", name) + len(b".weight") + 4 + 8 * chance.randrange(2)
        yield whole[:place] + struct.pack("<Q", chance.choice(HUGE) - chance.randrange(9)) + whole[place + 8 :]
    yield from (b"GGUF", b"GGUF\x03\0\0\0", b"", b"GGML" + whole[4:], b"PK\x03\x04" + whole, b"text " * 5000)
    yield from (b"GGUF" + bytes([version]) + whole[5:] for version in (0, 1, 4, 99, 255))
    yield from (whole[:24] + bytes(chance.randrange(256) for _ in range(200)) + whole[224:] for _ in range(5))


def spoiled_safetensors(whole: bytes) -> Iterator[bytes]:
    """Yield a hundred: truncated, with a huge header, with offsets, shapes and types that make no sense."""
    chance = random.Random(8)
    (length,) = struct.unpack("<Q", whole[:8])
    header, data = json.loads(whole[8 : 8 + length]), whole[8 + length :]
    names = [name for name in header if name != "__metadata__"]

    def changed(key: str, value: object) -> bytes:
        copy = json.loads(json.dumps(header))
        copy[chance.choice(names)][key] = value
        text = json.dumps(copy).encode()
        return struct.pack("<Q", len(text)) + text + data

    for _ in range(40):
        yield whole[: chance.randrange(len(whole))]
    for number in (*HUGE, 0, 1, 1 << 25, len(whole)):
        yield struct.pack("<Q", number) + whole[8:]
    places: list[object] = [
        [0, 1 << 62], [-5, 10], [10, 0], [0.5, 1], "all", [0], None, [0, 0], [1, 2, 3], [len(data), 1 << 63],
    ]  # fmt: skip
    for value in places:
        yield changed("data_offsets", value)
        yield changed("shape", value)
    shapes: list[object] = [[-1, -1], [1 << 40, 1 << 40], [1 << 63], [2] * 64, {}, "wide"]
    for value in shapes:
        yield changed("shape", value)
    kinds: list[object] = ["F17", "", None, 16, "F16" * 1000, "F64", "BOOL"]
    for value in kinds:
        yield changed("dtype", value)
    for text in (b"[" * 50_000, b'{"a":' * 30_000, b"{}", b'{"__metadata__": {}}', b"null", b"\xff" * 400, b'"x"'):
        yield struct.pack("<Q", len(text)) + text + data
    yield from (b"", b"text " * 5000, bytes(64), b"GGUF" + whole, whole + b"tail", whole[:8], b"\x80\x04." + whole)
    yield from (whole[:8] + bytes(chance.randrange(256) for _ in range(length)) + data for _ in range(5))


def test_that_there_are_two_hundred(tiny_bytes: bytes) -> None:
    assert len(list(spoiled_ggufs(tiny_bytes))) >= 100
    assert len(list(spoiled_safetensors(safetensors_bytes({"a": (4, 4), "b": (2, 3)})))) >= 100


def check_refused(path: Path, read: Callable[[Path], object]) -> None:
    began = time.monotonic()
    with pytest.raises(ModelError) as caught:
        read(path)
    assert time.monotonic() - began < LONGEST_S
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_that_a_spoiled_gguf_is_refused_by_every_way_in(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "a.gguf"
    for number, content in enumerate(spoiled_ggufs(tiny_bytes)):
        path.write_bytes(content)
        if content[:4] == b"GGUF" or number % 5 == 0:
            check_refused(path, read_header)
        check_refused(path, lambda file: find_model(str(file)))
        check_refused(path, lambda file: import_model(file, None, lambda _: None, lambda: False))
    assert installed_models() == []


def test_that_spoiled_safetensors_are_refused_by_every_way_in(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "model", checkpoint_files("t5"))
    path = folder / "model.safetensors"
    for content in spoiled_safetensors(path.read_bytes()):
        path.write_bytes(content)
        check_refused(path, read_safetensors)
        check_refused(folder, lambda each: import_model(each, None, lambda _: None, lambda: False))
    assert installed_models() == []


@pytest.mark.skipif(os.name != "posix", reason="limits a process's memory")
def test_that_two_hundred_megabytes_are_enough_for_all_of_them(tmp_path: Path, tiny_bytes: bytes) -> None:
    whole = safetensors_bytes({"a": (96, 16), "b": (16, 16)})
    many = {f"t{number}": {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]} for number in range(130_000)}
    text = json.dumps(many).encode()[: 8 << 20]
    for number, content in enumerate(spoiled_ggufs(tiny_bytes)):
        (tmp_path / f"{number}.gguf").write_bytes(content)
    for number, content in enumerate([*spoiled_safetensors(whole), struct.pack("<Q", len(text)) + text]):
        (tmp_path / f"{number}.safetensors").write_bytes(content)
    script = f"""
import resource, sys, time
from pathlib import Path
from emodesk.core.errors import ModelError
from emodesk.modelhub.gguf import read_header
from emodesk.modelhub.safetensors import read_safetensors
before = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) * 1024
slowest = 0.0
for path in Path({str(tmp_path)!r}).iterdir():
    began = time.monotonic()
    try:
        (read_header if path.suffix == ".gguf" else read_safetensors)(path)
    except ModelError:
        pass
    slowest = max(slowest, time.monotonic() - began)
most = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) * 1024
print(most, slowest)
"""
    if not Path("/proc/self/status").exists():
        pytest.skip("needs /proc")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment, timeout=60
    )
    most, slowest = done.stdout.split()
    assert int(most) < MOST_BYTES
    assert float(slowest) < LONGEST_S
