"""What the core says when something goes wrong has a German sentence in the German window."""

from __future__ import annotations

import ast
import errno
import os
import re
import string
import sys
from pathlib import Path

import pytest

from emodesk import desktop
from emodesk.core.errors import DownloadError, EmoDeskError, NotEnoughMemoryError
from emodesk.core.model_file import MemoryNeed
from emodesk.core.preview import Choices
from emodesk.gui.error_sentences import OF_THE_SYSTEM, SENTENCES
from emodesk.gui.error_words import error_words, in_words

ROOMS = (
    "app/opening", "app/opened_project", "app/table_reading", "app/labelling_desk", "app/models", "app/label_values",
    "app/review_edits", "app/probe", "app/export", "app/sidecar", "store/connections", "store/label_values",
    "store/opening", "store/replacing", "store/schema", "store/table_in", "engine/client", "engine/transport",
    "engine/llama_backend", "engine/ct2_backend", "modelhub/conversion/converting", "modelhub/conversion/process",
    "modelhub/download", "modelhub/download_process", "modelhub/hub_errors", "modelhub/library", "modelhub/memory",
    "modelhub/importing", "modelhub/installing", "modelhub/suitability", "modelhub/gguf", "modelhub/safetensors",
    "modelhub/package", "modelhub/converted", "sheets/reader", "sheets/streaming", "sheets/workbook",
    "sheets/delimited", "sheets/header", "sheets/far_cells", "sheets/missing_results", "sheets/text_column",
    "sheets/records", "sheets/writer", "sheets/replacing", "core/unexpected", "sheets/adding", "sheets/patch/book",
    "sheets/patch/delimited", "sheets/patch/package", "sheets/patch/parts", "sheets/patch/places",
    "sheets/patch/placing", "sheets/patch/rows", "sheets/patch/shared_strings", "sheets/patch/survey",
    "sheets/patch/xml_events", "sheets/opendocument/addition", "sheets/opendocument/rows",
    "sheets/opendocument/styles", "sheets/opendocument/survey", "core/catalogue", "engine/devices", "engine/service",
    "engine/scorer", "engine/text_tokens", "engine/lexicon",
)  # fmt: skip
"""Where the errors come from that somebody at the window meets."""
PUT_TOGETHER = {
    "“{0}” {1}.",  # a kind of damage, or the sum of the memory, which stands in the list as a whole
    "{0} {1}; it may have changed since the download began.",
    "{0} (status {1}).",
    "Ask for it on its page on the hub, then {0}",
    "If it's a private one, {0}",
    "name a file that holds your access token (on the command line with --token-file).",
    'JSON Lines has one object per line, such as {"id": 1, "text": "…"}.',  # the example is the sentence
    "The CPU is used: the model could not be loaded onto the GPU ({0}).",  # no error, a note in the engine's log
}
ROOT = Path(__file__).parents[2]


def template(node: ast.AST) -> str:
    """What is written there; places that are filled in are numbered."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    places = iter(range(100))
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(places)}}}" for part in node.values)


def sentences(path: Path) -> set[str]:
    """What a module may say to people: all that ends like a sentence, without the docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    inner |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    said = {template(node) for node in nodes if id(node) not in inner}
    return {each for each in said if " " in each and each.endswith((".", ". {0}", ". {1}"))}


def test_that_every_error_of_these_rooms_is_in_the_list() -> None:
    said = {each for room in ROOMS for each in sentences(ROOT / "emodesk" / f"{room}.py")}
    assert said - set(SENTENCES) - PUT_TOGETHER == set()
    assert len(said & set(SENTENCES)) > 200


def test_that_nothing_is_in_the_list_that_nobody_says() -> None:
    said = {each for room in ROOMS for each in sentences(ROOT / "emodesk" / f"{room}.py")}
    left = set(SENTENCES) - said
    allowed = {each for each in left if any(part in each for part in ("GB of memory", "access token", "(status {0})"))}
    allowed |= {each for each in left if each.endswith("since the download began.")}
    assert left == allowed  # these are put together from the ones above
    assert len(left) <= 10


def test_that_a_translation_has_no_place_that_its_source_lacks(german: None) -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for source in SENTENCES:
        values = [f"<{number}>" for number in range(len(places(source)))]
        translated = in_words(source.format(*values))
        assert translated != source.format(*values), source
        assert "{" not in translated


def test_that_what_really_goes_wrong_is_said_in_german(german: None, tmp_path: Path) -> None:
    empty = tmp_path / "leer.csv"
    empty.touch()
    opening = desktop.desktop().opening
    with pytest.raises(EmoDeskError) as caught:
        opening.preview(empty, Choices())
    assert error_words(caught.value).startswith("leer.csv ist leer")
    with pytest.raises(EmoDeskError) as caught:
        opening.open_project(tmp_path / "weg.emodesk")
    assert (
        error_words(caught.value) == "Es gibt kein Projekt „weg.emodesk“. Es wurde verschoben, umbenannt oder gelöscht."
    )
    need = MemoryNeed(4_000_000_000, 500_000_000, 250_000_000)
    words = error_words(NotEnoughMemoryError(f"“a.gguf” {need.sentence(1_000_000_000)}."))
    assert words.startswith("„a.gguf“ braucht etwa 4,8 GB Arbeitsspeicher (4,0 GB Gewichte")
    measured = MemoryNeed(4, 3, 2, 7_800_000_000)
    words = error_words(NotEnoughMemoryError(f"“a.gguf” {measured.sentence(1_000_000_000)}."))
    assert words.startswith("„a.gguf“ braucht etwa 7,8 GB Arbeitsspeicher (")
    assert words.endswith("1,0 GB sind frei.")


def test_that_sentences_one_after_the_other_are_each_translated(german: None) -> None:
    kept = "What came so far is kept: trying again goes on from there."
    error = DownloadError("The hub can't be reached.", hint=f"Wait some minutes. {kept}")
    assert error_words(error) == (
        "Der Hub ist nicht zu erreichen. Warten Sie einige Minuten. "
        "Was schon da ist, bleibt: Ein neuer Versuch geht von dort weiter."
    )
    assert in_words(f"Try again. {kept}").endswith("geht von dort weiter.")
    assert in_words("Something that nobody has translated.") == "Something that nobody has translated."


def test_that_numbers_and_the_system_s_reasons_inside_a_sentence_are_german_too(german: None) -> None:
    assert in_words("There isn't enough space: 4.20 GB are needed, 12.5 MB are free.").endswith(
        "4,20 GB werden gebraucht, 12,5 MB sind frei."
    )
    assert in_words("“a.gguf” can't be read: Permission denied.").endswith(": Zugriff verweigert.")
    assert in_words("“a.gguf” can't be read: nobody knows why.").endswith(": nobody knows why.")
    assert "0.3.36" in in_words("llama.cpp 0.3.36 doesn't know the architecture of “a.gguf”.")


@pytest.mark.parametrize("language", ["english", "german"])
def test_that_the_window_names_no_option_and_no_command_but_where_nothing_else_helps(
    language: str, request: pytest.FixtureRequest
) -> None:
    if language == "german":
        request.getfixturevalue("german")
    told = {source: in_words(source.format(*(f"<{number}>" for number in range(9)))) for source in SENTENCES}
    wrong = {
        source: words
        for source, words in told.items()
        if re.search(r"--\w|(?<!\w)-o\b|\bemodesk (models|doctor)\b", words)
        and not re.search("on the command line|auf der Kommandozeile", words)
    }
    assert wrong == {}


def test_that_large_numbers_inside_a_sentence_are_grouped_as_the_language_has_it(german: None) -> None:
    words = in_words("The sheet has 20,000 columns; EmoDesk works with at most 16,384.")
    assert "20.000" in words
    assert "16.384" in words


def test_that_the_reasons_are_the_system_s_own_words() -> None:
    known = {os.strerror(number) for number in errno.errorcode}
    assert known >= OF_THE_SYSTEM or sys.platform == "win32"
