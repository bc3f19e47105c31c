"""The search looks at what the grid shows, whatever a cell is kept as."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emodesk.core.row_query import AnyCellContains, CellContains, RowQuery
from emodesk.core.table import Cell, Column, Row
from emodesk.store import cells
from emodesk.store.connections import Connections
from emodesk.store.review_project import SqliteReviewProject, open_review_project
from emodesk.store.shown_cells import shown
from tests.store.conftest import make_table
from tests.store.test_cells import CELLS

HIDDEN = ("2024-03-05T14", "90000000000", "1.0e-05")
"""How cells are kept, and nobody sees it."""
ROW: Row = (
    dt.datetime.fromisoformat("2024-03-05T14:30"),
    dt.date(2023, 12, 31), True, False, dt.timedelta(days=1, hours=1), dt.time(8, 15), 0.1 + 0.2, 1e-05, 10**20, 7.0,
    "Ärger\ud800", float("nan"),
)  # fmt: skip


def project_with(path: Path, *rows: Row) -> SqliteReviewProject:
    project = open_review_project(path)
    project.save_table(make_table(rows, columns=len(rows[0])))
    return project


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (0, "2024-03-05 14:30"), (1, "2023-12-31"), (2, "true"), (3, "False"), (4, "1 day, 1:00:00"), (5, "08:15"),
        (6, "0.30000000000000004"), (7, "1e-05"), (8, "00000000"), (9, "7"), (10, "ärger"), (11, "nan"),
    ],
)  # fmt: skip
def test_that_what_is_shown_is_found(tmp_path: Path, column: int, text: str) -> None:
    project = project_with(tmp_path / "a.emodesk", (None,) * len(ROW), ROW)
    for wanted in (CellContains(column, text), AnyCellContains(text)):
        assert list(project.find_rows(RowQuery((wanted,)), 0, ())) == [3]
    project.close()


@pytest.mark.parametrize("text", HIDDEN)
def test_that_what_nobody_sees_is_not_found(tmp_path: Path, text: str) -> None:
    project = project_with(tmp_path / "a.emodesk", ROW)
    assert list(project.find_rows(RowQuery((AnyCellContains(text),)), 0, ())) == []
    assert list(project.find_rows(RowQuery((CellContains(2, "1"),)), 0, ())) == []
    project.close()


@settings(max_examples=150, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=20))
def test_that_sqlite_words_every_cell_as_the_grid_does(row: list[Cell]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = project_with(Path(folder) / "a.emodesk", tuple(row))
        project.close()
        connections = Connections(Path(folder) / "a.emodesk")
        words_of = ", ".join(f"CAST({shown(place)} AS TEXT)" for place in range(len(row)))
        (found,) = connections.all(f"SELECT {words_of} FROM rows r")
        connections.close()
    kinds, values = cells.pack(tuple(row))
    for kind, value, words in zip(kinds, values, found, strict=True):
        assert (words is None) == (kind == "n")
        assert (words or "") == cells.as_text(kind, value).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("text", ["needle", "ñandú"])
def test_that_a_wide_sheet_is_searched(tmp_path: Path, text: str) -> None:
    """An expression of SQLite's is at most a thousand deep."""
    wide = tuple(str(place) for place in range(1_899))
    project = project_with(tmp_path / "a.emodesk", (*wide, ""), (*wide, f"a {text}"))
    assert list(project.find_rows(RowQuery((AnyCellContains(text),)), 0, ())) == [3]
    project.close()


def test_that_rows_from_before_a_column_came_are_searched(tmp_path: Path) -> None:
    project = project_with(tmp_path / "a.emodesk", ("a",))
    columns = (Column(0, "a"), Column(1, "b"))
    project.begin_table(project.source(), columns[:1], 2)
    project.append_rows(columns[:1], [("a",)], is_text=True)
    project.append_rows(columns, [("c", "nada")], is_text=True)
    assert list(project.find_rows(RowQuery((AnyCellContains("a"),)), 0, ())) == [2, 3]
    project.close()
