"""What another seed changes, and which of the finished models ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from evaluate import Reader, tweets
from export import export
from model import Starter
from vocabulary import Vocabulary

FIGURES: Final = (
    "V-reg", "V-oc cut", "V-oc asked", "EI-reg mean", "EI-oc cut mean", "EI-oc asked mean", "E-c Jaccard",
    "E-c macro-F1",
)  # fmt: skip
AS_GOOD: Final = 0.002
"""Less than half of what the mean of CHOSEN_BY differs by from seed to seed: that's no reason to choose."""
CHOSEN_BY: Final = ("V-reg", "V-oc cut", "EI-reg mean", "EI-oc cut mean", "E-c Jaccard")


def best_of(
    models: Mapping[str, Starter], vocabulary: Vocabulary, data: Path, work: Path
) -> tuple[str, dict[str, dict[str, float]]]:
    """Return the name of the best model on dev by the mean of CHOSEN_BY, and every model's figures there.

    Of models that are about as good, the last is taken, which is the average of the others: its labels depend less
    on how its weights are rounded. Beside the models: mean and standard deviation over the seeds.
    """
    figures = {}
    for name, model in models.items():
        path = work / f"{name.replace(' ', '-')}.gguf"
        export(model, vocabulary, path)
        found = tweets(Reader(path), data)
        figures[name] = {key: round(float(found[key]), 4) for key in FIGURES}
        print(name, figures[name], flush=True)
    means = {name: float(np.mean([line[key] for key in CHOSEN_BY])) for name, line in figures.items()}
    best = [name for name, mean in means.items() if mean > max(means.values()) - AS_GOOD][-1]
    seeds = np.array([list(line.values()) for name, line in figures.items() if name.startswith("seed")])
    figures["mean of seeds"] = dict(zip(FIGURES, seeds.mean(0).round(4).tolist(), strict=True))
    if len(seeds) > 1:
        deviation = seeds.std(0, ddof=1).round(4).tolist()
        figures["deviation of seeds"] = dict(zip(FIGURES, deviation, strict=True))
    return best, figures
