"""The texts that are labelled: tweets where the research data lie beside the checkout, else sentences of our sample."""

from __future__ import annotations

import csv
import gzip
import random
from itertools import islice, product
from pathlib import Path
from typing import Final

from python_calamine import CalamineWorkbook

from emodesk.core.affect.prompts import one_line
from emodesk.core.resources import resource

TWEETS: Final = Path(__file__).resolve().parents[4] / "shared/data/train/semeval2018-E-c.csv.gz"
WARM_UP_TEXT: Final = "Good morning, everybody"
"""Goes first and isn't counted: what all texts share is in memory afterwards."""


def source() -> str:
    """Return a sentence on where the texts come from."""
    if TWEETS.is_file():
        return "Tweets of SemEval-2018 Task 1 (E-c)."
    return "Sentences of the sample workbook, two by two: the tweets of SemEval-2018 don't lie beside this checkout."


def texts(count: int) -> list[str]:
    """Return that many distinct texts, always the same ones; the first few are as long as all are on average.

    A slow peer gets fewer texts than a fast one, and what it takes for each mustn't hang on which they are. So texts
    come by their rank in length: the middle one first, then those at 1/4 and 3/4, at 1/8, 5/8, 3/8, 7/8 (van der
    Corput's sequence). The first 1, 3, 7, 15, ... are spread evenly.
    """
    found = list(dict.fromkeys(filter(None, map(one_line, _tweets() if TWEETS.is_file() else _sample_pairs()))))
    if count > len(found):
        raise ValueError(f"there are {len(found)} texts, not {count}")
    random.Random(7).shuffle(found)  # among those that are equally long
    found.sort(key=lambda text: len(text.encode()))
    steps = range(1, 2 ** len(found).bit_length())
    ranks = dict.fromkeys(int(_van_der_corput(step) * len(found)) for step in steps)
    return [found[rank] for rank in islice(ranks, count)]


def _van_der_corput(step: int) -> float:
    """Return the bits of the step, mirrored at the binary point: 1/2, 1/4, 3/4, 1/8, ..."""
    return float(int(f"{step:b}"[::-1], 2) / 2 ** step.bit_length())


def _tweets() -> list[str]:
    with gzip.open(TWEETS, "rt", encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


def _sample_pairs() -> list[str]:
    rows = CalamineWorkbook.from_path(resource("samples/interviews.xlsx")).get_sheet_by_index(0).to_python()
    sentences = [sentence for row in rows[1:] for sentence in str(row[-1]).split(". ")]
    return [f"{first} {second}" for first, second in product(sentences, repeat=2) if first != second]
