"""The lexicon baseline gives the scores that VADER's own program gives."""

from __future__ import annotations

import csv
import gzip
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment

from emodesk.core.errors import EmoDeskError
from emodesk.engine import lexicon
from emodesk.engine.lexicon import Lexicon

THEIRS = vaderSentiment.SentimentIntensityAnalyzer()
OURS = Lexicon()
TELLING = [
    "no", "not", "never", "so", "this", "without", "doubt", "least", "at", "very", "but", "kind", "of", "sort", "or",
    "nor", "isn't", "hardly", "extremely", "VERY", "GREAT", "great", "bad", "good", "HORRIBLE", "love", "the", "bomb",
    "shit", "yeah", "right", "bus", "stop", "to", "die", "for", "broken", "heart", ":)", ":-(", "😂", "❤", "!", "!!!!!",
    "??", "????", "ass", "uh", "barely", "smart,", "(funny)", "it", "was", "handsome", "least.", "BUT", "kiss", "death",
]  # fmt: skip


def theirs(text: str) -> float:
    return float(THEIRS.polarity_scores(text)["compound"])


@pytest.mark.parametrize(
    "text",
    ["", " ", "VADER is smart, handsome, and funny!", "The plot was good, but the characters are uncompelling.",
     "Not bad at all", "Today SUX!", "no good", "It isn't a horrible book.", "At least it isn't a horrible book.",
     "Catch utf-8 emoji such as 💘 and 💋 and 😁", "the shit", "He is the bomb, yeah right", "😂😂😂",
     "ALL CAPS GREAT"],
)  # fmt: skip
def test_that_a_text_gets_the_score_of_vader(text: str) -> None:
    assert OURS.compound(text) == theirs(text)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(TELLING), max_size=14))
def test_that_any_mixture_of_telling_words_gets_the_score_of_vader(words: list[str]) -> None:
    text = " ".join(words)
    assert OURS.compound(text) == theirs(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_that_any_text_gets_the_score_of_vader(text: str) -> None:
    assert OURS.compound(text) == theirs(text)


def test_that_mixtures_of_the_whole_word_list_get_the_score_of_vader() -> None:
    chance = random.Random(3)
    words = [*THEIRS.lexicon, *vaderSentiment.BOOSTER_DICT, *vaderSentiment.NEGATE, *TELLING * 20]
    for _ in range(4000):
        text = " ".join(chance.choices(words, k=chance.randrange(1, 16)))
        assert OURS.compound(text) == theirs(text), text


def test_that_real_texts_get_the_score_of_vader(shared_data: Path) -> None:
    texts: list[str] = []
    for path in sorted((shared_data / "aeb2").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            texts += [max(row.values(), key=lambda value: len(value or "")) for row in csv.DictReader(file)][:400]
    assert len(texts) > 1000
    assert [text for text in texts if OURS.compound(text) != theirs(text)] == []


def test_that_valence_goes_from_0_to_1() -> None:
    assert OURS.valence("") == OURS.valence("the table stands in the room") == 0.5
    assert OURS.valence("a wonderful, happy day!") > 0.8
    assert OURS.valence("a horrible, sad day!") < 0.2


def test_that_it_is_instant() -> None:
    began = time.monotonic()
    loaded = Lexicon()
    for number in range(2000):
        loaded.valence(f"I am so happy about number {number}, but the train was late and I hated it")
    assert time.monotonic() - began < 2.0


def test_that_a_damaged_word_list_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "resource", lambda name: tmp_path / name)
    with pytest.raises(EmoDeskError, match="word list") as caught:
        Lexicon()
    assert "Install" in caught.value.hint
