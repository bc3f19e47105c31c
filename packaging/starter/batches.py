"""Batches: each text once, followed by several questions about it as branches that don't see each other.

Wordings of one question share their row (see vocabulary.head_groups), so a text is read the same way for all
questions of a group, and one pass over it serves up to 13 answers.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from data import Array, Corpus
from emodesk.core.affect.prompts import PromptSpec
from emodesk.core.affect.tasks import EMOTIONS, TASKS, Kind
from targets import Targets
from vocabulary import Tokenizer, Vocabulary, head_groups, tail_piece

Ids = npt.NDArray[np.int64]
EOS: Final = 2
LONGEST: Final = 160
"""Tokens of a text that are kept in training."""
SHARES: Final = {
    "semeval2018": 0.19, "goemotions": 0.10, "semeval2017": 0.13, "isear": 0.07, "sst": 0.07, "emobank": 0.07,
    "reviews": 0.02, "subjectivity": 0.03, "crowdflower": 0.05, "emoji": 0.16, "written": 0.06, "patterns": 0.035,
    "lexicon": 0.015,
}  # fmt: skip
"""How often texts of each set are drawn."""
WITH_PERIOD: Final = 0.7
"""How often a text ends in a period: AAID prompts see to that; VADER, SST and the card's style don't."""
LOST: Final = 0.08
"""Share of the tokens that a thinned text loses."""
SPREAD: Final = 0.12
"""Standard deviation of a taught score: about how far the student's own scores of new texts are off."""
OF_LISTS: Final = 2.0
"""How much more a token of a list counts than one of a score or class: a list has only one branch of thirteen, and each
of its tokens decides on several labels."""
GROUPS: Final = (
    ("v-reg", "v-oc", "e-c", *(f"ei-reg/{e}" for e in EMOTIONS), *(f"ei-oc/{e}" for e in EMOTIONS), "sst", "sst5"),
    ("emobank-v", "tdt", "goemotions"),
    ("emobank-a",),
    ("emobank-d",),
)
"""Questions that share a head, in the order of their branches."""


@dataclass(frozen=True, slots=True)
class Batch:
    """b texts of at most p prompt tokens and s branch slots."""

    ids: Ids
    """(b, p + s)"""
    positions: Ids
    mask: npt.NDArray[np.bool_]
    """(b, p + s, p + s) True where a token may look."""
    prompt: int
    """p; the last token of a text stands at ``last``."""
    last: Ids
    wanted: Array
    """(b, s, answer pieces) soft targets."""
    weight: Array
    """(b, s)"""
    rows: Ids
    """(b,) index of the text."""


class Depth(enum.Enum):
    """How much of each answer a batch teaches: what's behind the first choice is learnt soon, and costs most."""

    FIRST = "first"
    """Scores to their first decimal, lists to about three labels, the number of a class."""
    DIGITS = "digits"
    """Scores to their third decimal, long lists."""
    WHOLE = "whole"
    """To the end of the wording."""


DEPTHS: Final = tuple(Depth)


class Answers:
    """The pieces that answers are made of, and the branches' tokens and targets."""

    def __init__(self, vocabulary: Vocabulary, tokenizer: Tokenizer) -> None:
        self.tails: dict[str, int] = {}
        self.wordings: dict[str, list[list[int]]] = {}
        self.names: dict[str, tuple[list[int], list[int], list[int]]] = {}
        ids = set(tokenizer.ids("0.1,23:456789-")) | {EOS}
        where = {piece: i for i, piece in enumerate(vocabulary.pieces)}
        for group in GROUPS:
            for name in group:
                task, _, emotion = name.partition("/")
                spec = PromptSpec(task, emotion or None)
                self.tails[name] = where[tail_piece(spec)]
                if spec.task.kind is Kind.CLASS:
                    texts = [wording.format(emotion=emotion) for _, wording in spec.task.classes]
                    self.wordings[name] = [[*tokenizer.ids(text), EOS] for text in texts]
                    ids.update(i for line in self.wordings[name] for i in line)
                if spec.task.kind is Kind.LABEL_SET:
                    first = [tokenizer.ids(label) for label in spec.task.labels]
                    after = [tokenizer.ids(f"joy, {label}")[2:] for label in spec.task.labels]
                    assert all(len(x) == 1 for x in first + after), "each emotion is one piece"
                    period = tokenizer.ids(".") if spec.task.has_period else []
                    none = [*tokenizer.ids(spec.task.none_label), *period, EOS]
                    self.names[name] = ([x[0] for x in first], [x[0] for x in after], none)
                    ids.update([*self.names[name][0], *self.names[name][1], *none])
        self.pieces = np.array(sorted(ids))
        self.slot_of = {int(piece): i for i, piece in enumerate(self.pieces)}
        self.digits = np.array([tokenizer.ids(str(d))[0] for d in range(10)])
        self.dot, self.comma = tokenizer.ids(".")[0], tokenizer.ids("joy,")[1]
        self.heads: dict[int, int] = {}
        for piece, number in head_groups().items():
            self.heads.setdefault(number, where[piece])

    def length(self, name: str, depth: Depth) -> int:
        """Return how many slots a branch takes."""
        kind = TASKS[name.partition("/")[0]].kind
        if kind is Kind.SCORE:
            return {Depth.FIRST: 3, Depth.DIGITS: 5, Depth.WHOLE: 6}[depth]
        if kind is Kind.LABEL_SET:
            return 8 if depth is Depth.FIRST else 12
        if depth is Depth.WHOLE:
            return max(len(line) for line in self.wordings[name])
        return 2 if name in ("v-oc", "tdt") else 1

    def score(self, mu: Array, tail: int, slots: int) -> tuple[Ids, Array, Array]:
        """Return ids (b, slots), targets and weights for answers like 0.517 around mu."""
        b = len(mu)
        ids = np.full((b, slots), tail, np.int64)
        wanted = np.zeros((b, slots, len(self.pieces)), np.float32)
        weight = np.tile(np.array([0.05, 0.05, 1.0, 0.9, 0.2, 0.1][:slots], np.float32), (b, 1))
        digit_slots = np.array([self.slot_of[int(d)] for d in self.digits])
        ids[:, 1], ids[:, 2] = self.digits[0], self.dot
        wanted[:, 0, self.slot_of[int(self.digits[0])]] = 1
        wanted[:, 1, self.slot_of[self.dot]] = 1
        low, size, spread = np.zeros(b), 1.0, SPREAD
        for place in range(min(3, slots - 2)):
            step = size / 10
            edges = low[:, None] + step * np.arange(11)[None]
            below = ndtr((edges - mu[:, None]) / spread)
            below[:, 0], below[:, -1] = 0, 1
            chance = np.diff(below, axis=1)
            wanted[:, 2 + place, digit_slots] = chance
            # Later decimals are taught behind the score's own digits only. Behind a neighbouring first decimal they'd
            # be 0 or 9, and a model in doubt would answer every score with .x99 or .x00.
            pick = np.clip(((mu - low) / step).astype(int), 0, 9)
            if 3 + place < slots:
                ids[:, 3 + place] = self.digits[pick]
            low, size, spread = low + pick * step, step, 0.02 if place == 0 else 0.004
        if slots == 6:
            wanted[:, 5, self.slot_of[EOS]] = 1
        return ids, wanted, weight

    def classes(self, name: str, chance: Array, slots: int, rng: np.random.Generator) -> tuple[Ids, Array, Array]:
        """Return the same for a class answer: real choices by the soft classes, the rest of the wording forced."""
        b, lines = len(chance), self.wordings[name]
        ids = np.full((b, slots), EOS, np.int64)
        wanted = np.zeros((b, slots, len(self.pieces)), np.float32)
        weight = np.zeros((b, slots), np.float32)
        pick = (chance.cumsum(1) > rng.random((b, 1)) * chance.sum(1, keepdims=True)).argmax(1)
        for row in range(b):
            line = lines[pick[row]]
            ids[row, 0] = self.tails[name]
            ids[row, 1 : min(slots, len(line))] = line[: min(slots, len(line)) - 1]
            for at in range(min(slots, len(line))):
                options = [
                    (other[at], p) for other, p in zip(lines, chance[row], strict=True) if other[:at] == line[:at]
                ]
                total = sum(p for _, p in options) + 1e-9
                for piece, p in options:
                    wanted[row, at, self.slot_of[piece]] += p / total
                weight[row, at] = 0.6 if len({piece for piece, _ in options}) > 1 else 0.2
        return ids, wanted, weight

    def label_set(self, name: str, present: Array, slots: int, rng: np.random.Generator) -> tuple[Ids, Array, Array]:
        """Return the same for a list of labels: each label independent, the list drawn from them, in order."""
        first, after, none = self.names[name]
        b, ends = len(present), none[-2] if TASKS[name].has_period else EOS
        ids = np.full((b, slots), EOS, np.int64)
        wanted = np.zeros((b, slots, len(self.pieces)), np.float32)
        weight = np.zeros((b, slots), np.float32)
        drawn = rng.random(present.shape) < present
        for row in range(b):
            p, tokens, at, position = present[row], [self.tails[name]], 0, -1
            labels = np.flatnonzero(drawn[row])[: (slots - 3) // 2]
            while True:
                left, reach = 1.0, np.zeros(len(p))
                for i in range(position + 1, len(p)):
                    reach[i] = left * p[i]
                    left *= 1 - p[i]
                if position < 0:
                    for i, chance in enumerate(reach):
                        wanted[row, at, self.slot_of[first[i]]] += chance
                    wanted[row, at, self.slot_of[none[0]]] += left
                    weight[row, at] = 1.0
                    if not len(labels):
                        tokens += none[:-1]
                        for forced in none[1:]:
                            at += 1
                            wanted[row, at, self.slot_of[forced]], weight[row, at] = 1, 0.1
                        break
                    position, labels = int(labels[0]), labels[1:]
                    tokens.append(first[position])
                else:
                    more, stop = self.slot_of[self.comma], self.slot_of[ends]
                    wanted[row, at, more], wanted[row, at, stop], weight[row, at] = 1 - left, left, 0.7
                    if not len(labels):
                        if ends != EOS:
                            tokens.append(ends)
                            at += 1
                            wanted[row, at, self.slot_of[EOS]], weight[row, at] = 1, 0.1
                        break
                    at += 1
                    for i, chance in enumerate(reach):
                        wanted[row, at, self.slot_of[after[i]]] += chance / max(1 - left, 1e-9)
                    weight[row, at] = 0.7
                    position, labels = int(labels[0]), labels[1:]
                    tokens += [self.comma, after[position]]
                at += 1
            ids[row, : len(tokens)] = tokens[:slots]
        return ids, wanted, weight


def read_texts(texts: list[str], tokenizer: Tokenizer) -> list[tuple[Ids, Ids]]:
    """Tokenize each text as it stands in a prompt, once as it is and once with the period of the AAID prompts.

    The period is tokenized with the text: llama.cpp may join it with what comes before.
    """
    both = []
    for text in texts:
        plain = np.array(tokenizer.ids(f" {text}")[:LONGEST], np.int64)
        ends = text.endswith((".", "!", "?"))
        both.append((plain, plain if ends else np.array(tokenizer.ids(f" {text}.")[:LONGEST], np.int64)))
    return both


def thinned(text: Ids, rng: np.random.Generator) -> Ids:
    """Return the text, half the time with a token lost here and there: the answer shouldn't hang on one word."""
    return text[rng.random(len(text)) > LOST] if rng.random() < 0.5 else text


def make(
    rows: Ids,
    tokens: list[tuple[Ids, Ids]],
    targets: Targets,
    answers: Answers,
    group: int,
    rng: np.random.Generator,
    *,
    depth: Depth,
) -> Batch:
    """Build one batch: BOS, head, text, and every question of the group as a branch, as far as ``depth`` says."""
    texts = []
    for row in rows:
        text = tokens[row][int(group == 0 and rng.random() < WITH_PERIOD)]
        texts.append([1, answers.heads[group], *thinned(text, rng)])
    p, b = max(map(len, texts)), len(rows)
    parts, spans = [], []
    for name in GROUPS[group]:
        slots, kind = answers.length(name, depth), TASKS[name.partition("/")[0]].kind
        if kind is Kind.SCORE:
            parts.append(answers.score(targets.scores[name][rows], answers.tails[name], slots))
        elif kind is Kind.CLASS:
            parts.append(answers.classes(name, targets.classes[name][rows], slots, rng))
        else:
            listed, wanted, weight = answers.label_set(name, targets.labels[name][rows], slots, rng)
            parts.append((listed, wanted, OF_LISTS * weight))
        spans.append(slots)
    s = sum(spans)
    ids = np.zeros((b, p + s), np.int64)
    positions = np.zeros((b, p + s), np.int64)
    mask = np.zeros((b, p + s, p + s), np.bool_)
    lengths = np.array([len(text) for text in texts])
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
    ids[:, p:] = np.concatenate([part[0] for part in parts], 1)
    positions[:, :p] = np.arange(p)
    offset = np.concatenate([np.arange(slots) for slots in spans])
    positions[:, p:] = lengths[:, None] + offset
    mask[:, :p, :p] = np.tril(np.ones((p, p), np.bool_))
    mask[:, p:, :p] = (np.arange(p)[None] < lengths[:, None])[:, None, :]
    branch = np.repeat(np.arange(len(spans)), spans)
    mask[:, p:, p:] = (branch[:, None] == branch[None]) & (offset[:, None] >= offset[None])
    wanted = np.concatenate([part[1] for part in parts], 1)
    weight = np.concatenate([part[2] for part in parts], 1)
    return Batch(ids, positions, mask, p, lengths - 1, wanted, weight, rows)


def draw(corpus: Corpus, tokens: list[tuple[Ids, Ids]], size: int, rng: np.random.Generator) -> Iterator[Ids]:
    """Yield the texts of batches without end: sets drawn by SHARES, texts of like length together."""
    training = (corpus.splits == "train") & np.array([len(t) >= 1 for t in tokens])
    pools = {name: np.flatnonzero(training & (corpus.sources == name)) for name in SHARES}
    decks = {name: rng.permutation(pool) for name, pool in pools.items()}
    while True:
        drawn = []
        for name, share in SHARES.items():
            if not len(pools[name]):
                continue
            count = max(1, round(share * size * 40))
            while len(decks[name]) < count:
                decks[name] = np.concatenate([decks[name], rng.permutation(pools[name])])
            drawn.append(decks[name][:count])
            decks[name] = decks[name][count:]
        rows = np.concatenate(drawn)
        rows = rows[np.argsort([len(tokens[row][0]) + rng.random() * 4 for row in rows])]
        starts = rng.permutation(len(rows) // size) * size
        for start in starts:
            yield rows[start : start + size]


def stream(
    corpus: Corpus,
    tokens: list[tuple[Ids, Ids]],
    targets: Targets,
    answers: Answers,
    size: int,
    rng: np.random.Generator,
) -> Iterator[Batch]:
    """Yield batches of prompts without end."""
    for rows in draw(corpus, tokens, size, rng):
        kind = rng.random()
        group = 0 if kind < 0.86 else 1 if kind < 0.94 else 2 if kind < 0.97 else 3
        depth = DEPTHS[int(rng.choice(3, p=(0.4, 0.5, 0.1)))]
        yield make(rows, tokens, targets, answers, group, rng, depth=depth)
