"""Labels that came late get into the view; what the view has already isn't written again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from emodesk.app.label_spreading import LabelSpreading
from emodesk.app.row_labels import RowLabeller
from emodesk.app.run_rows import row_answers
from emodesk.core.events import RowsLabelled
from emodesk.store.review_project import SqliteReviewProject, open_review_project
from tests.app.conftest import Heard, Open, request, write_texts

TASKS = ("v-reg", "e-c")


def set_failure(path: Path, key: bytes, reading: bytes | None, failure: str) -> bytes:
    """Give an answer another reading; return the one that it had."""
    with closing(sqlite3.connect(path)) as connection, connection:
        ((before,),) = connection.execute("SELECT reading FROM answers WHERE key = ?", (key,)).fetchall()
        connection.execute("UPDATE answers SET reading = ?, failure = ? WHERE key = ?", (reading, failure, key))
    return bytes(before or b"")


def labeller_of(project: SqliteReviewProject) -> RowLabeller:
    return RowLabeller(project, project.columns()[1], project.runs()[-1][1])


def spread(path: Path) -> list[int]:
    """Spread the labels of the last run; return the rows that got any."""
    project, heard = open_review_project(path), Heard()
    run, record = project.runs()[-1]
    spreading = LabelSpreading(project, run, record, project.columns()[1], heard)
    spreading.begin()
    spreading._thread.join()
    project.close()
    return [number for event in heard.events if isinstance(event, RowsLabelled) for number in event.numbers]


def lose_one_answer(path: Path, number: int) -> tuple[bytes, bytes]:
    """Leave a row as a run does that got one of two answers; return the other one."""
    project = open_review_project(path)
    text = project.texts_of(project.columns()[1], [number])[number]
    ((_, key),) = labeller_of(project).keys_of(text)
    project.close()
    reading = set_failure(path, key, None, "the engine failed")
    project = open_review_project(path)
    labeller = labeller_of(project)
    rows = row_answers(project, labeller, [(number, text)], {})
    assert [value is None for value in rows[0].values].count(True) == 1
    project.save_labelled((), project.runs()[-1][0], labeller.columns, rows)
    project.close()
    return key, reading


def test_that_a_row_that_stays_in_part_without_an_answer_is_written_once(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 5))
    project.labelling.start(request(tiny, tasks=TASKS))
    heard.wait_for_end()
    project.close()
    key, reading = lose_one_answer(project.path, 3)
    assert spread(project.path) == []
    set_failure(project.path, key, reading, "")
    assert spread(project.path) == [3]
    assert spread(project.path) == []


def test_that_rows_without_a_text_are_spread_once(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,I was glad to see them\n2,\n3,I was sad to leave them\n", "utf-8")
    project, heard = open_it(path)
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    (run, _) = project.project.runs()[-1]
    project.close()
    with closing(sqlite3.connect(project.path)) as connection, connection:
        connection.execute(f"DROP TABLE labels_{run}")
    assert spread(project.path) == [2, 3, 4]
    assert spread(project.path) == []
