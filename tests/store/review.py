"""A small project with labels, for the tests of what people see and do in it."""

from __future__ import annotations

from pathlib import Path

from emodesk.core.affect.columns import label_columns
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.review import RowAnswer
from emodesk.core.table import Column, Row, Source
from emodesk.store.review_project import SqliteReviewProject, open_review_project

PLAN = LabellingPlan(text_column="answer", tasks=("v-reg", "v-oc", "e-c"), emotions=(), profile="standard")
COLUMNS = label_columns(PLAN)
VALENCE, SENTIMENT, EMOTIONS = COLUMNS
SHEET = (Column(0, "id"), Column(1, "answer"), Column(2, "age"))
ROWS: tuple[Row, ...] = (
    ("007", "I am happy", "30"),
    ("010", "Über allem Ärger", "9"),
    ("002", None, "100"),
    ("001", "100 % sad_ly", None),
)
"""Rows 2 to 5 of the spreadsheet."""
FIRST_ROW = 2


def record(model: str = "starter") -> RunRecord:
    """Return what made the labels."""
    return RunRecord(
        plan=PLAN, model_fingerprint=model, model_name=model, model_file="m.gguf", engine="e", device="d",
        app_version="1", started_at="2026-01-01T00:00:00+00:00",
    )  # fmt: skip


def answers() -> list[RowAnswer]:
    """Return what the model said: row 3 is doubtful about its emotions, row 4 has no text, row 5 isn't labelled."""
    return [
        RowAnswer(2, (0.9, 3, ("joy", "love")), (0.8, 0.7, 0.6), (False, False, False)),
        RowAnswer(3, (0.2, -2, ()), (0.5, 0.4, 0.3), (False, False, True), "off-format answer (emotions)"),
        RowAnswer(4, (None,) * 3, (None,) * 3, (False,) * 3, "empty, skipped", is_skipped=True),
    ]


def read_project(path: Path, rows: tuple[Row, ...] = ROWS) -> SqliteReviewProject:
    """Return a project with its table and no labels."""
    project = open_review_project(path)
    source = Source(Path("answers.csv"), "", None, "utf-8", ",", 1)
    project.begin_table(source, SHEET, FIRST_ROW)
    project.append_rows(SHEET, rows, is_text=True)
    project.finish_table(Source(Path("answers.csv"), "0" * 64, None, "utf-8", ",", 1))
    return project


def labelled_project(path: Path) -> tuple[SqliteReviewProject, int]:
    """Return a project with labels, and the number of the run that made them."""
    project = read_project(path)
    run = project.begin_run(record())
    project.save_labelled((), run, COLUMNS, answers())
    return project, run
