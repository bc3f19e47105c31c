"""One temperature for the whole model, so that its probabilities are about as often right as they say.

The output matrix is the embedding, so the temperature goes into the last norm's weight; greedy answers don't change.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from emodesk.core.affect.labels import ClassLabel, LabelSet, Score, cut_class, interpret
from emodesk.core.affect.tasks import PRESENT_EMOTIONS, TASKS
from emodesk.core.reading import Decision, Reading
from evaluate import SCORES, Reader, calibration_error, dev_rows, spec_of

TRIED: Final = tuple(np.round(np.geomspace(0.7, 1.3, 13), 3))
"""No higher: a temperature lifts every piece, those too that are no answer."""


def tempered(reading: Reading, temperature: float) -> Reading:
    """Return what would have been read at another temperature: each decision's shares to the power 1 / temperature."""
    decisions = []
    for decision in reading.decisions:
        shares = np.array([share for _, share in decision.options]) ** (1 / temperature)
        options = tuple((text, float(s)) for (text, _), s in zip(decision.options, shares / shares.sum(), strict=True))
        decisions.append(Decision(decision.prefix, options, decision.legal_mass))
    return msgspec.structs.replace(reading, decisions=tuple(decisions))


def class_error(labels: list[ClassLabel], gold: list[int]) -> float:
    """Return the expected calibration error of emitted classes; gold are places, lowest 0."""
    right = np.array([label.place == y for label, y in zip(labels, gold, strict=True)], float)
    return calibration_error(np.array([label.confidence for label in labels]), right)


def set_errors(labels: list[LabelSet], gold: list[str]) -> dict[str, float]:
    """Return the expected calibration error over every label of every text, and over those that are named.

    The first flatters: most of its labels are sure absences.
    """
    present = np.array([[emotion in line.split() for emotion in PRESENT_EMOTIONS] for line in gold], float)
    chances = np.array([label.probabilities for label in labels])
    named = np.array([[emotion in label.present for emotion in PRESENT_EMOTIONS] for label in labels])
    return {
        "E-c": calibration_error(chances.ravel(), present.ravel()),
        "E-c named": calibration_error(chances[named], present[named]),
    }


def errors_at(reader: Reader, folder: Path, temperatures: tuple[float, ...] = TRIED) -> dict[float, dict[str, float]]:
    """Return the calibration errors on dev at each temperature: V-oc cut and asked, E-c and its named labels."""
    texts, gold = dev_rows(folder, "V-oc")
    places = [int(label) + 3 for label in gold]
    emotion_texts, emotions = dev_rows(folder, "E-c")
    asked = {
        "V-oc cut": reader.read(spec_of("v-reg"), texts), "V-oc asked": reader.read(spec_of("v-oc"), texts),
        "E-c": reader.read(spec_of("e-c"), emotion_texts),
    }  # fmt: skip
    out = {}
    for t in temperatures:
        found: dict[str, float] = {}
        for name, task in (("V-oc cut", "v-reg"), ("V-oc asked", "v-oc"), ("E-c", "e-c")):
            labels = [interpret(TASKS[task], None, tempered(reading, t), SCORES) for reading in asked[name]]
            if name == "E-c":
                found |= set_errors([x for x in labels if isinstance(x, LabelSet)], emotions)
            else:
                cut = [cut_class(None, x) if isinstance(x, Score) else x for x in labels]
                found[name] = class_error([x for x in cut if isinstance(x, ClassLabel)], places)
        out[float(t)] = found
    return out


def fit_temperature(path: Path, folder: Path) -> float:
    """Return the temperature with the lowest worst calibration error on dev."""
    errors = errors_at(Reader(path), folder)
    best = min(errors, key=lambda t: max(errors[t].values()))
    print(f"temperature {best}: {errors[best]}", flush=True)
    return best
