"""The VADER lexicon (MIT, Hutto and Gilbert 2014): its words as one-word texts, its scores as features of the teacher.

Its four test sets are only ever measured on.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_REACH = 4.0
"""The lexicon's ratings run from -4 to 4."""


def lexicon_words() -> list[tuple[str, float]]:
    """Return every word of letters with its rating on 0..1."""
    ratings = SentimentIntensityAnalyzer().lexicon
    return [(word, 0.5 + rating / (2 * _REACH)) for word, rating in ratings.items() if word.isalpha()]


def lexicon_scores(texts: list[str]) -> npt.NDArray[np.float32]:
    """Return (n, 4): negative, neutral, positive and compound score of each text."""
    read = SentimentIntensityAnalyzer()
    return np.array([list(read.polarity_scores(text).values()) for text in texts], np.float32)
