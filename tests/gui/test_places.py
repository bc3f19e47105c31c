"""Where a row stands, for every kind of order."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emodesk.gui.grid.places import Places


@pytest.mark.parametrize(
    "ids",
    [[], [7], [2, 3, 4, 5], [2, 5, 9], [9, 2, 5], [5, 4, 3]],
    ids=["none", "one", "dense", "gaps", "mixed", "down"],
)
def test_that_every_row_is_found_where_it_stands(ids: list[int]) -> None:
    places = Places(array("q", ids))
    assert [places.of(number) for number in range(12)] == [ids.index(n) if n in ids else -1 for n in range(12)]


@given(st.lists(st.integers(min_value=0, max_value=300), unique=True))
def test_that_the_way_there_and_back_meet(ids: list[int]) -> None:
    places = Places(array("q", ids))
    assert all(places.of(number) == place for place, number in enumerate(ids))
    assert places.of(301) == -1


def test_that_rows_that_were_only_added_to_are_recognised() -> None:
    some, more, other = (Places(array("q", ids)) for ids in ([2, 3], [2, 3, 4], [3, 2, 4]))
    assert more.begins_with(some)
    assert not some.begins_with(more)
    assert not other.begins_with(some)
    assert Places(range(2, 9)).begins_with(Places(range(2, 5)))
    assert not Places(range(2, 9)).begins_with(some)


def test_that_all_rows_need_no_table() -> None:
    places = Places(range(2, 1_000_002))
    assert (places.of(2), places.of(1_000_001), places.of(1), places.of(1_000_002)) == (0, 999_999, -1, -1)
