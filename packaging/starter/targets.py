"""What the student should answer for each text: gold where there is gold, the teacher elsewhere, each softened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, ndtr

from data import GO_LABELS, ISEAR_LABELS, Array, Corpus, Flags
from emodesk.core.affect.levels import CUTS
from emodesk.core.affect.tasks import EKMAN_EMOTIONS, EMOTIONS, PRESENT_EMOTIONS
from teacher import Lessons

GO_TO_PRESENT: Final = {
    "anger": "anger annoyance", "disgust": "disgust", "fear": "fear nervousness", "joy": "joy amusement excitement",
    "love": "love", "optimism": "optimism", "sadness": "sadness grief disappointment remorse", "surprise": "surprise",
}  # fmt: skip
GO_POSITIVE: Final = [
    "admiration",
    "amusement",
    "approval",
    "caring",
    "excitement",
    "gratitude",
    "joy",
    "love",
    "optimism",
    "pride",
    "relief",
]
GO_NEGATIVE: Final = [
    "anger",
    "annoyance",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "fear",
    "grief",
    "nervousness",
    "remorse",
    "sadness",
]


STRETCH: Final = 1.35
"""The teachers' valences lie closer together than people's (deviation .16 against .23): too few of them would reach the
outer classes that are cut from them."""
STRONGER: Final = 1.15
"""The same of intensities, measured from CALM: where there's nothing to feel, nothing is added."""
CALM: Final = 0.12


LISTS_SHARPNESS: Final = 1.1
"""Lists of emotions are taught this much surer than the teachers are. A list is written label by label, and goes on as
long as any further label is likelier than none: soft chances make it go on for too long."""
LISTS_THRESHOLD: Final = 0.336
"""What becomes even chances in lists. The teachers are shy of labels: on SemEval-2018 .3 is their best threshold."""
CLASS_SPREAD: Final = 0.13
"""Standard deviation that turns a score into soft classes: as unsure as the student's own scores of new texts are."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Soft answers of n texts. Scores 0..1, classes and labels as probabilities."""

    scores: dict[str, Array]
    """(n,) for v-reg, ei-reg/*, sst, emobank-v, -a, -d."""
    classes: dict[str, Array]
    """(n, classes) for v-oc, ei-oc/*, sst5, tdt, lowest class first."""
    labels: dict[str, Array]
    """(n, labels) for e-c, goemotions."""
    aux: Array


def soft_classes(score: Array, cuts: tuple[float, ...], spread: float) -> Array:
    """Return (n, len(cuts) + 1) probabilities of the classes when the score is uncertain by ``spread``."""
    below = ndtr((np.array(cuts)[None] - score[:, None]) / spread)
    edges = np.concatenate([np.zeros((len(score), 1)), below, np.ones((len(score), 1))], 1)
    return np.diff(edges, axis=1).astype(np.float32)


def _pull(value: Array, mask: Flags, to: npt.ArrayLike, share: float) -> Array:
    return np.where(mask, (1 - share) * value + share * np.asarray(to), value).astype(np.float32)


def _mix_classes(soft: Array, gold: Array, lowest: int, share: float) -> Array:
    known = ~np.isnan(gold)
    hot = np.eye(soft.shape[1], dtype=np.float32)[np.nan_to_num(gold - lowest).astype(int)]
    return np.where(known[:, None], (1 - share) * soft + share * hot, soft).astype(np.float32)


class _Gold:
    """The gold labels that may be looked at, and what follows from them: dev and held-out gold is NaN here."""

    def __init__(self, corpus: Corpus) -> None:
        hidden = corpus.splits != "train"
        self.of = {name: np.where(hidden[:, None], np.nan, block) for name, block in corpus.labels.items()}
        go = np.nan_to_num(self.of["go"])
        self.has_go = ~np.isnan(self.of["go"][:, 0])
        self.go = {w: _any(go, names.split()) for w, names in GO_TO_PRESENT.items()}
        self.go_neutral = self.has_go & (go[:, -1] == 1) & (go.sum(1) == 1)
        self.go_good, self.go_bad = _any(go, GO_POSITIVE), _any(go, GO_NEGATIVE)
        isear = np.nan_to_num(self.of["isear"]) > 0
        self.felt = {emotion: isear[:, i] for i, emotion in enumerate(ISEAR_LABELS)}
        self.has_felt = isear.any(1)
        flat = np.abs(self.of["vad"][:, 0] - 0.5) < 0.03
        self.flat = flat | (self.of["objective"][:, 0] == 1) | (self.of["sentiment"][:, 0] == 0) | self.go_neutral
        """Where a set says that there's little to feel: plots of films, neutral tweets and comments, plain news."""
        self.calm = self.of["calm"][:, 0] == 1
        self.pattern = np.nan_to_num(self.of["pattern"])
        self.built = ~np.isnan(self.of["pattern"][:, 0])


def _any(go: Array, names: list[str]) -> Flags:
    present: Flags = np.any(go[:, [GO_LABELS.index(name) for name in names]] > 0, axis=1)
    return present


def _valence(gold: _Gold, valence: Array) -> Array:
    valence = np.clip(0.5 + STRETCH * (valence - 0.5), 0.02, 0.98).astype(np.float32)
    sentiment, review = gold.of["sentiment"][:, 0], gold.of["review"][:, 0]
    sst, vad, v = gold.of["sst"][:, 0], gold.of["vad"][:, 0], gold.of["v"][:, 0]
    valence = _pull(valence, sentiment == 1, 0.68, 0.2)
    valence = _pull(valence, sentiment == 0, 0.5, 0.2)
    valence = _pull(valence, sentiment == -1, 0.3, 0.2)
    valence = _pull(valence, review == 1, 0.72, 0.3)
    valence = _pull(valence, review == 0, 0.3, 0.3)
    valence = _pull(valence, ~np.isnan(sst), 0.5 + 0.7 * (np.nan_to_num(sst) - 0.5), 0.4)
    valence = _pull(valence, ~np.isnan(vad), 0.5 + 1.5 * (np.nan_to_num(vad) - 0.5), 0.4)
    valence = _pull(valence, gold.felt["joy"], 0.77, 0.25)
    valence = _pull(valence, gold.has_felt & ~gold.felt["joy"], 0.27, 0.25)
    valence = _pull(valence, gold.go_good & ~gold.go_bad, 0.68, 0.15)
    valence = _pull(valence, gold.go_bad & ~gold.go_good, 0.32, 0.15)
    valence = _pull(valence, gold.go_neutral, 0.5, 0.4)
    word = gold.of["lexicon"][:, 0]
    valence = _pull(valence, ~np.isnan(word), 0.5 + 0.9 * (np.nan_to_num(word) - 0.5), 0.8)
    valence = _pull(valence, gold.flat, 0.5, 0.2)
    valence = _pull(valence, gold.calm, 0.5, 1.0)
    valence = _pull(valence, gold.built, gold.pattern[:, 0], 0.85)
    return _pull(valence, ~np.isnan(v), np.nan_to_num(v), 0.75)


def _intensity(gold: _Gold, score: Array, place: int) -> Array:
    emotion = EMOTIONS[place]
    score = np.clip(CALM + STRONGER * (score - CALM), 0.02, 0.98).astype(np.float32)
    score = _pull(score, gold.felt[emotion], 0.72, 0.4)
    score = _pull(score, gold.has_felt & ~gold.felt[emotion], 0.2, 0.15)
    score = _pull(score, gold.go[emotion], 0.62, 0.2)
    score = _pull(score, gold.has_go & ~gold.go[emotion], 0.2, 0.1)
    score = _pull(score, gold.flat, 0.15, 0.3)
    score = _pull(score, gold.calm, CALM, 1.0)
    score = _pull(score, gold.built, gold.pattern[:, 1 + place], 0.7)
    y = gold.of[f"ei/{emotion}"][:, 0]
    return _pull(score, ~np.isnan(y), np.nan_to_num(y), 0.75)


def _present(gold: _Gold, taught: Array) -> Array:
    sure = logit(np.clip(taught, 1e-4, 0.9999)) - logit(LISTS_THRESHOLD)
    present: Array = expit(LISTS_SHARPNESS * sure).astype(np.float32)
    for i, emotion in enumerate(PRESENT_EMOTIONS):
        p = present[:, i]
        if emotion in gold.go:
            p = _pull(p, gold.go[emotion], 0.9, 0.6)
            p = _pull(p, gold.has_go & ~gold.go[emotion], 0.0, 0.2)
        p = _pull(p, gold.flat, 0.0, 0.4)
        if emotion in gold.felt:
            p = _pull(p, gold.felt[emotion], 0.95, 0.75)
        p = _pull(p, gold.calm, 0.01, 1.0)
        p = _pull(p, gold.built, gold.pattern[:, 1 + len(EMOTIONS) + i], 0.7)
        y = gold.of["e-c"][:, i]
        present[:, i] = _pull(p, ~np.isnan(y), np.nan_to_num(y), 0.7)
    return present


def _outside(lessons: Lessons, name: str, y: Array) -> Array:
    """Return an outside set's own label: gold where known, else its model's guess in the label's range."""
    guess = lessons.meta[:, lessons.meta_names.index(name)] * np.nanstd(y) * 0.8 + np.nanmean(y)
    label: Array = np.clip(_pull(guess, ~np.isnan(y), np.nan_to_num(y), 0.6), 0.01, 0.99)
    return label


def combine(corpus: Corpus, lessons: Lessons) -> Targets:
    """Blend gold labels of every set into the teacher's answers."""
    gold = _Gold(corpus)
    valence = _valence(gold, lessons.valence)
    scores: dict[str, Array] = {"v-reg": valence}
    soft = soft_classes(valence, CUTS["valence"], CLASS_SPREAD)
    classes = {"v-oc": _mix_classes(soft, gold.of["v-oc"][:, 0], -3, 0.25)}
    for i, emotion in enumerate(EMOTIONS):
        scores[f"ei-reg/{emotion}"] = _intensity(gold, lessons.intensity[:, i], i)
        soft = soft_classes(scores[f"ei-reg/{emotion}"], CUTS[emotion], CLASS_SPREAD)
        classes[f"ei-oc/{emotion}"] = _mix_classes(soft, gold.of[f"ei-oc/{emotion}"][:, 0], 0, 0.25)
    present = _present(gold, lessons.present)
    ekman = np.stack([present[:, PRESENT_EMOTIONS.index(e)] * 0.8 for e in EKMAN_EMOTIONS], 1)
    for i, emotion in enumerate(EKMAN_EMOTIONS):
        ekman[:, i] = _pull(ekman[:, i], gold.has_go, gold.go[emotion].astype(np.float32), 0.75)
    sst = gold.of["sst"][:, 0]
    scores["sst"] = _pull(_outside(lessons, "sst/0", sst), np.isnan(sst), valence, 0.5)
    for i, name in enumerate(("emobank-v", "emobank-a", "emobank-d")):
        scores[name] = _outside(lessons, f"vad/{i}", gold.of["vad"][:, i])
    classes["sst5"] = soft_classes(scores["sst"], (0.2, 0.4, 0.6, 0.8), 0.07)
    classes["tdt"] = _mix_classes(soft_classes(valence, (0.42, 0.58), 0.08), gold.of["sentiment"][:, 0], -1, 0.7)
    return Targets(scores, classes, {"e-c": present, "goemotions": ekman}, lessons.meta)
