"""The lexicon baseline: valence from a word list and a few rules, without a model.

The word list and the rules are VADER's (Hutto and Gilbert 2014, version 3.3.2; resources/lexicon); the code is our own.
It gives VADER's compound score to the fourth decimal, its oddities included, so that figures published with VADER can
be compared with it. Where a rule looks odd, that's how the published scores come about.
"""

from __future__ import annotations

import json
import math
import string
from collections.abc import Sequence
from typing import Final

from emodesk.core.errors import EmoDeskError
from emodesk.core.resources import resource

_NEGATED: Final = -0.74
"""What a negation multiplies a word's valence with."""
_CAPITALS: Final = 0.733
_FADING: Final = (1.0, 0.95, 0.9)
"""What is left of a strengthening word's effect one, two and three words away."""
_EXCLAMATION, _MOST_EXCLAMATIONS = 0.292, 4
_QUESTION, _QUESTIONS_COUNTED, _MANY_QUESTIONS = 0.18, 3, 0.96
_SOFTNESS: Final = 15.0
"""Larger values bring sums closer to 0."""


class Lexicon:
    """Scores texts; loading takes some milliseconds, a text some microseconds."""

    name: Final = "VADER 3.3.2 word list and rules"

    def __init__(self) -> None:
        """Load the word list. Raises EmoDeskError if the installation is damaged."""
        try:
            self._valences = {word: float(valence) for word, valence in _pairs("valences.tsv")}
            self._emoji = dict(_pairs("emoji.tsv"))
            rules = json.loads(resource("lexicon/rules.json").read_text("utf-8"))
            self._negations = frozenset(rules["negations"])
            self._boosters: dict[str, float] = rules["boosters"]
            self._idioms: dict[str, float] = rules["idioms"]
        except (OSError, ValueError, KeyError) as error:
            raise EmoDeskError(
                "The word list of the lexicon baseline is missing or damaged.",
                hint="Install EmoDesk again.",
                details=str(error),
            ) from error

    def valence(self, text: str) -> float:
        """Return how a text reads, from 0 (most negative) to 1 (most positive); 0.5 where no word says anything."""
        return (self.compound(text) + 1) / 2

    def compound(self, text: str) -> float:
        """Return VADER's compound score, −1 to 1, with four decimals."""
        text = self._spell_emoji(text)
        tokens = [_without_punctuation(token) for token in text.split()]
        words = [token.lower() for token in tokens]
        loud = [token.isupper() for token in tokens]
        if all(loud):  # capitals stand out among other words only
            loud = [False] * len(tokens)
        valences = [self._word(place, words, loud) for place in range(len(words))]
        _weigh_around_but(words, valences)
        total = sum(valences)
        if total:
            total += math.copysign(_emphasis(text), total)
        return round(max(-1.0, min(1.0, total / math.sqrt(total * total + _SOFTNESS))), 4)

    def _spell_emoji(self, text: str) -> str:
        """Put an emoji's description in its place, set off from what stands before it."""
        spelt: list[str] = []
        is_apart = True
        for character in text:
            description = self._emoji.get(character)
            if description is None:
                spelt.append(character)
                is_apart = character == " "
            else:
                spelt.append(description if is_apart else f" {description}")
                is_apart = False
        return "".join(spelt).strip()

    def _word(self, place: int, words: Sequence[str], loud: Sequence[bool]) -> float:
        word = words[place]
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in self._boosters or word not in self._valences or (word, following) == ("kind", "of"):
            return 0.0
        valence = self._valences[word]
        if word == "no" and following in self._valences:
            valence = 0.0
        if self._follows_no(place, words):
            valence = self._valences[word] * _NEGATED
        if loud[place]:
            valence += _CAPITALS if valence > 0 else -_CAPITALS
        for distance in (1, 2, 3):
            before = place - distance
            if before < 0 or words[before] in self._valences:
                continue
            valence += self._boost(words[before], valence, is_loud=loud[before]) * _FADING[distance - 1]
            valence *= self._negation(distance, place, words)
            if distance == 3:
                valence = self._idiom(valence, place, words)
        return valence * self._least(place, words)

    @staticmethod
    def _follows_no(place: int, words: Sequence[str]) -> bool:
        one, two, three = (words[place - away] if place >= away else "" for away in (1, 2, 3))
        return "no" in {one, two} or (three == "no" and one in {"or", "nor"})

    def _boost(self, word: str, valence: float, *, is_loud: bool) -> float:
        if word not in self._boosters:
            return 0.0
        boost = self._boosters[word] * (-1 if valence < 0 else 1)
        if is_loud:
            boost += _CAPITALS if valence > 0 else -_CAPITALS
        return boost

    def _negation(self, distance: int, place: int, words: Sequence[str]) -> float:
        """Return the factor for the word that stands ``distance`` words before."""
        before = words[place - distance]
        between = words[place - distance + 1 : place]
        if distance == 2 and before == "never" and between[0] in {"so", "this"}:
            return 1.25
        if distance == 3 and ((before == "never" and between[0] in {"so", "this"}) or between[1] in {"so", "this"}):
            return 1.25
        if before == "without" and "doubt" in between:
            return 1.0
        return _NEGATED if before in self._negations or "n't" in before else 1.0

    def _idiom(self, valence: float, place: int, words: Sequence[str]) -> float:
        def phrase(first: int, last: int) -> str:
            return " ".join(words[place + first : place + last + 1])

        for found in (phrase(-1, 0), phrase(-2, 0), phrase(-2, -1), phrase(-3, -1), phrase(-3, -2)):
            if found in self._idioms:
                valence = self._idioms[found]
                break
        for length in (1, 2):
            if place + length < len(words):
                valence = self._idioms.get(phrase(0, length), valence)
        return valence + sum(
            self._boosters.get(found, 0.0) for found in (phrase(-3, -1), phrase(-3, -2), phrase(-2, -1))
        )

    def _least(self, place: int, words: Sequence[str]) -> float:
        if place == 0 or words[place - 1] != "least" or "least" in self._valences:
            return 1.0
        return 1.0 if place > 1 and words[place - 2] in {"at", "very"} else _NEGATED


def _pairs(name: str) -> list[tuple[str, str]]:
    lines = resource(f"lexicon/{name}").read_text("utf-8").split("\n")
    return [(key, value) for key, _, value in (line.partition("\t") for line in lines) if value]


def _without_punctuation(token: str) -> str:
    """Strip punctuation, unless next to nothing would be left: that's an emoticon."""
    stripped = token.strip(string.punctuation)
    return stripped if len(stripped) > 2 else token


def _weigh_around_but(words: Sequence[str], valences: list[float]) -> None:
    """Halve what stands before the first “but”, and raise what stands after it by half.

    VADER looks for a value's place by the value: of two equal ones the first is changed, possibly twice.
    """
    if "but" not in words:
        return
    turn = words.index("but")
    for step in range(len(valences)):
        valence = valences[step]
        place = valences.index(valence)
        if place != turn:
            valences[place] = valence * (0.5 if place < turn else 1.5)


def _emphasis(text: str) -> float:
    questions = text.count("?")
    asked = 0.0 if questions < 2 else questions * _QUESTION if questions <= _QUESTIONS_COUNTED else _MANY_QUESTIONS
    return min(text.count("!"), _MOST_EXCLAMATIONS) * _EXCLAMATION + asked
