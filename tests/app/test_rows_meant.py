"""A step on several rows is meant for those with a text; a single row without one may be labelled by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from emodesk.app.review_edits import ReviewEdits
from emodesk.app.runs import Runs
from emodesk.core.review import RowAnswer, State, Value
from emodesk.core.table import Row
from emodesk.store.review_project import SqliteReviewProject
from tests.store.review import COLUMNS, SHEET, read_project, record

ROWS: tuple[Row, ...] = (
    ("1", None, None),
    ("2", "I was glad to see them", None),
    ("3", " \u3000\t ", None),
    ("4", "I was sad to leave them", None),
    ("5", "Nobody answered me", None),
)
NUMBERS = (2, 3, 4, 5, 6)
"""Rows of the spreadsheet; 2 and 4 have no text."""


def answers() -> list[RowAnswer]:
    """Return what a run said that hasn't come to the last row."""
    nothing = (None,) * 3
    return [
        RowAnswer(number, nothing, nothing, (False,) * 3, "empty, skipped", is_skipped=True)
        if number in (2, 4)
        else RowAnswer(number, (0.9, 3, ("joy",)), (0.8, 0.7, 0.6), (False,) * 3)
        for number in NUMBERS[:-1]
    ]


@pytest.fixture(params=["labelled", "not labelled yet"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteReviewProject]:
    opened = read_project(tmp_path / "a.emodesk", ROWS)
    run = opened.begin_run(record())
    if request.param == "labelled":
        opened.save_labelled((), run, COLUMNS, answers())
    yield opened
    opened.close()


@pytest.fixture
def edits(project: SqliteReviewProject) -> ReviewEdits:
    return ReviewEdits(project, Runs(project), lambda: SHEET[1])


def values(project: SqliteReviewProject) -> list[Value | None]:
    (run, _) = project.runs()[-1]
    return [row.annotations[0].value for row in project.read_rows(run, COLUMNS, NUMBERS)]


def states(project: SqliteReviewProject) -> list[State]:
    (run, _) = project.runs()[-1]
    return [row.annotations[0].state for row in project.read_rows(run, COLUMNS, NUMBERS)]


def test_that_a_label_for_many_rows_leaves_out_those_without_a_text(
    project: SqliteReviewProject, edits: ReviewEdits
) -> None:
    change = edits.set_value(NUMBERS, "valence", 0.25)
    assert (list(change.numbers), change.name) == ([3, 5, 6], "edit valence (3)")
    assert values(project) == [None, 0.25, None, 0.25, 0.25]
    assert edits.set_value([4], "valence", 0.5)
    assert edits.set_value(NUMBERS, "valence", 0.75)
    assert values(project) == [None, 0.75, 0.75, 0.75, 0.75], "it's a label like any other now"


def test_that_a_block_goes_line_by_line_past_rows_without_a_text(
    project: SqliteReviewProject, edits: ReviewEdits
) -> None:
    block = [["no label"], ["0.5"], ["0.1"], ["0.25"], ["0.125"]]
    assert list(edits.paste(block, NUMBERS, ["valence"]).numbers) == [3, 5, 6]
    assert values(project) == [None, 0.5, None, 0.25, 0.125]
    assert list(edits.paste([["0.75"]], [2], ["valence"]).numbers) == [2]


def test_that_clearing_many_rows_leaves_out_those_without_a_text(
    project: SqliteReviewProject, edits: ReviewEdits
) -> None:
    before = states(project)
    assert list(edits.clear(NUMBERS, ["valence"]).numbers) == [3, 5, 6]
    assert [states(project)[place] for place in (0, 2)] == [before[0], before[2]]


def test_that_rows_are_filled_from_the_first_that_has_a_text(project: SqliteReviewProject, edits: ReviewEdits) -> None:
    edits.set_value([3], "valence", 0.125)
    assert list(edits.fill_down(NUMBERS, ["valence"]).numbers) == [5, 6]
    assert values(project) == [None, 0.125, None, 0.125, 0.125]
    assert not edits.fill_down([2, 4], ["valence"])
    edits.set_value([6], "valence", 0.75)
    edits.fill_down([6, 5, 4, 3], ["valence"])
    assert values(project) == [None, 0.75, None, 0.75, 0.75], "in the order on the screen"


def test_that_all_rows_are_meant_where_nobody_knows_which_column_has_the_texts(project: SqliteReviewProject) -> None:
    edits = ReviewEdits(project, Runs(project), lambda: None)
    skipped = {2, 4} if State.SKIPPED in states(project) else set()
    assert list(edits.set_value(NUMBERS, "valence", 0.25).numbers) == sorted({*NUMBERS} - skipped)
