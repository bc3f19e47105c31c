"""From what the user has put together to what the project is asked."""

from __future__ import annotations

import json

from emodesk.core.affect.columns import label_columns
from emodesk.core.project import LabellingPlan
from emodesk.core.review import State
from emodesk.core.row_query import (
    AnyCellContains,
    CellContains,
    ClassIsOneOf,
    ConfidenceBelow,
    EmotionsPresent,
    RowQuery,
    ScoreInRange,
    Sort,
    SortBy,
    StateIsOneOf,
)
from emodesk.core.table import Column
from emodesk.gui.grid.grid_column import GridColumn
from emodesk.gui.grid.present import grid_columns
from emodesk.gui.grid.query import NO_EMOTION_VALUE, ColumnFilter, GridQuery

PLAN = LabellingPlan(
    text_column="answer", tasks=("v-reg", "v-oc", "e-c"), emotions=("anger",), profile="standard", style="aaid"
)


def columns() -> tuple[GridColumn, ...]:
    own = (Column(0, "id"), Column(1, "answer"))
    return grid_columns(own, own[1], label_columns(PLAN), "State")


def asked(*filters: ColumnFilter, search: str = "") -> RowQuery:
    query = GridQuery(search=search)
    for each in filters:
        query = query.with_filter(each)
    return query.row_query(columns())


def test_that_each_filter_becomes_the_projects_own() -> None:
    assert asked(ColumnFilter("cell:answer", contains="sad")).filters == (CellContains(1, "sad"),)
    assert asked(ColumnFilter("label:valence", low=0.2, high=0.6)).filters == (ScoreInRange("valence", 0.2, 0.6),)
    assert asked(ColumnFilter("label:sentiment", values=frozenset({"-2", "3"}))).filters == (
        ClassIsOneOf("sentiment", (-2, 3)),
    )
    assert asked(ColumnFilter("label:emotions", values=frozenset({"joy", "love"}))).filters == (
        EmotionsPresent("emotions", ("joy", "love"), needs_all=False),
    )
    assert asked(ColumnFilter("label:emotions", values=frozenset({NO_EMOTION_VALUE}))).filters == (
        EmotionsPresent("emotions", ()),
    )
    assert asked(ColumnFilter("state", values=frozenset({"edited"}))).filters == (StateIsOneOf((State.EDITED,)),)
    assert asked(ColumnFilter("label:valence", confidence_below=0.5)).filters == (ConfidenceBelow(0.5, "valence"),)
    assert asked(search="bus").filters == (AnyCellContains("bus"),)


def test_that_a_filter_on_a_column_that_has_gone_is_left_out() -> None:
    assert asked(ColumnFilter("label:joy_level", values=frozenset({"1"}))) == RowQuery()


def test_that_an_empty_filter_takes_the_columns_filter_away() -> None:
    query = GridQuery().with_filter(ColumnFilter("cell:id", contains="7"))
    assert not query.with_filter(ColumnFilter("cell:id")).narrows


def test_that_clicks_on_a_heading_sort_up_then_down_then_not() -> None:
    query = GridQuery().sorted_by("label:valence")
    assert query.row_query(columns()).sorts == (Sort(SortBy.LABEL, label="valence"),)
    query = query.sorted_by("label:valence")
    assert query.row_query(columns()).sorts == (Sort(SortBy.LABEL, label="valence", is_descending=True),)
    assert query.sorted_by("label:valence").row_query(columns()).sorts == ()


def test_that_what_is_kept_comes_back_and_nonsense_is_survived() -> None:
    query = GridQuery().with_filter(ColumnFilter("state", values=frozenset({"edited"}))).sorted_by("cell:id")
    assert GridQuery.from_plain(json.loads(json.dumps(query.to_plain()))) == query
    for nonsense in ({"sort": 3}, {"filters": [{"key": 1}]}, {"filters": "x"}, {}):
        assert not GridQuery.from_plain(nonsense).narrows
