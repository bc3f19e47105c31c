"""The Vulkan back end on Mesa's software driver: a GPU that every computer has. Slow, and exact.

``python3 packaging/bootstrap.py gpu vulkan`` builds the back end and brings the driver.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.core.resources import resource
from emodesk.engine import devices
from emodesk.engine.client import EngineClient
from emodesk.engine.transport import WorkerTransport

SOFTWARE_DRIVER = "llvmpipe"
FIRST = "GGML_VK_VISIBLE_DEVICES"
_ROUNDED = 0.0011
"""Scores are written with three decimals."""


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineClient]:
    """A client that sees no GPU but the software driver's, once that is named."""
    if not any(devices.GPU_BACK_ENDS.glob("libggml-vulkan.so")):
        pytest.skip("needs the Vulkan back end: python3 packaging/bootstrap.py gpu vulkan")
    icds = sorted(Path("/usr/share/vulkan/icd.d").glob("lvp_icd*.json"))
    if not icds:
        pytest.skip("needs Mesa's software driver (mesa-vulkan-drivers)")
    monkeypatch.setenv("VK_ICD_FILENAMES", str(icds[0]))
    monkeypatch.delenv(FIRST, raising=False)
    client = EngineClient(WorkerTransport(tmp_path / "engine.log"))
    yield client
    client.close()


def load(client: EngineClient, starter: Path, layers: int | None = None) -> ModelInfo:
    return client.load(LoadOptions(path=str(starter), fingerprint="", gpu_layers=layers))


def test_that_nobody_gets_labels_from_a_software_driver_unasked(client: EngineClient, starter: Path) -> None:
    assert client.examine().gpus_in_words == "none that Vulkan can use; the CPU is used"
    info = load(client, starter)
    assert (info.device, info.gpu_layers, info.notes) == ("CPU", 0, ())


def test_that_a_driver_that_is_named_gets_the_whole_model(
    client: EngineClient, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FIRST, "0")
    (gpu,) = client.examine().gpus
    assert SOFTWARE_DRIVER in gpu.name
    assert 0 < gpu.free_bytes <= gpu.total_bytes
    info = load(client, starter)
    assert SOFTWARE_DRIVER in info.device
    assert (info.gpu_layers, info.notes) == (5, ())
    some = load(client, starter, 2)
    assert some.gpu_layers == 2
    assert some.device.endswith("for 2 layers, CPU")
    assert load(client, starter, 0).device == "CPU"


def test_that_too_little_memory_on_the_gpu_ends_on_the_cpu_and_is_said_in_a_line(
    client: EngineClient, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FIRST, "0")
    monkeypatch.setenv("GGML_VK_FORCE_MAX_BUFFER_SIZE", str(4_000_000))
    info = load(client, starter)
    assert (info.device, info.gpu_layers) == ("CPU", 0)
    (note,) = info.notes
    assert "so the CPU does all of the work" in note
    assert "emory" in note
    assert "\n" not in note
    assert client.count_tokens(["It works all the same."])[0] > 1


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_the_sample_gets_the_cpus_labels(
    client: EngineClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    on_cpu, printed = labelled(tmp_path / "cpu.csv", "0")
    assert ", CPU, " in printed
    monkeypatch.setenv(FIRST, "0")
    on_gpu, printed = labelled(tmp_path / "gpu.csv", "auto")
    assert f", GPU ({SOFTWARE_DRIVER}" in printed
    assert len(on_cpu) == len(on_gpu) == 40
    differing = [
        (number, name, row[name], other[name])
        for number, (row, other) in enumerate(zip(on_cpu, on_gpu, strict=True), 1)
        for name in row
        if not is_same(row[name], other[name])
    ]
    assert differing == []


def labelled(output: Path, layers: str) -> tuple[list[dict[str, str]], str]:
    """Label the sample with the starter; return the rows and what was printed."""
    command = [sys.executable, "-m", "emodesk", "label", str(resource("samples/interviews.xlsx")), "-o", str(output)]
    options = ["--style", "clean", "--gpu-layers", layers]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    with output.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), done.stdout + done.stderr


def is_same(one: str, other: str) -> bool:
    """Classes, lists and texts to the letter; numbers with three decimals to the last of these."""
    if one == other:
        return True
    return "." in one + other and abs(float(one) - float(other)) < _ROUNDED
