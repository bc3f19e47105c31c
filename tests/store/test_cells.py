"""Every cell comes back as it went in, type and all."""

from __future__ import annotations

import datetime as dt
import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emodesk.core.table import Cell, Column
from emodesk.store import cells
from emodesk.store.project import open_project
from tests.store.conftest import make_table

# Lone surrogates included: a broken CSV can hold them.
TEXTS = st.text(st.characters(codec=None), max_size=60) | st.text(st.characters(categories=["Cs"]), max_size=3)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    TEXTS,
    st.datetimes(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


def is_same(first: Cell, second: Cell) -> bool:
    """Say whether two cells are the same to the last bit."""
    if type(first) is not type(second):
        return False
    if isinstance(first, float) and isinstance(second, float):
        return (math.isnan(first) and math.isnan(second)) or (
            first == second and math.copysign(1, first) == math.copysign(1, second)
        )
    return first == second


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_that_every_cell_survives_the_file_and_a_new_process_of_opening(rows: list[tuple[Cell, Cell, Cell]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.emodesk"
        project = open_project(path)
        project.save_table(make_table(tuple(rows), columns=3))
        project.close()
        project = open_project(path)
        stored = list(project.rows())
        assert [number for number, _ in stored] == list(range(2, len(rows) + 2))
        for (_, row), original in zip(stored, rows, strict=True):
            for cell, wanted in zip(row, original, strict=True):
                assert is_same(cell, wanted)
        for place in range(3):
            texts = list(project.column_texts(Column(place, "")))
            assert [number for number, _ in texts] == list(range(2, len(rows) + 2))
            for (_, text), original in zip(texts, rows, strict=True):
                if isinstance(original[place], str):
                    assert text == original[place]
                if original[place] is None:
                    assert text == ""
        project.close()


@pytest.mark.parametrize(
    "cell",
    ["", "007", "1/2", "NA", "None", "a\0b", "\ud800", "😀", "12345678901234567890", 10**20, -(10**40), 2**63, -(2**63),
     0.1, -0.0, float("inf"), float("nan"), True, False, dt.timedelta.max, dt.timedelta.min,
     dt.datetime(9999, 12, 31, 23, 59, 59, 999999),  # noqa: DTZ001  cells know no zone
     dt.date(1900, 1, 1), dt.time(23, 59, 59, 999999)],
)  # fmt: skip
def test_that_cells_at_the_edges_survive(cell: Cell, tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    project.save_table(make_table(((cell,),)))
    assert is_same(next(project.rows())[1][0], cell)
    project.close()


@pytest.mark.parametrize(("cell", "text"), [(7.0, "7"), (7.5, "7.5"), (7, "7"), (None, ""), ("007", "007")])
def test_that_a_cell_reads_as_the_spreadsheet_shows_it(cell: Cell, text: str) -> None:
    kinds, values = cells.pack((cell,))
    assert cells.as_text(kinds, values[0]) == text
