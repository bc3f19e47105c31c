"""Answers on CTranslate2 don't depend on what they're asked with, and they come through the worker like any others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from emodesk.core.affect.answers import request_for
from emodesk.core.errors import ModelDamagedError
from emodesk.core.model_file import InstalledModel
from emodesk.core.reading import FailedRequest, LoadOptions, Reading, Request
from emodesk.engine import ct2_backend
from emodesk.engine.client import EngineClient
from emodesk.engine.ct2_backend import Ct2Backend
from emodesk.engine.round_scorer import RoundScorer
from emodesk.engine.transport import WorkerTransport
from emodesk.modelhub.conversion.converting import convert
from emodesk.modelhub.importing import import_model
from tests.parity import prompts

CHECKPOINTS = Path(__file__).parents[1] / "parity" / "checkpoints"


def converted(architecture: str, folder: Path) -> InstalledModel:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMODESK_MODELS", str(folder))
        original = import_model(CHECKPOINTS / architecture, None, lambda _: None, lambda: False)
        assert original is not None
        model = convert(original, "int8", lambda _: None, lambda: False)
        assert model is not None
        return model


@pytest.fixture(scope="module", params=["t5", "bart", "opt", "bloom"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> InstalledModel:
    return converted(request.param, tmp_path_factory.mktemp("models"))


@pytest.fixture
def backend(model: InstalledModel) -> Iterator[Ct2Backend]:
    loaded = Ct2Backend(options(model))
    yield loaded
    loaded.close()


def options(model: InstalledModel) -> LoadOptions:
    return LoadOptions(path=str(model.main_file), fingerprint="", threads=1, gpu_layers=0)


def scorer_of(backend: Ct2Backend) -> RoundScorer:
    scorer = backend.scorer()
    for answers in prompts.answer_sets().values():
        scorer.define(answers)
    return scorer


def likeliest(reading: Reading) -> str:
    """Return the likeliest class of all, worked out from what was read at each place."""
    options = {decision.prefix: decision.options for decision in reading.decisions}

    def below(prefix: str) -> tuple[float, str]:
        if prefix not in options:
            return 1.0, prefix
        return max((share * below(prefix + more)[0], below(prefix + more)[1]) for more, share in options[prefix])

    return below("")[1]


def test_that_batched_is_the_same_as_one_by_one_and_again_the_same_bits(
    model: InstalledModel, backend: Ct2Backend
) -> None:
    chunk = prompts.requests()[:32]
    scorer = scorer_of(backend)
    together = scorer.score(chunk)
    largest = 0.0
    for request, batched in zip(chunk[::4], together[::4], strict=True):
        (single,) = scorer.score([request])
        assert isinstance(single, Reading)
        assert isinstance(batched, Reading)
        assert single.answer == batched.answer
        largest = max(largest, abs(single.off_format - batched.off_format))
        for one, other in zip(single.decisions, batched.decisions, strict=True):
            largest = max(largest, *(abs(p - q) for (_, p), (_, q) in zip(one.options, other.options, strict=True)))
    assert largest < 1e-3
    scorer.score(prompts.requests()[40:])
    assert scorer.score(chunk) == together
    fresh = Ct2Backend(options(model))
    assert scorer_of(fresh).score(chunk) == together
    fresh.close()


def shares_space(request: Request) -> Request:
    """Count the space behind the instruction to it: to which token it belongs depends on the text then."""
    return msgspec.structs.replace(request, head_chars=request.head_chars + 1)


def test_that_what_was_asked_before_changes_no_bit(model: InstalledModel, backend: Ct2Backend) -> None:
    """Texts that begin so that more of the instruction's end is theirs, or less; more instructions than are kept."""
    chunk = [shares_space(request) for request in prompts.requests()[:32]]
    expected = scorer_of(backend).score(chunk)
    spec, *others = prompts.specs()
    of_one = [shares_space(request_for(number, spec, text)) for number, text in enumerate(("😆", "glad", "½"))]
    of_all = [request_for(number, other, "😆") for number, other in enumerate(others[::-1])]
    shorter = [msgspec.structs.replace(request, head_chars=n) for request in of_all for n in range(20, 200, 40)]
    for earlier in (of_one[:1], of_one[1:], [shares_space(request) for request in of_all], shorter):
        other = Ct2Backend(options(model))
        scorer = scorer_of(other)
        scorer.score(earlier)
        assert scorer.score(chunk) == expected
        other.close()


@pytest.mark.parametrize("model", ["opt"], indirect=True)
def test_that_instructions_are_evaluated_once_and_those_beyond_the_memory_with_the_same_bits(
    model: InstalledModel, backend: Ct2Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunk = prompts.requests()[:32]
    expected = scorer_of(backend).score(chunk)
    heads = {request.prompt[: request.head_chars] for request in chunk}
    assert len(backend.kept_anchors) == len(heads) > 2
    monkeypatch.setattr(ct2_backend, "MOST_ANCHORS", 2)
    fresh = Ct2Backend(options(model))
    assert scorer_of(fresh).score(chunk) == expected
    assert len(fresh.kept_anchors) == 2
    fresh.close()


def test_that_a_prompt_beyond_the_window_is_given_back_unanswered(backend: Ct2Backend) -> None:
    scorer = scorer_of(backend)
    spec = prompts.specs()[0]
    texts = ["word " * backend.window_tokens, "word", "so glad to be here " * (backend.window_tokens // 20)]
    results = scorer.score([request_for(n, spec, text) for n, text in enumerate(texts)])
    assert [type(result) for result in results] == [FailedRequest, Reading, Reading]


def test_that_control_tokens_in_a_text_stay_text(backend: Ct2Backend) -> None:
    plain = backend.tokenize_answer("a b")
    tricky = backend.tokenize_answer("a </s> <s> <pad> <unk> <extra_id_0> b")
    assert len(tricky) > len(plain) + 5
    assert backend.end_token not in tricky
    spelled = b"".join(backend.piece(token) for token in backend.tokenize_answer("0.517"))
    assert spelled.strip() == b"0.517"


def test_that_beams_take_the_likeliest_class_where_greed_takes_another(
    backend: Ct2Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three classes begin with the minus sign (decision 46)."""
    spec = next(spec for spec in prompts.specs() if spec.task_id == "v-oc")
    chunk = [request_for(number, spec, f"{text} {number}") for number, text in enumerate(prompts.TEXTS * 6)]
    scorer = scorer_of(backend)

    def answers(*, has_beams: bool) -> list[Reading]:
        monkeypatch.setattr(backend, "takes_likeliest", has_beams)
        return [reading for reading in scorer.score(chunk) if isinstance(reading, Reading)]

    beams, greed = answers(has_beams=True), answers(has_beams=False)
    assert all(reading.answer.startswith(likeliest(reading)) for reading in beams)
    assert len(beams) == len(chunk)
    assert [reading.decisions for reading in beams] == [reading.decisions for reading in greed]
    differ = sum(one.answer != other.answer for one, other in zip(beams, greed, strict=True))
    print(f"{backend.info().architecture}: {differ} of {len(chunk)} classes differ")


def test_that_answers_come_through_the_worker(model: InstalledModel, backend: Ct2Backend, tmp_path: Path) -> None:
    chunk = prompts.requests()[:8]
    client = EngineClient(WorkerTransport(tmp_path / "engine.log"))
    try:
        info = client.load(options(model))
        assert info.engine.startswith("CTranslate2")
        assert info.name == f"{model.receipt.architecture} int8"
        assert client.count_tokens(["0.5"]) == [len(backend.tokenize_answer("0.5"))]
        (results,) = client.score([chunk], tuple(prompts.answer_sets().values()), lambda: False)
        assert list(results) == scorer_of(backend).score(chunk)
        assert "llama" in client.examine().engine
    finally:
        client.close()


def test_that_a_folder_that_was_spoiled_is_refused(model: InstalledModel, tmp_path: Path) -> None:
    for name in ("model.bin", "answering.json", "spiece.model", "tokenizer.json", "config.json"):
        if not (model.folder / name).is_file():
            continue
        folder = tmp_path / name
        folder.mkdir()
        for path in model.folder.iterdir():
            (folder / path.name).write_bytes(path.read_bytes() if path.name != name else b"spoiled")
        with pytest.raises(ModelDamagedError):
            Ct2Backend(LoadOptions(path=str(folder / "model.bin"), fingerprint="", threads=1, gpu_layers=0))
