"""A spreadsheet that can't be read to its end is told, and nothing is made of a part of it."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from emodesk.app.label_spreading import LabelSpreading
from emodesk.app.opening import Opening
from emodesk.app.table_reading import TableReading
from emodesk.core.errors import EmoDeskError, InputFileError
from emodesk.core.events import ModelLoaded, RunFailed
from emodesk.core.preview import Choices
from emodesk.sheets.streaming import open_stream
from emodesk.store.review_project import open_review_project
from tests.app.conftest import Heard, Open, request, write_texts
from tests.store.review import SHEET, labelled_project, record
from tests.vanishing_disk import failing_reads

ROWS = 12_000
GONE = OSError(errno.EIO, os.strerror(errno.EIO))


def fail(*_: object, **__: object) -> None:
    raise ValueError("I told my mother")


def failures(heard: Heard) -> list[str]:
    return [event.error.message for event in heard.events if isinstance(event, RunFailed)]


@pytest.mark.parametrize(
    ("error", "words"),
    [(GONE, "can't be read to its end"), (RuntimeError("I told my mother"), "didn't foresee (RuntimeError)")],
)
def test_that_a_reading_that_fails_half_way_is_told(tmp_path: Path, error: Exception, words: str) -> None:
    path = write_texts(tmp_path / "a.csv", ROWS)
    project, heard = open_review_project(tmp_path / "a.emodesk"), Heard()
    with failing_reads(error):
        TableReading(project, open_stream(path, Choices()), heard).begin()
        heard.wait_for(RunFailed)
    (said,) = failures(heard)
    assert words in said
    assert "mother" not in said
    assert 0 < project.row_count() < ROWS
    assert not project.is_whole()
    project.close()


def test_that_a_reading_that_fails_before_its_first_row_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_texts(tmp_path / "a.csv", 10)
    project = open_review_project(tmp_path / "a.emodesk")
    monkeypatch.setattr(project, "append_rows", fail)
    with pytest.raises(EmoDeskError, match="didn't foresee"):
        TableReading(project, open_stream(path, Choices()), Heard()).begin()
    project.close()


def test_that_a_part_of_a_spreadsheet_is_neither_labelled_nor_exported(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    path = write_texts(tmp_path / "a.csv", ROWS)
    with failing_reads(GONE):
        project, _ = open_it(path)
    with pytest.raises(InputFileError, match="hasn't been read to its end") as caught:
        project.labelling.start(request(tiny))
    assert "open the spreadsheet again" in caught.value.hint
    with pytest.raises(InputFileError, match="hasn't been read to its end"):
        project.export(tmp_path / "out.xlsx")
    project.close()
    again, _ = open_it(path)
    assert (again.path, again.row_count) == (project.path, ROWS)
    assert again.project.is_whole()


def test_that_a_run_that_waits_for_the_rows_ends_when_they_dont_come(
    tmp_path: Path, opening: Opening, tiny: Path
) -> None:
    path = write_texts(tmp_path / "a.csv", ROWS)
    is_gone, heard = threading.Event(), Heard()
    with failing_reads(GONE, is_gone.wait):
        project = opening.open(path, opening.preview(path).choices, opening.project_path(path))
        project.events.subscribe(heard)
        project.labelling.start(request(tiny))
        heard.wait_for(ModelLoaded)
        is_gone.set()
        heard.wait_for_end(2)
    read, run = failures(heard)
    assert "can't be read to its end" in read
    assert "hasn't been read to its end" in run
    assert project.runs == ()
    project.close()


def test_that_labels_that_can_t_be_spread_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, run = labelled_project(tmp_path / "a.emodesk")
    heard = Heard()
    monkeypatch.setattr("emodesk.app.label_spreading.row_answers", fail)
    LabelSpreading(project, run, record(), SHEET[1], heard).begin()
    heard.wait_for(RunFailed)
    (said,) = failures(heard)
    assert "didn't foresee (ValueError)" in said
    project.close()
