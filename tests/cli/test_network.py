"""Labelling opens no connection; a download does, and only its own process."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import command, environment, sentences, write_csv
from tests.modelhub.local_hub import LocalHub
from tests.network_calls import sockets, watching


def traced(home: Path, folder: Path, *arguments: object) -> list[str]:
    """Run the command and return every system call for the network that it or its children made."""
    log = folder / "calls"
    line = [*watching(log), *command(*arguments)]
    done = subprocess.run(
        line, env=environment(home), cwd=folder, capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode in {0, 1}, done.stderr
    return sockets(log)


def test_that_a_whole_labelling_run_opens_no_socket(home: Path, tmp_path: Path, tiny: Path) -> None:
    write_csv(tmp_path / "a.csv", sentences(20))
    options = ("--any-model", "--threads", 1, "--tasks", "v-reg")
    assert traced(home, tmp_path, "label", "a.csv", "--model", tiny, *options) == []


def test_that_looking_importing_and_checking_opens_no_socket(tmp_path: Path, tiny: Path) -> None:
    assert traced(tmp_path, tmp_path, "models", "list") == []
    assert traced(tmp_path, tmp_path, "models", "import", tiny, "--name", "a", "--any-model") == []
    assert traced(tmp_path, tmp_path, "models", "verify") == []


def test_that_a_download_is_seen_by_the_same_look_and_talks_to_the_hub_alone(
    tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalHub() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        hub.add("RichardErkhov/lzw1008_-_Emollama-7b-gguf", {"Emollama-7b.Q4_K_M.gguf": tiny.read_bytes()})
        calls = traced(tmp_path, tmp_path, "models", "download", "emollama-7b")
    port = hub.address.rsplit(":", 1)[1]
    connections = [call for call in calls if "connect(" in call]
    assert connections
    assert all(f"htons({port})" in call for call in connections)


def test_that_a_computer_without_a_network_labels_all_the_same(home: Path, tmp_path: Path, tiny: Path) -> None:
    write_csv(tmp_path / "a.csv", sentences(5))
    line = command("label", "a.csv", "--model", tiny, "--any-model", "--threads", 1, "--tasks", "v-reg")
    alone = ["unshare", "--net", "--map-root-user", *line]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*alone[:3], "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to make a network namespace")
    done = subprocess.run(alone, env=environment(home), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    assert (tmp_path / "a_emodesk.xlsx").is_file()
