"""Sorting, filtering and searching: row numbers out of SQL, and rows as the grid shows them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from emodesk.core.errors import InputFileError
from emodesk.core.review import RowAnswer, State
from emodesk.core.row_query import (
    AnyCellContains,
    CellContains,
    CellInRange,
    CellIsEmpty,
    ClassIsOneOf,
    ConfidenceBelow,
    EmotionsPresent,
    Filter,
    NeedsAttention,
    RowQuery,
    ScoreInRange,
    Sort,
    SortBy,
    StateIsOneOf,
)
from emodesk.core.table import Column
from emodesk.store.connections import InterruptedReadError
from emodesk.store.review_project import SqliteReviewProject, open_review_project
from tests.store.conftest import make_table
from tests.store.review import COLUMNS, EMOTIONS, SHEET, VALENCE, read_project, record

Project = tuple[SqliteReviewProject, int]


def find(labelled: Project, *filters: Filter, sorts: tuple[Sort, ...] = ()) -> list[int]:
    project, run = labelled
    return list(project.find_rows(RowQuery(filters, sorts), run, COLUMNS))


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (CellContains(1, "HAPPY"), [2]),
        (CellContains(1, "über ALLEM är"), [3]),
        (CellContains(1, "100 %"), [5]),
        (CellContains(1, "0_%"), []),  # neither sign is a joker
        (CellContains(1, "d_l"), [5]),
        (AnyCellContains("00"), [2, 4, 5]),
        (CellIsEmpty(1), [4]),
        (CellIsEmpty(2, is_empty=False), [2, 3, 4]),
        (CellInRange(2, 9, 30), [2, 3]),
        (CellInRange(2, 31, None), [4]),
        (ScoreInRange("valence", 0.2, 0.9), [2, 3]),
        (ScoreInRange("valence", None, 0.5), [3]),
        (ClassIsOneOf("sentiment", (-2, 0)), [3]),
        (EmotionsPresent("emotions", ("joy", "love")), [2]),
        (EmotionsPresent("emotions", ("joy", "fear")), []),
        (EmotionsPresent("emotions", ("joy", "fear"), needs_all=False), [2]),
        (EmotionsPresent("emotions", ()), [3]),
        (StateIsOneOf((State.NONE, State.SKIPPED)), [4, 5]),
        (StateIsOneOf((State.MODEL,), "valence"), [2, 3]),
        (StateIsOneOf((State.ATTENTION,), "emotions"), [3]),
        (ConfidenceBelow(0.35), [3]),
        (ConfidenceBelow(0.75, "sentiment"), [2, 3]),
        (NeedsAttention(), [3]),
        (ScoreInRange("no such label", 0, 1), []),
    ],
)
def test_that_each_filter_finds_its_rows(labelled: Project, wanted: Filter, numbers: list[int]) -> None:
    assert find(labelled, wanted) == numbers


@pytest.mark.parametrize("by", SortBy)
def test_that_a_run_without_labels_in_the_view_can_be_looked_at(labelled: Project, by: SortBy) -> None:
    """A run of the command line has none until they're spread; what people said counts all the same."""
    project, run = labelled
    other = (project, project.begin_run(record("other")))
    project.decide("Edit", run, [(VALENCE, 3, 0.1, State.EDITED)])
    assert [row.annotations[0].value for row in project.read_rows(other[1], COLUMNS, [2, 3])] == [None, 0.1]
    assert find(other, ScoreInRange("valence", 0, 1)) == [3]
    assert find(other, ConfidenceBelow(1, "valence")) == find(other, NeedsAttention()) == []
    sort = Sort(by, label="valence") if by is not SortBy.CELL else Sort(by, column=0)
    assert sorted(find(other, sorts=(sort,))) == [2, 3, 4, 5]


def test_that_filters_hold_together_and_what_people_said_counts(labelled: Project) -> None:
    project, run = labelled
    assert find(labelled, ScoreInRange("valence", 0, 1), CellContains(1, "happy")) == [2]
    project.decide("Edit", run, [(VALENCE, 2, 0.1, State.EDITED), (EMOTIONS, 3, ("fear",), State.EDITED)])
    assert find(labelled, ScoreInRange("valence", 0.5, 1)) == []
    assert find(labelled, EmotionsPresent("emotions", ("fear",))) == [3]
    assert find(labelled, StateIsOneOf((State.EDITED,))) == [2, 3]
    assert find(labelled, NeedsAttention()) == []


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        (Sort(SortBy.CELL, column=0), [5, 4, 2, 3]),
        (Sort(SortBy.CELL, column=0, is_descending=True), [3, 2, 4, 5]),
        (Sort(SortBy.CELL, column=1), [5, 2, 3, 4]),
        (Sort(SortBy.CELL, column=1, is_descending=True), [3, 2, 5, 4]),
        (Sort(SortBy.CELL, column=2), [3, 2, 4, 5]),
        (Sort(SortBy.LABEL, label="valence"), [3, 2, 4, 5]),
        (Sort(SortBy.LABEL, label="valence", is_descending=True), [2, 3, 4, 5]),
        (Sort(SortBy.CONFIDENCE), [3, 2, 4, 5]),
        (Sort(SortBy.STATE), [3, 5, 2, 4]),
        (Sort(SortBy.LABEL, label="no such label"), [2, 3, 4, 5]),
    ],
)
def test_that_rows_are_sorted_with_those_without_a_value_last(
    labelled: Project, sort: Sort, numbers: list[int]
) -> None:
    assert find(labelled, sorts=(sort,)) == numbers


WORDS = (
    "Zebra", "Ärger", "apfel", "Öl", "ol", "Zoo", "Straße", "strand", "Strasse", "Łódź", "bär", "Bar", "Bär", "bar",
    "a\u0308hnlich", "éclair", "Æon", "10", "9", "(eins)", "", "Яма", "яблоко", "ﬁx",
)  # fmt: skip
IN_ORDER = [
    "", "(eins)", "10", "9", "Æon", "a\u0308hnlich", "apfel", "Ärger", "bar", "Bar", "Bär", "bär", "éclair", "ﬁx",
    "Łódź", "ol", "Öl", "strand", "Strasse", "Straße", "Zebra", "Zoo", "яблоко", "Яма",
]  # fmt: skip


def test_that_words_sort_whatever_their_case_and_their_marks(tmp_path: Path) -> None:
    project = read_project(tmp_path / "a.emodesk", tuple((word, None, None) for word in WORDS))

    def in_order(*, is_descending: bool) -> list[str]:
        query = RowQuery(sorts=(Sort(SortBy.CELL, column=0, is_descending=is_descending),))
        return [WORDS[number - 2] for number in project.find_rows(query, 0, ())]

    assert in_order(is_descending=False) == IN_ORDER
    assert in_order(is_descending=True) == IN_ORDER[::-1]
    project.close()


def test_that_spellings_that_differ_in_case_alone_stay_together(tmp_path: Path) -> None:
    words = ("an answer of average length", "An Answer of average length") * 3
    project = read_project(tmp_path / "a.emodesk", tuple((word, None, None) for word in words))
    query = RowQuery(sorts=(Sort(SortBy.CELL, column=0),))
    assert list(project.find_rows(query, 0, ())) == [2, 4, 6, 3, 5, 7]
    project.close()


def test_that_words_beside_numbers_and_broken_text_are_sorted(tmp_path: Path) -> None:
    project = open_review_project(tmp_path / "a.emodesk")
    project.save_table(make_table((("b\ud800",), (12,), ("B",), (None,), (True,), ("ä",))))
    query = RowQuery(sorts=(Sort(SortBy.CELL, column=0),))
    assert list(project.find_rows(query, 0, ())) == [6, 3, 7, 4, 2, 5]
    project.close()


def test_that_the_second_key_decides_between_equals(labelled: Project) -> None:
    project, run = labelled
    project.decide("Edit", run, [(VALENCE, number, 0.5, State.EDITED) for number in (2, 3, 5)])
    sorts = (Sort(SortBy.LABEL, label="valence"), Sort(SortBy.CELL, column=0, is_descending=True))
    assert find(labelled, sorts=sorts) == [3, 2, 5, 4]


def test_that_without_a_run_all_rows_are_there_and_unlabelled(tmp_path: Path) -> None:
    project = read_project(tmp_path / "a.emodesk")
    assert list(project.find_rows(RowQuery(), 0, ())) == [2, 3, 4, 5]
    assert list(project.find_rows(RowQuery((StateIsOneOf((State.NONE,)),)), 0, ())) == [2, 3, 4, 5]
    (row,) = project.read_rows(0, (), [3])
    assert (row.cells, row.annotations, row.state) == (("010", "Über allem Ärger", "9"), (), State.NONE)
    project.close()


def test_that_rows_come_in_the_order_asked_and_unknown_ones_are_left_out(labelled: Project) -> None:
    project, run = labelled
    assert [row.number for row in project.read_rows(run, COLUMNS, [5, 2, 999, 3])] == [5, 2, 3]


def test_that_rows_lack_a_label_until_the_model_has_answered(labelled: Project) -> None:
    """Row 4 has no text, row 5 wasn't reached."""
    project, run = labelled
    assert list(project.unlabelled_numbers(run, COLUMNS)) == [5]
    failed = RowAnswer(2, (0.9, None, ("joy",)), (0.8, None, 0.6), (False, True, False), "the engine failed")
    project.save_labelled((), run, COLUMNS, [failed])
    assert list(project.unlabelled_numbers(run, COLUMNS)) == [2, 5]
    other = project.begin_run(record("other"))
    assert list(project.unlabelled_numbers(other, COLUMNS)) == [2, 3, 4, 5]


def test_that_rows_with_a_text_come_in_the_order_asked_and_with_what_people_labelled(labelled: Project) -> None:
    """Row 4 has no text, row 5 wasn't reached; the third column is empty there."""
    project, run = labelled
    assert project.with_text([5, 4, 2, 999, 3], SHEET[1], run, COLUMNS) == [5, 2, 3]
    assert project.with_text([5, 4, 2, 3], SHEET[2], run, COLUMNS) == [2, 3], "where the run came by, it knows"
    assert project.with_text([5, 4, 3, 2], SHEET[1], 0, ()) == [5, 3, 2]
    project.decide("Edit", run, [(VALENCE, number, 0.5, State.EDITED) for number in (4, 5)])
    assert project.with_text([5, 4, 2, 3], SHEET[2], run, COLUMNS) == [5, 4, 2, 3]


def test_that_rows_can_be_read_while_the_table_grows_wider(tmp_path: Path) -> None:
    project = read_project(tmp_path / "a.emodesk")
    project.begin_table(project.source(), SHEET[:2], 2)
    project.append_rows(SHEET[:2], [("a", "b")], is_text=True)
    assert not project.is_whole()
    project.append_rows(SHEET, [("c", "d", "e")], is_text=True)
    assert [row.cells for row in project.read_rows(0, (), [2, 3])] == [("a", "b", ""), ("c", "d", "e")]
    project.finish_table(project.source())
    assert project.is_whole()
    assert [cells for _, cells in project.rows()] == [("a", "b", None), ("c", "d", "e")]
    assert project.columns() == SHEET
    project.close()


def many_rows(path: Path, count: int) -> Project:
    project = read_project(path, tuple((str(number), f"text {number}", None) for number in range(count)))
    run = project.begin_run(record())
    rows = [RowAnswer(n + 2, (n / count, 0, ()), (0.5, 0.5, 0.5), (False,) * 3) for n in range(count)]
    project.save_labelled((), run, COLUMNS, rows)
    return project, run


def test_that_an_edit_never_waits_for_a_query_and_the_query_sees_one_state(tmp_path: Path) -> None:
    project, run = many_rows(tmp_path / "a.emodesk", 60_000)
    found: list[int] = []
    is_under_way = threading.Event()

    def look() -> bool:
        is_under_way.set()
        time.sleep(0.01)  # a slow query: the edit must not notice
        return False

    query = RowQuery((AnyCellContains("ü"),))
    reader = threading.Thread(target=lambda: found.extend(project.find_rows(query, run, COLUMNS, look)))
    reader.start()
    assert is_under_way.wait(10)
    project.decide("Edit", run, [(VALENCE, 100, 0.5, State.EDITED)])
    assert reader.is_alive()  # the edit was through before the query
    reader.join()
    assert found == []
    project.close()


def test_that_a_query_that_nobody_wants_any_more_ends(tmp_path: Path) -> None:
    project, run = many_rows(tmp_path / "a.emodesk", 20_000)
    with pytest.raises(InterruptedReadError):
        project.find_rows(RowQuery((AnyCellContains("x"),)), run, COLUMNS, lambda: True)
    assert len(project.find_rows(RowQuery((AnyCellContains("text 19999"),)), run, COLUMNS, lambda: False)) == 1
    project.close()


def test_that_more_columns_than_sqlite_holds_are_refused_in_words(tmp_path: Path) -> None:
    project = read_project(tmp_path / "a.emodesk")
    many = tuple(Column(place, f"c {place}") for place in range(2_000))
    with pytest.raises(InputFileError, match="columns"):
        project.begin_table(project.source(), many, 2)
    assert project.row_count() == 4  # what was there is untouched
    project.close()
