"""Tiny checkpoints of every architecture, as transformers wrote them, and a place to convert them in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from emodesk.core.model_file import InstalledModel
from emodesk.modelhub.conversion.converting import convert
from emodesk.modelhub.importing import import_model
from emodesk.modelhub.library import installed_models
from tests.parity.recording import Expected

CHECKPOINTS = Path(__file__).parent / "checkpoints"
ARCHITECTURES = ("t5", "bart", "opt", "bloom", "llama")

Convert = Callable[[str, str], InstalledModel]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "models"))


@pytest.fixture
def converted() -> Convert:
    """Return a function that imports a checkpoint and converts it, as the command does."""

    def run(architecture: str, quantization: str) -> InstalledModel:
        known = {model.receipt.id: model for model in installed_models()}
        original = known.get(architecture) or import_model(
            CHECKPOINTS / architecture, None, lambda _: None, lambda: False
        )
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
