"""An output of ours that is labelled again: its columns are replaced, and its labels aren't taken for texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from emodesk.sheets import list_sheets, read_table
from tests.cli.conftest import Outcome, sentences, write_csv

Label = Callable[..., Outcome]
TWO_TASKS = ("--tasks", "v-reg,e-c")
ANSWERS = ("so happy", "very sad", "angry now", "ok", "scared", "great", "meh", "love it", "hate it", "boring")


def names(path: Path) -> list[str]:
    return [column.name for column in read_table(path).columns]


def account_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.provenance.json")


def known_columns(path: Path) -> list[str]:
    """Return which columns the account beside an output calls ours."""
    return [row["column"] for row in json.loads(account_of(path).read_text("utf-8"))["Codebook"]]


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv", "tsv", "jsonl", "parquet"])
def test_that_columns_are_replaced_and_sheets_too(tmp_path: Path, label: Label, suffix: str) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(4))
    outputs = [tmp_path / f"{number}.{suffix}" for number in ("once", "twice", "thrice")]
    notes = []
    for output in outputs:
        (summary,) = label(source, "-o", output).files
        notes.append(summary["written"]["notes"])
        source = output
    assert names(outputs[0]) == ["id", "text", "valence", "valence_confidence", "needs_attention"]
    assert [names(each) for each in outputs[1:]] == [names(outputs[0])] * 2
    assert [list_sheets(each) for each in outputs[1:]] == [list_sheets(outputs[0])] * 2
    has_summary = suffix in {"xlsx", "ods"}
    assert ["summary in this workbook" in " ".join(each) for each in notes] == [False, has_summary, has_summary]


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_that_a_clean_workbook_is_made_of_a_clean_one_again(tmp_path: Path, label: Label, suffix: str) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(4))
    outputs = [tmp_path / f"{number}.{suffix}" for number in ("all", "fewer", "all again")]
    for output, tasks in zip(outputs, (TWO_TASKS, ("--tasks", "e-c"), TWO_TASKS), strict=True):
        label(source, "-o", output, "--style", "clean", *tasks)
        source = output
    assert sorted(names(outputs[1])) == sorted(names(outputs[2])) == sorted(names(outputs[0]))
    assert list_sheets(outputs[2]) == list_sheets(outputs[0])


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_that_columns_that_a_run_leaves_are_ours_still(tmp_path: Path, label: Label, suffix: str) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(4))
    outputs = [tmp_path / f"{number}.{suffix}" for number in ("all", "fewer", "all again")]
    for output, tasks in zip(outputs, (TWO_TASKS, ("--tasks", "e-c"), TWO_TASKS), strict=True):
        label(source, "-o", output, *tasks)
        source = output
    assert sorted(names(outputs[1])) == sorted(names(outputs[2])) == sorted(names(outputs[0]))
    assert sorted(known_columns(outputs[1])) == sorted(known_columns(outputs[0]))
    told = [json.loads(account_of(each).read_text("utf-8"))["Codebook"] for each in outputs[:2]]
    assert [next(row for row in rows if row["column"] == "valence") for rows in told].count(told[0][0]) == 2


def test_that_headings_are_counted_on_where_the_account_is_lost(tmp_path: Path, label: Label) -> None:
    source = write_csv(tmp_path / "a.csv", sentences(3))
    for number in range(4):
        output = tmp_path / f"{number}.csv"
        label(source, "-o", output)
        account_of(output).unlink()
        source = output
    written = names(source)
    assert len(written) == len(set(written)) == 2 + 4 * 3
    assert [name for name in written if name.startswith("valence") and "confidence" not in name] == [
        "valence", "valence (EmoDesk)", "valence (EmoDesk 2)", "valence (EmoDesk 3)",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv", "jsonl"])
def test_that_the_column_that_was_labelled_is_labelled_again(tmp_path: Path, label: Label, suffix: str) -> None:
    """Short answers read less like text than a list of emotions does."""
    source = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Answers")
        for row, cells in enumerate([("id", "reaction"), *enumerate(ANSWERS)]):
            sheet.write_row(row, 0, cells)
    once, twice = tmp_path / f"once.{suffix}", tmp_path / f"twice.{suffix}"
    label(source, "-o", once, "--text-column", "reaction", *TWO_TASKS)
    (summary,) = label(once, "-o", twice, *TWO_TASKS).files
    assert summary["text_column"] == "reaction"
    assert names(twice) == names(once)


def test_that_labels_are_not_guessed_to_be_texts_where_nobody_says_what_was_labelled(
    tmp_path: Path, label: Label
) -> None:
    source = tmp_path / "a.csv"
    source.write_text("id,reaction\n" + "".join(f"{row},{text}\n" for row, text in enumerate(ANSWERS)), "utf-8")
    once = tmp_path / "once.csv"
    label(source, "-o", once, "--text-column", "reaction", *TWO_TASKS)
    account = json.loads(account_of(once).read_text("utf-8"))
    account.pop("Provenance")
    account_of(once).write_text(json.dumps(account), "utf-8")
    outcome = label(once, "-o", tmp_path / "twice.csv", *TWO_TASKS)
    assert "no column that reads like text" in outcome.stderr
    assert not (tmp_path / "twice.csv").exists()
