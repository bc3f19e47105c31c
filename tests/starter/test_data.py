"""Reading the training sets, on small sets of the same form."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

pytest.importorskip(
    "vaderSentiment", reason="the recipe's libraries aren't installed: packaging/starter/requirements.txt"
)

import numpy as np

from data import clean, key, load

_TABLES = {
    "semeval2018-V-reg": "split,text,label\ntrain,I love this day!,0.9\ndev,So sad today,0.1\n",
    "semeval2018-E-c": 'split,text,labels\ntrain,I love this day!,"joy love"\ntrain,Kept for later,anger\n',
    "isear": "text,emotion,intensity\n" + "".join(f"I was alone on day {i}.,fear,3\n" for i in range(60)),
    "sst-sentences": "text,sentiment\nso sad today!!,0.2\nA fine film.,0.8\n",
    "emobank": "text,valence,arousal,dominance\nThe door opened.,3,3,3\n",
    "semeval2017-4A": "text,label\nok then,neutral\n",
    "goemotions": "text,labels\nThanks a lot,gratitude\n",
    "customer-reviews": "text,label\nworks well,positive\n",
    "subjectivity": "text,label\nhe leaves town,objective\n",
    "crowdflower-emotion": "text,emotion\nbored again,boredom\n",
    "semeval2018-emoji": "text,emoji_class\nat the beach,4\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, table in _TABLES.items():
        path = tmp_path / "train" / f"{name}.csv.gz"
        path.parent.mkdir(exist_ok=True)
        with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
            file.write(table)
    (tmp_path / "aeb2").mkdir()
    with gzip.open(tmp_path / "aeb2" / "sst.csv.gz", "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["text", "gold"], ["a FINE film", "0.8"]])
    return tmp_path


def test_that_dev_and_benchmark_texts_are_never_trained_on(folder: Path) -> None:
    corpus = load(folder, 1)
    training = {key(text) for text, split in zip(corpus.texts, corpus.splits, strict=True) if split == "train"}
    assert key("So sad today") not in training, "the dev text stands in another set too"
    assert key("A fine film") not in training, "the text stands in the benchmark"
    assert key("I love this day!") in training


def test_that_a_text_of_two_sets_has_the_labels_of_both(folder: Path) -> None:
    corpus = load(folder, 1)
    row = corpus.texts.index("I love this day!")
    assert corpus.labels["v"][row, 0] == pytest.approx(0.9)
    assert corpus.labels["e-c"][row].sum() == 2
    assert np.isnan(corpus.labels["sst"][row, 0])


def test_that_about_a_fifth_of_isear_is_held_out_whatever_the_seed(folder: Path) -> None:
    held = [
        {text for text, split in zip(corpus.texts, corpus.splits, strict=True) if split == "held" and "alone" in text}
        for corpus in (load(folder, 1), load(folder, 2))
    ]
    assert held[0] == held[1]
    assert 4 <= len(held[0]) <= 20


def test_that_escapes_in_the_files_become_what_they_stand_for() -> None:
    assert clean(r"It\u2019s &amp; was\nfun") == "It’s & was fun"
