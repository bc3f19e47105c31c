"""Tiny checkpoints of every architecture, as transformers wrote them, and a place to convert them in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llama_cpp
import msgspec
import pytest

from emodesk.core.model_file import InstalledModel
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
    defaults = llama_cpp.llama_context_default_params

    def params() -> Any:
        found = defaults()
        found.type_k = found.type_v = llama_cpp.GGML_TYPE_F32
        return found

    monkeypatch.setattr(llama_cpp, "llama_context_default_params", params)
