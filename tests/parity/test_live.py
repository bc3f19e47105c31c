"""The same comparison with transformers itself, on checkpoints that it writes now. Needs the group ``reference``."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

pytest.importorskip("torch", reason="the dependency group “reference” isn't installed")
pytest.importorskip("transformers", reason="the dependency group “reference” isn't installed")

from tests.parity import prompts
from tests.parity.conftest import ARCHITECTURES, CHECKPOINTS, Convert
from tests.parity.make_checkpoints import make_checkpoint
from tests.parity.recording import Expected
from tests.parity.teacher import Teacher
from tests.parity.test_parity import FULL, compare


@pytest.mark.slow
@pytest.mark.usefixtures("_full_context")
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_a_new_checkpoint_says_after_conversion_what_it_says_in_transformers(
    architecture: str, converted: Convert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = tmp_path / "new"
    make_checkpoint(checkpoint, architecture, seed=7)
    expected = msgspec.convert(Teacher(checkpoint).answer(prompts.requests()), list[Expected])
    result = compare(converted(checkpoint, FULL.get(architecture, "float32")), expected, monkeypatch)
    print(architecture, result)
    assert result.tokens_differ == 0
    assert result.missing == 0
    assert result.same_answers == len(expected)
    assert result.largest <= 1e-2


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_the_committed_figures_are_those_of_transformers(architecture: str, expected: list[Expected]) -> None:
    now = msgspec.convert(Teacher(CHECKPOINTS / architecture).answer(prompts.requests()), list[Expected])
    for one, other in zip(now, expected, strict=True):
        assert one.prompt_ids == other.prompt_ids
        assert one.nodes.keys() == other.nodes.keys()
        for place, values in one.nodes.items():
            assert values == pytest.approx(other.nodes[place], abs=1e-3)
