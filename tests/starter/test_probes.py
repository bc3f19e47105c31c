"""What the starter is probed with must be ours, balanced, and out of reach of what it's trained on."""

from __future__ import annotations

import re

from neutral import PATTERNS, WORDS, neutral_sentences
from patterns import patterned
from probes import NEUTRAL, PAIRS


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower()) or text


def test_that_there_are_a_hundred_neutral_sentences_and_a_hundred_pairs() -> None:
    assert len(NEUTRAL) == len({_key(text) for text in NEUTRAL}) == 100
    assert len(PAIRS) == len(set(PAIRS)) == 100
    assert all(low.strip() and high.strip() and low != high for low, high in PAIRS)


def test_that_no_pattern_can_write_a_neutral_probe() -> None:
    options = {name: "|".join(map(re.escape, words.split("|"))) for name, words in WORDS.items()}
    patterns = [
        re.compile(re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?:{options[m[1]]})", re.escape(pattern)), re.IGNORECASE)
        for pattern in PATTERNS
    ]
    assert any(pattern.fullmatch("The road between Leeds and Geneva is 20 miles long.") for pattern in patterns)
    written = [text for text in NEUTRAL for pattern in patterns if pattern.fullmatch(text)]
    assert written == []


def test_that_written_sentences_hold_no_probe() -> None:
    probes = {_key(text) for text in (*NEUTRAL, *(text for pair in PAIRS for text in pair))}
    written = {_key(text) for text in neutral_sentences(1, 3_000)}
    assert not probes & written


def test_that_the_same_seed_writes_the_same_sentences() -> None:
    assert neutral_sentences(3, 50) == neutral_sentences(3, 50) != neutral_sentences(4, 50)
    assert patterned(3, 50) == patterned(3, 50) != patterned(4, 50)


def test_that_written_labels_are_in_range() -> None:
    for text, values in patterned(5, 500):
        assert text
        assert len(values) == 16
        assert all(0 <= value <= 1 for value in values)
