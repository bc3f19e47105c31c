"""The tokens that reach the model are those of the whole prompt, however the engine shares and splits it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from emodesk.core.affect.answers import answer_set, answers_key, request_for
from emodesk.core.affect.prompts import specs_for
from emodesk.core.affect.tasks import TASKS
from emodesk.core.reading import LoadOptions, Reading
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.scorer import Item, Scorer
from tests.engine.reference import Reference

SPECS = [spec for task_id in TASKS for spec in specs_for(task_id, emotions=("anger", "joy"))]


class RecordingBackend(LlamaBackend):
    """Keeps what each sequence holds instead of evaluating it; the logits are noise."""

    def __init__(self, path: Path) -> None:
        super().__init__(LoadOptions(path=str(path), fingerprint="", threads=1))
        self.held: dict[int, dict[int, int]] = {}
        self.dropped: list[list[int]] = []
        self._noise = np.random.default_rng(3).standard_normal((self.batch_tokens, self.vocabulary)).astype(np.float32)

    def decode(self, batch: Sequence[Item]) -> npt.NDArray[np.float32]:
        assert 0 < len(batch) <= self.batch_tokens
        for item in batch:
            for sequence in item.sequences:
                held = self.held.setdefault(sequence, {})
                assert item.position == len(held), "positions of a sequence follow each other"
                held[item.position] = item.token
        return self._noise[: sum(bool(item.readers) for item in batch)]

    def copy_sequence(self, source: int, target: int, length: int) -> None:
        self.held[target] = {position: self.held[source][position] for position in range(length)}

    def drop_sequence(self, sequence: int) -> None:
        held = self.held.pop(sequence)
        self.dropped.append([held[position] for position in range(len(held))])


def check(path: Path, texts: list[str]) -> int:
    backend = RecordingBackend(path)
    scorer = Scorer(backend)
    for answers in {answers_key(spec): answer_set(spec) for spec in SPECS}.values():
        scorer.define(answers)
    reference = Reference(path)
    compared = 0
    for begin in range(0, len(texts), 16):
        questions = [(spec, text) for text in texts[begin : begin + 16] for spec in SPECS]
        requests = [request_for(number, *question) for number, question in enumerate(questions)]
        backend.dropped.clear()
        results = scorer.score(requests)
        fed = {tuple(sequence) for sequence in backend.dropped}
        for request, result in zip(requests, results, strict=True):
            expected = tuple(backend.alike.get(token, token) for token in reference.prompt(request.prompt))
            if not isinstance(result, Reading):
                assert len(expected) > backend.window_tokens - 100, "refused without need"
                continue
            assert any(sequence[: len(expected)] == expected for sequence in fed), request.prompt
            compared += 1
    return compared


def test_that_tokens_are_sentencepieces_for_hard_texts(random_llama: Path, hard_texts: list[str]) -> None:
    assert check(random_llama, hard_texts) == len(hard_texts) * len(SPECS)


def test_that_the_starters_tokens_are_sentencepieces(starter: Path, hard_texts: list[str]) -> None:
    assert check(starter, hard_texts) == len(hard_texts) * len(SPECS)


@pytest.mark.parametrize("vocabulary", ["starter", "llama2_vocabulary_model"])
def test_that_tokens_are_sentencepieces_for_a_thousand_real_texts(
    vocabulary: str, real_texts: list[str], request: pytest.FixtureRequest
) -> None:
    compared = check(request.getfixturevalue(vocabulary), real_texts)
    print(f"{vocabulary}: {compared:,} prompts, the same tokens")
    assert compared > 0.99 * len(real_texts) * len(SPECS)
