"""After our conversion a model says what it said in transformers: to the same prompts, of the same legal answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from emodesk.core.model_file import InstalledModel
from emodesk.core.reading import LoadOptions, Reading
from emodesk.engine import round_scorer, scorer
from emodesk.engine.ct2_backend import Ct2Backend
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.text_tokens import open_tokens
from tests.parity import prompts
from tests.parity.conftest import ARCHITECTURES, CHECKPOINTS, Convert
from tests.parity.recording import Expected, RecordingReader

FULL = {"llama": "F32"}
ROUNDED = {"llama": "Q8_0"}


@dataclass(frozen=True)
class Compared:
    """How far two ways of asking the same model are apart."""

    tokens_differ: int
    same_answers: int
    places: int
    missing: int
    largest: float
    """Of the differences between log-probabilities."""
    largest_relative: float
    """Of those between the log-probabilities of whole answers, among the answers that are the same."""


def compare(model: InstalledModel, expected: Sequence[Expected], monkeypatch: pytest.MonkeyPatch) -> Compared:
    for module in (scorer, round_scorer):
        monkeypatch.setattr(module, "PathReader", RecordingReader)
    RecordingReader.records.clear()
    options = LoadOptions(path=str(model.main_file), fingerprint="", threads=1, gpu_layers=0)
    backend = LlamaBackend(options) if model.main_file.suffix == ".gguf" else Ct2Backend(options)
    answering = backend.scorer()
    for answers in prompts.answer_sets().values():
        answering.define(answers)
    requests = prompts.requests()
    for begin in range(0, len(requests), 16):
        assert all(isinstance(each, Reading) for each in answering.score(requests[begin : begin + 16]))
    found = [RecordingReader.records[request.id] for request in requests]
    tokens_differ = sum(
        backend.tokenize_prompt(request.prompt) != other.prompt_ids
        for request, other in zip(requests, expected, strict=True)
    )
    backend.close()
    pairs = [
        (ours, theirs)
        for one, other in zip(found, expected, strict=True)
        for place in one.nodes.keys() & other.nodes.keys()
        for ours, theirs in zip(one.nodes[place], other.nodes[place], strict=True)
    ]
    same = [(one, other) for one, other in zip(found, expected, strict=True) if one.answer == other.answer]
    return Compared(
        tokens_differ=tokens_differ,
        same_answers=len(same),
        places=sum(len(one.nodes) for one in found),
        missing=sum(len(other.nodes.keys() ^ one.nodes.keys()) for one, other in zip(found, expected, strict=True)),
        largest=max(abs(ours - theirs) for ours, theirs in pairs),
        largest_relative=max(abs(one.answer_log_probability / other.answer_log_probability - 1) for one, other in same),
    )


@pytest.mark.usefixtures("_full_context")
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_in_full_precision_everything_is_as_in_transformers(
    architecture: str, converted: Convert, expected: list[Expected], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = compare(converted(CHECKPOINTS / architecture, FULL.get(architecture, "float32")), expected, monkeypatch)
    print(architecture, result)
    assert len(expected) >= 50
    assert result.tokens_differ == 0
    assert result.largest <= 1e-2
    assert result.same_answers == len(expected)
    assert result.missing == 0


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_rounded_to_eight_bits_answers_are_as_probable_as_in_transformers(
    architecture: str, converted: Convert, expected: list[Expected], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = compare(converted(CHECKPOINTS / architecture, ROUNDED.get(architecture, "int8")), expected, monkeypatch)
    print(architecture, result)
    assert result.tokens_differ == 0
    assert result.largest_relative <= 5e-2
    assert result.same_answers >= 0.7 * len(expected)  # random weights: many answers are almost equally likely


def test_that_no_legal_answer_repeats_three_tokens() -> None:
    """BART's setting ``no_repeat_ngram_size`` would forbid that; so it can never act."""
    tokens = open_tokens(CHECKPOINTS / "bart", end_token=2)
    for answers in prompts.answer_sets().values():
        for text in answers.texts:
            ids = tokens.answer(text)
            triples = [tuple(ids[place : place + 3]) for place in range(len(ids) - 2)]
            assert len(triples) == len(set(triples)), text
