"""The command line and the window share a project: what people decided in one is written by the other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from emodesk import wiring
from emodesk.app.label_files import LabelOptions
from emodesk.app.places import Place
from emodesk.app.row_labels import RowLabeller
from emodesk.app.run_rows import row_answers
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.errors import ExportError, ProjectError
from emodesk.core.events import Event
from emodesk.core.project import StoredAnswer
from emodesk.core.review import State
from emodesk.store.review_project import open_review_project
from tests.app.conftest import Open, request, write_texts

FAILURE = "the engine failed on this text: signal 9"


def label(source: Path, output: Path, model: Path) -> list[dict[str, str]]:
    """Do what ``emodesk label`` does; return the rows that it wrote."""
    options = LabelOptions(
        tasks=("v-reg",),
        emotions=(),
        profile="standard",
        model=str(model),
        is_any_model_welcome=True,
        settings=EngineSettings(threads=1),
    )
    heard: list[Event] = []
    engine = wiring.engine()
    try:
        place = Place(source, output, source.with_name(f"{source.name}.emodesk"))
        wiring.label_files(engine, options, heard.append, lambda: False).run([place])
    finally:
        engine.close()
    header, *lines = output.read_text("utf-8-sig").splitlines()
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def test_that_the_command_line_writes_what_people_decided(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    source = write_texts(tmp_path / "a.csv", 20)
    first = label(source, tmp_path / "first.csv", tiny)
    project, heard = open_it(source)
    heard.wait(lambda: project.current_run is not None and project.current_run.rows_labelled == 20)
    (row,) = project.rows([3])
    assert row.annotations[0].value == pytest.approx(float(first[1]["valence"]))
    project.set_value([2], "valence", 0.125)
    project.clear([4], ["valence"])
    project.accept([5])
    project.close()
    second = label(source, tmp_path / "second.csv", tiny)
    assert [row["valence"] for row in second[:3]] == ["0.125", first[1]["valence"], ""]
    again, _ = open_it(source)
    assert [row.annotations[0].state for row in again.rows([2, 5])] == [State.EDITED, State.REVIEWED]


def lose_answer(path: Path, number: int) -> None:
    """Leave a project as the window does where the engine has failed on a row's text."""
    project = open_review_project(path)
    (run, record), column = project.runs()[-1], project.columns()[1]
    labeller = RowLabeller(project, column, record)
    text = project.texts_of(column, [number])[number]
    ((key,),) = labeller.keys_of(text)
    failed = {key: StoredAnswer(key, None, FAILURE)}
    project.save_labelled((), run, labeller.columns, row_answers(project, labeller, [(number, text)], failed))
    project.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE answers SET reading = NULL, failure = ? WHERE key = ?", (FAILURE, key))


def test_that_a_note_goes_when_the_command_line_has_the_answer(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    source = write_texts(tmp_path / "a.csv", 20)
    project, heard = open_it(source)
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    (before,) = project.rows([7])
    assert FAILURE not in before.attention
    project.close()
    lose_answer(project.path, 7)
    again, _ = open_it(source)
    (row,) = again.rows([7])
    assert (row.attention, row.state, row.annotations[0].value) == (FAILURE, State.ATTENTION, None)
    again.close()
    label(source, tmp_path / "out.csv", tiny)
    answered, heard = open_it(source)
    heard.wait(lambda: FAILURE not in answered.rows([7])[0].attention)
    (row,) = answered.rows([7])
    assert row.attention == before.attention
    assert row.annotations[0].value == pytest.approx(before.annotations[0].value, abs=0.01)
    assert len(answered.runs) == 1


def test_that_an_export_never_replaces_the_source_by_another_name(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    source = write_texts(tmp_path / "a.csv", 3)
    label(source, tmp_path / "first.csv", tiny)
    project, _ = open_it(source)
    other, before = tmp_path / "other.csv", source.read_bytes()
    other.hardlink_to(source)  # what A.csv is to a.csv on many a disk
    with pytest.raises(ExportError, match="replace the source"):
        project.export(other)
    assert source.read_bytes() == before


def test_that_a_changed_spreadsheet_is_refused_rather_than_mixed_up(tmp_path: Path, open_it: Open, tiny: Path) -> None:
    source = write_texts(tmp_path / "a.csv", 5)
    label(source, tmp_path / "first.csv", tiny)
    project, heard = open_it(source)
    heard.wait(lambda: project.current_run is not None and project.current_run.rows_labelled == 5)
    project.set_value([4], "valence", 0.125)
    project.close()
    source.write_text("id,text\n9,A row that is new and stands above\n" + source.read_text("utf-8").split("\n", 1)[1])
    with pytest.raises(ProjectError, match="row 4"):
        label(source, tmp_path / "second.csv", tiny)
    assert not (tmp_path / "second.csv").exists()
