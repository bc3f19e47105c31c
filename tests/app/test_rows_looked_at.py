"""The rows that somebody looks at are labelled first, and in the end nothing else is different for it."""

from __future__ import annotations

import dataclasses
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emodesk.app import desk_run, pausing
from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import Opening
from emodesk.app.row_labels import SKIPPED
from emodesk.core.events import Event, RowsLabelled, RunEnded, RunProgressed, RunStarted
from emodesk.core.preview import Choices
from emodesk.core.review_ports import Slab
from tests.app.conftest import PATIENCE_S, Heard, Open, request, write_texts
from tests.app.looking_run import two_questions
from tests.conftest import own_home

CHUNK = 32
"""Texts in a chunk of a model as small as these."""
LENGTHY = "She said that it had been a long day and that nobody would believe what they had seen there. "

Stored = tuple[dict[bytes, tuple[bytes | None, str]], list[tuple[Any, ...]]]


def told(heard: Heard) -> list[list[int]]:
    """Return the rows that were labelled, as it was told."""
    return [list(event.numbers) for event in heard.events if isinstance(event, RowsLabelled)]


def told_rows(heard: Heard) -> list[int]:
    return [number for numbers in told(heard) for number in numbers]


def progress(heard: Heard) -> list[int]:
    return [event.done for event in heard.events if isinstance(event, RunProgressed)]


def stored(path: Path) -> Stored:
    """Return all answers and the rows' labels of a project that is closed, as they lie in the file."""
    connection = sqlite3.connect(path)
    try:
        answers = {key: rest for key, *rest in connection.execute("SELECT key, reading, failure FROM answers")}
        return answers, connection.execute("SELECT * FROM labels_1 ORDER BY 1").fetchall()
    finally:
        connection.close()


def mixed(path: Path, count: int = 150) -> Path:
    """Write texts of all kinds: new ones, some that came before, empty ones, with and without a period, long ones."""
    chance = random.Random(7)
    texts: list[str] = []
    for number in range(count):
        kind = chance.random()
        if texts and kind < 0.15:
            texts.append(chance.choice(texts))
        elif texts and kind < 0.3:
            earlier = chance.choice(texts)
            texts.append(earlier[:-1] if earlier.endswith(".") else f"{earlier}.")
        elif kind < 0.35:
            texts.append("")
        elif kind < 0.4:
            texts.append(f"Das war gestern ein wirklich schöner Tag mit meiner Familie im Garten {number}")
        elif kind < 0.45:
            texts.append(LENGTHY * 12 + f"That was letter {number}.")
        else:
            texts.append(f"I was glad to see {number} of them that day")
    texts.append(LENGTHY.strip())
    path.write_text("text\n" + "".join(f'"{text}"\n' for text in texts), "utf-8")
    return path


def finish(project: OpenedProject, heard: Heard, times: int = 1) -> RunEnded:
    end = heard.wait_for_end(times)
    assert isinstance(end, RunEnded), end
    project.close()
    return end


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, starter: Path) -> tuple[Stored, int, int]:
    """Return what's in the project after a run that nobody looks at, its rows that need attention and its texts."""
    from emodesk import wiring

    path = mixed(tmp_path_factory.mktemp("undisturbed") / "a.csv")
    with pytest.MonkeyPatch.context() as patch:
        own_home(tmp_path_factory.mktemp("home") / "own", patch)  # how the model runs best is kept in the user's own
        opening = Opening(wiring.opening_adapters)
        project = opening.open(path, opening.preview(path, Choices()).choices, opening.project_path(path))
        heard = Heard()
        project.events.subscribe(heard)
        project.labelling.start(two_questions(starter))
        end = finish(project, heard)
        found = stored(project.path)
    assert any("long text" in str(row) for row in found[1])
    assert any("German" in str(row) or "not English" in str(row) for row in found[1])
    assert any(SKIPPED in str(row) for row in found[1])
    return found, end.attention_rows, progress(heard)[-1]


def test_that_the_rows_on_the_screen_come_first_and_the_others_in_order(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    project.labelling.look_at(range(215, 235))
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    seen = list(range(2 + 6 * CHUNK, 2 + 8 * CHUNK))
    assert {215, 234} < set(seen)
    assert told_rows(heard) == seen + [number for number in range(2, 302) if number not in seen]
    assert all(len(numbers) == CHUNK for numbers in told(heard)[:-1])
    assert progress(heard)[-1] == 300


def test_that_rows_in_another_order_come_in_the_order_of_the_screen(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 200))
    project.labelling.look_at([180, 4, 110, 181])
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert [180 in told(heard)[0], 4 in told(heard)[1], 110 in told(heard)[2], 40 in told(heard)[3]] == [True] * 4


def test_that_another_look_in_mid_run_brings_other_rows(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 300))
    looks = {1: [250], 4: [200, 201], 6: []}

    def look(event: Event) -> None:
        if isinstance(event, RowsLabelled) and len(told(heard)) in looks:
            project.labelling.look_at(looks[len(told(heard))])

    project.events.subscribe(look)
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    # The chunk that was waiting at the engine's door when the look moved goes first.
    assert 250 in told(heard)[2]
    assert 200 in told(heard)[5]
    firsts = [numbers[0] for numbers in told(heard)]
    others = [first for place, first in enumerate(firsts) if place not in (2, 5)]
    assert others == sorted(others)
    assert sorted(told_rows(heard)) == list(range(2, 302))


def test_that_a_row_that_repeats_an_earlier_text_gets_its_label_when_its_looked_at(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    path = tmp_path / "a.csv"
    texts = [f"I was glad to see them that day {number}" for number in range(200)]
    texts[190], texts[191], texts[192] = texts[100], "", texts[101] + "."
    path.write_text("text\n" + "\n".join(f'"{text}"' for text in texts) + "\n", "utf-8")
    project, heard = open_it(path)
    project.labelling.look_at([192, 193, 194])
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert 102 in told(heard)[0]  # where the text stands first
    assert told(heard)[1] == [192, 193]
    assert 194 in told(heard)[2]
    assert sorted(told_rows(heard)) == list(range(2, 202))
    (repeated, again) = (project.rows([number])[0].annotations[0].value for number in (102, 192))
    assert repeated == again
    assert not any("not labelled" in row.attention for row in project.rows(range(2, 202)))


def test_that_a_row_waits_for_what_an_earlier_text_asks_in_the_same_words(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    path = tmp_path / "a.csv"
    texts = [f"I was glad to see them that day {number}" for number in range(200)]
    texts[170] = texts[40] + "."
    path.write_text("text\n" + "\n".join(texts) + "\n", "utf-8")
    project, heard = open_it(path)
    project.labelling.look_at(range(170, 174))
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert told(heard)[0] == [number for number in range(162, 194) if number != 172]
    place = next(place for place, numbers in enumerate(told(heard)) if 172 in numbers)
    assert told(heard)[place] == [172]
    assert 42 in told(heard)[place - 1]
    assert place < 4
    assert sorted(told_rows(heard)) == list(range(2, 202))
    assert project.rows([172])[0].annotations[0].value == project.rows([42])[0].annotations[0].value


def test_that_a_text_that_is_answered_already_is_shown_as_soon_as_its_looked_at(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    path = tmp_path / "a.csv"
    texts = [f"I was glad to see them that day {number}" for number in range(250)]
    texts[240:250] = texts[:10]
    path.write_text("text\n" + "\n".join(texts) + "\n", "utf-8")
    project, heard = open_it(path)

    def look(event: Event) -> None:
        if isinstance(event, RowsLabelled) and len(told(heard)) == 3:
            project.labelling.look_at(range(242, 252))

    project.events.subscribe(look)
    project.labelling.start(request(tiny))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert list(range(242, 252)) in told(heard)[3:5]
    assert sorted(told_rows(heard)) == list(range(2, 252))


@pytest.mark.parametrize("patience_s", [60.0, -1.0])
def test_that_rows_that_are_answered_already_keep_nobody_waiting(
    patience_s: float, tmp_path: Path, open_it: Open, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that goes on writes what's known while the engine is at the rows on the screen, but not for long."""
    monkeypatch.setattr(desk_run, "KNOWN_WITHIN_S", patience_s)
    path = write_texts(tmp_path / "a.csv", 250)
    project, heard = open_it(path)
    project.labelling.start(request(tiny))
    heard.wait_for(RowsLabelled, 4)
    project.labelling.stop()
    finish(project, heard)
    known = len(told(heard))
    project, heard = open_it(path)
    project.labelling.look_at([240])
    project.labelling.start(request(tiny))
    assert finish(project, heard).is_complete
    assert 240 in told(heard)[known if patience_s > 0 else 0]
    assert sorted(told_rows(heard)) == list(range(2, 252))


def test_that_all_is_the_same_in_the_end_to_the_last_bit(
    tmp_path: Path, open_it: Open, starter: Path, undisturbed: tuple[Stored, int, int]
) -> None:
    project, heard = open_it(mixed(tmp_path / "a.csv"))
    chance = random.Random(3)

    def look(event: Event) -> None:
        if isinstance(event, RowsLabelled):
            project.labelling.look_at(chance.sample(range(1, 155), 12))

    project.events.subscribe(look)
    project.labelling.look_at(range(140, 152))
    project.labelling.start(two_questions(starter))
    end = finish(project, heard)
    assert told_rows(heard) != sorted(told_rows(heard))
    assert sorted(told_rows(heard)) == list(range(2, 153))
    assert progress(heard) == sorted(progress(heard))
    assert stored(project.path) == undisturbed[0]
    assert (end.attention_rows, progress(heard)[-1]) == undisturbed[1:]


def test_that_a_run_stopped_among_rows_looked_at_ends_the_same(
    tmp_path: Path, open_it: Open, starter: Path, undisturbed: tuple[Stored, int, int]
) -> None:
    path = mixed(tmp_path / "a.csv")
    for rows in ([150], [100, 60], range(50, 60)):
        project, heard = open_it(path)
        project.labelling.look_at(rows)
        project.labelling.start(two_questions(starter))
        heard.wait_for(RowsLabelled)
        project.labelling.stop()
        assert not finish(project, heard).is_complete
    project, heard = open_it(path)
    project.labelling.start(two_questions(starter))
    end = finish(project, heard)
    assert end.is_complete
    assert stored(project.path) == undisturbed[0]
    assert end.attention_rows == undisturbed[1]


def test_that_a_worker_killed_among_rows_looked_at_changes_nothing(
    tmp_path: Path, open_it: Open, starter: Path, undisturbed: tuple[Stored, int, int]
) -> None:
    project, heard = open_it(mixed(tmp_path / "a.csv"))
    project.labelling.look_at([150, 100])
    project.labelling.start(two_questions(starter))
    heard.wait_for(RowsLabelled)
    engine: Any = project.labelling._engine
    os.kill(engine._transport.pid, signal.SIGKILL)
    end = finish(project, heard)
    assert stored(project.path) == undisturbed[0]
    assert end.attention_rows == undisturbed[1]


def test_that_a_program_killed_among_rows_looked_at_loses_and_changes_nothing(
    tmp_path: Path, open_it: Open, starter: Path, undisturbed: tuple[Stored, int, int]
) -> None:
    path = mixed(tmp_path / "a.csv")
    for rows in ([150, 100], [60]):
        command = [sys.executable, "-m", "tests.app.looking_run", str(path), str(starter), *map(str, rows)]
        folder = Path(__file__).parents[2]
        with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert any(str(rows[0]) in line for line in process.stdout)
            process.kill()
    project, heard = open_it(path)
    assert project.current_run is not None
    assert 0 < project.current_run.rows_labelled < 151
    project.labelling.start(two_questions(starter))
    finish(project, heard)
    assert stored(project.path) == undisturbed[0]


def test_that_a_pause_drops_no_row_and_counts_none_twice(
    tmp_path: Path,
    open_it: Open,
    starter: Path,
    undisturbed: tuple[Stored, int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pausing, "PAUSE_WITHIN_S", -1.0)  # any chunk is too slow
    project, heard = open_it(mixed(tmp_path / "a.csv"))
    project.labelling.look_at([150])
    project.labelling.start(two_questions(starter))
    for times, rows in enumerate(([100, 101], [60, 150], [120]), 1):
        heard.wait_for(RowsLabelled, times)
        project.labelling.pause()
        project.labelling.look_at(rows)
        time.sleep(0.3)
        project.labelling.resume()
    end = finish(project, heard)
    assert end.is_complete
    assert sorted(told_rows(heard)) == list(range(2, 153))
    assert stored(project.path) == undisturbed[0]
    assert (end.attention_rows, progress(heard)[-1]) == undisturbed[1:]


def test_that_of_selected_rows_those_on_the_screen_come_first_and_no_others(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    chosen = list(range(3, 203, 2))
    project, heard = open_it(write_texts(tmp_path / "a.csv", 201))
    project.labelling.look_at([180, 181, 202, 100])
    project.labelling.start(request(tiny, numbers=chosen))
    assert isinstance(heard.wait_for_end(), RunEnded)
    assert told(heard)[0] == chosen[2 * CHUNK : 3 * CHUNK]
    assert [number for numbers in told(heard)[1:] for number in numbers] == chosen[: 2 * CHUNK] + chosen[3 * CHUNK :]


def test_that_selected_rows_get_the_same_labels_whatever_somebody_looks_at(
    tmp_path: Path, open_it: Open, starter: Path
) -> None:
    chosen = [number for number in range(2, 153) if number % 5]
    found: list[Stored] = []
    for folder, rows in (("calm", []), ("looked", [151, 112, 110, 150])):
        (tmp_path / folder).mkdir()
        project, heard = open_it(mixed(tmp_path / folder / "a.csv"))
        project.labelling.look_at(rows)
        project.labelling.start(two_questions(starter, numbers=chosen))
        finish(project, heard)
        assert sorted(told_rows(heard)) == chosen
        assert (told_rows(heard) == chosen) == (folder == "calm")
        found.append(stored(project.path))
    assert found[0] == found[1]


def test_that_an_estimate_is_measured_on_the_rows_on_the_screen(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 200))
    project.labelling.look_at([150])
    estimate = project.labelling.estimate(request(tiny), lambda: False)
    assert estimate.texts == 200 - CHUNK
    for times, (number, lacking) in enumerate(((150, 0), (2, 1)), 1):
        project.labelling.start(request(tiny, numbers=[number]))
        heard.wait_for_end(times)
        assert [event.texts for event in heard.events if isinstance(event, RunStarted)][-1] == lacking


def test_that_a_run_waits_for_the_rows_that_are_still_read(tmp_path: Path, opening: Opening, tiny: Path) -> None:
    """Which texts make the last chunk isn't known before that."""
    path = write_texts(tmp_path / "a.csv", 9_000)
    opened = opening.open(path, opening.preview(path).choices, opening.project_path(path))
    stream: Any = opening._adapters.open_stream(path, opening.preview(path).choices)
    opened.close()
    opened.path.unlink()
    go_on = threading.Event()

    def slowly(size: int) -> Iterator[Slab]:
        for place, slab in enumerate(stream.slabs(size)):
            if place:
                assert go_on.wait(PATIENCE_S)
            yield slab

    project = opening._open(opened.path, None)
    project._text_column = "text"
    heard = Heard()
    project.events.subscribe(heard)
    project.read(dataclasses.replace(stream, slabs=slowly))
    project.labelling.start(request(tiny))
    time.sleep(1.0)
    assert not any(isinstance(event, RunStarted) for event in heard.events)
    go_on.set()
    heard.wait_for(RunStarted)
    (started,) = (event for event in heard.events if isinstance(event, RunStarted))
    assert (started.texts, started.rows) == (9_000, 9_000)
    project.close()
