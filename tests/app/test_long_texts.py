"""Long texts are split for each model by itself: what another one is asked changes nothing of labels that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emodesk.app.opened_project import OpenedProject
from emodesk.core.events import RunEnded
from tests.app.conftest import Open, request

LONG = "She said that it had been a long day and that nobody would believe what they had seen there. " * 12


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a spreadsheet of which two texts are too long for the starter."""
    path = tmp_path / "a.csv"
    texts = ["I was glad to see them", f"{LONG}I was happy.", "It rained", f"{LONG}I was sad."]
    path.write_text("id,text\n" + "".join(f"{number},{text}\n" for number, text in enumerate(texts)), "utf-8")
    return path


def check_labels(project: OpenedProject, output: Path) -> None:
    """What is exported, and what the details are made of, are the labels that the grid shows."""
    shown = [row.annotations[0].value for row in project.rows([2, 3, 4, 5])]
    assert all(isinstance(value, float) for value in shown)
    assert project.export(output) is not None
    exported = [line.split(",")[2] for line in output.read_text("utf-8-sig").splitlines()[1:]]
    assert [float(value) for value in exported] == [round(value, 3) for value in map(float, map(str, shown))]
    for number in (2, 3):
        assert project.detail(number).labels[0].distribution
    assert " | " in project.detail(3).labels[0].answer  # of two parts


@pytest.mark.parametrize("next_one", ["another model", "other tasks"])
def test_that_labels_of_long_texts_outlast_an_estimate_for_something_else(
    tmp_path: Path, source: Path, open_it: Open, starter: Path, tiny: Path, next_one: str
) -> None:
    project, heard = open_it(source)
    project.labelling.start(request(starter))
    assert isinstance(heard.wait_for_end(), RunEnded)
    check_labels(project, tmp_path / "before.csv")
    other: Any = {"another model": request(tiny), "other tasks": request(starter, tasks=("v-reg", "e-c"))}[next_one]
    assert project.labelling.estimate(other, lambda: False).rows == 4
    check_labels(project, tmp_path / "after.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "after.csv").read_bytes()
    project.labelling.start(other)
    assert isinstance(heard.wait_for_end(2), RunEnded)
    project.show_run(1)
    check_labels(project, tmp_path / "then.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "then.csv").read_bytes()


def test_that_labels_of_long_texts_outlast_an_estimate_for_another_column(
    tmp_path: Path, source: Path, open_it: Open, starter: Path
) -> None:
    project, heard = open_it(source)
    project.labelling.start(request(starter))
    assert isinstance(heard.wait_for_end(), RunEnded)
    before = dict(project.project.splits(*which(project)))
    assert len(before) == 2
    project._text_column = "id"
    project.labelling.estimate(request(starter), lambda: False)
    assert project.project.splits(*which(project)) == before
    check_labels(project, tmp_path / "after.csv")


def which(project: OpenedProject) -> tuple[str, int | None]:
    """Return under what the splits of the first run are kept."""
    ((_, record), *_) = project.project.runs()
    assert record.room_tokens is not None
    return record.model_fingerprint, record.room_tokens
