"""Answers don't depend on what they're scored with, and they are the model's own."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import llama_cpp
import pytest

from emodesk.core.affect.answers import answer_set, answers_key, request_for
from emodesk.core.affect.prompts import specs_for
from emodesk.core.affect.tasks import EMOTIONS, TASKS
from emodesk.core.reading import AnswerSet, LoadOptions, Reading, Request
from emodesk.engine import llama_backend
from emodesk.engine.chunk_scorer import MOST_ANCHORS, ChunkDroppedError
from emodesk.engine.llama_backend import LlamaBackend
from emodesk.engine.normalizers import Logits
from emodesk.engine.scorer import Item, Scorer

SPECS = [spec for task_id in TASKS for spec in specs_for(task_id, emotions=EMOTIONS)]
SETS = {answers_key(spec): answer_set(spec) for spec in SPECS}
MEANINGS = {key: dict(zip(answers.texts, answers.groups, strict=True)) for key, answers in SETS.items()}
TEXTS = 300
TIE = 5e-4
"""What shares a batch changes a probability by less than 1e-3; two options closer than this are equally likely."""


def open_model(path: Path, *, flash_attention: bool | None = None) -> tuple[LlamaBackend, Scorer]:
    backend = LlamaBackend(LoadOptions(path=str(path), fingerprint="", threads=2, flash_attention=flash_attention))
    scorer = Scorer(backend)
    for answers in SETS.values():
        scorer.define(answers)
    return backend, scorer


def requests(texts: Sequence[str]) -> list[Request]:
    questions = [(spec, text) for text in texts for spec in SPECS]
    return [request_for(number, *question) for number, question in enumerate(questions)]


def readings(scorer: Scorer, chunk: Sequence[Request]) -> list[Reading]:
    found = scorer.score(chunk)
    assert all(isinstance(reading, Reading) for reading in found)
    return [reading for reading in found if isinstance(reading, Reading)]


def largest_difference(first: Reading, second: Reading) -> float:
    return max(
        abs(p - q)
        for one, other in zip(first.decisions, second.decisions, strict=True)
        for (_, p), (_, q) in zip(one.options, other.options, strict=True)
    )


def closest_call(reading: Reading) -> float:
    """Return by how much the likeliest option won over the next, where that was closest."""
    best_two = [sorted((p for _, p in decision.options), reverse=True)[:2] for decision in reading.decisions]
    return min(first - second for first, second in best_two)


@pytest.fixture(scope="module")
def texts(hard_texts: list[str]) -> list[str]:
    """Return as many different short texts as the comparison asks for, real ones where they're at hand."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "data" / "train"
    found: list[str] = [text for text in hard_texts if len(text) < 100]
    for name in ("semeval2018-V-reg", "isear", "emobank"):
        if folder.is_dir():
            with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
                found.extend([r["text"] for r in csv.DictReader(file) if 0 < len(r["text"]) < 140][: TEXTS // 3])
    moods = ("glad", "furious", "afraid", "sad", "calm", "late", "proud", "tired", "in love", "at the office")
    found += [f"Day {day}: I was {mood}, {other} and nothing else" for day, mood in enumerate(moods) for other in moods]
    found += [text.upper() for text in found] + [f"{text}?" for text in found]
    return list(dict.fromkeys(found))[:TEXTS]


@pytest.fixture(scope="module", params=["random_llama", "starter"])
def model(request: pytest.FixtureRequest) -> Iterator[tuple[Path, LlamaBackend, Scorer]]:
    path: Path = request.getfixturevalue(request.param)
    backend, scorer = open_model(path)
    yield path, backend, scorer
    backend.close()


def test_that_batched_is_the_same_as_one_by_one(model: tuple[Path, LlamaBackend, Scorer], texts: list[str]) -> None:
    path, _, scorer = model
    plain, exact = open_model(path, flash_attention=False)
    largest = compared = ties = 0.0
    for begin in range(0, len(texts), 16):
        chunk = requests(texts[begin : begin + 16])
        alone = chunk[begin // 16 % 7 :: 7]
        together = readings(scorer, chunk)
        for request in alone:
            (single,) = readings(exact, [request])
            batched = together[request.id]
            meaning = MEANINGS[request.answers]
            if meaning[single.answer] != meaning[batched.answer]:
                assert closest_call(batched) < TIE, request.prompt
                ties += 1
                continue
            largest = max(largest, largest_difference(single, batched), abs(single.off_format - batched.off_format))
            compared += 1
    plain.close()
    print(f"{path.name}: {compared:.0f} answers, largest difference {largest:.6f}, {ties:.0f} ties")
    assert ties <= compared / 400
    assert len(texts) == TEXTS
    assert largest < 1e-3


def test_that_a_legal_greedy_answer_is_our_answer(model: tuple[Path, LlamaBackend, Scorer], texts: list[str]) -> None:
    path, backend, scorer = model
    plain = llama_cpp.Llama(str(path), n_ctx=1024, n_batch=512, n_threads=2, verbose=False, logits_all=False)
    counts: Counter[str] = Counter()
    for begin in range(0, len(texts), 16):
        chunk = requests(texts[begin : begin + 16])
        ours = readings(scorer, chunk)
        for request in chunk[begin // 16 % 7 :: 7]:
            answers: AnswerSet = SETS[request.answers]
            tokens = backend.tokenize_prompt(request.prompt)
            completion = plain.create_completion(tokens, max_tokens=16, temperature=0)
            assert isinstance(completion, dict)
            said = completion["choices"][0]["text"].strip()
            group = dict(zip(answers.texts, answers.groups, strict=True)).get(said)
            counts["asked"] += 1
            if group is not None:
                counts["legal"] += 1
                if MEANINGS[request.answers][ours[request.id].answer] != group:
                    assert closest_call(ours[request.id]) < TIE, said
                    counts["ties"] += 1
    print(f"{path.name}: {counts['asked']} greedy answers, {counts['legal']} legal, all ours but {counts['ties']} ties")
    assert counts["legal"] > 50
    assert counts["ties"] <= counts["legal"] / 100


@pytest.mark.parametrize("looks", [1, 2, 30, 300])
def test_that_a_chunk_that_is_dropped_leaves_nothing_behind(
    model: tuple[Path, LlamaBackend, Scorer], texts: list[str], looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before a batch or in the middle of one, of the instructions or of the texts."""
    monkeypatch.setattr(llama_backend, "_LOOK_S", 0.0)
    path, _, scorer = model
    chunk = requests(texts[:16])
    expected = readings(scorer, chunk)
    backend, fresh = open_model(path)
    left = iter(range(looks))
    with pytest.raises(ChunkDroppedError):
        fresh.score(chunk, lambda: next(left, None) is None)
    assert readings(fresh, chunk) == expected
    backend.close()


def test_that_the_same_chunk_gives_the_same_bits(model: tuple[Path, LlamaBackend, Scorer], texts: list[str]) -> None:
    path, _, scorer = model
    chunk, others = requests(texts[:16]), requests(texts[16:40])
    first = readings(scorer, chunk)
    readings(scorer, others)
    assert readings(scorer, chunk) == first
    backend, fresh = open_model(path)
    readings(fresh, requests(texts[40:56]))
    assert readings(fresh, chunk) == first
    backend.close()


def test_that_what_was_asked_before_changes_no_bit(model: tuple[Path, LlamaBackend, Scorer], texts: list[str]) -> None:
    """An estimate of other tasks, and texts that begin so that more of the instruction's end is theirs."""
    path, *_ = model
    chunk = requests(texts[:16])
    found = []
    for earlier in ([], requests(["😆 glad", "😡"])[5::3], requests(texts[16:24])[::-1], requests(["A"])[-1:]):
        backend, scorer = open_model(path)
        readings(scorer, earlier)
        found.append(readings(scorer, chunk))
        backend.close()
    assert all(each == found[0] for each in found)


def test_that_instructions_are_evaluated_once_for_chunks_that_ask_the_same(
    random_llama: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backend, scorer = open_model(random_llama)
    evaluated: list[int] = []
    decode = backend.decode

    def counted(batch: Sequence[Item]) -> Logits:
        if not any(item.readers for item in batch):
            evaluated.append(len(batch))
        return decode(batch)

    monkeypatch.setattr(backend, "decode", counted)
    for begin in range(0, 64, 16):
        chunk = requests(texts[begin : begin + 16])
        readings(scorer, chunk)
        heads = {request.prompt[: request.head_chars] for request in chunk}
        assert len(evaluated) == min(len(heads), MOST_ANCHORS) > 1
    backend.close()


def test_that_a_prompt_beyond_the_window_is_given_back_unanswered(model: tuple[Path, LlamaBackend, Scorer]) -> None:
    _, backend, scorer = model
    long, short = requests(["word " * backend.window_tokens, "word"])[:: len(SPECS)]
    refused, answered = scorer.score([long, short])
    assert not isinstance(refused, Reading)
    assert isinstance(answered, Reading)


def test_that_prompts_almost_as_long_as_the_window_are_answered(model: tuple[Path, LlamaBackend, Scorer]) -> None:
    _, backend, scorer = model
    text = "so glad to be here, and "
    while (
        len(backend.tokenize_prompt(max(requests([text]), key=lambda r: len(r.prompt)).prompt))
        < 0.8 * backend.window_tokens
    ):
        text += "so glad to be here, and "
    chunk = requests([text, "short one", f"{text} indeed"])
    assert len(readings(scorer, chunk)) == len(chunk)
