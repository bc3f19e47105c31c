"""Tiny checkpoints of every architecture, as transformers wrote them, and a place to convert them in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import llama_cpp
import msgspec
import pytest

from emodesk.core.engine_settings import KvType
from emodesk.core.model_file import InstalledModel
from emodesk.engine import llama_backend
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.modelhub.conversion.converting import convert
from emodesk.modelhub.importing import import_model
from tests.parity.recording import Expected

CHECKPOINTS = Path(__file__).parent / "checkpoints"
ARCHITECTURES = ("t5", "bart", "opt", "bloom", "llama")

Convert = Callable[[Path, str], InstalledModel]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "models"))


@pytest.fixture
def converted() -> Convert:
    """Return a function that imports a checkpoint and converts it, as the command does."""

    def run(checkpoint: Path, quantization: str) -> InstalledModel:
        original = import_model(checkpoint, None, lambda _: None, lambda: False)
        assert original is not None
        result = convert(original, quantization, lambda _: None, lambda: False)
        assert result is not None
        return result

    return run


@pytest.fixture
def expected(architecture: str) -> list[Expected]:
    """Return what transformers says of a checkpoint."""
    return msgspec.json.decode(
        gzip.decompress((CHECKPOINTS / architecture / "expected.json.gz").read_bytes()), type=list[Expected]
    )


@pytest.fixture
def _full_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let llama.cpp keep keys and values in single precision, as transformers does; for work half of it is enough."""
    monkeypatch.setitem(llama_backend._KV_TYPES, KvType.F16, llama_cpp.GGML_TYPE_F32)
    monkeypatch.setattr(LlamaBackend, "_chosen_flash_attention", lambda _: False)  # it would halve them again
