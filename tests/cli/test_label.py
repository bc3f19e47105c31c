"""`emodesk label` from end to end: a spreadsheet goes in, a labelled file comes out."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Outcome, command, environment, records, sentences, sheet_rows, write_csv
from tests.modelhub.tiny_gguf import write_tiny_model

Label = Callable[..., Outcome]
TYPES: list[tuple[str, list[Any]]] = [
    ("id", ["007", "00012345678901234567890", "1/2"]),
    ("code", ["NA", "=1+1", "+49 30 1234"]),
    ("number", [1, 2.5, -3]),
    ("date", [dt.datetime(2024, 2, 29), dt.datetime(1999, 12, 31, 23, 59), None]),  # noqa: DTZ001  cells know no zone
    ("flag", [True, False, None]),
    ("answer", ["I was very happy at the dinner 😀", "My boss was angry again,\nand I was afraid", None]),
]


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    """Return a workbook with a cell of every kind."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([name for name, _ in TYPES])
    for place in range(3):
        sheet.append([values[place] for _, values in TYPES])
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"  # a text that begins with =
    path = tmp_path / "typed.xlsx"
    book.save(path)
    return path


def test_that_a_workbook_keeps_its_cells_and_gains_labels_codebook_and_provenance(typed: Path, label: Label) -> None:
    before = typed.read_bytes()
    outcome = label(typed, "--tasks", "v-reg,v-oc,e-c,ei-reg,ei-oc")
    assert outcome.code == 1
    (summary,) = outcome.files
    assert summary["text_column"] == "answer"
    assert (summary["rows"], summary["empty_rows"], summary["distinct_texts"]) == (3, 1, 2)
    assert (summary["rows_labelled"], summary["rows_labelled_in_part"], summary["rows_without_labels"]) == (2, 0, 0)
    assert (summary["rows_changed_by_hand"], summary["rows_accepted_by_hand"]) == (0, 0)
    output = typed.parent / "typed_emodesk.xlsx"
    assert Path(summary["output"]) == output
    headings, *rows = sheet_rows(output)
    assert list(headings[: len(TYPES)]) == [name for name, _ in TYPES]
    for place, row in enumerate(rows):
        assert list(row[: len(TYPES)]) == [values[place] for _, values in TYPES]
    assert list(headings[len(TYPES) :]) == summary["label_columns"]
    assert len(summary["label_columns"]) == 23
    assert typed.read_bytes() == before
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[1:] == ["Codebook", "Provenance"]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    book.close()
    explained = [row[0] for row in sheet_rows(output, "Codebook")[1:]]
    assert explained == summary["label_columns"]
    facts = dict(row[:2] for row in sheet_rows(output, "Provenance")[1:])
    assert facts["source file"] == "typed.xlsx"
    assert facts["text column"] == "answer"
    assert facts["rows"] == 3
    assert len(facts["source SHA-256"]) == len(facts["model SHA-256"]) == 64
    assert "{text}" in facts["prompt “v-reg”"]
    assert facts["finished"] >= facts["started"]
    with zipfile.ZipFile(output) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_that_labels_lie_in_their_ranges(tmp_path: Path, label: Label) -> None:
    write_csv(tmp_path / "a.csv", sentences(25))
    assert label("a.csv", "--tasks", "v-reg,v-oc,e-c,ei-reg,ei-oc", "--profile", "paper").code in {0, 1}
    for row in records(tmp_path / "a_emodesk.xlsx"):
        assert 0 <= row["valence"] <= 1
        assert int(row["sentiment"]) in range(-3, 4)
        assert row["emotions"]
        assert all(0 <= row[f"{emotion}_intensity"] <= 1 for emotion in ("anger", "fear", "joy", "sadness"))
        assert all(int(row[f"{emotion}_level"]) in range(4) for emotion in ("anger", "fear", "joy", "sadness"))
        assert all(0 <= value <= 1 for name, value in row.items() if name.endswith("_confidence"))


def test_that_the_starter_ends_with_code_0_where_nobody_need_look(
    tmp_path: Path, emodesk: Callable[..., Outcome], starter: Path
) -> None:
    write_csv(tmp_path / "a.csv", ["I am so happy today, what a wonderful day!", "This makes me angry and sad."])
    outcome = emodesk("label", "a.csv", "--tasks", "v-reg", "--json")
    assert outcome.code == 0, outcome
    assert outcome.files[0]["rows_needing_attention"] == 0
    happy, angry = records(tmp_path / "a_emodesk.xlsx")
    assert happy["valence"] > angry["valence"]
    assert happy["needs_attention"] is None


def test_that_folders_and_files_are_one_batch_with_an_output_each(tmp_path: Path, label: Label) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        write_csv(folder / name, sentences(5))
    (folder / "notes.md").write_text("no spreadsheet", "utf-8")
    pq.write_table(pa.table({"id": list(range(5)), "text": sentences(5)}), folder / "a.parquet")
    write_csv(tmp_path / "c.csv", sentences(6))
    outcome = label("folder", "c.csv", folder / "a.csv")
    assert outcome.code == 1
    assert [Path(file["source"]).name for file in outcome.files] == ["a.csv", "a.parquet", "b.csv", "c.csv"]
    outputs = [tmp_path / file["output"] for file in outcome.files]
    assert len(set(outputs)) == 4
    assert all(output.is_file() for output in outputs)
    assert [len(records(output)) for output in outputs] == [5, 5, 5, 6]
    assert outputs[0].name == "a_csv_emodesk.xlsx"
    again = label("folder", "c.csv")  # outputs are no inputs
    assert [file["texts_to_label"] for file in again.files] == [0, 0, 0, 0]


def test_that_several_outputs_go_into_a_folder(tmp_path: Path, label: Label) -> None:
    (tmp_path / "out").mkdir()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_csv(tmp_path / folder / "a.csv", sentences(5))
    outcome = label("one", "two", "-o", "out")
    assert outcome.code == 1
    names = {path.name for path in (tmp_path / "out").iterdir() if path.suffix == ".xlsx"}
    assert names == {"one_a_csv_emodesk.xlsx", "two_a_csv_emodesk.xlsx"}
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["a.csv"]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "parquet", "xlsx"])
def test_that_the_output_has_the_format_of_its_name(tmp_path: Path, label: Label, suffix: str) -> None:
    source = tmp_path / "a.csv"
    source.write_text("id,text\n007,my boss was angry today\n1/2,the dinner was lost again\n", "utf-8")
    output = tmp_path / f"out.{suffix}"
    outcome = label(source, "-o", output)
    assert outcome.code == 1
    if suffix in {"csv", "tsv"}:
        with output.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t" if suffix == "tsv" else ","))
    elif suffix == "jsonl":
        rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    elif suffix == "parquet":
        rows = pq.read_table(output).to_pylist()
    else:
        rows = records(output)
    assert [row["id"] for row in rows] == ["007", "1/2"]
    assert all(0 <= float(row["valence"]) <= 1 for row in rows)
    sidecar = tmp_path / f"out.{suffix}.provenance.json"
    assert sidecar.is_file() == (suffix != "xlsx")
    if sidecar.is_file():
        content = json.loads(sidecar.read_text("utf-8"))
        assert {"Codebook", "Provenance"} <= set(content)
        assert {"what": "text column", "value": "text"} in content["Provenance"]


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        (["--tasks", "v-reg"], ["valence"]),
        (["--tasks", "v-oc"], ["sentiment"]),
        (["--tasks", "v-oc", "--profile", "paper"], ["sentiment"]),
        (["--tasks", "e-c,v-reg"], ["emotions", "valence"]),
        (["--tasks", "ei-reg,ei-oc", "--emotions", "joy,fear"],
         ["joy_intensity", "fear_intensity", "joy_level", "fear_level"]),
        (["--tasks", "vader,sst"], ["vader_sentiment", "sst_sentiment"]),
        (["--tasks", "v-reg", "--head", "v-reg=7"], ["valence"]),
    ],
)  # fmt: skip
def test_that_tasks_and_emotions_choose_the_columns(
    tmp_path: Path, label: Label, options: list[str], columns: list[str]
) -> None:
    write_csv(tmp_path / "a.csv", sentences(5))
    outcome = label("a.csv", "--no-confidence", *options)
    assert outcome.files[0]["label_columns"] == [*columns, "needs_attention"]
    outcome = label("a.csv", *options)
    wanted = [name for column in columns for name in (column, f"{column}_confidence")]
    assert outcome.files[0]["label_columns"] == [*wanted, "needs_attention"]
    assert outcome.files[0]["texts_to_label"] == 0


def test_that_profiles_and_heads_ask_different_questions(tmp_path: Path, label: Label) -> None:
    write_csv(tmp_path / "a.csv", sentences(20))

    def prompts(*options: str) -> tuple[list[str], Any]:
        label("a.csv", *options)
        facts = dict(row[:2] for row in sheet_rows(tmp_path / "a_emodesk.xlsx", "Provenance")[1:])
        return [what for what in facts if what.startswith("prompt “")], facts

    assert prompts("--tasks", "v-reg,v-oc")[0] == ["prompt “v-reg”"]
    assert prompts("--tasks", "v-reg,v-oc", "--profile", "paper")[0] == ["prompt “v-reg”", "prompt “v-oc”"]
    default = prompts("--tasks", "v-reg")[1]["prompt “v-reg”"]
    assert prompts("--tasks", "v-reg", "--head", "v-reg=7")[1]["prompt “v-reg”"] != default
    assert prompts("--tasks", "v-reg", "--head", "v-reg=3")[1]["prompt “v-reg”"] == default


def test_that_the_column_and_the_sheet_can_be_named(tmp_path: Path, label: Label) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["text", "comment"])
    book.active.append(["the first sheet is long", "a comment of mine"])
    other = book.create_sheet("Second")
    other.append(["text", "comment"])
    for sentence in sentences(4):
        other.append([sentence, f"{sentence} indeed"])
    book.save(tmp_path / "a.xlsx")
    (summary,) = label("a.xlsx", "--sheet", "Second", "--text-column", " COMMENT ").files
    assert (summary["rows"], summary["text_column"]) == (4, "comment")
    (summary,) = label("a.xlsx", "--text-column", "comment").files
    assert summary["rows"] == 1


def test_that_a_column_of_the_same_name_is_kept(tmp_path: Path, label: Label) -> None:
    (tmp_path / "a.csv").write_text("Valence,text,needs_attention\nmine,we were lost in the rain,yes\n", "utf-8")
    (summary,) = label("a.csv", "--text-column", "text").files
    assert summary["label_columns"] == ["valence (EmoDesk)", "valence_confidence", "needs_attention (EmoDesk)"]
    (row,) = records(tmp_path / "a_emodesk.xlsx")
    assert row["Valence"] == "mine"
    assert row["needs_attention"] == "yes"
    assert 0 <= row["valence (EmoDesk)"] <= 1


def test_that_rows_say_why_a_person_should_look(tmp_path: Path, label: Label) -> None:
    long = " ".join(f"We walked home in the rain number {n} and nobody said a word." for n in range(250))
    german = "Ich habe gestern den ganzen Tag auf den Zug gewartet und war danach sehr müde und traurig."
    texts = ["a short and happy text", long, "", "a short and happy text", german, "a short  and happy text"]
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["id", "text"])
    for number, text in enumerate(texts):
        book.active.append([number, text or None])
    book.save(tmp_path / "a.xlsx")
    (summary,) = label("a.xlsx").files
    assert (summary["rows"], summary["empty_rows"], summary["distinct_texts"]) == (6, 1, 4)
    rows = records(tmp_path / "a_emodesk.xlsx")
    reasons = [str(row["needs_attention"]) for row in rows]
    assert "long text, " in reasons[1]
    parts = int(reasons[1].split("long text, ")[1].split(" parts")[0])
    assert parts > 1
    assert summary["attention"]["long text"] == 1
    assert reasons[2] == "empty, skipped"
    assert rows[2]["valence"] is None
    assert "probably not English (German)" in reasons[4]
    assert not [reason for place, reason in enumerate(reasons) if "not English" in reason and place != 4]
    assert 0 <= rows[1]["valence"] <= 1
    assert rows[0]["valence"] == rows[3]["valence"]


def test_that_one_sentence_is_answered_and_nothing_of_it_is_kept(
    tmp_path: Path, emodesk: Callable[..., Outcome], tiny: Path
) -> None:
    home = tmp_path / "home"
    text = "zyxwv the secret sentence"
    options = ["--model", tiny, "--any-model", "--tasks", "v-reg,e-c"]
    outcome = emodesk("label", "--text", text, "--json", *options, home=home)
    assert outcome.code == 1
    assert list(outcome.summary["labels"]) == ["valence", "valence_confidence", "emotions", "emotions_confidence"]
    plain = emodesk("label", "--text", text, "--no-confidence", *options, home=home)
    assert plain.stdout.startswith("valence")
    assert "confidence" not in plain.stdout
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"zyxwv" in path.read_bytes()]


def test_that_doctor_says_what_this_computer_has(emodesk: Callable[..., Outcome]) -> None:
    plain = emodesk("doctor")
    assert plain.code == 0
    facts = emodesk("doctor", "--json").summary
    for name in ("CPU", "CPU features", "memory", "GPU", "model folders", "engine", "engine log"):
        assert facts[name]
        assert name in plain.stdout
    assert "llama" in facts["engine"].lower()


def test_that_version_and_help_are_there(emodesk: Callable[..., Outcome]) -> None:
    assert emodesk("--version").stdout.startswith("EmoDesk ")
    assert "--text-column" in emodesk("label", "--help").stdout


def test_that_texts_appear_in_no_log_no_message_no_argument_and_no_left_over_file(tmp_path: Path, tiny: Path) -> None:
    marker = "Zyxwvut the marker sentence that nobody else writes"
    home, work = tmp_path / "home", tmp_path / "work"
    work.mkdir()
    source = write_csv(work / "a.csv", [marker, *sentences(600)])
    line = command("label", source, "--model", tiny, "--tasks", "v-reg", "--any-model", "--json")
    seen: list[str] = []
    with subprocess.Popen(
        line, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            try:
                own = psutil.Process(process.pid)
                everyone = [own, *own.children(recursive=True)]
                seen.extend(" ".join(each.cmdline()) + str(each.environ()) for each in everyone)
            except psutil.Error:
                continue
            time.sleep(0.2)
        output, errors = process.communicate()
    assert process.returncode == 1, errors
    assert seen
    assert "Zyxwvut" not in output + errors + "".join(seen)
    holders = {path.name for path in tmp_path.rglob("*") if path.is_file() and b"Zyxwvut" in path.read_bytes()}
    assert holders <= {"a.csv", "a.csv.emodesk"}  # the workbook is compressed
    assert any("Zyxwvut" in str(row) for row in sheet_rows(work / "a_emodesk.xlsx"))
    assert {path.name for path in work.iterdir()} == {"a.csv", "a.csv.emodesk", "a_emodesk.xlsx"}
    assert not list((home / "temporary").iterdir())
    assert {path.name for path in home.rglob("*") if path.is_file()} <= {
        "engine.log",
        "fingerprints.json",
        "memory.json",
        "tuning.json",
    }


@pytest.mark.slow
def test_that_the_memory_does_not_grow_with_the_rows_scored(tmp_path: Path, home: Path) -> None:
    model = write_tiny_model(tmp_path / "tiny.gguf")
    source = write_csv(tmp_path / "a.csv", sentences(10_000))
    line = command("label", source, "--model", model, "--tasks", "v-reg", "--any-model", "--json", "-o", "out.csv")
    said: list[str] = []
    sizes: list[int] = []
    with subprocess.Popen(
        line, cwd=tmp_path, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        listener = threading.Thread(target=said.extend, args=(process.stderr,))
        listener.start()
        own = psutil.Process(process.pid)
        while process.poll() is None and not any("10,000 of 10,000" in line for line in said):
            if any("distinct texts" in line for line in said):
                with suppress(psutil.Error):  # a process that has just ended
                    sizes.append(sum(each.memory_info().rss for each in [own, *own.children(recursive=True)]))
            time.sleep(0.1)
        assert process.stdout is not None
        (summary,) = json.loads(process.stdout.read())["files"]
        listener.join()
    assert summary["rows"] == summary["distinct_texts"] == summary["texts_to_label"] == 10_000
    assert len(sizes) >= 20
    early, late = sizes[len(sizes) // 4], max(sizes[len(sizes) // 2 :])
    print(f"memory of command and worker: {early / 1e6:.0f} MB early, {late / 1e6:.0f} MB late, {len(sizes)} samples")
    assert late < early + 8_000_000


def test_that_a_row_without_a_text_is_skipped_and_needs_nobody(tmp_path: Path, label: Callable[..., Outcome]) -> None:
    source = tmp_path / "a.csv"
    texts = sentences(20)
    source.write_text("id,text\n" + "".join(f"{n},{t}\n" for n, t in enumerate(texts)) + "20,\n", "utf-8")
    done = label(source, "--model", "starter")
    assert done.files[0]["attention"]["empty, skipped"] == 1
    others = {reason: rows for reason, rows in done.files[0]["attention"].items() if reason != "empty, skipped"}
    assert done.code == (1 if others else 0)
    assert records(tmp_path / "a_emodesk.xlsx")[-1]["needs_attention"] == "empty, skipped"


def test_that_two_sheets_of_a_workbook_do_not_replace_each_other(tmp_path: Path, label: Callable[..., Outcome]) -> None:
    book = openpyxl.Workbook()
    for name in ("First", "Second"):
        sheet = book.create_sheet(name)
        sheet.append(["id", "text"])
        for number, text in enumerate(sentences(12, seed=len(name))):
            sheet.append([number, text])
    del book["Sheet"]
    book.save(tmp_path / "study.xlsx")
    first = label(tmp_path / "study.xlsx")
    assert "Not read: “Second”" in first.stderr
    second = label(tmp_path / "study.xlsx", "--sheet", "Second")
    assert "Not read" not in second.stderr
    outputs = {Path(run.files[0]["output"]).name for run in (first, second)}
    projects = {Path(run.files[0]["project"]).name for run in (first, second)}
    assert outputs == {"study_emodesk.xlsx", "study Second_emodesk.xlsx"}
    assert projects == {"study.xlsx.emodesk", "study.xlsx Second.emodesk"}


def test_that_the_first_sheet_with_a_text_column_is_read(tmp_path: Path, label: Callable[..., Outcome]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "age"])
    for number in range(12):
        sheet.append([number, 20 + number])
    other = book.create_sheet("Answers")
    other.append(["id", "text"])
    for number, text in enumerate(sentences(12)):
        other.append([number, text])
    book.save(tmp_path / "study.xlsx")
    assert "sheet “Answers”" in label(tmp_path / "study.xlsx").stderr


def test_that_a_terminal_that_knows_no_emoji_gets_a_preview_all_the_same(tmp_path: Path, home: Path) -> None:
    source = write_csv(tmp_path / "a.csv", [f"so happy 😆 today {number}" for number in range(9)])
    done = subprocess.run(
        command("label", source), cwd=tmp_path, env=environment(home) | {"PYTHONIOENCODING": "ascii"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert "so happy ? today 0" in done.stdout
