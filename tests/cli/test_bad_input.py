"""Every bad input: exit code 2, a sentence that says what and one that says what to do, and nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Outcome, command, environment, sentences, write_csv
from tests.modelhub.tiny_gguf import write_tiny_model

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return all that's in a folder, at any depth."""
    found = folder.rglob("*")
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx", [["id", "text"], *map(list, enumerate(sentences(12)))])


@pytest.fixture
def check_refused(tmp_path: Path, label: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Return a function that runs the command and sees that it's refused without a trace."""

    def check(*arguments: object, says: str, hint: str) -> Outcome:
        before = everything(tmp_path)
        outcome = label(*arguments)
        assert outcome.code == 2, outcome
        assert says in outcome.stderr
        assert hint in outcome.stderr
        failure = outcome.summary["failure"]
        assert failure["message"].endswith(".")
        assert says in failure["message"]
        assert hint in failure["hint"]
        assert everything(tmp_path) == before
        return outcome

    return check


Check = Callable[..., Outcome]


def test_that_a_missing_file_is_refused(check_refused: Check) -> None:
    check_refused("nowhere.xlsx", says="no file", hint=" ")


def test_that_a_folder_without_spreadsheets_is_refused(tmp_path: Path, check_refused: Check) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "picture.png").write_bytes(b"png")
    check_refused("folder", says="holds no spreadsheet", hint=".xlsx")


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "ods", "parquet"])
def test_that_an_empty_file_is_refused(tmp_path: Path, check_refused: Check, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").touch()
    check_refused(f"a.{suffix}", says="empty", hint=" ")


def test_that_a_zip_that_is_no_workbook_is_refused(tmp_path: Path, check_refused: Check) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    check_refused("a.xlsx", says="a.xlsx", hint=" ")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_that_a_truncated_workbook_is_refused(tmp_path: Path, good: Path, check_refused: Check, share: float) -> None:
    content = good.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: int(len(content) * share)])
    check_refused("cut.xlsx", says="cut.xlsx", hint=" ")


def test_that_a_workbook_with_a_password_is_refused(tmp_path: Path, check_refused: Check) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(OLE + bytes(600) + name + bytes(600))
    check_refused("a.xlsx", says="password", hint="without the password")


def test_that_a_sheet_without_a_header_row_is_refused(tmp_path: Path, check_refused: Check) -> None:
    workbook(tmp_path / "a.xlsx", [["id", "text"]])
    check_refused("a.xlsx", says="no rows below", hint=" ")


def test_that_a_sheet_without_a_text_column_is_refused(tmp_path: Path, check_refused: Check) -> None:
    workbook(tmp_path / "a.xlsx", [["id", "age"], *([n, 20 + n] for n in range(30))])
    check_refused("a.xlsx", says="no column that reads like text", hint="--text-column")


def test_that_an_unknown_column_and_an_unknown_sheet_are_refused(good: Path, check_refused: Check) -> None:
    check_refused(good, "--text-column", "comment", says="no column “comment”", hint="“text”")
    check_refused(good, "--sheet", "Nowhere", says="Nowhere", hint="Sheet")


def test_that_one_bad_file_among_several_stops_the_batch_before_it_begins(good: Path, check_refused: Check) -> None:
    (good.parent / "bad.xlsx").write_bytes(b"PK\x03\x04")
    check_refused(good, "bad.xlsx", says="bad.xlsx", hint=" ")


def test_that_an_output_folder_that_is_not_there_is_refused(good: Path, check_refused: Check) -> None:
    check_refused(good, "-o", "missing/a.xlsx", says="doesn't exist", hint="Create it")
    check_refused(good, "-o", good / "a.xlsx", says="isn't a folder", hint="Choose another")
    check_refused(good, "-o", "a.docx", says="can't write .docx", hint=".xlsx")
    check_refused(good, "-o", good.parent / "good.xlsx", says="replace the source", hint="-o")


def test_that_several_files_into_one_are_refused(good: Path, check_refused: Check) -> None:
    write_csv(good.parent / "b.csv", sentences(9))
    check_refused(good, "b.csv", "-o", "c.xlsx", says="can't be written into the one file", hint="folder")


def test_that_an_output_folder_that_cannot_be_written_is_refused(
    good: Path, mount_disk: Callable[[str], Path], check_refused: Check
) -> None:
    folder = mount_disk("ro,size=1m")
    check_refused(good, "-o", folder, says="can't be written", hint="Choose another")


@pytest.mark.parametrize("free_bytes", [0, 8_192, 60_000, 90_000, 110_000, 130_000])
def test_that_a_full_disk_is_named_and_the_work_goes_on_when_there_is_space(
    good: Path, mount_disk: Callable[[str], Path], label: Callable[..., Outcome], free_bytes: int
) -> None:
    folder = mount_disk("size=512k")
    filler = folder / "filler"
    filler.write_bytes(bytes((512 << 10) - free_bytes))
    full = label(good, "-o", folder)
    if full.code != 2:
        assert free_bytes > 60_000  # it fits
        return
    assert "disk is full" in full.stderr or "enough space" in full.stderr
    assert "Free" in full.stderr
    left = {path.name for path in folder.iterdir()} - {"filler"}
    companions = {f"good.xlsx.emodesk{suffix}" for suffix in ("", "-wal", "-shm")}
    assert left <= companions  # no half-written output
    filler.unlink()
    assert label(good, "-o", folder).code in {0, 1}
    assert (folder / "good_emodesk.xlsx").is_file()


def test_that_a_truncated_model_is_refused(tmp_path: Path, tiny: Path, good: Path, check_refused: Check) -> None:
    content = tiny.read_bytes()
    for size in (100, len(content) // 2, len(content) - 1):
        (tmp_path / "cut.gguf").write_bytes(content[:size])
        check_refused(good, "--model", "cut.gguf", says="cut.gguf", hint="again")


def test_that_a_foreign_file_as_a_model_is_refused(tmp_path: Path, good: Path, check_refused: Check) -> None:
    (tmp_path / "a.gguf").write_bytes(good.read_bytes())
    check_refused(good, "--model", "a.gguf", says="no GGUF model", hint="GGUF format")
    check_refused(good, "--model", "nothing", says="no model “nothing”", hint="On this computer")


def test_that_an_architecture_that_llama_cpp_does_not_know_is_refused(
    tmp_path: Path, good: Path, check_refused: Check
) -> None:
    write_tiny_model(tmp_path / "a.gguf", architecture="quasar")
    check_refused(good, "--model", "a.gguf", says="a.gguf", hint="Emollama")


def test_that_a_model_with_missing_weights_is_refused(tmp_path: Path, good: Path, check_refused: Check) -> None:
    path = write_tiny_model(tmp_path / "a.gguf")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"blk.0.ffn_up.weight", b"blk.0.ffn_uq.weight"))
    check_refused(good, "--model", "a.gguf", says="a.gguf", hint=" ")


def test_that_a_model_larger_than_the_memory_is_refused(
    tmp_path: Path, good: Path, label: Callable[..., Outcome]
) -> None:
    os.truncate(write_tiny_model(tmp_path / "large.gguf"), 3 << 40)
    outcome = label(good, "--model", "large.gguf")
    assert outcome.code == 2
    assert outcome.summary["failure"]["error"] == "NotEnoughMemoryError"
    assert "smaller model" in outcome.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"good.xlsx", "large.gguf"}


def test_that_a_model_made_for_something_else_is_refused(
    good: Path, tiny: Path, emodesk: Callable[..., Outcome], tmp_path: Path
) -> None:
    outcome = emodesk("label", good, "--model", tiny, "--json")
    assert outcome.code == 2
    assert "doesn't answer like an EmoLLM" in outcome.stderr
    assert "--any-model" in outcome.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"good.xlsx"}


def test_that_a_project_file_that_is_not_ours_is_refused_and_kept(good: Path, check_refused: Check) -> None:
    (good.parent / "good.xlsx.emodesk").write_bytes(b"my own notes" * 100)
    check_refused(good, says="damaged or no EmoDesk project", hint="Move it away")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--tasks", "valence"], "valence"),
        (["--tasks", ","], "empty"),
        (["--emotions", "envy"], "envy"),
        (["--threads", "0"], "--threads"),
        (["--gpu-layers", "many"], "--gpu-layers"),
        (["--head", "v-reg=11"], "1 to 10"),
        (["--head", "v-reg=0"], "TASK=N"),
        (["--head", "v-reg"], "TASK=N"),
        (["--head", "vader=2"], "TASK=N"),
        (["--prompt-style", "card", "--tasks", "vader"], "card"),
    ],
)
def test_that_an_option_that_makes_no_sense_is_refused(
    good: Path, label: Callable[..., Outcome], options: list[str], says: str
) -> None:
    outcome = label(good, *options)
    assert outcome.code == 2
    assert says in outcome.stderr
    assert outcome.summary["failure"]["message"]
    assert {path.name for path in good.parent.iterdir()} == {"good.xlsx"}


@pytest.mark.parametrize(
    "arguments",
    [["label", "a.csv", "--nonsense"], ["label", "a.csv", "--profile", "fast"], ["nonsense"],
     ["lable", "a.csv"], ["label", "a.csv", "--threads", "x"]],
)  # fmt: skip
def test_that_unknown_options_end_with_the_usage(emodesk: Callable[..., Outcome], arguments: list[str]) -> None:
    outcome = emodesk(*arguments)
    assert outcome.code == 2
    assert "usage: emodesk" in outcome.stderr + outcome.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there's always a screen")
def test_that_the_window_without_a_screen_ends_with_a_sentence(tmp_path: Path, home: Path) -> None:
    where = {name: value for name, value in environment(home).items() if name not in {
        "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}  # fmt: skip
    done = subprocess.run(command(), cwd=tmp_path, env=where, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no screen" in done.stderr
    assert "emodesk label FILE" in done.stderr


def test_that_it_must_be_said_what_to_label(label: Callable[..., Outcome], good: Path) -> None:
    for arguments in ([], [good, "--text", "hello"], ["--text", " "]):
        outcome = label(*arguments)
        assert outcome.code == 2
        assert "--text" in outcome.stderr


def test_that_an_engine_that_dies_ends_with_code_3(good: Path, emodesk: Callable[..., Outcome], tiny: Path) -> None:
    broken = good.parent / "site"
    (broken / "llama_cpp").mkdir(parents=True)
    (broken / "llama_cpp" / "__init__.py").write_text("import os\nos.abort()\n", "utf-8")
    script = (
        f"import sys; sys.path.insert(0, {str(broken)!r}); "
        "from emodesk.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    line = command("label", good, "--model", tiny, "--any-model", "--json")
    home = good.parent / "home"
    done = subprocess.run(
        [line[0], "-c", script, *line[3:]],
        capture_output=True,
        text=True,
        env=environment(home),
        check=False,
        timeout=60,
    )
    assert done.returncode == 3, done.stderr
    assert "could not be loaded: it was ended by signal 6" in done.stderr
    assert "Traceback" not in done.stderr
    assert '"EngineDeadError"' in done.stdout
    assert not (good.parent / "good_emodesk.xlsx").exists()


def test_that_two_spreadsheets_of_one_name_do_not_share_a_folder_of_outputs(
    tmp_path: Path, label: Callable[..., Outcome]
) -> None:
    (tmp_path / "out").mkdir()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_csv(tmp_path / folder / "a.csv", sentences(9, seed=len(folder) + ord(folder[0])))
    assert label("one/a.csv", "-o", "out").code in {0, 1}
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    refused = label("two/a.csv", "-o", "out")
    assert refused.code == 2
    assert "belongs to another spreadsheet" in refused.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("options", [["n" * 300], ["good.xlsx", "-o", "n" * 300], ["circle"]])
def test_that_names_that_no_file_can_have_are_refused(
    good: Path, tmp_path: Path, check_refused: Check, options: list[str]
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    check_refused(*options, says=" ", hint=" ")


@pytest.mark.parametrize("threads", ["0", "-1", "100000", "99999999999999"])
def test_that_a_number_of_threads_that_no_computer_has_is_refused(
    good: Path, check_refused: Check, threads: str
) -> None:
    check_refused(good, "--threads", threads, says="--threads takes a number", hint=" ")
