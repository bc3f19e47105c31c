"""A plan forms any chunk by itself, and it's the chunk that a walk from the start comes to."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emodesk.app.asking import ask
from emodesk.app.chunk_plan import ChunkPlan
from emodesk.app.chunks import NOWHERE, Chunk, chunks, note_missing
from emodesk.core.affect.prompts import asked_alike
from emodesk.core.project import LabellingPlan, text_key
from emodesk.core.table import Column, Source, Table
from emodesk.store.review_project import SqliteReviewProject, open_review_project

COLUMN = Column(0, "text")
WORDS = [
    "Fine",
    "Fine.",
    "Fine!",
    "No",
    "No.",
    "",
    "  ",
    "a\nb",
    "a b",
    "long. long.",
    "long.",
    "long",
    "N/A",
    "x .",
    "x",
]
SPLITS = {text_key("long. long."): (6, 5)}
ASKED = ask(LabellingPlan(text_column="text", tasks=("v-reg", "v-oc"), emotions=(), profile="paper"), "0" * 64)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[SqliteReviewProject]:
    opened = open_review_project(tmp_path / "a.emodesk")
    yield opened
    opened.close()


def fill(project: SqliteReviewProject, texts: list[str]) -> None:
    source = Source(Path("a.csv"), "0" * 64, None)
    project.save_table(Table(source, (COLUMN,), tuple((text or None,) for text in texts), 2))


def planned(project: SqliteReviewProject, numbers: list[int] | None, size: int) -> tuple[ChunkPlan, list[Chunk]]:
    plan = ChunkPlan(project, COLUMN, SPLITS)
    walked = list(chunks(project, COLUMN, numbers, texts=size, splits=SPLITS))
    for chunk in walked:
        plan.note(chunk)
    return plan, walked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    texts=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40),
    chosen=st.none() | st.sets(st.integers(2, 45)),
    size=st.integers(1, 5),
)
def test_that_a_plan_forms_the_chunks_that_a_walk_forms(
    project: SqliteReviewProject, texts: list[str], chosen: set[int] | None, size: int
) -> None:
    fill(project, texts)
    plan, walked = planned(project, None if chosen is None else sorted(chosen, reverse=True), size)
    assert [plan.form(number) for number in reversed(range(plan.chunk_count))] == walked[::-1]
    assert plan.row_count == sum(len(chunk.rows) for chunk in walked)
    for chunk in walked:
        for (number, text), home in zip(chunk.rows, chunk.homes, strict=True):
            place = plan.place_of(number)
            assert plan.chunk_at(place) == chunk.number
            assert plan.home_of(place) == home
            assert home == (next(each.number for each in walked if text in each.texts) if text else NOWHERE)
    assert plan.place_of(1) == plan.place_of(99) == -1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), size=st.integers(1, 5))
def test_that_each_question_is_asked_by_one_chunk_whichever_comes_first(
    project: SqliteReviewProject, texts: list[str], size: int
) -> None:
    """A chunk's answers are the same only in the same company, so what it asks mayn't depend on what came before."""
    fill(project, texts)
    plan, walked = planned(project, None, size)
    asked: dict[bytes, int] = {}
    for chunk in walked:
        note_missing(project, ASKED, SPLITS, chunk)
        assert not asked.keys() & chunk.missing.keys()
        asked |= dict.fromkeys(chunk.missing, chunk.number)
    for chunk in walked:
        for text in chunk.texts:
            parts = ("long.", "long.") if text == "long. long." else (text,)
            askers = {asked[key] for part in parts for key in ASKED.keys(part)}
            assert askers <= plan.askers_of(chunk.number, text) <= {chunk.number, *plan.lenders_of(chunk.number)}


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("Fine", {"Fine", "Fine."}),
        ("Fine.", {"Fine", "Fine."}),
        ("Fine!", {"Fine!"}),
        ("Fine..", {"Fine.."}),
        ("Fine!.", {"Fine!."}),
        ("Fine .", {"Fine ."}),
        (" Fine\n", {"Fine", "Fine."}),
        (".", {"."}),
    ],
)
def test_that_texts_asked_in_the_same_words_are_known(text: str, alike: set[str]) -> None:
    assert set(asked_alike(text)) == alike
    (spec,) = (spec for spec in ASKED.specs if spec.task_id == "v-reg")
    assert {spec.render(each) for each in alike} == {spec.render(text)}


def test_that_a_plan_takes_a_few_bytes_per_row(project: SqliteReviewProject) -> None:
    rows, size = 200_000, 8
    plan = ChunkPlan(project, COLUMN, {})
    tracemalloc.start()
    try:
        for number in range(rows // size):
            places = range(number * size, (number + 1) * size)
            plan.note(Chunk(number, rows=[(place + 2, "") for place in places], homes=[number] * size))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert plan.row_count == rows
    assert taken / rows < 12
