"""The stored answers are the starter's; comparing sees what a broken engine does and forgives what rounding does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from emodesk.app.sample_answers import FILE, SampleAnswers, StoredCell, compare, read_answers, write_answers
from emodesk.core.affect.columns import LabelColumn, Profile, label_columns
from emodesk.core.project import LabellingPlan
from emodesk.core.resources import resource
from emodesk.modelhub.fingerprint import fingerprint

COLUMNS = label_columns(
    LabellingPlan(
        text_column="text", tasks=("v-reg", "v-oc", "e-c"), emotions=(), profile=Profile.STANDARD.value, style="aaid"
    )
)
NAMES = ("valence", "sentiment", "emotions", "needs_attention")
ROWS: tuple[tuple[StoredCell, ...], ...] = ((0.5, 0, "joy, love", None), (0.25, -2, "anger", "long text, 2 parts")) * 20


def stored(*, row: int = 0, column: str = "", cell: StoredCell = None) -> SampleAnswers:
    """The stored answers, one cell of which may be another."""
    rows = [list(cells) for cells in ROWS]
    if column:
        rows[row][NAMES.index(column)] = cell
    return SampleAnswers("model", NAMES, tuple(map(tuple, rows)))


def is_close(found: SampleAnswers, columns: tuple[LabelColumn, ...] = COLUMNS) -> bool:
    return compare(found, stored(), columns).is_close


def test_that_the_stored_answers_are_those_of_the_starter_that_ships(starter: Path, tmp_path: Path) -> None:
    answers = read_answers(resource(FILE))
    assert answers.model == fingerprint(starter, tmp_path / "cache.json"), (
        "the starter has changed: .venv/bin/python packaging/sample_answers.py"
    )
    assert len(answers.rows) == 40


@pytest.mark.parametrize(
    ("column", "cell"),
    [("valence", 0.51), ("valence", 0.49), ("sentiment", 1), ("sentiment", -1), ("emotions", "joy")],
)
def test_that_what_rounding_does_is_forgiven(column: str, cell: StoredCell) -> None:
    assert is_close(stored(column=column, cell=cell))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("valence", 0.55), ("valence", None), ("sentiment", 2), ("sentiment", None), ("emotions", None),
        ("needs_attention", "the engine failed on this text"),
    ],
)  # fmt: skip
def test_that_what_no_rounding_explains_is_seen(column: str, cell: StoredCell) -> None:
    assert not is_close(stored(column=column, cell=cell))


def test_that_many_small_changes_are_seen() -> None:
    found = msgspec.structs.replace(stored(), rows=tuple((row[0], int(str(row[1])) + 1, *row[2:]) for row in ROWS))
    assert not is_close(found)


def test_that_missing_rows_and_columns_are_seen() -> None:
    assert not is_close(msgspec.structs.replace(stored(), rows=ROWS[1:]))
    assert not is_close(SampleAnswers("model", NAMES[:2], tuple(row[:2] for row in ROWS)))


def test_that_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_answers(tmp_path / "answers.json", stored())
    assert read_answers(tmp_path / "answers.json") == stored()
    assert (tmp_path / "answers.json").read_text(encoding="utf-8").count("\n") == len(ROWS) + 2


def test_that_the_same_answers_differ_in_nothing() -> None:
    assert dataclasses.astuple(compare(stored(), stored(), COLUMNS)) == (0.0, 3 * len(ROWS), 0, 0)
