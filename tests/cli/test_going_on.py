"""A run that is killed and goes on after its tuning has changed: as it began, unless the user asks otherwise."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from emodesk.core.engine_settings import EngineSettings, KvType, Weights
from emodesk.store.review_project import open_review_project
from tests.cli.conftest import sentences, sheet_rows
from tests.cli.killed_job import Job, end, workbook

DISTINCT = 128
TEXTS = sentences(DISTINCT) + sentences(DISTINCT)
"""As many rows as a model is measured for, of as few texts as make a few chunks."""
TASKS = ("--tasks", "v-reg,e-c")
FIRST = EngineSettings(
    threads=1, batch_tokens=128, micro_batch_tokens=128, weights=Weights.REPACKED, kv_type=KvType.F16,
    flash_attention=True,
)  # fmt: skip
OTHER = EngineSettings(
    threads=2, batch_tokens=512, micro_batch_tokens=256, weights=Weights.MAPPED, kv_type=KvType.F16,
    flash_attention=True,
)  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


class Kept:
    """The file that holds how models run fastest on this computer."""

    def __init__(self, home: Path) -> None:
        self._path = home / "cache" / "emodesk" / "tuning.json"

    def settings(self) -> EngineSettings:
        (found,) = self._read().values()
        return msgspec.convert(found["settings"], EngineSettings)

    def change(self, settings: EngineSettings) -> None:
        """Let it say that the one model in it runs fastest that way, measured while all was quiet."""
        ((key, found),) = self._read().items()
        found |= {"settings": msgspec.to_builtins(settings), "busy_times": 0}
        self._path.write_text(json.dumps({key: found}), "utf-8")

    def _read(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
        return content


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def kept(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Return what a first long run has left behind, with settings that nobody would measure."""
    job = Job(tmp_path_factory.mktemp("measured") / "job", own_home, TEXTS[:20] * 10, *TASKS, "--kv", "q8_0")
    finish(job.start())
    found = Kept(own_home)
    assert found.settings().kv_type is None  # what one command asks for is nothing to keep for the next
    return found


@pytest.fixture(scope="module")
def undisturbed(own_home: Path, kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Return a job that was run through as the kept file said first."""
    kept.change(FIRST)
    job = Job(tmp_path_factory.mktemp("undisturbed") / "job", own_home, TEXTS, *TASKS)
    finish(job.start())
    assert device(job).endswith(FIRST.in_words())
    return job


@pytest.fixture
def cut(own_home: Path, kept: Kept, tmp_path: Path) -> Job:
    """Return a job that was killed in the middle; the kept file says something else since."""
    kept.change(FIRST)
    job = Job(tmp_path / "job", own_home, TEXTS, *TASKS)
    process = job.start()
    while process.poll() is None and not job.answers():
        time.sleep(0.05)
    assert process.poll() is None
    end(process)
    assert not job.output.exists()
    kept.change(OTHER)
    return job


def finish(process: subprocess.Popen[str]) -> str:
    """Wait until a command is done; return what it said."""
    _, errors = process.communicate(timeout=300)
    assert process.returncode in {0, 1}, errors
    return errors


def provenance(job: Job) -> dict[str, str]:
    return {str(what): str(value) for what, value, *_ in sheet_rows(job.output, "Provenance")}


def device(job: Job) -> str:
    return provenance(job)["device"]


def settings(job: Job) -> list[EngineSettings | None]:
    """Return how the runs in the project file were run."""
    project = open_review_project(job.project)
    try:
        return [record.settings for _, record in project.runs()]
    finally:
        project.close()


def check_same_labels(job: Job, model: Job) -> None:
    """Every part of the workbook is the same, but for the sheet that says how it was made, and how long that is."""
    ours, theirs = workbook(job.output), workbook(model.output)
    assert ours.keys() == theirs.keys()
    different = {name for name in ours if ours[name] != theirs[name]}
    assert different <= {"xl/worksheets/sheet4.xml", "xl/workbook.xml"}
    assert sheet_rows(job.output) == sheet_rows(model.output)
    assert job.answers() == model.answers()


def test_that_a_killed_run_goes_on_with_the_settings_it_began_with(cut: Job, undisturbed: Job) -> None:
    labelled = cut.answers()
    assert 0 < len(labelled) < len(undisturbed.answers())
    errors = finish(cut.start())
    assert "already labelled" in errors
    assert "goes on with" not in errors
    check_same_labels(cut, undisturbed)
    # Threads change no bit, and what is fastest now is taken; everything else is as it began.
    now = msgspec.structs.replace(FIRST, threads=2)
    assert settings(cut) == [now]
    assert device(cut).endswith(now.in_words())
    assert provenance(cut)["… some of the answers before"].endswith(FIRST.in_words())
    assert provenance(cut)["started"] <= provenance(cut)["finished"]
    assert "… some of the answers before" not in provenance(undisturbed)


def test_that_threads_of_the_users_choice_change_nothing_but_the_threads(cut: Job, undisturbed: Job) -> None:
    errors = finish(cut.start("--threads", 1))
    assert "goes on with" not in errors
    check_same_labels(cut, undisturbed)
    assert provenance(cut)["device"] == device(undisturbed)
    assert settings(cut) == [FIRST]


def test_that_other_settings_of_the_users_choice_are_obeyed_and_both_are_told(cut: Job, undisturbed: Job) -> None:
    labelled = cut.answers()
    errors = finish(cut.start("--threads", 1, "--batch", 64))
    assert "This run began with batches of 128 tokens and goes on with batches of 64 tokens." in errors
    now = msgspec.structs.replace(FIRST, batch_tokens=64, micro_batch_tokens=64)
    assert device(cut).endswith(now.in_words())
    assert provenance(cut)["… some of the answers before"].endswith(FIRST.in_words())
    assert settings(cut) == [now]
    assert {key: cut.answers()[key] for key in labelled} == labelled
    assert cut.answers().keys() == undisturbed.answers().keys()


def test_that_a_run_that_goes_on_is_not_measured_anew(cut: Job, own_home: Path) -> None:
    path = own_home / "cache" / "emodesk" / "tuning.json"
    before = path.read_text("utf-8")
    path.unlink()
    try:
        finish(cut.start())
        assert not path.exists()
    finally:
        path.write_text(before, "utf-8")
    (used,) = settings(cut)
    assert used is not None
    assert used.for_the_same_bits() == FIRST.for_the_same_bits()
