"""A run that's killed goes on where it was, and ends with the workbook of an undisturbed run."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import Outcome, records, sentences, write_csv
from tests.cli.killed_job import Job, end, workbook, worker_of
from tests.modelhub.tiny_gguf import write_tiny_model

KILLS = 50
DISTINCT = 430


@pytest.fixture(scope="session")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model that needs a while."""
    return write_tiny_model(tmp_path_factory.mktemp("slow") / "slow.gguf", width=64, layers=2)


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> Iterator[None]:
    """A shell starts what runs in its background deaf to Ctrl+C, and processes inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def job_over_500_rows(folder: Path, home: Path, model: Path) -> Job:
    distinct = sentences(DISTINCT)
    again = random.Random(2).choices(distinct, k=500 - DISTINCT)
    return Job(
        folder, home, distinct + again, "--model", model, "--tasks", "v-reg,v-oc", "--profile", "paper", "--threads", 1,
        "--any-model",
    )  # fmt: skip


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, home: Path, slow: Path) -> tuple[Job, float]:
    """Return a job that nobody disturbed, and how many seconds it took."""
    job = job_over_500_rows(tmp_path_factory.mktemp("undisturbed") / "job", home, slow)
    began = time.monotonic()
    process = job.start()
    output, errors = process.communicate(timeout=200)
    assert process.returncode in {0, 1}, errors
    assert f'"distinct_texts": {DISTINCT}' in output
    return job, time.monotonic() - began


def check_same(job: Job, model: Job) -> None:
    assert workbook(job.output) == workbook(model.output)
    assert job.answers() == model.answers()
    assert len(job.answers()) == 2 * DISTINCT
    assert {path.name for path in job.folder.iterdir()} == {job.source.name, job.output.name, job.project.name}


def check_kept(before: dict[bytes, bytes | None], after: dict[bytes, bytes | None]) -> None:
    """What was committed keeps its bytes: nothing is scored again, nothing is lost."""
    readings = {key: reading for key, reading in before.items() if reading is not None}
    assert {key: after.get(key) for key in readings} == readings


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_that_fifty_kills_of_the_command_change_nothing(
    tmp_path: Path, home: Path, slow: Path, undisturbed: tuple[Job, float]
) -> None:
    model, whole_s = undisturbed
    job = job_over_500_rows(tmp_path / "job", home, slow)
    chance = random.Random(50)
    # Two seconds are the start; 14 chunks are committed. A kill must come late enough for one, or nothing ever ends.
    longest_s = 3 * max(2.0, whole_s - 2) / 14
    kept: dict[bytes, bytes | None] = {}
    grew = killed = kill = 0
    while killed < KILLS:
        kill += 1
        process = job.start()
        if kill % 4 == 0:  # while it starts
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.05, 1.5))
        else:  # while it works
            assert process.stderr is not None
            while (line := process.stderr.readline()) and "distinct texts" not in line:
                pass
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.0, longest_s))
        killed += process.poll() is None
        end(process)
        answers = job.answers()
        check_kept(kept, answers)
        grew += len(answers) > len(kept)
        kept = answers
    process = job.start()
    output, errors = process.communicate(timeout=200)
    assert process.returncode in {0, 1}, errors
    assert f'"distinct_texts": {DISTINCT}' in output
    assert grew >= 3  # the kills came while it worked; a fast computer is through after a few
    check_kept(kept, job.answers())
    check_same(job, model)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_that_fifty_kills_of_the_worker_change_nothing(
    tmp_path: Path, home: Path, slow: Path, undisturbed: tuple[Job, float]
) -> None:
    model, whole_s = undisturbed
    job = job_over_500_rows(tmp_path / "job", home, slow)
    chance = random.Random(51)
    longest_s = max(1.8, whole_s / 4)  # late enough for a worker to start, however busy the computer is
    kept: dict[bytes, bytes | None] = {}
    killed: set[int] = set()
    starts = survived = 0
    while True:
        process = job.start()
        starts += 1
        deaths = 0
        while process.poll() is None:
            time.sleep(chance.uniform(0.05, longest_s))
            worker = worker_of(process)
            if len(killed) < KILLS and worker is not None and worker.pid not in killed:
                with contextlib.suppress(psutil.NoSuchProcess):
                    worker.kill()
                    killed.add(worker.pid)
                    deaths += 1
        output, errors = process.communicate()
        assert process.returncode in {0, 1, 3}, errors
        assert "Traceback" not in errors
        answers = job.answers()
        check_kept(kept, answers)
        kept = answers
        if process.returncode == 3:  # it died of a worker that died twice, or while it loaded the model
            assert "engine" in errors
            continue
        survived += deaths
        if len(killed) >= KILLS and "the engine failed" not in output:
            break
        # Done before the kills were, or a question lost its worker twice and was set aside: the rest of its chunk was
        # then answered without it, in batches of other tokens, and may differ from the model run in the last digits.
        job.output.unlink(missing_ok=True)
        job.project.unlink()
        kept = {}
    assert survived > 0
    check_same(job, model)


@pytest.mark.slow
def test_that_ctrl_c_keeps_everything_and_the_same_command_goes_on(
    tmp_path: Path, home: Path, slow: Path, undisturbed: tuple[Job, float]
) -> None:
    model, _ = undisturbed
    job = job_over_500_rows(tmp_path / "job", home, slow)
    process = job.start()
    while process.poll() is None and not job.answers():
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "the same command goes on" in errors
    assert "Traceback" not in errors
    assert '"is_complete": false' in output
    assert not job.output.exists()
    kept = job.answers()
    assert 0 < len(kept) < 2 * DISTINCT
    process = job.start()
    output, errors = process.communicate(timeout=200)
    assert process.returncode in {0, 1}, errors
    assert "already labelled" in errors
    check_kept(kept, job.answers())
    check_same(job, model)


@pytest.mark.parametrize("pause_s", [0.0, 0.3, 0.8])
def test_that_ctrl_c_at_the_start_ends_it_without_a_traceback(
    tmp_path: Path, home: Path, slow: Path, pause_s: float
) -> None:
    process = job_over_500_rows(tmp_path / "job", home, slow).start()
    time.sleep(0.15)  # Python itself is up by then
    time.sleep(pause_s)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in {130, -signal.SIGINT}, errors


def test_that_a_second_run_with_nothing_changed_scores_nothing(tmp_path: Path, label: Callable[..., Outcome]) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(40))
    assert label(source).files[0]["texts_to_label"] == 40
    first = workbook(tmp_path / "a_emodesk.xlsx")
    again = label(source)
    assert again.files[0]["texts_to_label"] == 0
    assert again.files[0]["is_complete"]
    assert "Model:" not in again.stderr  # not even a model was loaded
    assert workbook(tmp_path / "a_emodesk.xlsx") == first


def test_that_a_changed_sheet_scores_only_what_is_new(tmp_path: Path, label: Callable[..., Outcome]) -> None:
    texts = sentences(40)
    source = write_csv(tmp_path / "a.csv", texts)
    label(source)
    write_csv(source, [*texts[:5], "something entirely new here", *texts[5:]])
    assert label(source).files[0]["texts_to_label"] == 1
    assert len(records(tmp_path / "a_emodesk.xlsx")) == 41
    assert label(source, "--tasks", "v-reg,v-oc").files[0]["texts_to_label"] == 0  # cut from what is known
