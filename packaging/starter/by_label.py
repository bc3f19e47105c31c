"""Measures a GGUF as users get it: SemEval-2018 dev through the command ``emodesk label``, in both profiles.

What ``evaluate.py`` measures inside one process has to come out here again.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.metrics import f1_score

from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS
from evaluate import SCORES, Figures, calibration_error, dev_rows

ROOT: Final = Path(__file__).resolve().parents[2]
SETS: Final = ("V-reg", "V-oc", "E-c", *(f"EI-{kind}-{e}" for kind in ("reg", "oc") for e in EMOTIONS))
Row = Mapping[str, str]


def labelled(model: Path, texts: list[str], profile: str) -> dict[str, Row]:
    """Return each text's row of the labelled file, by column name."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "dev.csv", Path(folder) / "labelled.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["number", "text"], *enumerate(texts)])
        # A file by its path isn't known as the starter, whose scores are read by their mean.
        command = [sys.executable, "-m", "emodesk", "label", "--profile", profile, "--scores", SCORES.value]
        subprocess.run(
            [*command, "--text-column", "text", "--model", str(model), "-o", str(out), str(source)],
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        with out.open(encoding="utf-8", newline="") as file:
            return dict(zip(texts, csv.DictReader(file), strict=True))


def measure(
    figures: Figures, profile: str, rows: Mapping[str, Row], sets: Mapping[str, tuple[list[str], list[str]]]
) -> None:
    """Add a profile's figures."""

    def numbers(column: str, name: str) -> list[float]:
        return [float(rows[text][column] or "nan") for text in sets[name][0]]

    def gold(name: str) -> list[float]:
        return [float(label) for label in sets[name][1]]

    figures.pearson(f"{profile}: V-reg", numbers("valence", "V-reg"), gold("V-reg"))
    figures.pearson(f"{profile}: V-oc", numbers("sentiment", "V-oc"), gold("V-oc"))
    right = np.equal(numbers("sentiment", "V-oc"), gold("V-oc")).astype(float)
    figures[f"{profile}: V-oc ECE"] = calibration_error(np.array(numbers("sentiment_confidence", "V-oc")), right)
    for kind, column in (("reg", "intensity"), ("oc", "level")):
        for e in EMOTIONS:
            guess = numbers(f"{e}_{column}", f"EI-{kind}-{e}")
            figures.pearson(f"{profile}: EI-{kind} {e}", guess, gold(f"EI-{kind}-{e}"))
        figures.mean(f"{profile}: EI-{kind} mean", [f"{profile}: EI-{kind} {e}" for e in EMOTIONS])
    texts, labels = sets["E-c"]
    said = np.array([[e in rows[text]["emotions"].split(", ") for e in PRESENT_EMOTIONS] for text in texts])
    known = np.array([[e in label.split() for e in PRESENT_EMOTIONS] for label in labels])
    union = (said | known).sum(1)
    figures.share(f"{profile}: E-c Jaccard", np.where(union, (said & known).sum(1) / np.maximum(union, 1), 1.0))
    figures[f"{profile}: E-c macro-F1"] = float(f1_score(known, said, average="macro", zero_division=0))
    figures[f"{profile}: rows that need attention"] = sum(bool(row["needs_attention"]) for row in rows.values())
    figures[f"{profile}: rows"] = len(rows)


def by_label(model: Path, data: Path) -> Figures:
    """Measure one file; ``data`` holds ``train/``."""
    sets = {name: dev_rows(data, name) for name in SETS}
    texts = list(dict.fromkeys(text for some, _ in sets.values() for text in some))
    figures = Figures()
    for profile in ("standard", "paper"):
        measure(figures, profile, labelled(model.resolve(), texts, profile), sets)
    return figures
