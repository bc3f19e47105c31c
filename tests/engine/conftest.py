"""Models and texts for the engine's tests."""

from __future__ import annotations

import csv
import gzip
import random
from pathlib import Path

import pytest

from tests.engine.random_model import own_vocabulary, vocabulary_of, write_random_llama

HABITS = {
    "<0x0A>": "▁ ▁joy ▁fear",  # the line break at a prompt's end
    "▁": "0 1", "0": ". :", "1": ". :", ":": "▁neutral", "▁neutral": "</s>",
    ".": "3 5 7", "3": "2 6 </s>", "5": "2 8 </s>", "7": "4 6 </s>", "2": "9 </s>", "4": "9 </s>",
    "6": "9 </s>", "8": "9 </s>", "9": "</s>",
    "▁fear": ", </s>", "▁joy": ", </s>", ",": "▁joy ▁love", "▁love": ", </s>",
}  # fmt: skip
"""What the random model likes to say: something like a score, a class or a list of emotions, not always a legal one."""
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
    """Return a random llama with a small vocabulary of our own, in the habit of legal answers."""
    path = tmp_path_factory.mktemp("model") / "random.gguf"
    return write_random_llama(path, own_vocabulary(), habits=HABITS)


@pytest.fixture(scope="session")
def llama2_vocabulary_model(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a random llama with the Llama-2 vocabulary, in which the Emollama models read and write."""
    path = tmp_path_factory.mktemp("model") / "llama2.gguf"
    return write_random_llama(path, vocabulary_of(shared_data / "vocab" / "ggml-vocab-llama-spm.gguf"), width=32)


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
