"""Where the weights lie: in the file, which the system maps, or in another order in the engine's own memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from emodesk.core.engine_settings import Weights
from emodesk.core.reading import LoadOptions
from emodesk.engine import layer_file
from emodesk.engine.client import EngineClient
from emodesk.engine.transport import WorkerTransport

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells which memory is mapped")


def _memory(pid: int, path: Path) -> tuple[int, int]:
    """Return how many bytes of the file are mapped and in memory, and how many of all are the process's own."""
    in_file = own = 0
    is_file = False
    for line in Path(f"/proc/{pid}/smaps").read_text("utf-8").splitlines():
        name, *rest = line.split()
        if not name.endswith(":"):
            is_file = line.endswith(str(path))
        elif name == "Rss:" and is_file:
            in_file += int(rest[0]) << 10
        elif name == "Private_Dirty:":
            own += int(rest[0]) << 10
    return in_file, own


def _load(path: Path, weights: Weights, log: Path) -> tuple[int, int]:
    transport = WorkerTransport(log)
    engine = EngineClient(transport)
    try:
        engine.load(LoadOptions(path=str(path), fingerprint="", gpu_layers=0, weights=weights, batch_tokens=64))
        engine.measure(64, 1, lambda: False)
        assert transport.pid is not None
        return _memory(transport.pid, path)
    finally:
        engine.close()


def test_that_weights_are_in_memory_once_mapped_or_repacked(tmp_path: Path) -> None:
    with layer_file.layer_file("Q4_0") as path:
        size = path.stat().st_size
        mapped, own = _load(path, Weights.MAPPED, tmp_path / "log")
        assert mapped > 0.9 * size
        assert own < 0.9 * size
        still_mapped, own_when_repacked = _load(path, Weights.REPACKED, tmp_path / "log")
        assert still_mapped == 0
        assert own + 0.8 * size < own_when_repacked < own + 1.2 * size
