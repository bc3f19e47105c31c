"""Measures a GGUF through EmoDesk's own engine, with the prompts and the reading that users get."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import pearsonr
from sklearn.metrics import f1_score

from data import ISEAR_LABELS, Corpus
from emodesk.core.affect.answers import answer_set, request_for
from emodesk.core.affect.labels import ClassLabel, Label, LabelSet, Score, interpret
from emodesk.core.affect.levels import CUTS, place, spread_over_classes
from emodesk.core.affect.prompts import PromptSpec, ScoreReading, Style, specs_for
from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS
from emodesk.core.reading import LoadOptions, Reading
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.scorer import Scorer
from emodesk.modelhub.catalogue import load_catalogue
from probes import NEUTRAL, PAIRS

Floats = npt.NDArray[np.float64]
SCORES: Final = next(ScoreReading(entry.scores) for entry in load_catalogue().models if entry.id == "starter")
"""How users get its scores."""
VADER_SETS: Final = ("Amazon", "movies", "NYT", "tweets")


class Reader:
    """Asks one model questions about texts."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self._scorer = Scorer(LlamaBackend(LoadOptions(path=str(path), fingerprint=digest, threads=threads)))
        self._defined: set[str] = set()
        self.off_format: list[float] = []

    def ask(self, spec: PromptSpec, texts: Sequence[str]) -> list[Label]:
        """Return a label per text."""
        return [interpret(spec.task, spec.emotion, reading, spec.scores) for reading in self.read(spec, texts)]

    def read(self, spec: PromptSpec, texts: Sequence[str]) -> list[Reading]:
        """Return a reading per text."""
        answers = answer_set(spec)
        if answers.key not in self._defined:
            self._scorer.define(answers)
            self._defined.add(answers.key)
        readings: list[Reading] = []
        for start in range(0, len(texts), 256):
            # EmoDesk splits longer texts; one of the benchmark's 10,000 is that long.
            some = [" ".join(text.split()[:110]) if len(text) > 500 else text for text in texts[start : start + 256]]
            requests = [request_for(i, spec, t) for i, t in enumerate(some)]
            for reading in self._scorer.score(requests):
                if not isinstance(reading, Reading):
                    raise TypeError(f"A text of the evaluation was not answered: {reading.reason}.")
                self.off_format.append(reading.off_format)
                readings.append(reading)
        return readings

    def scores(self, spec: PromptSpec, texts: Sequence[str]) -> Floats:
        """Return the emitted scores (n,), 0..1."""
        return np.array([label.unit for label in self.ask(spec, texts) if isinstance(label, Score)])


def spec_of(task: str, emotion: str | None = None, style: Style = Style.AAID) -> PromptSpec:
    """Return the question as EmoDesk asks it by default."""
    return specs_for(task, emotions=(emotion,) if emotion else EMOTIONS[:1], style=style, scores=SCORES)[0]


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dev_rows(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """Return the texts and gold labels of a SemEval-2018 dev set."""
    rows = [r for r in _rows(folder / "train" / f"semeval2018-{name}.csv.gz") if r["split"] == "dev"]
    return [r["text"] for r in rows], [r.get("label") or r.get("labels") or "" for r in rows]


def r(guess: npt.ArrayLike, gold: npt.ArrayLike) -> float:
    """Return Pearson's r; 0 where one side is constant."""
    guess, gold = np.asarray(guess, float), np.asarray(gold, float)
    return float(pearsonr(guess, gold)[0]) if guess.std() and gold.std() else 0.0


def calibration_error(confidence: Floats, right: Floats, bins: int = 10) -> float:
    """Return the expected calibration error over equal bins of 0..1 (Naeini et al. 2015)."""
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(confidence[at == b].sum() - right[at == b].sum()) for b in range(bins)) / len(confidence))


class Figures(dict[str, Any]):
    """Named figures; each that's a mean over rows or a correlation has its 95 % bootstrap interval (1,000 draws)."""

    def pearson(self, name: str, guess: npt.ArrayLike, gold: npt.ArrayLike) -> None:
        """Add Pearson's r."""
        x, y = np.asarray(guess, float), np.asarray(gold, float)
        self.drawn(name, lambda rows: r(x[rows], y[rows]), len(y))

    def share(self, name: str, values: npt.ArrayLike) -> None:
        """Add the mean of values in 0..1."""
        found = np.asarray(values, float)
        self.drawn(name, lambda rows: float(found[rows].mean()), len(found))

    def drawn(self, name: str, measure: Callable[[npt.NDArray[np.int64]], float], count: int) -> None:
        """Add what ``measure`` makes of rows 0..count, and its interval over rows drawn with replacement."""
        rng = np.random.default_rng(0)
        self[name] = measure(np.arange(count))
        draws = [measure(rows) for rows in rng.integers(0, count, (1_000, count))]
        self[f"{name} interval"] = [float(np.quantile(draws, q)) for q in (0.025, 0.975)]

    def mean(self, name: str, parts: Sequence[str]) -> None:
        """Add the mean of independent figures; its interval follows from theirs."""
        self[name] = float(np.mean([self[part] for part in parts]))
        half = np.array([(self[f"{part} interval"][1] - self[f"{part} interval"][0]) / 2 for part in parts])
        reach = float(np.sqrt((half**2).sum()) / len(parts))
        self[f"{name} interval"] = [self[name] - reach, self[name] + reach]


def tweets(reader: Reader, folder: Path, style: Style = Style.AAID) -> Figures:
    """Measure the five AAID tasks on the SemEval-2018 dev sets."""
    out = Figures()
    texts, gold = dev_rows(folder, "V-reg")
    v = [x for x in reader.ask(spec_of("v-reg", style=style), texts) if isinstance(x, Score)]
    units, classes = np.array([x.unit for x in v]), np.array([float(g) for g in dev_rows(folder, "V-oc")[1]])
    out.pearson("V-reg", units, [float(g) for g in gold])
    out["V-reg mean of digits"] = r([x.mean for x in v], [float(g) for g in gold])
    cut_places = np.array([place(x, CUTS["valence"]) - 3 for x in units])
    spread = np.array([spread_over_classes(x.tenths, CUTS["valence"]) for x in v])
    out.pearson("V-oc cut", cut_places, classes)
    out["V-oc cut ECE"] = calibration_error(spread[range(len(v)), cut_places + 3], cut_places == classes)
    classed = [x for x in reader.ask(spec_of("v-oc", style=style), texts) if isinstance(x, ClassLabel)]
    places = np.array([x.place - 3 for x in classed])
    out.pearson("V-oc asked", places, classes)
    out["V-oc asked ECE"] = calibration_error(np.array([x.confidence for x in classed]), places == classes)
    for emotion in EMOTIONS:
        texts, gold = dev_rows(folder, f"EI-reg-{emotion}")
        levels = [int(g) for g in dev_rows(folder, f"EI-oc-{emotion}")[1]]
        units = reader.scores(spec_of("ei-reg", emotion, style), texts)
        asked = reader.ask(spec_of("ei-oc", emotion, style), texts)
        out.pearson(f"EI-reg {emotion}", units, [float(g) for g in gold])
        out.pearson(f"EI-oc cut {emotion}", [place(x, CUTS[emotion]) for x in units], levels)
        out.pearson(f"EI-oc asked {emotion}", [x.place for x in asked if isinstance(x, ClassLabel)], levels)
    for name in ("EI-reg", "EI-oc cut", "EI-oc asked"):
        out.mean(f"{name} mean", [f"{name} {e}" for e in EMOTIONS])
    texts, gold = dev_rows(folder, "E-c")
    sets = [x for x in reader.ask(spec_of("e-c", style=style), texts) if isinstance(x, LabelSet)]
    p = np.array([[e in x.present for e in PRESENT_EMOTIONS] for x in sets])
    y = np.array([[e in g.split() for e in PRESENT_EMOTIONS] for g in gold])
    union = (p | y).sum(1)
    overlap = np.where(union == 0, 1.0, (p & y).sum(1) / np.maximum(union, 1))
    out.share("E-c Jaccard", overlap)
    out.drawn("E-c micro-F1", lambda rows: float(f1_score(y[rows], p[rows], average="micro", zero_division=0)), len(y))
    out.drawn("E-c macro-F1", lambda rows: float(f1_score(y[rows], p[rows], average="macro", zero_division=0)), len(y))
    chances = np.array([x.probabilities for x in sets])
    out["E-c ECE"] = calibration_error(chances.ravel(), y.ravel().astype(float))
    named = p.any(0)
    out["E-c ECE of labels named"] = calibration_error(chances[p], y[p].astype(float)) if named.any() else 0.0
    return out


def other_text(reader: Reader, folder: Path, corpus: Corpus) -> Figures:
    """Measure the second part of the benchmark and the held-out fifth of ISEAR."""
    out = Figures()
    rows = _rows(folder / "aeb2" / "sst.csv.gz")
    out.pearson("SST", reader.scores(spec_of("sst"), [x["text"] for x in rows]), [float(x["gold"]) for x in rows])
    rows = _rows(folder / "aeb2" / "vader.csv.gz")
    units = reader.scores(spec_of("vader"), [x["text"] for x in rows])
    for i, name in enumerate(VADER_SETS):
        part = slice(1000 * i, 1000 * (i + 1))
        out.pearson(f"VADER {name}", units[part], [float(x["gold"]) for x in rows[part]])
    out.mean("VADER mean", [f"VADER {name}" for name in VADER_SETS])
    rows = _rows(folder / "aeb2" / "emobank.csv.gz")
    for dimension in ("valence", "arousal", "dominance"):
        some = [x for x in rows if f"the {dimension}" in x["task_prompt"]]
        units = reader.scores(spec_of(f"emobank-{dimension[0]}"), [x["text"] for x in some])
        out.pearson(f"EmoBank {dimension}", units, [float(x["gold"]) for x in some])
    for task in ("sst5", "tdt"):
        rows = _rows(folder / "aeb2" / f"{task}.csv.gz")
        spec = spec_of(task)
        numbers = [number for number, _ in spec.task.classes]
        asked = reader.ask(spec, [x["text"] for x in rows])
        guess = [numbers[x.place] for x in asked if isinstance(x, ClassLabel)]
        right = np.array([g == int(x["gold"].split(":")[0]) for g, x in zip(guess, rows, strict=True)], float)
        out.share(f"{task} accuracy", right)
    y = np.nan_to_num(corpus.labels["isear"])[:, [ISEAR_LABELS.index(e) for e in EMOTIONS]] > 0
    held = np.flatnonzero((corpus.splits == "held") & y.any(1))
    texts = [corpus.texts[i] for i in held]
    felt = np.stack([reader.scores(spec_of("ei-reg", e), texts) for e in EMOTIONS], 1)
    strongest = np.argsort(-felt, 1, kind="stable")
    first, second = y[held, strongest[:, 0]], y[held, strongest[:, 1]]
    out.share("ISEAR first of four", first)
    out.share("ISEAR among two", first | second)
    return out


def probe(reader: Reader) -> Figures:
    """Measure what's built to be neutral, and pairs in which one turn moves the valence."""
    out = Figures()
    units = reader.scores(spec_of("v-reg"), NEUTRAL)
    sets = [x for x in reader.ask(spec_of("e-c"), NEUTRAL) if isinstance(x, LabelSet)]
    sure = [any(x.probabilities[PRESENT_EMOTIONS.index(e)] > 0.5 for e in x.present) for x in sets]
    out["neutral with a label"], out["neutral sentences"] = int(sum(sure)), len(NEUTRAL)
    out["neutral distance of valence"] = float(np.abs(units - 0.5).mean())
    for emotion in EMOTIONS:
        out[f"neutral {emotion}"] = float(reader.scores(spec_of("ei-reg", emotion), NEUTRAL).mean())
    low, high = (reader.scores(spec_of("v-reg"), [pair[i] for pair in PAIRS]) for i in (0, 1))
    out["pairs right"], out["pairs"] = int((high > low).sum()), len(PAIRS)
    return out


def speed(reader: Reader, folder: Path) -> float:
    """Return texts per second of the standard profile (V-reg, E-c, EI-reg x 4)."""
    texts = dev_rows(folder, "V-reg")[0]
    begun = time.perf_counter()
    for spec in [spec_of("v-reg"), spec_of("e-c"), *(spec_of("ei-reg", e) for e in EMOTIONS)]:
        reader.ask(spec, texts)
    return len(texts) / (time.perf_counter() - begun)


def evaluate(path: Path, folder: Path, corpus: Corpus) -> dict[str, Any]:
    """Measure everything; figures are rounded to three places."""
    reader = Reader(path)
    out = tweets(reader, folder)
    out.update({f"card style: {k}": x for k, x in tweets(reader, folder, Style.CARD).items() if "interval" not in k})
    out.update(other_text(reader, folder, corpus))
    out.update(probe(reader))
    out["off format, highest"] = max(reader.off_format)
    out["texts/s"] = speed(reader, folder)
    rounded: dict[str, Any] = json.loads(json.dumps(out), parse_float=lambda x: round(float(x), 3))
    return rounded
