"""Models of every kind, as small as they can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.modelhub.tiny_gguf import write_tiny_model


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("EMODESK_MODELS", raising=False)


@pytest.fixture(scope="session")
def tiny_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a whole model."""
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf").read_bytes()


@pytest.fixture
def tiny(tmp_path: Path, tiny_bytes: bytes) -> Path:
    """Return a model file that a test may spoil."""
    path = tmp_path / "tiny.gguf"
    path.write_bytes(tiny_bytes)
    return path
