"""Texts that the models weren't made for."""

from __future__ import annotations

import pytest

from emodesk.app.language import foreign_language, why_nothing_to_read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Tag war schön, aber am Abend war ich sehr traurig und müde", "German"),
        ("Me siento muy triste desde que se fue mi hermano a otra ciudad", "Spanish"),
        ("Сегодня был хороший день", "Russian"),
        ("今日はとても楽しかったです。友達に会いました", "Japanese"),
        ("Šiandien man labai liūdna, nes mano draugas išvažiavo toli nuo namų", "another language"),
    ],
)
def test_that_another_language_is_named(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "I was glad to see my friends again after such a long time",
        "lol",
        "OMG this is sooo good 😂😂 #blessed @someone https://example.org/a",
        "𝓘 𝓪𝓶 𝓼𝓸 𝓱𝓪𝓹𝓹𝔂 that we are together again, my dear friends",
        "Went to Hannover",
        "",
    ],
)
def test_that_english_and_what_is_too_short_to_tell_pass(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize("text", ["-", "...", "\u200b", "?!", "***", "—"])
def test_that_a_text_without_words_is_said_to_have_none(text: str) -> None:
    assert why_nothing_to_read(text) == "no words"


@pytest.mark.parametrize("text", ["N/A", "na", "None", " null "])
def test_that_marks_of_missing_values_are_known(text: str) -> None:
    assert why_nothing_to_read(text) == "marks a missing value"


@pytest.mark.parametrize("text", ["ok", "😡", ":(", "<3", "10/10", "no"])
def test_that_whatever_says_something_is_read(text: str) -> None:
    assert why_nothing_to_read(text) is None
