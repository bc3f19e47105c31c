"""The project file keeps the table, the answers, the splits and the runs."""

from __future__ import annotations

import stat
import sys
import tracemalloc
from pathlib import Path

import msgspec
import pytest

from emodesk.core.errors import InputFileError
from emodesk.core.project import LabellingPlan, RunRecord, StoredAnswer
from emodesk.store.project import open_project
from tests.store.conftest import make_answer, make_table


def make_run(started_at: str, *, finished_at: str | None = None) -> RunRecord:
    plan = LabellingPlan(
        text_column="text", tasks=("v-reg",), emotions=("joy",), profile="standard", heads={"v-reg": 2}
    )
    return RunRecord(
        plan=plan, model_fingerprint="f", model_name="m", model_file="m.gguf", engine="e", device="d", app_version="0",
        started_at=started_at, finished_at=finished_at,
    )  # fmt: skip


def test_that_a_new_project_is_private_and_one_file_when_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    project = open_project(path)
    project.save_answers([make_answer(1)])
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in tmp_path.iterdir())
    project.close()
    project.close()
    assert list(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_answers_come_back_and_only_readings_count(tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    answers = [make_answer(number) for number in range(1_300)]  # more than one statement may ask for
    project.save_answers(answers)
    failed = StoredAnswer(b"f" * 16, None, "the engine failed")
    project.save_answers([failed])
    keys = [answer.key for answer in answers]
    assert project.answers([*keys, failed.key, b"?" * 16]) == {a.key: a for a in [*answers, failed]}
    assert project.known_answers([*keys, failed.key, b"?" * 16]) == frozenset(keys)
    assert project.answer_count() == len(answers)
    project.close()


def test_that_a_reading_replaces_a_failure_but_never_the_other_way_round(tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    good = make_answer(1)
    assert good.reading is not None
    other = msgspec.structs.replace(good.reading, answer="other")
    project.save_answers([StoredAnswer(good.key, None, "first failure")])
    project.save_answers([StoredAnswer(good.key, None, "second failure")])
    assert project.answers([good.key])[good.key].failure == "second failure"
    project.save_answers([good])
    assert project.answers([good.key]) == {good.key: good}
    project.save_answers([StoredAnswer(good.key, None, "third failure"), StoredAnswer(good.key, other)])
    assert project.answers([good.key]) == {good.key: good}
    project.close()


def test_that_a_failed_transaction_keeps_nothing_of_it(tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    project.save_answers([make_answer(1)])
    with pytest.raises(TypeError):
        project.save_answers([make_answer(2), StoredAnswer(b"x" * 16, object())])  # type: ignore[arg-type]  # on purpose
    assert project.answer_count() == 1
    project.save_answers([make_answer(3)])
    assert project.answer_count() == 2
    project.close()


def test_that_a_new_table_replaces_the_old_and_the_answers_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    project = open_project(path)
    first, second = make_table((("a",), ("b",))), make_table((("c", 1),), columns=2, sha256="1" * 64)
    assert not project.has_table(first.source)
    project.save_table(first)
    project.save_answers([make_answer(1)])
    assert project.has_table(first.source)
    assert not project.has_table(second.source)
    project.save_table(second)
    project.close()
    project = open_project(path)
    assert project.has_table(second.source)
    assert not project.has_table(first.source)
    assert project.source() == second.source
    assert project.columns() == second.columns
    assert project.row_count() == 1
    assert list(project.rows()) == [(2, ("c", 1))]
    assert project.answer_count() == 1
    project.close()


def test_that_a_sheet_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    with pytest.raises(InputFileError, match="2,000 columns"):
        project.save_table(make_table(((None,) * 2_000,), columns=2_000))
    project.save_table(make_table((("x",) * 1_900,), columns=1_900))
    assert next(project.rows())[1] == ("x",) * 1_900
    project.close()


def test_that_splits_and_runs_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    project = open_project(path)
    assert project.runs() == ()
    assert project.splits("model", 100) == {}
    project.save_splits("model", 100, {b"k" * 16: (10, 20, 30)})
    project.save_splits("model", 100, {b"l" * 16: (5,)})
    project.save_splits("model", 90, {b"k" * 16: (10, 50)})
    project.save_splits("other", 100, {b"k" * 16: (60,)})
    number = project.begin_run(make_run("2026-01-01"))
    project.update_run(number, make_run("2026-01-01", finished_at="2026-01-02"))
    project.close()
    project = open_project(path)
    assert project.splits("model", 100) == {b"k" * 16: (10, 20, 30), b"l" * 16: (5,)}
    assert project.splits("model", 90) == {b"k" * 16: (10, 50)}
    assert project.splits("other", 100) == {b"k" * 16: (60,)}
    assert project.splits("model", None) == {}
    assert project.begin_run(make_run("2026-02-01")) == number + 1
    assert project.runs() == (
        (number, make_run("2026-01-01", finished_at="2026-01-02")), (number + 1, make_run("2026-02-01")),
    )  # fmt: skip
    project.close()


def test_that_rows_are_streamed_and_writing_in_between_harms_nobody(tmp_path: Path) -> None:
    project = open_project(tmp_path / "a.emodesk")
    rows = tuple((f"{number} " + "x" * 1_000,) for number in range(20_000))
    project.save_table(make_table(rows))
    size = sum(sys.getsizeof(row[0]) for row in rows)
    tracemalloc.start()
    try:
        begin = tracemalloc.get_traced_memory()[0]
        for place, (number, row) in enumerate(project.rows()):
            assert number == place + 2
            assert row == rows[place]
            if place % 4_000 == 0:
                project.save_answers([make_answer(place)])
        for place, (number, text) in enumerate(project.column_texts(project.columns()[0])):
            assert (number, text) == (place + 2, rows[place][0])
        peak = tracemalloc.get_traced_memory()[1] - begin
    finally:
        tracemalloc.stop()
    assert peak < size / 3
    assert project.answer_count() == 5
    project.close()
