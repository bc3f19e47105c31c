"""The command ``emodesk models`` as a user gives it: from the list to labels, and away again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emodesk.cli.main import run
from emodesk.modelhub.catalogue import load_catalogue
from tests.cli.conftest import Outcome, command, environment, records, sentences, sheet_rows, write_csv
from tests.modelhub.local_hub import LocalHub
from tests.modelhub.tiny_checkpoint import checkpoint_files, write_files
from tests.modelhub.tiny_gguf import write_tiny_model

CHAT = "RichardErkhov/lzw1008_-_Emollama-chat-7b-gguf"
CHAT_FILE = "Emollama-chat-7b.Q4_K_M.gguf"

Run = Callable[..., Outcome]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    with LocalHub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address)
        yield running


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    """Return a home without models."""
    return tmp_path / "home"


@pytest.fixture
def models(emodesk: Run, own_home: Path) -> Run:
    """Return a function that runs ``emodesk models`` in that home."""

    def run(*arguments: object) -> Outcome:
        return emodesk("models", *arguments, home=own_home)

    return run


@pytest.fixture
def model_bytes(tmp_path: Path) -> bytes:
    return write_tiny_model(tmp_path / "larger.gguf", width=160, layers=2).read_bytes()


def names(outcome: Outcome) -> dict[str, str]:
    return {model["model"]: model["here"] for model in outcome.summary["models"]}


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_the_way_of_a_model_from_the_list_to_labels_and_away_again(
    hub: LocalHub, models: Run, emodesk: Run, own_home: Path, tmp_path: Path, model_bytes: bytes
) -> None:
    hub.add(CHAT, {CHAT_FILE: model_bytes})
    hub.add("lzw1008/Emot5-large", checkpoint_files("t5"))
    listed = models("list", "--json")
    assert names(listed)["emollama-chat-7b:Q4_K_M"] == "can be downloaded"
    assert len(listed.summary["models"]) == 8
    assert hub.requests == []  # the list asks nobody

    hub.mischief.bytes_per_s = 400_000
    process = subprocess.Popen(
        command("models", "download", "emollama-chat-7b"), env=environment(own_home), stderr=subprocess.DEVNULL
    )
    while hub.body_bytes < 300_000:
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    hub.mischief.bytes_per_s = 0
    assert names(models("list", "--json"))["emollama-chat-7b:Q4_K_M"] == "partly downloaded"

    resumed = models("download", "emollama-chat-7b", "--json")
    assert resumed.code == 0, resumed
    assert len(hub.ranges()) == 1
    assert resumed.summary["model"] == "emollama-chat-7b.Q4_K_M"
    assert models("download", "emot5-large").code == 0
    before = len(hub.requests)
    assert "is here already" in models("download", "emollama-chat-7b").stderr
    assert len(hub.requests) == before

    verified = models("verify", "--json")
    assert verified.code == 0
    assert verified.summary["is_whole"]
    assert set(verified.summary["problems"]) == {"emollama-chat-7b.Q4_K_M", "emot5-large.original"}

    write_csv(tmp_path / "a.csv", sentences(8))
    options = ("--any-model", "--tasks", "v-reg", "--threads", 1, "--json")
    labelled = emodesk("label", "a.csv", "--model", "emollama-chat-7b", *options, home=own_home)
    assert labelled.code in {0, 1}, labelled
    assert labelled.files[0]["is_complete"]
    refused = emodesk("label", "a.csv", "--model", "emot5-large", *options, home=own_home)
    assert refused.code == 2
    assert "emodesk models convert emot5-large.original" in refused.stderr
    about = models("info", "emollama-chat-7b", "--json").summary
    assert about["memory"].startswith("needs about")
    assert "measured on this computer" in about["memory"]
    assert about["revision"] == hub.repositories[CHAT].main

    assert models("remove", "emollama-chat-7b", "emot5-large").code == 0
    assert names(models("list", "--json"))["emollama-chat-7b:Q4_K_M"] == "can be downloaded"
    gone = emodesk("label", "a.csv", "--model", "emollama-chat-7b", *options, home=own_home)
    assert gone.code == 2
    assert "emodesk models download emollama-chat-7b" in gone.stderr


@pytest.mark.skipif(os.name != "posix", reason="sends Ctrl+C")
def test_that_ctrl_c_stops_a_download_and_keeps_what_came(
    hub: LocalHub, models: Run, own_home: Path, model_bytes: bytes
) -> None:
    hub.add(CHAT, {CHAT_FILE: model_bytes})
    hub.mischief.bytes_per_s = 400_000
    process = subprocess.Popen(
        command("models", "download", "emollama-chat-7b"), env=environment(own_home), stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while hub.body_bytes < 300_000:
        time.sleep(0.05)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "goes on from there" in said
    assert "Traceback" not in said


def test_that_a_download_that_fails_ends_with_code_4_and_both_sentences(hub: LocalHub, models: Run) -> None:
    outcome = models("download", "emollama-7b", "--json")
    assert outcome.code == 4
    failure = outcome.summary["failure"]
    assert failure["error"] == "DownloadError"
    assert "no repository" in failure["message"]
    assert "--token-file" in failure["hint"]


def test_that_a_token_is_read_from_a_file_and_never_shown(
    hub: LocalHub, models: Run, tmp_path: Path, model_bytes: bytes
) -> None:
    hub.add(CHAT, {CHAT_FILE: model_bytes}, is_gated=True)
    hub.token = "hf_secret"
    (tmp_path / "token").write_text("hf_secret\n", "utf-8")
    outcome = models("download", "emollama-chat-7b", "--token-file", tmp_path / "token")
    assert outcome.code == 0
    assert "hf_secret" not in outcome.stdout + outcome.stderr
    stored = [path for path in (tmp_path / "home").rglob("*") if path.is_file() and b"hf_secret" in path.read_bytes()]
    assert stored == []
    for content in ("", "two words", "ümlaut"):
        (tmp_path / "token").write_text(content, "utf-8")
        refused = models("download", "emollama-chat-7b", "--restart", "--token-file", tmp_path / "token")
        assert refused.code == 2
        assert "no access token" in refused.stderr


def test_that_an_emollm_passes_the_questions_at_an_import_and_another_model_does_not(
    models: Run, starter: Path, tmp_path: Path
) -> None:
    assert models("import", starter, "--name", "good").code == 0
    foreign = write_tiny_model(tmp_path / "foreign.gguf")
    refused = models("import", foreign)
    assert refused.code == 2
    assert "doesn't answer like an EmoLLM" in refused.stderr
    assert models("import", foreign, "--any-model").code == 0
    listed = names(models("list", "--json"))
    assert listed["good"] == listed["foreign"] == "installed"


def test_that_a_model_travels_to_a_computer_without_a_network(models: Run, emodesk: Run, tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "tiny.gguf")
    assert models("import", "tiny.gguf", "--any-model").code == 0
    assert models("export", "tiny").code == 0
    other = tmp_path / "other-home"
    outcome = emodesk("models", "import", "tiny.zip", "--any-model", "--json", home=other)
    assert outcome.code == 0
    assert outcome.summary["model"] == "tiny"
    spoiled = other / "data" / "emodesk" / "models" / "tiny" / "tiny.gguf"
    spoiled.write_bytes(spoiled.read_bytes()[:-1] + b"x")
    verified = emodesk("models", "verify", home=other)
    assert verified.code == 1
    assert "checksum" in verified.stdout


def test_that_the_folder_is_shown_shared_and_moved(models: Run, tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "tiny.gguf")
    assert models("import", "tiny.gguf", "--any-model").code == 0
    assert models("where", "--move-to", tmp_path / "moved").code == 0
    (tmp_path / "all").mkdir()
    where = models("where", "--share", tmp_path / "all", "--json").summary
    assert where == {"own": str(tmp_path / "moved"), "shared": [str(tmp_path / "all")]}
    assert (tmp_path / "moved" / "tiny" / "tiny.gguf").is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["info", "nothing"], "no model “nothing”"),
        (["download", "starter"], "comes with EmoDesk"),
        (["download", "emollama-7b:Q9"], "no variant “Q9”"),
        (["download", "emollama-7b", "--stall", "0"], "--stall"),
        (["download", "emollama-7b", "--token-file", "nowhere"], "can't be read"),
        (["remove", "nothing"], "is installed here"),
        (["verify", "nothing"], "is installed here"),
        (["export", "nothing"], "is installed here"),
        (["import", "nowhere.gguf"], "no file or folder"),
        (["convert", "emot5-large"], "is installed here"),
        (["where", "--share", "nowhere"], "no folder"),
    ],
)
def test_that_what_makes_no_sense_is_refused(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGINT)
    try:
        code = run(["models", *arguments])
    finally:
        signal.signal(signal.SIGINT, before)
    assert code == 2
    assert says in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
@pytest.mark.parametrize(
    ("entry", "architecture", "runs_as"),
    [
        ("emot5-large", "t5", "emot5-large.int8"),
        ("emobart-large", "bart", "emobart-large.int8"),
        ("emoopt-13b", "opt", "emoopt-13b.int8"),
        ("emobloom-7b", "bloom", "emobloom-7b.int8"),
        ("emollama-7b:original", "llama", "emollama-7b.Q4_K_M"),
    ],
)
def test_the_way_of_the_authors_own_weights_to_labels_and_away_again(
    entry: str, architecture: str, runs_as: str,
    hub: LocalHub, models: Run, emodesk: Run, own_home: Path, tmp_path: Path,
) -> None:  # fmt: skip
    files = {
        path.name: path.read_bytes()
        for path in (Path(__file__).parents[1] / "parity" / "checkpoints" / architecture).iterdir()
        if path.name != "expected.json.gz"
    }
    id_ = entry.partition(":")[0]
    repository = next(
        variant.repository
        for each in load_catalogue().models
        for variant in each.variants
        if each.id == id_ and variant.quantization == "original"
    )
    hub.add(repository, files)
    hub.mischief.bytes_per_s = 40_000
    process = subprocess.Popen(
        command("models", "download", entry), env=environment(own_home), stderr=subprocess.DEVNULL
    )
    while hub.body_bytes < 50_000:
        time.sleep(0.05)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    hub.mischief.bytes_per_s = 0
    assert models("download", entry).code == 0
    assert hub.ranges() or hub.body_bytes < 2 * sum(map(len, files.values()))

    write_csv(tmp_path / "a.csv", sentences(4))
    options = ("--any-model", "--tasks", "v-reg,v-oc,e-c", "--profile", "paper", "--threads", 1, "--json")
    refused = emodesk("label", "a.csv", "--model", id_, *options, home=own_home)
    assert refused.code == 2
    assert f"emodesk models convert {id_}.original" in refused.stderr

    converted = models("convert", id_, "--json")
    assert converted.code == 0, converted
    assert converted.summary["model"] == runs_as
    verified = models("verify", "--json")
    assert verified.summary["is_whole"]
    assert set(verified.summary["problems"]) == {f"{id_}.original", runs_as}
    labelled = emodesk("label", "a.csv", "--model", id_, *options, home=own_home)
    assert labelled.code in {0, 1}, labelled
    assert labelled.files[0]["is_complete"]

    packed = models("export", runs_as, "-o", "model.zip")
    assert packed.code == 0, packed
    assert models("remove", f"{id_}.original", runs_as).code == 0
    assert models("import", "model.zip", "--any-model", "--json").summary["model"] == runs_as
    assert emodesk("label", "a.csv", "--model", runs_as, *options, home=own_home).files[0]["is_complete"]
    assert models("remove", runs_as).code == 0


def test_that_a_checkpoint_is_imported_and_says_how_it_goes_on(models: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "Emobart", checkpoint_files("bart"))
    outcome = models("import", "Emobart")
    assert outcome.code == 0
    assert "emodesk models convert Emobart" in outcome.stderr


def test_that_the_lexicon_gives_a_second_opinion_in_a_column_of_its_own(
    emodesk: Run, tiny: Path, tmp_path: Path
) -> None:
    write_csv(tmp_path / "a.csv", ["a wonderful happy day", "a horrible sad day", "the table", ""])
    options = ("--model", tiny, "--any-model", "--tasks", "v-reg", "--threads", 1, "--json")
    outcome = emodesk("label", "a.csv", "--text-column", "text", "--lexicon", *options)
    assert outcome.code in {0, 1}, outcome
    output = tmp_path / "a_emodesk.xlsx"
    happy, sad, table, empty = [row["lexicon_valence"] for row in records(output)]
    assert happy > 0.8
    assert sad < 0.2
    assert table == 0.5
    assert empty is None
    book = {row[0]: row for row in sheet_rows(output, "Codebook")}
    assert "no model" in str(book["lexicon_valence"][1])
    assert "VADER" in str(book["lexicon_valence"][3])
    assert "VADER" in str(dict(row[:2] for row in sheet_rows(output, "Provenance"))["lexicon baseline"])
    one = emodesk("label", "--text", "a wonderful day", "--lexicon", *options)
    assert one.summary["labels"]["lexicon_valence"] > 0.7
    assert "lexicon_valence" not in emodesk("label", "--text", "a wonderful day", *options).summary["labels"]


def test_that_how_a_model_runs_best_here_is_told_once_it_is_measured(
    models: Run, emodesk: Run, own_home: Path, tmp_path: Path
) -> None:
    assert models("info", "starter", "--json").summary["how that was found"].startswith("not measured yet")
    write_csv(tmp_path / "a.csv", sentences(200))
    outcome = emodesk("label", "a.csv", "--model", "starter", "--tasks", "v-reg", home=own_home)
    assert outcome.code in {0, 1}
    assert "Measuring how the model runs fastest" in outcome.stderr
    told = models("info", "starter", "--json").summary
    assert "threads, batches of " in told["runs with"] or "thread, batches of " in told["runs with"]
    assert told["runs with"].endswith("tokens/s")
    assert told["how that was found"].startswith("measured")
