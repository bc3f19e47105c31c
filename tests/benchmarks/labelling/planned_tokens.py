"""How many tokens the engine evaluates for real answers, beside the fewest that would do. Nothing is evaluated.

Run ``python -m tests.benchmarks.labelling.planned_tokens``. In the place of llama.cpp stands what says each answer with
certainty: a label that people gave to some text of SemEval-2018. A model with random weights won't do for this: it
answers "1" half the time, and what is read ahead along "0." is then read in vain.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from llama_cpp import Llama

from emodesk.app.chunks import TEXTS_IN_CHUNK
from emodesk.core.affect.answers import request_for
from emodesk.core.affect.columns import Profile
from emodesk.core.affect.prompts import PromptSpec
from emodesk.core.affect.tasks import Kind
from emodesk.core.reading import Reading
from emodesk.engine.answer_tree import Node
from emodesk.engine.normalizers import Logits
from emodesk.engine.scorer import Item, Scorer
from tests.benchmarks.labelling.prompt_tree import alike_tokens, least_tokens, tokens_beside
from tests.benchmarks.labelling.random_models import LLAMA_2_VOCABULARY
from tests.benchmarks.labelling.texts import TWEETS, WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import Job, asked

_SURE: Final = 30.0


class CertainBackend:
    """Says what it's told to, and counts the tokens that it would have evaluated."""

    window_tokens = 2048
    sequences = 256
    threads = 1

    def __init__(self, vocabulary: Path, batch_tokens: int = 512, cells: int = 2560) -> None:
        """Take the tokens from a GGUF, which needs no weights."""
        self._llama = Llama(str(vocabulary), vocab_only=True, verbose=False)
        self._alike = alike_tokens(self._llama)
        self.end_token = self._llama.token_eos()
        self.batch_tokens, self.cells = batch_tokens, cells
        self.should_stop = lambda: False
        self.answers: dict[int, str] = {}
        """What to say, by the number of the request."""
        self.evaluated = 0

    def tokenize_prompt(self, text: str) -> list[int]:
        tokens = self._llama.tokenize(text.encode(), add_bos=True, special=False)
        return [self._alike.get(token, token) for token in tokens]

    def tokenize_answer(self, text: str) -> list[int]:
        return self._llama.tokenize(text.encode(), add_bos=False, special=False)

    def piece(self, token: int) -> bytes:
        return self._llama.detokenize([token], special=False)

    def copy_sequence(self, source: int, target: int, length: int) -> None:
        pass

    def drop_sequence(self, sequence: int) -> None:
        pass

    def decode(self, batch: Sequence[Item]) -> Logits:
        """Return logits that leave no doubt, shape (items with readers, vocabulary)."""
        self.evaluated += len(batch)
        wanting = [item for item in batch if item.readers]
        logits = np.zeros((len(wanting), self._llama.n_vocab()), dtype=np.float32)
        for row, item in zip(logits, wanting, strict=True):
            [token] = {self._next(self.answers[slot.request.id], node) for slot, node in item.readers}
            row[token] = _SURE
        return logits

    def _next(self, answer: str, node: Node) -> int:
        """Return the token that comes next; any legal one where the answer went another way."""
        said = node.tokens()
        tokens = [*self.tokenize_answer(answer), self.end_token]
        return tokens[len(said)] if tokens[: len(said)] == said else next(iter(node.children))


def _answers(spec: PromptSpec) -> Iterator[str]:
    """Yield answers in the models' words: labels that people gave, or made-up ones where the data aren't at hand."""
    draw = random.Random(7)
    labels = _labels_of_people(spec) if TWEETS.is_file() else ()
    while True:
        match spec.task.kind:
            case Kind.LABEL_SET:
                present = draw.choice(labels).split() if labels else draw.sample(spec.task.labels, draw.randrange(4))
                yield ", ".join(sorted(present, key=spec.task.labels.index)) or spec.task.none_label
            case Kind.CLASS:
                wordings = dict(spec.task.classes)
                wording = wordings[int(draw.choice(labels)) if labels else draw.choice(list(wordings))]
                yield wording.format(emotion=spec.emotion)
            case _:
                yield draw.choice(labels) if labels else f"{draw.random():.3f}"


def _labels_of_people(spec: PromptSpec) -> Sequence[str]:
    kind, _, measure = spec.task_id.partition("-")
    name = "-".join(part for part in ("semeval2018", kind.upper(), measure, spec.emotion) if part)
    with gzip.open(TWEETS.with_name(f"{name}.csv.gz"), "rt", encoding="utf-8") as file:
        return [row["labels" if spec.task.kind is Kind.LABEL_SET else "label"] for row in csv.DictReader(file)]


def count(profile: str, number: int, vocabulary: Path) -> tuple[int, int, int]:
    """Return the evaluated tokens of so many texts, those that look beside the answer, and the fewest possible."""
    job = Job(peer="", model=str(vocabulary), shape="1b", texts=number, threads=1, profile=profile)
    wanted, chosen = asked(job), texts(number)
    backend = CertainBackend(vocabulary)
    scorer = Scorer(backend)
    for answers in wanted.answer_sets:
        scorer.define(answers)
    say = {spec: _answers(spec) for spec in wanted.specs}

    def read(some: Sequence[str]) -> Iterator[tuple[str, Reading]]:
        pairs = [(text, spec) for text in some for spec in wanted.specs]
        backend.answers = {place: next(say[spec]) for place, (_, spec) in enumerate(pairs)}
        readings = scorer.score([request_for(place, spec, text) for place, (text, spec) in enumerate(pairs)])
        for (text, _), reading in zip(pairs, readings, strict=True):
            assert isinstance(reading, Reading)
            yield text, reading

    list(read([WARM_UP_TEXT]))
    backend.evaluated = 0  # without the instructions, which stay
    said: dict[str, list[str]] = {}
    beside = 0
    for start in range(0, number, TEXTS_IN_CHUNK):
        for text, reading in read(chosen[start : start + TEXTS_IN_CHUNK]):
            said.setdefault(text, []).append(reading.answer)
            beside += tokens_beside(reading)
    return backend.evaluated, beside, least_tokens(job, said)


def main() -> None:
    """Count both profiles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=512)
    parser.add_argument("--vocabulary", type=Path, default=LLAMA_2_VOCABULARY, help="a GGUF whose tokenizer to use")
    options = parser.parse_args()
    for profile in Profile:
        evaluated, beside, least = count(profile.value, options.texts, options.vocabulary)
        print(
            f"{profile.value}: {evaluated:,} tokens evaluated, {evaluated / least:.4f} of the prefix trees' {least:,}; "
            f"{beside:,} of them to tell how likely other answers are"
        )


if __name__ == "__main__":
    main()
