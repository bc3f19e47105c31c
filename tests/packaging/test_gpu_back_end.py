"""Which back end is built, from what, and where it ends up; that it works is tested in tests/engine/test_vulkan.py."""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from emodesk.engine import devices
from provision import cuda_toolkit, engine_wheel, environment, gpu_back_end, places, steps, vulkan_tools
from provision.problem import SetUpError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the libraries' names are those of Linux")


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(engine_wheel, "bring_build_programs", lambda: None)
    monkeypatch.setattr(environment, "ensure", lambda: None)
    monkeypatch.setattr(vulkan_tools, "ensure", lambda: ["-DVULKAN_OPTION=1"])
    monkeypatch.setattr(cuda_toolkit, "ensure", lambda: ["-DCUDA_OPTION=1"])


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is carried out; each step leaves behind what the real one would."""
    carried_out: list[list[str]] = []

    def carry_out(message: str, command: Sequence[str | Path], **rest: object) -> None:
        words = [str(part) for part in command]
        carried_out.append(words)
        if "download" in words:
            folder = Path(words[-1])
            source = folder / "engine" / "vendor" / "llama.cpp" / "ggml"
            source.mkdir(parents=True)
            with tarfile.open(folder / "engine.tar.gz", "w:gz") as archive:
                archive.add(folder / "engine", "engine")
        elif "--build" in words:
            work = Path(words[words.index("--build") + 1])
            work.mkdir()
            (work / f"lib{words[-1]}.so").write_bytes(b"library")

    monkeypatch.setattr(steps, "carry_out", carry_out)
    return carried_out


def test_that_a_back_end_is_built_once_and_put_where_it_is_asked_for(commands: list[list[str]], tmp_path: Path) -> None:
    assert gpu_back_end.add(["vulkan", "--into", str(tmp_path / "a")]) == 0
    assert (tmp_path / "a" / "libggml-vulkan.so").read_bytes() == b"library"
    assert len(commands) == 3
    gpu_back_end.add(["vulkan", "--into", str(tmp_path / "b")])
    assert (tmp_path / "b" / "libggml-vulkan.so").exists()
    assert len(commands) == 3


def test_that_it_is_built_against_the_engines_own_source_with_the_tools_options(
    commands: list[list[str]], tmp_path: Path
) -> None:
    gpu_back_end.add(["vulkan", "--into", str(tmp_path)])
    configure = commands[1]
    assert {"-DGGML_VULKAN=ON", "-DVULKAN_OPTION=1"} <= set(configure)
    (source,) = (word for word in configure if word.startswith("-DGGML_SOURCE="))
    assert source.endswith("engine/vendor/llama.cpp/ggml")


def test_that_cuda_is_built_for_the_cards_that_are_asked_for(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "libcudart.so.13"
    beside.touch()
    monkeypatch.setattr(cuda_toolkit, "runtime_libraries", lambda: [beside])
    monkeypatch.setenv("CUDAARCHS", "80-virtual")
    gpu_back_end.add(["cuda", "--into", str(tmp_path / "into")])
    assert {path.name for path in (tmp_path / "into").iterdir()} == {beside.name, "libggml-cuda.so"}
    assert {"-DGGML_CUDA=ON", "-DCUDA_OPTION=1", "-DCMAKE_CUDA_ARCHITECTURES=80-virtual"} <= set(commands[1])


def test_that_the_engine_looks_where_the_set_up_puts_it() -> None:
    assert devices.GPU_BACK_ENDS.name == gpu_back_end.folder_name()


@pytest.mark.parametrize("arguments", [[], ["metal"], ["vulkan", "--into"], ["vulkan", "elsewhere"]])
def test_that_anything_else_gets_a_sentence(arguments: list[str]) -> None:
    with pytest.raises(SetUpError, match=r"vulkan|cuda"):
        gpu_back_end.add(arguments)


def test_that_every_back_end_of_the_list_can_be_asked_for_in_the_help() -> None:
    text = (places.ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8")
    assert all(f"`gpu {name}`" in text for name in gpu_back_end.NAMES)
