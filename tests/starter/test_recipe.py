"""The recipe's parts on a few sentences: tokens, targets, a step of training, and what llama.cpp makes of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

for library in ("safetensors", "tokenizers", "torch", "sentencepiece", "scipy", "sklearn", "vaderSentiment"):
    pytest.importorskip(library, reason="the recipe's libraries aren't installed: packaging/starter/requirements.txt")

import gguf
import torch

from batches import GROUPS, Answers, Depth, make, read_texts
from emodesk.core.affect.prompts import PromptSpec, specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS, Kind
from export import export
from grid import on_grid
from model import Shape, Starter
from neutral import neutral_sentences
from patterns import patterned
from targets import Targets
from vocabulary import Tokenizer, Vocabulary, build, write_vocabulary_file

TEXTS = [*neutral_sentences(1, 700), *(text for text, _ in patterned(1, 700))]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return build(TEXTS, 700)


@pytest.fixture(scope="module")
def tokenizer(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.gguf"
    write_vocabulary_file(path, vocabulary)
    return Tokenizer(path)


def _targets(count: int) -> Targets:
    rng = np.random.default_rng(0)
    scores = {
        name: rng.random(count).astype(np.float32) for group in GROUPS for name in group if _kind(name) is Kind.SCORE
    }
    classes, labels = {}, {}
    for group in GROUPS:
        for name in group:
            task = TASKS[name.partition("/")[0]]
            if task.kind is Kind.CLASS:
                classes[name] = rng.dirichlet(np.ones(len(task.classes)), count).astype(np.float32)
            if task.kind is Kind.LABEL_SET:
                labels[name] = rng.random((count, len(task.labels))).astype(np.float32)
    return Targets(scores, classes, labels, rng.random((count, 3)).astype(np.float32))


def _kind(name: str) -> Kind:
    return TASKS[name.partition("/")[0]].kind


def test_that_every_prompt_is_a_head_the_text_and_a_tail(tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
    text = "I am not happy with the printer in room 5"
    inside = tokenizer.ids(f" {text}.")
    for task in ("v-reg", "v-oc", "e-c", "ei-reg", "ei-oc"):
        for number in range(1, 11):
            for spec in specs_for(task, emotions=EMOTIONS, head_number=number):
                ids = tokenizer.ids(spec.render(text))
                assert ids[1:-1] == inside
                assert vocabulary.base[ids[0]] == vocabulary.base[tokenizer.ids(PromptSpec("v-reg").render(text))[0]]


def test_that_pieces_to_spare_fill_the_matrix_and_are_never_read(tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
    spare = [i for i, kind in enumerate(vocabulary.types) if kind == int(gguf.TokenType.UNUSED)]
    assert len(spare) == -(len(vocabulary.pieces) - len(spare)) % 16 > 0, "let the fixture have another size"
    assert len(vocabulary.base) == len(vocabulary.pieces)
    for i in spare:
        assert vocabulary.base[i] == vocabulary.case[i] == 0
        assert i not in tokenizer.ids(f"it was {vocabulary.pieces[i]} and {vocabulary.pieces[i]}")


def test_that_case_changes_no_cut(tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
    lower, upper = tokenizer.ids(" the printer was slow"), tokenizer.ids(" THE PRINTER WAS SLOW")
    assert [vocabulary.base[i] for i in lower] == [vocabulary.base[i] for i in upper]


@pytest.mark.parametrize("depth", list(Depth))
def test_that_what_is_taught_sums_to_one(tokenizer: Tokenizer, vocabulary: Vocabulary, depth: Depth) -> None:
    answers, tokens = Answers(vocabulary, tokenizer), read_texts(TEXTS[:8], tokenizer)
    for group in range(len(GROUPS)):
        batch = make(np.arange(8), tokens, _targets(8), answers, group, np.random.default_rng(1), depth=depth)
        taught = batch.wanted.sum(-1)[batch.weight > 0]
        assert taught == pytest.approx(np.ones_like(taught), abs=1e-4)


def test_that_branches_see_the_text_and_themselves_alone(tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
    answers, tokens = Answers(vocabulary, tokenizer), read_texts(TEXTS[:4], tokenizer)
    batch = make(np.arange(4), tokens, _targets(4), answers, 0, np.random.default_rng(1), depth=Depth.FIRST)
    first = answers.length("v-reg", Depth.FIRST)
    behind = batch.mask[:, batch.prompt + first :, batch.prompt : batch.prompt + first]
    assert not behind.any(), "the second question sees the answer to the first"
    assert (batch.mask[:, batch.prompt :, : batch.prompt].sum(-1) == batch.last[:, None] + 1).all()


@pytest.mark.parametrize("is_rounded", [True, False])
def test_that_quantizing_a_rounded_model_moves_no_weight(
    vocabulary: Vocabulary, tmp_path: Path, is_rounded: bool
) -> None:
    model = on_grid(_tiny_model(vocabulary)) if is_rounded else _tiny_model(vocabulary)
    half, quantized = tmp_path / "half.gguf", tmp_path / "quantized.gguf"
    export(model, vocabulary, half)
    export(model, vocabulary, quantized, is_quantized=True)
    last_bit = 2.0**-10
    moved = [
        (np.abs(first - second) > last_bit * np.abs(second)).mean()
        for first, second in zip(_weights(half), _weights(quantized), strict=True)
    ]
    assert bool(max(moved) == 0) == is_rounded


def _tiny_model(vocabulary: Vocabulary) -> Starter:
    torch.manual_seed(1)
    model = Starter(Shape(width=64, layers=2, heads=2, hidden=96), vocabulary, 3)
    with torch.no_grad():
        model.cases.normal_(0, 0.1)
    return model


def _weights(path: Path) -> list[Any]:
    return [gguf.quants.dequantize(tensor.data, tensor.tensor_type) for tensor in gguf.GGUFReader(path).tensors]


def test_that_llama_cpp_computes_what_torch_computes(
    vocabulary: Vocabulary, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    model = _tiny_model(vocabulary)
    path = tmp_path / "tiny.gguf"
    export(model, vocabulary, path)
    from parity import llama_logits, torch_logits

    prompts = [PromptSpec("v-reg").render(text) for text in TEXTS[::200]]
    ids = [[1, *tokenizer.ids(prompt)] for prompt in prompts]
    for line, theirs in zip(ids, llama_logits(path, ids), strict=True):
        assert np.abs(torch_logits(model, line) - theirs).max() < 0.02
