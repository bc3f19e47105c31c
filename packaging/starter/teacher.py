"""The teacher: linear models over n-grams that give every text a soft answer to every question.

First a ridge per outside set (sentiment, Reddit emotions, emoji ...), fitted on everything; its predictions are the
meta-features. Then, on SemEval-2018 train and a share of texts without feeling, a model per question over n-grams
and meta-features.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from data import Array, Corpus
from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS
from lexicon import lexicon_scores

Matrix: TypeAlias = sparse.csr_matrix
Rows: TypeAlias = npt.NDArray[np.intp]
OUTSIDE: Final = ("sentiment", "go", "vad", "sst", "isear", "crowd", "emoji", "objective", "review", "calm")


@dataclass(frozen=True, slots=True)
class Lessons:
    """Soft answers for all n texts."""

    valence: Array
    """(n,) 0..1."""
    intensity: Array
    """(n, 4) 0..1 in the order of EMOTIONS."""
    present: Array
    """(n, 11) probabilities in the order of PRESENT_EMOTIONS."""
    meta: Array
    """(n, m) standardized predictions of the outside models."""
    meta_names: list[str]


def _words(texts: list[str]) -> Matrix:
    return TfidfVectorizer(
        ngram_range=(1, 2), min_df=4, max_features=90_000, sublinear_tf=True, token_pattern=r"[#@]?\w[\w']*|[^\w\s]+",  # noqa: S106 - not a secret
        dtype=np.float32,
    ).fit_transform(texts)  # fmt: skip


def _letters(texts: list[str]) -> Matrix:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), min_df=8, max_features=70_000, sublinear_tf=True, dtype=np.float32
    ).fit_transform(texts)


def features(texts: list[str]) -> Matrix:
    """Return (n, f) sparse TF-IDF over words and letters of all texts (no label is looked at)."""
    with ProcessPoolExecutor(2) as pool:
        letters = pool.submit(_letters, texts)
        words = pool.submit(_words, texts)
        return sparse.hstack([words.result(), letters.result()], format="csr", dtype=np.float32)


def outside_models(x: Matrix, corpus: Corpus) -> tuple[Array, list[str]]:
    """Fit a ridge per outside label and predict it for all texts; returns (n, m) and the names of the columns."""
    columns, names = [], []
    for block in OUTSIDE:
        y = corpus.labels[block]
        known = np.flatnonzero(~np.isnan(y[:, 0]) & (corpus.splits == "train"))
        if block == "calm":  # plain facts against everything else
            others = np.flatnonzero((corpus.splits == "train") & np.isnan(y[:, 0]))[::15]
            y = np.nan_to_num(y)
            known = np.concatenate([known, others])
        if block == "emoji":
            known = known[:25_000]
        model = Ridge(alpha=3.0, solver="sparse_cg", tol=1e-2, max_iter=40).fit(x[known], y[known])
        coefficients = np.atleast_2d(model.coef_).astype(np.float32)
        columns.append(np.asarray(x @ coefficients.T) + model.intercept_)
        names += [f"{block}/{i}" for i in range(y.shape[1])]
    columns.append(lexicon_scores(corpus.texts))
    names += [f"lexicon/{i}" for i in range(columns[-1].shape[1])]
    meta = np.concatenate(columns, axis=1).astype(np.float32)
    standard: Array = (meta - meta.mean(0)) / meta.std(0)
    return standard, names


def _score(both: Matrix, meta: Array, rows: Rows, y: Array, weight: Array) -> Array:
    ridge = Ridge(alpha=4.0, solver="sparse_cg", tol=1e-3).fit(both[rows], y, weight)
    trees = HistGradientBoostingRegressor(max_iter=150, learning_rate=0.06, max_leaf_nodes=12, l2_regularization=5.0)
    trees.fit(meta[rows], y, weight)
    guess = 0.65 * (both @ ridge.coef_.astype(np.float32) + ridge.intercept_) + 0.35 * trees.predict(meta)
    answer: Array = np.clip(guess, 0.01, 0.99).astype(np.float32)
    return answer


def teach(corpus: Corpus, seed: int) -> Lessons:
    """Fit everything on the training split and answer for all texts."""
    rng = np.random.default_rng(seed)
    x = features(corpus.texts)
    meta, names = outside_models(x, corpus)
    both = sparse.hstack([x, sparse.csr_matrix(meta * 0.12)], format="csr", dtype=np.float32)
    training = corpus.splits == "train"
    # Texts in which there's nothing to feel: SemEval-2018 has next to none, so the teacher would see joy everywhere.
    go, vad = corpus.labels["go"], np.abs(corpus.labels["vad"][:, 0] - 0.5)
    only_neutral = (go[:, -1] == 1) & (go.sum(1) == 1)
    flat = (vad < 0.02) | (corpus.labels["sentiment"][:, 0] == 0) | only_neutral | (corpus.labels["calm"][:, 0] == 1)
    calm = rng.permutation(np.flatnonzero(flat & training))[:2_500]

    def with_calm(block: str, value: float, weight: float) -> tuple[Rows, Array, Array]:
        y = corpus.labels[block]
        known = np.flatnonzero(~np.isnan(y[:, 0]) & training)
        rows = np.concatenate([known, calm])
        target = np.concatenate([y[known], np.full((len(calm), y.shape[1]), value, np.float32)])
        weights = np.concatenate([np.ones(len(known)), np.full(len(calm), weight)])
        return rows, target, weights.astype(np.float32)

    rows, y, weight = with_calm("v", 0.5, 0.25)
    valence = _score(both, meta, rows, y[:, 0], weight)
    intensity = []
    for emotion in EMOTIONS:
        rows, y, weight = with_calm(f"ei/{emotion}", 0.18, 0.25)
        intensity.append(_score(both, meta, rows, y[:, 0], weight))
    rows, y, weight = with_calm("e-c", 0.0, 0.25)
    present = np.zeros((len(corpus.texts), len(PRESENT_EMOTIONS)), np.float32)
    scaled = sparse.hstack([x, sparse.csr_matrix(meta * 0.2)], format="csr", dtype=np.float32)
    for i in range(len(PRESENT_EMOTIONS)):
        model = LogisticRegression(C=2.0, solver="liblinear", tol=1e-2).fit(scaled[rows], y[:, i], weight)
        present[:, i] = 1 / (1 + np.exp(-(scaled @ model.coef_[0].astype(np.float32) + model.intercept_[0])))
    return Lessons(valence, np.stack(intensity, 1), present, meta, names)
