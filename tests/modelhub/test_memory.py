"""The memory that a model needs: a sum that is shown, and what was measured in its stead."""

from __future__ import annotations

from pathlib import Path

import pytest

from emodesk.core.errors import NotEnoughMemoryError
from emodesk.core.model_file import MemoryNeed
from emodesk.modelhub import library, memory
from emodesk.modelhub.catalogue import choose, load_catalogue
from emodesk.modelhub.fingerprint import fingerprint
from emodesk.modelhub.gguf import GgufHeader
from emodesk.modelhub.memory import measured_bytes, need_of_file, need_of_variant, remember_measured
from emodesk.modelhub.shelf import Shelf


def test_that_the_sum_is_shown_with_its_parts() -> None:
    need = MemoryNeed(4_081_004_224, 1_342_177_280, 245_891_072)
    assert need.sentence(3_200_000_000) == (
        "needs about 5.7 GB of memory (4.1 GB weights + 1.3 GB context + 0.2 GB for the engine and a batch); "
        "3.2 GB are free"
    )


def test_that_what_the_catalogue_promises_is_what_the_file_needs() -> None:
    shapes = {"emollama-7b": (32, 4096, 11008, 32), "emollama-chat-13b": (40, 5120, 13824, 40)}
    for name, (layers, width, inner, heads) in shapes.items():
        entry, variant = choose(name)
        header = GgufHeader(
            {
                "general.architecture": "llama",
                "llama.block_count": layers,
                "llama.embedding_length": width,
                "llama.feed_forward_length": inner,
                "llama.attention.head_count": heads,
                "tokenizer.ggml.tokens": 32_000,
            },
            291,
            entry.parameters or 0,
            variant.size_bytes,
        )
        assert need_of_variant(entry, variant) == need_of_file(header)


def test_that_models_that_are_to_be_converted_say_what_they_will_need() -> None:
    expected = {"emot5-large": 1.7, "emobart-large": 1.1, "emobloom-7b": 9.6, "emoopt-13b": 15.7}
    for entry in load_catalogue().models:
        if entry.id in expected:
            need = need_of_variant(entry, entry.variants[0])
            assert need is not None
            assert need.total_bytes / 1e9 == pytest.approx(expected[entry.id], abs=0.06)


def test_that_a_measurement_replaces_the_sum(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = fingerprint(tiny)
    computed = Shelf().need_of_file(tiny)
    assert not computed.is_measured
    remember_measured(digest, computed.total_bytes + 1_000)
    assert measured_bytes(digest) == Shelf().need_of_file(tiny).total_bytes == computed.total_bytes + 1_000
    assert "measured on this computer" in Shelf().need_of_file(tiny).sentence(1)
    monkeypatch.setattr(memory, "available_bytes", lambda: computed.total_bytes)
    with pytest.raises(NotEnoughMemoryError, match="measured on this computer"):
        library.find_model(str(tiny))
    assert library.find_model(str(tiny), despite_memory=True).path == tiny


def test_that_a_measurement_below_the_weights_does_not_count() -> None:
    need = MemoryNeed(1_000, 100, 10, 900)
    assert need.total_bytes == 1_110
    assert "weights +" in need.sentence(5)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": "b"}', b"\xff"])
def test_that_a_damaged_memory_of_measurements_is_ignored_and_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache" / "emodesk" / "memory.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert measured_bytes("a") is None
    remember_measured("a", 5)
    remember_measured("b", 6)
    assert (measured_bytes("a"), measured_bytes("b")) == (5, 6)
