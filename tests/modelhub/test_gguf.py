"""The header of a GGUF file is read; whatever is no whole one is refused, quickly, by errors of ours alone."""

from __future__ import annotations

import contextlib
import os
import random
import struct
import tempfile
import time
from pathlib import Path

import gguf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emodesk.core.errors import ModelDamagedError, ModelError
from emodesk.modelhub.gguf import _BLOCKS, read_header
from emodesk.modelhub.memory import need_of_file
from emodesk.modelhub.suitability import check_kind
from tests.modelhub.tiny_gguf import vocabulary, write_tiny_model

LONGEST_S = 2.0


def examine(path: Path) -> None:
    """Do all that's done before native code sees the file."""
    header = read_header(path)
    check_kind(header, path.name)
    assert need_of_file(header).total_bytes >= header.size_bytes


def test_that_the_header_of_a_model_is_read(tiny: Path) -> None:
    header = read_header(tiny)
    reference = gguf.GGUFReader(tiny)
    assert header.architecture == "llama"
    assert header.tensors == len(reference.tensors) == 12
    assert header.parameters == sum(int(tensor.n_elements) for tensor in reference.tensors)
    assert header.size_bytes == tiny.stat().st_size
    assert header.number("block_count") == 1
    assert header.metadata["general.name"] == "tiny"
    assert header.metadata["tokenizer.ggml.tokens"] == len(vocabulary()[0])
    assert header.number("no.such.key", 7) == 7
    examine(tiny)


def test_that_the_header_of_the_starter_is_read(starter: Path) -> None:
    header = read_header(starter)
    assert header.architecture == "llama"
    assert header.parameters > 100_000
    assert starter.stat().st_size < need_of_file(header).total_bytes < 1e9
    check_kind(header, starter.name)


def test_that_the_sizes_of_tensor_types_are_those_of_ggml() -> None:
    theirs = {int(kind): size for kind, size in gguf.GGML_QUANT_SIZES.items()}
    theirs[int(gguf.GGMLQuantizationType.Q8_1)] = (32, 36)  # the package counts two floats where ggml has two halves
    assert {kind: theirs[kind] for kind in _BLOCKS} == _BLOCKS


def test_that_a_model_cut_anywhere_is_refused(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "cut.gguf"
    chance = random.Random(1)
    sizes = {*range(400), *range(len(tiny_bytes) - 40, len(tiny_bytes)), *chance.choices(range(len(tiny_bytes)), k=400)}
    for size in sizes:
        path.write_bytes(tiny_bytes[:size])
        with pytest.raises(ModelDamagedError) as caught:
            read_header(path)
        assert caught.value.hint
    assert len(sizes) > 700


def test_that_what_is_wrong_is_said(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "a.gguf"
    for content, said in (
        (b"", "empty"),
        (b"PK\x03\x04" + tiny_bytes, "no GGUF model"),
        (b"GGUF" + struct.pack("<I", 1) + tiny_bytes[8:], "version is 1"),
        (b"GGUF" + struct.pack(">I", 3) + tiny_bytes[8:], "version is"),
        (tiny_bytes[:16] + struct.pack("<Q", 1 << 62) + tiny_bytes[24:], "more than the file can hold"),
        (tiny_bytes[:-1], "truncated"),
        (tiny_bytes[:100], "damaged"),
    ):
        path.write_bytes(content)
        with pytest.raises(ModelDamagedError, match=said):
            read_header(path)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600), st.booleans())
def test_that_random_bytes_raise_nothing_but_our_errors(content: bytes, begins_well: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gguf"
        path.write_bytes((b"GGUF\x03\0\0\0" if begins_well else b"") + content)
        began = time.monotonic()
        with pytest.raises(ModelError):
            examine(path)
        assert time.monotonic() - began < LONGEST_S


NUMBERS = st.sampled_from(
    [
        b"\xff" * 8,
        b"\0" * 8,
        b"\xff" * 4,
        b"\0" * 7 + b"\x80",
        struct.pack("<Q", 1 << 40),
        struct.pack("<I", 9),
        b"\x7f",
    ]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 26_000), NUMBERS | st.binary(min_size=1, max_size=8)), min_size=1, max_size=4))
def test_that_a_changed_header_raises_nothing_but_our_errors(
    tiny_bytes: bytes, changes: list[tuple[int, bytes]]
) -> None:
    content = bytearray(tiny_bytes)
    for place, new in changes:
        content[place : place + len(new)] = new
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gguf"
        path.write_bytes(content)
        began = time.monotonic()
        try:
            examine(path)
        except ModelError as error:
            assert error.hint  # noqa: PT017  whether it's refused depends on what was changed
        assert time.monotonic() - began < LONGEST_S


def test_that_every_single_bit_of_the_first_entries_may_be_wrong(tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(tiny_bytes)
    with path.open("r+b") as file:
        for place in range(4, 360):
            for bit in range(8):
                file.seek(place)
                file.write(bytes([tiny_bytes[place] ^ (1 << bit)]))
                file.flush()
                with contextlib.suppress(ModelError):
                    examine(path)
            file.seek(place)
            file.write(tiny_bytes[place : place + 1])
    assert path.read_bytes() == tiny_bytes


def test_that_a_terabyte_is_examined_without_reading_it(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "large.gguf")
    os.truncate(path, 3 << 40)
    began = time.monotonic()
    header = read_header(path)
    assert header.size_bytes == 3 << 40
    assert time.monotonic() - began < LONGEST_S
