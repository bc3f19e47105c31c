"""Measures a GGUF through EmoDesk's own engine, with the prompts and the reading that users get."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import pearsonr
from sklearn.metrics import f1_score

from data import ISEAR_LABELS, Corpus
from emodesk.core.affect.answers import answer_set
from emodesk.core.affect.labels import ClassLabel, Label, LabelSet, Score, interpret
from emodesk.core.affect.levels import CUTS, place, spread_over_classes
from emodesk.core.affect.prompts import PromptSpec, Style, specs_for
from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS
from emodesk.core.reading import LoadOptions, Reading, Request
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.scorer import Scorer
from probes import NEUTRAL, PAIRS

Floats = npt.NDArray[np.float64]


class Reader:
    """Asks one model questions about texts."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self._scorer = Scorer(LlamaBackend(LoadOptions(path=str(path), fingerprint=digest, threads=threads)))
        self._known: set[str] = set()
        self.off_format: list[float] = []

    def ask(self, spec: PromptSpec, texts: Sequence[str]) -> list[Label]:
        """Return a label per text."""
        answers = answer_set(spec)
        if answers.key not in self._known:
            self._scorer.define(answers)
            self._known.add(answers.key)
        labels: list[Label] = []
        for start in range(0, len(texts), 256):
            # EmoDesk splits longer texts; one of the benchmark's 10,000 is that long.
            some = [" ".join(text.split()[:110]) if len(text) > 500 else text for text in texts[start : start + 256]]
            requests = [Request(i, spec.render(t), answers.key, spec.head_chars) for i, t in enumerate(some)]
            for reading in self._scorer.score(requests):
                if not isinstance(reading, Reading):
                    raise TypeError(f"A text of the evaluation was not answered: {reading.reason}.")
                self.off_format.append(reading.off_format)
                labels.append(interpret(spec.task, spec.emotion, reading))
        return labels

    def scores(self, spec: PromptSpec, texts: Sequence[str]) -> Floats:
        """Return the emitted scores (n,), 0..1."""
        return np.array([label.unit for label in self.ask(spec, texts) if isinstance(label, Score)])


def spec_of(task: str, emotion: str | None = None, style: Style = Style.AAID) -> PromptSpec:
    """Return the question as EmoDesk asks it by default."""
    return specs_for(task, emotions=(emotion,) if emotion else EMOTIONS[:1], style=style)[0]


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dev(folder: Path, name: str) -> tuple[list[str], list[str]]:
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


def interval(guess: Floats, gold: Floats, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of Pearson's r (1,000 draws of rows)."""
    rng = np.random.default_rng(seed)
    draws = [r(guess[i], gold[i]) for i in rng.integers(0, len(gold), (1_000, len(gold)))]
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def tweets(reader: Reader, folder: Path, style: Style = Style.AAID) -> dict[str, Any]:
    """Measure the five AAID tasks on the SemEval-2018 dev sets."""
    out: dict[str, Any] = {}
    texts, gold = _dev(folder, "V-reg")
    v = [x for x in reader.ask(spec_of("v-reg", style=style), texts) if isinstance(x, Score)]
    units, classes = np.array([x.unit for x in v]), np.array([float(g) for g in _dev(folder, "V-oc")[1]])
    out["V-reg"] = r(units, gold)
    out["V-reg interval"] = interval(units, np.array(gold, float))
    out["V-reg mean of digits"] = r([x.mean for x in v], gold)
    cut_places = np.array([place(x, CUTS["valence"]) - 3 for x in units])
    spread = np.array([spread_over_classes(x.tenths, CUTS["valence"]) for x in v])
    out["V-oc cut"] = r(cut_places, classes)
    out["V-oc cut ECE"] = calibration_error(spread[range(len(v)), cut_places + 3], cut_places == classes)
    classed = [x for x in reader.ask(spec_of("v-oc", style=style), texts) if isinstance(x, ClassLabel)]
    places = np.array([x.place - 3 for x in classed])
    out["V-oc emitted"] = r(places, classes)
    out["V-oc ECE"] = calibration_error(np.array([x.confidence for x in classed]), places == classes)
    for emotion in EMOTIONS:
        texts, gold = _dev(folder, f"EI-reg-{emotion}")
        levels = [int(g) for g in _dev(folder, f"EI-oc-{emotion}")[1]]
        units = reader.scores(spec_of("ei-reg", emotion, style), texts)
        asked = reader.ask(spec_of("ei-oc", emotion, style), texts)
        out[f"EI-reg {emotion}"] = r(units, gold)
        out[f"EI-oc cut {emotion}"] = r([place(x, CUTS[emotion]) for x in units], levels)
        out[f"EI-oc emitted {emotion}"] = r([x.place for x in asked if isinstance(x, ClassLabel)], levels)
    for name in ("EI-reg", "EI-oc cut", "EI-oc emitted"):
        out[f"{name} mean"] = float(np.mean([out[f"{name} {e}"] for e in EMOTIONS]))
    texts, gold = _dev(folder, "E-c")
    sets = [x for x in reader.ask(spec_of("e-c", style=style), texts) if isinstance(x, LabelSet)]
    p = np.array([[e in x.present for e in PRESENT_EMOTIONS] for x in sets])
    y = np.array([[e in g.split() for e in PRESENT_EMOTIONS] for g in gold])
    union = (p | y).sum(1)
    out["E-c Jaccard"] = float(np.where(union == 0, 1.0, (p & y).sum(1) / np.maximum(union, 1)).mean())
    out["E-c micro-F1"] = float(f1_score(y, p, average="micro", zero_division=0))
    out["E-c macro-F1"] = float(f1_score(y, p, average="macro", zero_division=0))
    chances = np.array([x.probabilities for x in sets])
    out["E-c ECE"] = calibration_error(chances.ravel(), y.ravel().astype(float))
    return out


def other_text(reader: Reader, folder: Path, corpus: Corpus) -> dict[str, Any]:
    """Measure the second part of the benchmark and the held-out fifth of ISEAR."""
    out: dict[str, Any] = {}
    rows = _rows(folder / "aeb2" / "sst.csv.gz")
    out["SST test"] = r(reader.scores(spec_of("sst"), [x["text"] for x in rows]), [float(x["gold"]) for x in rows])
    rows = _rows(folder / "aeb2" / "vader.csv.gz")
    units = reader.scores(spec_of("vader"), [x["text"] for x in rows])
    for i, name in enumerate(("Amazon", "movies", "NYT", "tweets")):
        part = slice(1000 * i, 1000 * (i + 1))
        out[f"VADER {name}"] = r(units[part], [float(x["gold"]) for x in rows[part]])
    rows = _rows(folder / "aeb2" / "emobank.csv.gz")
    for dimension in ("valence", "arousal", "dominance"):
        some = [x for x in rows if f"the {dimension}" in x["task_prompt"]]
        units = reader.scores(spec_of(f"emobank-{dimension[0]}"), [x["text"] for x in some])
        out[f"EmoBank {dimension}"] = r(units, [float(x["gold"]) for x in some])
    for task in ("sst5", "tdt"):
        rows = _rows(folder / "aeb2" / f"{task}.csv.gz")
        spec = spec_of(task)
        numbers = [number for number, _ in spec.task.classes]
        asked = reader.ask(spec, [x["text"] for x in rows])
        guess = [numbers[x.place] for x in asked if isinstance(x, ClassLabel)]
        out[f"{task} accuracy"] = float(
            np.mean([g == int(x["gold"].split(":")[0]) for g, x in zip(guess, rows, strict=False)])
        )
    y = np.nan_to_num(corpus.labels["isear"])[:, [ISEAR_LABELS.index(e) for e in EMOTIONS]] > 0
    held = np.flatnonzero((corpus.splits == "held") & y.any(1))
    texts = [corpus.texts[i] for i in held]
    felt = np.stack([reader.scores(spec_of("ei-reg", e), texts) for e in EMOTIONS], 1)
    strongest = np.argsort(-felt, 1, kind="stable")
    out["ISEAR first of four"] = float(y[held, strongest[:, 0]].mean())
    out["ISEAR among two"] = float((y[held, strongest[:, 0]] | y[held, strongest[:, 1]]).mean())
    return out


def probe(reader: Reader) -> dict[str, Any]:
    """Measure what's built to be neutral, and pairs in which one turn moves the valence."""
    units = reader.scores(spec_of("v-reg"), NEUTRAL)
    sets = [x for x in reader.ask(spec_of("e-c"), NEUTRAL) if isinstance(x, LabelSet)]
    sure = [
        any(x.probabilities[PRESENT_EMOTIONS.index(e)] > 0.5 for e in x.present) for x in sets
    ]  # fmt: skip
    out: dict[str, Any] = {"neutral with a label": int(sum(sure)), "neutral sentences": len(NEUTRAL)}
    out["neutral distance of valence"] = float(np.abs(units - 0.5).mean())
    for emotion in EMOTIONS:
        out[f"neutral {emotion}"] = float(reader.scores(spec_of("ei-reg", emotion), NEUTRAL).mean())
    low, high = (reader.scores(spec_of("v-reg"), [pair[i] for pair in PAIRS]) for i in (0, 1))
    out["pairs right"], out["pairs"] = int((high > low).sum()), len(PAIRS)
    return out


def speed(reader: Reader, folder: Path) -> float:
    """Return texts per second of the standard profile (V-reg, E-c, EI-reg x 4)."""
    texts = _dev(folder, "V-reg")[0]
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
    return json.loads(json.dumps(out), parse_float=lambda x: round(float(x), 3))  # type: ignore[no-any-return]
