"""First embeddings of the vocabulary: what the sentence encoder makes of each piece, in as many numbers as we have."""

from __future__ import annotations

import numpy as np
from sklearn.decomposition import PCA

from data import Array
from tutor import Tutor, answers_of
from vocabulary import Vocabulary


def first_rows(tutor: Tutor, vocabulary: Vocabulary, width: int) -> Array:
    """Return (pieces, width) with standard deviation 1; NaN for pieces that spell no word (prompts, bytes, variants).

    A piece is read as a text of its own, so "happ" lies near "happy", and an emoji near what its name says.
    """
    spelled = [piece.replace("▁", " ").strip() for piece in vocabulary.pieces]
    used = [
        i for i, text in enumerate(spelled)
        if vocabulary.base[i] == i and text and len(text) < 25 and not text.startswith("<")
    ]  # fmt: skip
    vectors = answers_of(tutor, [spelled[i] for i in used], pooled=True)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.full((len(spelled), width), np.nan, np.float32)
    small = PCA(width, whiten=False, random_state=0).fit_transform(vectors)
    rows[used] = small / small.std()
    # "▁happy" and "happy" are read alike; a little noise lets the model tell them apart.
    rows[used] += np.random.default_rng(0).normal(0, 0.15, (len(used), width))
    return rows
