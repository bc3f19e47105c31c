"""Runs in an open project: they can be paused, stopped and gone on with, nothing that befalls them loses anything."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import pytest

from emodesk.app import labelling_desk, pausing
from emodesk.app.export_options import ExportOptions
from emodesk.app.labelling_desk import RunStatus
from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import Opening
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import EditError, EngineError, ModelMissingError, OptionError, ProjectError
from emodesk.core.events import RowsLabelled, RunEnded, RunFailed, RunPaused, RunProgressed, RunStarted
from emodesk.core.preview import Choices
from emodesk.core.review import State
from emodesk.core.row_query import NeedsAttention, RowQuery, StateIsOneOf
from tests.app.conftest import Heard, Open, request, write_texts

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def labelled(project: OpenedProject) -> int:
    """Return how many rows have a label in the view."""
    run = project.current_run
    return run.rows_labelled if run else 0


def values(project: OpenedProject, numbers: list[int]) -> list[Any]:
    return [row.annotations[0].value for row in project.rows(numbers)]


def worker_of(project: OpenedProject) -> int:
    engine: Any = project.labelling._engine
    pid = engine._transport.pid
    assert isinstance(pid, int)
    return pid


def test_that_a_run_labels_every_row_and_says_how_far_it_is(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 40))
    project.labelling.start(request(tiny))
    end = heard.wait_for_end()
    assert isinstance(end, RunEnded)
    assert end.is_complete
    (started,) = [event for event in heard.events if isinstance(event, RunStarted)]
    assert (started.texts, started.rows) == (40, 40)
    done = [event.done for event in heard.events if isinstance(event, RunProgressed)]
    assert done == sorted(done)
    assert done[-1] == 40
    told = [number for event in heard.events if isinstance(event, RowsLabelled) for number in event.numbers]
    assert sorted(told) == list(range(2, 42))
    assert all(isinstance(value, float) for value in values(project, [2, 20, 41]))
    assert project.current_run is not None
    assert project.current_run.finished_at is not None
    assert project.labelling.status is RunStatus.IDLE


def test_that_the_view_and_the_command_line_agree(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    """What the grid shows is what an export writes, value for value."""
    project, heard = open_it(write_texts(tmp_path / "a.csv", 33))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    project.set_value([3], "valence", 0.125)
    report = project.export(tmp_path / "out.csv", ExportOptions())
    assert report is not None
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    exported = [float(line.split(",")[2]) for line in lines[1:]]
    assert exported[1] == 0.125
    assert exported == [round(value, 3) for value in values(project, list(range(2, 35)))]


def test_that_a_paused_run_computes_nothing_and_goes_on(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 400))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    project.labelling.pause()
    heard.wait_for(RunPaused)
    time.sleep(pausing.PAUSE_WITHIN_S + 0.5)  # so long what's under way may take
    before = labelled(project)
    time.sleep(0.4)
    assert labelled(project) == before < 400
    assert project.labelling.status is RunStatus.PAUSED
    project.labelling.resume()
    end = heard.wait_for_end()
    assert isinstance(end, RunEnded)
    assert labelled(project) == 400


def test_that_a_pause_drops_what_takes_too_long_and_asks_it_again(
    tmp_path: Path, open_it: Open, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pausing, "PAUSE_WITHIN_S", -1.0)  # any chunk is too slow
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    project.labelling.start(request(tiny))
    for times in (1, 2, 3):
        heard.wait_for(RowsLabelled, times)
        project.labelling.pause()
        time.sleep(0.3)
        project.labelling.resume()
    end = heard.wait_for_end()
    assert isinstance(end, RunEnded)
    assert end.is_complete
    assert labelled(project) == 300
    told = [number for event in heard.events if isinstance(event, RowsLabelled) for number in event.numbers]
    assert sorted(told) == list(range(2, 302))  # each once
    assert [event.done for event in heard.events if isinstance(event, RunProgressed)][-1] == 300


def test_that_pausing_and_going_on_at_once_ends_no_run_early(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    for _ in range(30):
        project.labelling.pause()
        project.labelling.resume()
        time.sleep(0.005)
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert labelled(project) == 300


def test_that_a_stopped_run_can_be_started_again_at_once(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    for times in (1, 2):
        project.labelling.start(request(tiny))
        heard.wait_for(RowsLabelled, times * 2)
        project.labelling.stop()
        assert isinstance(heard.wait_for_end(times), RunEnded)
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(3), RunEnded)
    assert labelled(project) == 300
    assert len(project.runs) == 1


def test_that_a_run_that_is_stopped_before_it_asks_anything_leaves_no_record(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 20))
    project.labelling.start(request(tiny))
    project.labelling.stop()  # the model is still being loaded
    assert heard.wait_for_end() == RunEnded(0, is_complete=False, attention_rows=0)
    assert project.runs == ()
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(2), RunEnded)
    assert labelled(project) == 20


def test_that_a_stopped_run_goes_on_where_it_was(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    path = write_texts(tmp_path / "a.csv", 300)
    project, heard = open_it(path)
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    project.labelling.stop()
    end = heard.wait_for_end()
    assert isinstance(end, RunEnded)
    assert not end.is_complete
    some = labelled(project)
    assert 0 < some < 300
    project.close()
    again, heard = open_it(path)
    assert labelled(again) == some
    again.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    (started,) = [event for event in heard.events if isinstance(event, RunStarted)]
    assert started.texts <= 300 - some
    assert labelled(again) == 300
    assert len(again.runs) == 1


def test_that_selected_rows_alone_are_labelled(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 60))
    project.labelling.start(request(tiny, numbers=[7, 50]))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert list(project.row_numbers(RowQuery((StateIsOneOf((State.NONE,)),)))) == [
        number for number in range(2, 62) if number not in (7, 50)
    ]


def test_that_a_second_model_is_kept_beside_the_first(tmp_path: Path, open_it: Open, tiny: Path, starter: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 20))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    first = values(project, [2, 3, 4])
    project.labelling.start(request(starter))
    heard.wait_for_end(times=2)
    assert values(project, [2, 3, 4]) != first
    detail = project.detail(2)
    assert [value for _, value in detail.labels[0].other_runs] == first[:1]
    project.show_run(project.runs[0].number)
    assert values(project, [2, 3, 4]) == first


def test_that_labels_stay_with_the_column_that_they_were_made_of(
    tmp_path: Path, open_it: Open, opening: Opening, tiny: Path
) -> None:
    """The same spreadsheet, opened again for another column of texts, still exports the labels that it shows."""
    path = tmp_path / "a.csv"
    lines = [f"I was glad to see them {number},It rained on day {number}" for number in range(5)]
    path.write_text("\n".join(("said,noted", *lines)), "utf-8")
    project, heard = open_it(path)
    assert project.text_column is not None
    first = project.text_column.name
    (second,) = {"said", "noted"} - {first}
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    shown = values(project, list(range(2, 7)))
    project.close()
    again = opening.open(path, Choices(text_column=second), opening.project_path(path))
    try:
        assert again.text_column is not None
        assert again.text_column.name == second
        assert again.export(tmp_path / "out.csv") is not None
        exported = [line.split(",")[2] for line in (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()[1:]]
        assert [float(value) for value in exported] == [round(value, 3) for value in shown]
        sheets = json.loads((tmp_path / "out.csv.provenance.json").read_text("utf-8"))
        assert {"what": "text column", "value": first} in sheets["Provenance"]
        detail = again.detail(2)
        assert detail.text == lines[0].split(",")[("said", "noted").index(first)]
        assert detail.labels[0].distribution
    finally:
        again.close()


def test_that_edits_during_a_run_are_quick_and_stay(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 600))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    slowest = 0.0
    for number in range(2, 42):
        begun = time.perf_counter()
        project.set_value([number], "valence", 0.5)
        slowest = max(slowest, time.perf_counter() - begun)
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert values(project, list(range(2, 42))) == [0.5] * 40
    assert slowest < 1.0  # the benchmark looks closer; here it's enough that no run's end is waited for


def test_that_a_worker_that_is_killed_costs_nothing(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 200))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    os.kill(worker_of(project), signal.SIGKILL)
    end = heard.wait_for_end()
    assert isinstance(end, RunEnded)
    assert end.is_complete
    assert labelled(project) == 200
    assert not project.row_numbers(RowQuery((StateIsOneOf((State.NONE,)),)))


def test_that_a_model_that_is_deleted_in_mid_run_ends_it_with_a_sentence(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    model = tmp_path / "mine.gguf"
    shutil.copyfile(tiny, model)
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    project.labelling.start(request(model))
    heard.wait_for(RowsLabelled)
    model.unlink()
    os.kill(worker_of(project), signal.SIGKILL)  # its successor has no model to load
    end = heard.wait_for_end()
    assert isinstance(end, RunFailed)
    assert end.error.message
    assert "Traceback" not in end.error.message
    some = labelled(project)
    assert some > 0
    assert project.labelling.status is RunStatus.IDLE
    project.labelling.start(request(tiny))  # the same content under another name: it goes on
    assert isinstance(heard.wait_for_end(times=2), RunEnded)
    assert labelled(project) == 300


def test_that_a_missing_model_is_told_at_once(tmp_path: Path, open_it: Open) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 3))
    project.labelling.start(request(tmp_path / "no.gguf"))
    end = heard.wait_for_end()
    assert isinstance(end, RunFailed)
    assert isinstance(end.error, ModelMissingError)
    assert project.labelling.status is RunStatus.IDLE


def test_that_two_runs_at_once_are_refused(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    project.labelling.start(request(tiny))
    with pytest.raises(OptionError):
        project.labelling.start(request(tiny))
    project.labelling.stop()
    heard.wait_for_end()


def test_that_an_estimate_is_measured_on_this_table_and_its_answers_are_kept(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 200))
    estimate = project.labelling.estimate(request(tiny), lambda: False)
    assert estimate.seconds > 0
    assert estimate.texts_per_s > 0
    assert 100 < estimate.texts < 200  # a chunk was measured, and isn't to do any more
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    (started,) = [event for event in heard.events if isinstance(event, RunStarted)]
    assert started.texts == estimate.texts


def test_that_an_estimate_after_a_stop_is_measured(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 400))
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled)
    project.labelling.stop()
    heard.wait_for_end()
    estimate = project.labelling.estimate(request(tiny, tasks=("v-reg", "e-c")), lambda: False)
    assert 0 < estimate.texts < 400
    assert estimate.rows == 400
    assert estimate.texts_per_s > 0


def slowly(frame: FrameType, event: str, arg: object) -> TraceFunction | None:
    """Give other threads time between any two lines of the desk's that this one runs."""
    if frame.f_code.co_filename != labelling_desk.__file__:
        return None
    time.sleep(0.002)
    return slowly


@pytest.mark.parametrize("buttons", [("pause", "resume"), ("stop",)])
def test_that_what_is_pressed_just_as_a_run_ends_leaves_the_desk_free(
    tmp_path: Path, open_it: Open, tiny: Path, buttons: tuple[str, ...]
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 3))
    desk = project.labelling
    is_over = threading.Event()

    def press() -> None:
        sys.settrace(slowly)
        while not is_over.is_set():
            for button in buttons:
                getattr(desk, button)()

    finger = threading.Thread(target=press)
    finger.start()
    try:
        for times in range(1, 31):
            desk.start(request(tiny))
            heard.wait_for_end(times)
            time.sleep(0.02)
            assert desk.status is RunStatus.IDLE
    finally:
        is_over.set()
        finger.join()


def test_that_labelling_some_rows_of_a_finished_run_changes_nothing_of_it(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 40))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    before = project.project.runs()
    assert before[0][1].finished_at is not None
    other = EngineSettings(threads=1, batch_tokens=64)
    for times, numbers in enumerate(([7, 8], None), 2):
        project.labelling.start(request(tiny, numbers=numbers, settings=other))
        assert isinstance(heard.wait_for_end(times), RunEnded)
    assert project.project.runs() == before


def test_that_a_run_is_finished_when_its_last_rows_are_labelled(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 40))
    finished = []
    for times, numbers in enumerate((range(2, 30), range(30, 42)), 1):
        project.labelling.start(request(tiny, numbers=list(numbers)))
        assert isinstance(heard.wait_for_end(times), RunEnded)
        assert project.current_run is not None
        finished.append(project.current_run.finished_at)
    assert finished[0] is None
    assert finished[1] is not None


def test_that_closing_in_mid_run_is_quick_and_keeps_everything(tmp_path: Path, opening: Opening, tiny: Path) -> None:
    path = write_texts(tmp_path / "a.csv", 2_000)
    project = opening.open(path, opening.preview(path).choices, opening.project_path(path))
    heard = Heard()
    project.events.subscribe(heard)
    heard.wait(lambda: not project.is_reading)
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled, times=3)
    told = sum(len(event.numbers) for event in heard.events if isinstance(event, RowsLabelled))
    begun = time.monotonic()
    project.close()
    assert time.monotonic() - begun < 2.5
    again = opening.open_project(project.path)
    assert labelled(again) >= told
    again.close()
    assert not list(tmp_path.glob("*-wal"))


@pytest.fixture
def small_disk(mount_disk: Callable[[str], Path]) -> Path:
    """Return a disk of its own, of 16 MiB."""
    return mount_disk("size=16m")


def test_that_a_full_disk_ends_a_run_with_a_sentence_and_freeing_it_lets_it_go_on(
    small_disk: Path, tmp_path: Path, opening: Opening, tiny: Path
) -> None:
    path = write_texts(tmp_path / "a.csv", 900)
    project = opening.open(path, opening.preview(path).choices, small_disk / "a.emodesk")
    heard = Heard()
    project.events.subscribe(heard)
    heard.wait(lambda: not project.is_reading)
    ballast = small_disk / "ballast"
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(bytes(max(0, free - 120_000)))
    project.labelling.start(request(tiny))
    end = heard.wait_for_end()
    assert isinstance(end, RunFailed)
    assert isinstance(end.error, ProjectError)
    assert "disk is full" in end.error.message
    told = sum(len(event.numbers) for event in heard.events if isinstance(event, RowsLabelled))
    assert labelled(project) >= told
    ballast.unlink()
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(times=2), RunEnded)
    assert labelled(project) == 900
    project.close()


def test_that_a_value_out_of_range_is_refused_and_a_paste_is_whole_or_nothing(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 10))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    before = values(project, [2, 3])
    for bad in (1.5, -0.1, float("nan")):
        with pytest.raises(EditError):
            project.set_value([2], "valence", bad)
    with pytest.raises(EditError) as caught:
        project.paste([["0.5"], ["2.0"]], [2, 3], ["valence"])
    assert "row 3" in caught.value.message
    assert values(project, [2, 3]) == before
    change = project.paste([["0.5"], ["0.25"]], [2, 3], ["valence"])
    assert list(change.numbers) == [2, 3]
    assert values(project, [2, 3]) == [0.5, 0.25]
    project.undo()
    assert values(project, [2, 3]) == before


def test_that_labels_of_an_older_project_come_into_the_view_without_the_model(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 50))
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    before = values(project, list(range(2, 52)))
    project.close()
    connection = sqlite3.connect(project.path)  # as a run of the command line leaves it
    connection.execute("DROP TABLE labels_1")
    connection.commit()
    connection.close()
    again, heard = open_it(project.path)
    heard.wait(lambda: labelled(again) == 50)
    assert values(again, list(range(2, 52))) == before
    assert not again.row_numbers(RowQuery((NeedsAttention(), StateIsOneOf((State.NONE,)))))


def test_that_an_engine_that_cant_start_is_told(
    tmp_path: Path, open_it: Open, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 3))
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(tiny.read_bytes()[:-100])
    project.labelling.start(request(broken))
    end = heard.wait_for_end()
    assert isinstance(end, RunFailed)
    assert not isinstance(end.error, EngineError)  # it's seen before the engine is asked
    assert "truncated" in end.error.message
