"""Reads the training sets into one table of texts with the labels that each text has."""

from __future__ import annotations

import csv
import gzip
import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from emodesk.core.affect.prompts import one_line
from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS
from lexicon import lexicon_words
from neutral import neutral_sentences
from patterns import patterned
from probes import NEUTRAL, PAIRS

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

GO_LABELS: Final = [
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
]
ISEAR_LABELS: Final = ["joy", "fear", "anger", "sadness", "disgust", "shame", "guilt"]
CROWD_LABELS: Final = [
    "anger",
    "boredom",
    "empty",
    "enthusiasm",
    "fun",
    "happiness",
    "hate",
    "love",
    "neutral",
    "relief",
    "sadness",
    "surprise",
    "worry",
]
WIDTHS: Final = {
    "v": 1, "v-oc": 1, **{f"ei/{e}": 1 for e in EMOTIONS}, **{f"ei-oc/{e}": 1 for e in EMOTIONS},
    "e-c": len(PRESENT_EMOTIONS), "sentiment": 1, "go": len(GO_LABELS), "vad": 3, "sst": 1,
    "isear": len(ISEAR_LABELS), "crowd": len(CROWD_LABELS), "emoji": 20, "objective": 1, "review": 1, "calm": 1,
    "pattern": 1 + len(EMOTIONS) + len(PRESENT_EMOTIONS), "lexicon": 1,
}  # fmt: skip
"""Columns of each label block. Scores are in 0..1, classes and presence are numbers as in the files."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """n texts, each once; a label that a text doesn't have is NaN."""

    texts: list[str]
    sources: npt.NDArray[np.str_]
    labels: dict[str, Array]
    """Block name -> (n, width)."""
    splits: npt.NDArray[np.str_]
    """``train``, ``dev`` (SemEval-2018 dev: never trained on) or ``held`` (a fifth of ISEAR)."""


def clean(text: str) -> str:
    """Undo what the files' makers did to a text, so that it reads as a user's cell would."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return one_line(html.unescape(text).replace("\\n", " ").replace('\\"', '"'))


def key(text: str) -> str:
    """Return what two texts share when they're the same but for case, spaces and punctuation."""
    return re.sub(r"[^\w]+", "", text.lower()) or text


class _Builder:
    """Merges rows of the same text, so that each text is tokenized, pseudo-labelled and trained on once."""

    def __init__(self, forbidden: set[str]) -> None:
        self.forbidden = forbidden
        self.index: dict[str, int] = {}
        self.texts: list[str] = []
        self.sources: list[str] = []
        self.splits: list[str] = []
        self.rows: dict[str, list[tuple[int, list[float]]]] = {name: [] for name in WIDTHS}

    def add(self, source: str, text: str, block: str, values: list[float], split: str = "train") -> None:
        text = clean(text)
        name = key(text)
        if not text or (split == "train" and name in self.forbidden):
            return
        row = self.index.setdefault(name, len(self.texts))
        if row == len(self.texts):
            self.texts.append(text)
            self.sources.append(source)
            self.splits.append(split)
        self.rows[block].append((row, values))

    def corpus(self) -> Corpus:
        labels = {}
        for name, width in WIDTHS.items():
            block = np.full((len(self.texts), width), np.nan, np.float32)
            for row, values in self.rows[name]:
                block[row] = values
            labels[name] = block
        return Corpus(self.texts, np.array(self.sources), labels, np.array(self.splits))


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _hot(names: list[str], present: str) -> list[float]:
    words = present.replace(",", " ").split()
    return [float(name in words) for name in names]


def _add_outside(builder: _Builder, train: Path) -> None:
    """Add the sets that have other labels than ours."""
    for r in _rows(train / "sst-sentences.csv.gz"):
        builder.add("sst", r["text"], "sst", [float(r["sentiment"])])
    for r in _rows(train / "emobank.csv.gz"):
        builder.add("emobank", r["text"], "vad", [(float(r[c]) - 1) / 4 for c in ("valence", "arousal", "dominance")])
    for r in _rows(train / "semeval2017-4A.csv.gz"):
        builder.add("semeval2017", r["text"], "sentiment", [{"negative": -1.0, "neutral": 0.0}.get(r["label"], 1.0)])
    for r in _rows(train / "goemotions.csv.gz"):
        builder.add("goemotions", r["text"], "go", _hot(GO_LABELS, r["labels"]))
    for r in _rows(train / "customer-reviews.csv.gz"):
        builder.add("reviews", r["text"], "review", [float(r["label"] == "positive")])
    for r in _rows(train / "subjectivity.csv.gz"):
        builder.add("subjectivity", r["text"], "objective", [float(r["label"] == "objective")])
    for r in _rows(train / "crowdflower-emotion.csv.gz"):
        builder.add("crowdflower", r["text"], "crowd", _hot(CROWD_LABELS, r["emotion"]))
    for r in _rows(train / "semeval2018-emoji.csv.gz"):
        builder.add("emoji", r["text"], "emoji", [float(i == int(r["emoji_class"])) for i in range(20)])


def load(folder: Path, seed: int) -> Corpus:
    """Read everything under ``folder/train``; texts of the evaluation sets are left out of the training split.

    ``folder/aeb2`` is read for one purpose: to leave out training texts that stand in it.
    """
    train = folder / "train"
    semeval = {path: _rows(path) for path in sorted(train.glob("semeval2018-[EV]*.csv.gz"))}
    held_out = {key(clean(r["text"])) for rows in semeval.values() for r in rows if r["split"] == "dev"}
    benchmark = {key(clean(r["text"])) for path in (folder / "aeb2").glob("*.csv.gz") for r in _rows(path)}
    rng = np.random.default_rng(2018)  # the held-out fifth doesn't change with the seed of a run
    isear = [(r, rng.random() < 0.2) for r in _rows(train / "isear.csv.gz")]
    isear_held = {key(clean(r["text"])) for r, held in isear if held}
    builder = _Builder(held_out | benchmark | isear_held)
    for path, rows in semeval.items():
        task = path.name.removeprefix("semeval2018-").removesuffix(".csv.gz").lower()
        for r in rows:
            if task == "e-c":
                builder.add("semeval2018", r["text"], "e-c", _hot(list(PRESENT_EMOTIONS), r["labels"]), r["split"])
            else:
                block = task.replace("ei-reg-", "ei/").replace("ei-oc-", "ei-oc/").replace("v-reg", "v")
                builder.add("semeval2018", r["text"], block, [float(r["label"])], r["split"])
    for r, held in isear:
        builder.add("isear", r["text"], "isear", _hot(ISEAR_LABELS, r["emotion"]), "held" if held else "train")
    _add_outside(builder, train)
    for text in neutral_sentences(seed, 6_000):
        builder.add("written", text, "calm", [1.0])
    for text, values in patterned(seed, 8_000):
        builder.add("patterns", text, "pattern", values)
    for word, valence in lexicon_words():
        builder.add("lexicon", word, "lexicon", [valence])
    corpus = builder.corpus()
    probes = {key(clean(text)) for text in (*NEUTRAL, *(text for pair in PAIRS for text in pair))}
    corpus.splits[[key(text) in probes for text in corpus.texts]] = "held"
    return corpus
