"""How much of a model a GPU gets: as much as fits, counted in bytes of the model's own parts."""

from __future__ import annotations

from pathlib import Path

import gguf
import llama_cpp
import pytest

from emodesk.core.engine_settings import KvType
from emodesk.core.errors import ModelUnsupportedError
from emodesk.core.reading import LoadOptions
from emodesk.engine import devices, gguf_weights, llama_backend
from emodesk.engine.messages import Examined, Gpu
from emodesk.engine.offload import Weights, fewer_layers, layers_that_fit, plan

MIB = 1 << 20
SEVEN_B = Weights(blocks=(118 * MIB,) * 32, output=103 * MIB, state=40 * MIB, batch=560 * MIB)
"""About Emollama-7b in Q4_K_M, whose context of 2,560 tokens takes 1.3 GB."""


def test_that_all_layers_fit_where_there_is_room_for_their_states_and_a_batch_too() -> None:
    needed = 32 * (118 + 40) + 103 + 560
    assert layers_that_fit(SEVEN_B, [int(needed * MIB / 0.95) + MIB]) == 33
    assert layers_that_fit(SEVEN_B, [int(needed * MIB / 0.95) - MIB]) == 32


@pytest.mark.parametrize(("free_mib", "layers"), [(0, 0), (500, 0), (700, 1), (1_000, 2), (4_000, 20), (8_000, 33)])
def test_that_less_memory_gets_fewer_layers(free_mib: int, layers: int) -> None:
    assert layers_that_fit(SEVEN_B, [free_mib * MIB]) == layers


def test_that_two_gpus_hold_more_than_one_and_each_needs_room_for_a_batch() -> None:
    together = layers_that_fit(SEVEN_B, [3_000 * MIB, 3_000 * MIB])
    assert layers_that_fit(SEVEN_B, [3_000 * MIB]) < together < layers_that_fit(SEVEN_B, [6_000 * MIB])
    assert layers_that_fit(SEVEN_B, [500 * MIB, 500 * MIB]) == 0


def test_that_a_sentence_says_why_it_is_not_all_of_the_model() -> None:
    planned = plan(SEVEN_B, [("Radeon", 4_000 * MIB)], None)
    assert planned.layers == 20
    assert planned.note == "On the GPU (Radeon) 4.19 GB are free: 20 of the model's 33 layers fit."
    assert plan(SEVEN_B, [("Radeon", 0)], None).note.endswith("no layer of the model fits.")
    assert plan(SEVEN_B, [("Radeon", 9_000 * MIB)], None).note == ""


def test_that_a_number_of_the_users_is_tried_whatever_seems_free() -> None:
    assert plan(SEVEN_B, [("Radeon", 0)], 12).layers == 12
    assert plan(SEVEN_B, [("Radeon", 0)], 999).layers == 33


def test_that_a_gpu_that_refuses_is_asked_for_less_each_time_and_for_nothing_at_last() -> None:
    assert fewer_layers(33) == [33, 24, 16, 8, 0]
    assert fewer_layers(2) == [2, 1, 0]
    assert fewer_layers(0) == [0]


def test_that_the_parts_are_those_of_the_file(random_llama: Path) -> None:
    sizes = {tensor.name: int(tensor.n_bytes) for tensor in gguf.GGUFReader(random_llama).tensors}
    weights = gguf_weights.weights_of(str(random_llama), cells=2_560, batch_tokens=512)
    assert weights is not None
    assert weights.blocks == tuple(
        sum(size for name, size in sizes.items() if name.startswith(f"blk.{block}.")) for block in range(2)
    )
    assert sum(weights.blocks) + weights.output == sum(sizes.values()) - sizes["token_embd.weight"]
    assert weights.state == 2 * 2 * 2_560 * 64
    assert gguf_weights.weights_of("/there/is/none.gguf", cells=2_560, batch_tokens=512) is None


def test_that_a_computer_without_a_gpu_is_told_apart_from_one_without_a_back_end() -> None:
    assert Examined("e", "s").gpus_in_words == "no part of the engine for GPUs is here; the CPU is used"
    assert Examined("e", "s", (), ("Vulkan",)).gpus_in_words == "none that Vulkan can use; the CPU is used"
    found = Examined("e", "s", (Gpu("Radeon", "Vulkan", 7 * 10**9, 8 * 10**9),), ("Vulkan",))
    assert found.gpus_in_words == "Radeon (Vulkan), 8.00 GB, 7.00 GB free"


def test_that_nothing_is_put_onto_a_gpu_that_is_not_there(random_llama: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "gpus", lambda: ())  # this computer may have one
    assert llama_backend.plan(LoadOptions(path=str(random_llama), fingerprint="")).layers == 0


def test_that_a_model_that_cannot_be_used_gives_its_memory_back(
    random_llama: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fewer of its layers are tried next, in the same process."""
    freed: list[object] = []
    free = llama_cpp.llama_model_free

    def count(model: object) -> None:
        freed.append(model)
        free(model)

    monkeypatch.setattr(llama_cpp, "llama_model_free", count)
    # Keys and values of eight bits can't be had without flash attention.
    options = LoadOptions(
        path=str(random_llama), fingerprint="", gpu_layers=0, kv_type=KvType.Q8_0, flash_attention=False
    )
    with pytest.raises(ModelUnsupportedError, match="could not prepare"):
        llama_backend.LlamaBackend(options)
    assert len(freed) == 1
    monkeypatch.setattr(llama_cpp, "llama_model_has_encoder", lambda _: True)
    with pytest.raises(ModelUnsupportedError, match="encoder-decoder"):
        llama_backend.LlamaBackend(LoadOptions(path=str(random_llama), fingerprint="", gpu_layers=0))
    assert len(freed) == 2
