"""Tokens with the same embedding are one token to the engine: same answers, and less to evaluate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

from emodesk.core.affect.answers import answer_set, request_for
from emodesk.core.affect.prompts import specs_for
from emodesk.core.reading import LoadOptions, Reading
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.scorer import Item, Scorer
from tests.engine.conftest import HABITS
from tests.engine.random_model import own_vocabulary, write_random_llama

SPEC = specs_for("v-reg", emotions=())[0]
TEXTS = ("the Tweet is so sad and the love is in it", "the tweet is so sad and the love is in it")


class CountingBackend(LlamaBackend):
    """Counts the tokens that it evaluates."""

    evaluated = 0

    def decode(self, batch: Sequence[Item]) -> npt.NDArray[np.float32]:
        self.evaluated += len(batch)
        return super().decode(batch)


def test_that_the_starters_alike_tokens_have_the_same_embedding(starter: Path) -> None:
    rows = next(each.data for each in gguf.GGUFReader(starter).tensors if each.name == "token_embd.weight")
    backend = LlamaBackend(LoadOptions(path=str(starter), fingerprint="", threads=1))
    alike = dict(backend.alike)
    backend.close()
    assert len(alike) > 50
    assert all(np.array_equal(rows[token], rows[first]) for token, first in alike.items())


def test_that_the_starters_output_matrix_suits_the_fast_kernel(starter: Path) -> None:
    """With rows that aren't a multiple of 16, llama.cpp takes twice as long for it (report of the starter)."""
    rows = next(each.data for each in gguf.GGUFReader(starter).tensors if each.name == "token_embd.weight")
    assert len(rows) % 16 == 0


def read(path: Path) -> tuple[list[Reading], int]:
    backend = CountingBackend(LoadOptions(path=str(path), fingerprint="", threads=2))
    scorer = Scorer(backend)
    scorer.define(answer_set(SPEC))
    requests = [request_for(i, SPEC, text) for i, text in enumerate(TEXTS)]
    readings = [reading for reading in scorer.score(requests) if isinstance(reading, Reading)]
    backend.close()
    assert len(readings) == len(TEXTS)
    return readings, backend.evaluated


def test_that_prompts_which_differ_in_alike_tokens_are_read_as_one(tmp_path: Path) -> None:
    def model(name: str, *, is_told: bool) -> Path:
        alike = ("▁tweet", "▁Tweet")
        return write_random_llama(tmp_path / name, own_vocabulary(), habits=HABITS, alike=alike, is_alike_told=is_told)

    told, told_tokens = read(model("told.gguf", is_told=True))
    untold, untold_tokens = read(model("untold.gguf", is_told=False))
    assert [reading.answer for reading in told] == [reading.answer for reading in untold]
    for one, other in zip(told, untold, strict=True):
        for first, second in zip(one.decisions, other.decisions, strict=True):
            # What shares a batch changes a probability by less than that.
            assert all(abs(p - q) < 1e-3 for (_, p), (_, q) in zip(first.options, second.options, strict=True))
    saved = untold_tokens - told_tokens
    # From "Tweet" on, the second text is the first one over again.
    assert saved >= len(TEXTS[0].split()) - 2
