"""Models of every kind, as small as they can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.modelhub.local_hub import LocalHub
from tests.modelhub.tiny_gguf import write_tiny_model


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
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


@pytest.fixture(scope="session")
def larger_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a whole model that takes a moment to send: a megabyte and more."""
    path = write_tiny_model(tmp_path_factory.mktemp("model") / "larger.gguf", width=112, layers=2)
    return path.read_bytes()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    """Return a model hub on this computer that downloads are made from."""
    with LocalHub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address)
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield running
