"""What an export says of its rows is so: whom their labels are from, and which have none yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emodesk.app.export import ExportReport
from emodesk.app.export_options import ExportOptions, ExportStyle
from emodesk.app.opened_project import OpenedProject
from emodesk.sheets import read_table
from tests.app.conftest import Open, request, write_texts

CLEAN = ExportOptions(ExportStyle.CLEAN)


def export(project: OpenedProject, output: Path, options: ExportOptions = CLEAN) -> ExportReport:
    report = project.export(output, options)
    assert report is not None
    return report


def records(path: Path) -> list[dict[str, Any]]:
    table = read_table(path)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def facts(path: Path) -> dict[str, Any]:
    """What the provenance of an output says, in the workbook or beside it."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return {str(row[0]): row[1] for row in book["Provenance"].iter_rows(min_row=2, values_only=True)}
    account = json.loads(path.with_name(f"{path.name}.provenance.json").read_text("utf-8"))
    return {row["what"]: row["value"] for row in account["Provenance"]}


@pytest.fixture
def half(tmp_path: Path, open_it: Open, tiny: Path) -> OpenedProject:
    """Twelve rows, two of them without a text, of which those from 2 to 7 were labelled before the run ended."""
    source = write_texts(tmp_path / "a.csv", 10)
    lines = source.read_text("utf-8").splitlines()
    source.write_text("\n".join([*lines[:4], "x, ", *lines[4:], "y,"]) + "\n", "utf-8")
    project, heard = open_it(source)
    project.labelling.start(request(tiny, numbers=range(2, 8)))
    heard.wait_for_end()
    return project


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_rows_without_labels_are_not_said_to_be_labelled(half: OpenedProject, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"out{suffix}"
    counts = export(half, output).counts
    written = records(output)
    assert sum(row["valence"] not in (None, "") for row in written) == 5
    assert (counts.rows, counts.labelled_rows, counts.unlabelled_rows, counts.skipped_rows) == (12, 5, 5, 2)
    told = facts(output)
    assert (told["rows"], told["rows labelled by the model"], told["rows without labels yet"]) == (12, 5, 5)
    assert told["rows without a text"] == 2
    assert "The texts in 5 of the 12 rows of a.csv were labelled" in told["methods"]
    assert "Without labels yet: 5 rows. Without a text: 2 rows." in told["methods"]
    assert told["finished"] == "not finished"
    assert counts.noted_rows == sum(row["needs_attention"] not in (None, "") for row in written)
    assert counts.noted_rows - counts.attention_rows == 2 + counts.unlabelled_rows


def test_that_rows_that_were_chosen_are_not_taken_for_the_whole_file(half: OpenedProject, tmp_path: Path) -> None:
    counts = export(half, tmp_path / "out.csv", ExportOptions(ExportStyle.CLEAN, rows=frozenset({2, 3, 9}))).counts
    assert (counts.rows, counts.labelled_rows, counts.unlabelled_rows) == (3, 2, 1)
    told = facts(tmp_path / "out.csv")
    assert (told["rows"], told["… of all in the source file"]) == (3, 12)
    assert "in 2 of the 3 rows that were chosen from the 12 of a.csv" in told["methods"]


def test_that_what_people_changed_is_named_and_counted(half: OpenedProject, tmp_path: Path) -> None:
    half.accept([2, 3])
    (model,) = (row.annotations[0].value for row in half.rows([4]))
    half.set_value([4], "valence", 0.125 if model != 0.125 else 0.25)
    half.clear([6], ["valence"])
    half.set_value([9], "valence", 0.5)  # the model hasn't come by
    half.set_value([13], "valence", 0.5)  # there's no text
    output = tmp_path / "out.xlsx"
    counts = export(half, output).counts
    assert [place for place, row in enumerate(records(output), start=2) if row["changed_by_hand"]] == [4, 6, 9, 13]
    assert {row["changed_by_hand"] for row in records(output)} == {None, "valence"}
    assert (counts.changed_rows, counts.accepted_rows) == (4, 2)
    assert (counts.labelled_rows, counts.partly_rows, counts.unlabelled_rows, counts.skipped_rows) == (5, 1, 4, 2)
    told = facts(output)
    assert (told["rows changed by hand"], told["rows accepted by hand"], told["rows labelled in part"]) == (4, 2, 1)
    assert "Labels were changed by hand in 4 rows; the table says which." in told["methods"]
    assert "In 2 rows people accepted labels as the model gave them." in told["methods"]
    book = openpyxl.load_workbook(output)
    explained = {row[0]: row[1] for row in book["Codebook"].iter_rows(min_row=2, values_only=True)}
    assert list(explained)[-2:] == ["needs_attention", "changed_by_hand"]
    assert "person" in str(explained["changed_by_hand"])


def test_that_a_label_that_somebody_removed_does_not_count_as_one(half: OpenedProject, tmp_path: Path) -> None:
    half.clear([9], ["valence"])  # the model hasn't come by
    counts = export(half, tmp_path / "out.csv").counts
    assert (counts.labelled_rows, counts.partly_rows, counts.unlabelled_rows, counts.skipped_rows) == (5, 0, 5, 2)
    told = facts(tmp_path / "out.csv")
    assert "Some of the model's labels are missing" not in told["methods"]
    assert "Without labels yet: 5 rows." in told["methods"]


def test_that_an_export_without_corrections_has_no_further_column(half: OpenedProject, tmp_path: Path) -> None:
    before = export(half, tmp_path / "before.csv").columns
    half.accept([2, 3])
    half.set_value([4], "valence", 0.125)
    half.revert([4], ["valence"])
    after = export(half, tmp_path / "after.csv")
    assert after.columns == before == ("valence", "valence_confidence", "needs_attention")
    assert (after.counts.changed_rows, after.counts.accepted_rows) == (0, 2)


def test_that_only_columns_of_the_output_are_named_as_they_are_called_there(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    source = write_texts(tmp_path / "a.csv", 3)
    source.write_text(source.read_text("utf-8").replace("id,text", "Valence,text", 1), "utf-8")
    project, heard = open_it(source)
    project.labelling.start(request(tiny, tasks=("v-reg", "v-oc")))
    heard.wait_for_end()
    project.clear([2], ["valence", "sentiment"])
    project.clear([3], ["sentiment"])
    export(project, tmp_path / "both.csv")
    named = [row["changed_by_hand"] for row in records(tmp_path / "both.csv")]
    assert [name or None for name in named] == ["valence (EmoDesk), sentiment", "sentiment", None]
    one = export(project, tmp_path / "one.csv", ExportOptions(ExportStyle.CLEAN, columns=("valence",)))
    assert [row["changed_by_hand"] or None for row in records(tmp_path / "one.csv")] == [
        "valence (EmoDesk)", None, None,
    ]  # fmt: skip
    assert one.counts.changed_rows == 1


def test_that_a_label_counts_as_changed_where_it_is_not_what_the_run_s_model_says(
    half: OpenedProject, open_it: Open, starter: Path, tmp_path: Path
) -> None:
    (model,) = (row.annotations[0].value for row in half.rows([3]))
    half.set_value([3], "valence", 0.125)
    half.set_value([3], "valence", model)  # changed, and changed back
    half.accept([2])
    first = export(half, tmp_path / "first.csv").counts
    assert (first.changed_rows, first.accepted_rows) == (0, 2)
    half.close()
    other, heard = open_it(half.path)
    other.labelling.start(request(starter))
    heard.wait_for_end()
    second = export(other, tmp_path / "second.csv").counts
    written = records(tmp_path / "second.csv")
    assert [bool(row["changed_by_hand"]) for row in written[:3]] == [True, True, False]
    assert (second.changed_rows, second.accepted_rows, second.labelled_rows) == (2, 0, 10)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_that_the_column_is_replaced_when_the_output_is_labelled_again(
    tmp_path: Path, open_it: Open, tiny: Path, suffix: str
) -> None:
    source = write_texts(tmp_path / "a.csv", 4)
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in read_table(source).rows:
            book.worksheets[0].append(row)
        book.worksheets[0].insert_rows(1)
        book.worksheets[0]["A1"], book.worksheets[0]["B1"] = "id", "text"
        source = tmp_path / "a.xlsx"
        book.save(source)
    project, heard = open_it(source)
    project.labelling.start(request(tiny))
    heard.wait_for_end()
    project.clear([3], ["valence"])
    first = tmp_path / f"first{suffix}"
    export(project, first, ExportOptions())
    assert [bool(row["changed_by_hand"]) for row in records(first)] == [False, True, False, False]
    assert (facts(first)["rows labelled by the model"], facts(first)["rows changed by hand"]) == (4, 1)
    again, heard = open_it(first)
    again.labelling.start(request(tiny))
    heard.wait_for_end()
    for options in (ExportOptions(), CLEAN):
        second = tmp_path / f"second-{options.style.value}{suffix}"
        report = export(again, second, options)
        assert [column.name for column in read_table(second).columns] == [
            "id", "text", "valence", "valence_confidence", "needs_attention", "changed_by_hand",
        ]  # fmt: skip
        assert not any(row["changed_by_hand"] for row in records(second))  # they're all the model's now
        assert all(row["valence"] not in (None, "") for row in records(second))
        assert report.counts.changed_rows == 0
