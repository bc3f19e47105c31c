"""Prompts about one text share it, whatever the texts beside it begin with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from emodesk.core.affect.answers import answer_set, request_for
from emodesk.core.affect.prompts import specs_for
from emodesk.core.affect.tasks import EMOTIONS
from emodesk.core.reading import LoadOptions
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.normalizers import Logits
from emodesk.engine.scorer import Item, Scorer

SPECS = [spec for task in ("v-reg", "v-oc", "e-c", "ei-reg", "ei-oc") for spec in specs_for(task, emotions=EMOTIONS)]


class CountingBackend(LlamaBackend):
    """Counts what is evaluated before any answer goes on."""

    def __init__(self, path: Path) -> None:
        super().__init__(LoadOptions(path=str(path), fingerprint="", threads=1, batch_tokens=2048))
        self.evaluated: list[int] = []
        self.asked: list[list[str]] = []
        """The instructions whose answers are read in a batch, in the order of its tokens."""

    def decode(self, batch: Sequence[Item]) -> Logits:
        self.evaluated.append(len(batch))
        readers = [slot.request for item in batch for slot, _ in item.readers]
        self.asked.append([request.prompt[: request.head_chars] for request in readers])
        return super().decode(batch)


def test_that_texts_that_begin_alike_cost_no_more_than_others(starter: Path) -> None:
    backend = CountingBackend(starter)
    scorer = Scorer(backend)
    for spec in SPECS:
        scorer.define(answer_set(spec))

    def first_batch(*texts: str) -> int:
        backend.evaluated.clear()
        scorer.score(
            [request_for(n, spec, text) for n, (text, spec) in enumerate((t, s) for t in texts for s in SPECS)]
        )
        return backend.evaluated[0]

    first_batch("Good morning")  # brings the instructions into memory
    texts = ("@user I could cry for joy", "@user I could cry for rage", "@user I am off to town")
    assert first_batch(*texts) == sum(first_batch(text) for text in texts)


def test_that_one_instruction_comes_after_the_other_in_a_batch(random_llama: Path) -> None:
    backend = CountingBackend(random_llama)
    scorer = Scorer(backend)
    scores = [spec for spec in SPECS if spec.task_id in ("v-reg", "ei-reg")]
    for spec in scores:
        scorer.define(answer_set(spec))
    texts = [f"Day {day} was long" for day in range(4)]
    scorer.score([request_for(n, spec, text) for n, (text, spec) in enumerate((t, s) for t in texts for s in scores)])
    in_first = next(asked for asked in backend.asked if asked)
    turns = [head for head, _ in itertools.groupby(in_first)]
    assert len(turns) == len(set(turns)) == 2
