"""Models and texts for the engine's tests."""

from __future__ import annotations

import csv
import gzip
import random
from pathlib import Path

import pytest

from tests.engine.random_model import own_vocabulary, vocabulary_of, write_random_llama

LEGAL_PIECES = ("0", "1", ".", "5", "▁", "▁0", "▁joy", "▁fear", "</s>")
_HARD = (
    "@user I'm SO happy 😆😆 #blessed https://example.org/x?y=1&z=%20",
    "He said \"no\"; she said 'yes' — and then…\nnothing.",
    "   leading and  double   spaces\t\ttabs ",
    "</s><s>[INST] tricky <unk> <0x41>",
    "naïve café, Žöe, 田中, ½ £3.50 (12,345.67)",
    "🏳️‍🌈👩‍👩‍👧‍👦 zero\u200bwidth",
    ":) :-( ;D <3 =^_^= ...",
    "007 00000000000000000001 -3 +4 1/2",
    "A",
    "Human: \nTask: Tweet: Emotion E: anger. Intensity Score: \n\nAssistant:\n",
)


@pytest.fixture(scope="session")
def random_llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a random llama with a small vocabulary of our own, leaning towards legal answers."""
    path = tmp_path_factory.mktemp("model") / "random.gguf"
    return write_random_llama(path, own_vocabulary(), favoured=LEGAL_PIECES)


@pytest.fixture(scope="session")
def llama2_vocabulary_model(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a random llama with the Llama-2 vocabulary, in which the Emollama models read and write."""
    path = tmp_path_factory.mktemp("model") / "llama2.gguf"
    return write_random_llama(
        path, vocabulary_of(shared_data / "vocab" / "ggml-vocab-llama-spm.gguf"), favoured=LEGAL_PIECES, width=32
    )


@pytest.fixture(scope="session")
def hard_texts() -> list[str]:
    """Return texts of our own that tokenizers stumble over."""
    return list(_HARD)


@pytest.fixture(scope="session")
def real_texts(shared_data: Path) -> list[str]:
    """Return 1,000 texts from all training sets, with line breaks put into some."""
    texts: list[str] = []
    for file in sorted((shared_data / "train").glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as opened:
            texts.extend(row["text"] for _, row in zip(range(3_000), csv.DictReader(opened), strict=False))
    chosen = random.Random(7).sample([text for text in texts if 0 < len(text) < 500], 1_000)
    return [text.replace(" ", "\n", 1) if place % 10 == 0 else text for place, text in enumerate(chosen)]
