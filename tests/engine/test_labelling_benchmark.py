"""The parts of the labelling benchmark that could quietly measure the wrong thing."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import gguf
import numpy as np
import pytest
from gguf import GGMLQuantizationType
from llama_cpp import Llama

from emodesk.core.affect.columns import Profile
from emodesk.core.reading import AnswerSet
from tests.benchmarks.labelling import figures, planned_tokens
from tests.benchmarks.labelling.prompt_tree import AnswerTokens, nodes_behind
from tests.benchmarks.labelling.random_blocks import RandomMatrix
from tests.benchmarks.labelling.random_models import LLAMA_2_VOCABULARY, QUANTIZATIONS, Quantization, Shape, write
from tests.benchmarks.labelling.rounds import EMODESK, SERVER, Part
from tests.benchmarks.labelling.texts import texts
from tests.benchmarks.labelling.work import Job, Outcome
from tests.engine.random_model import own_vocabulary

_SHAPE = Shape("tiny", 256, 4, 4, 2, 512)


@pytest.mark.parametrize("kind", [GGMLQuantizationType.Q4_0, GGMLQuantizationType.Q4_K, GGMLQuantizationType.Q6_K])
def test_that_random_blocks_are_weights_of_hardly_any_mean_and_the_usual_spread(kind: GGMLQuantizationType) -> None:
    matrix = RandomMatrix(200, 512, kind, silent_row=3)
    quantized = np.concatenate(list(matrix.parts(np.random.default_rng(1))))
    weights = gguf.quants.dequantize(quantized, kind)
    assert quantized.nbytes == matrix.size_bytes
    assert weights.shape == (200, 512)
    assert not weights[3].any()
    assert abs(weights.mean()) < 0.15 * 512**-0.5  # 4 bits have no middle: half a step is left
    assert weights.std() == pytest.approx(512**-0.5, rel=0.02)


def test_that_a_matrix_is_a_whole_number_of_blocks() -> None:
    with pytest.raises(ValueError, match="no whole number of Q4_K blocks"):
        list(RandomMatrix(2, 100, GGMLQuantizationType.Q4_K).parts(np.random.default_rng(1)))


@pytest.mark.parametrize("quantization", QUANTIZATIONS.values(), ids=list(QUANTIZATIONS))
def test_that_a_random_model_answers_in_finite_numbers_and_never_ends(
    tmp_path: Path, quantization: Quantization
) -> None:
    path = tmp_path / "tiny.gguf"
    write(path, _SHAPE, quantization, own_vocabulary())
    llama = Llama(str(path), n_ctx=128, n_threads=1, verbose=False, logits_all=True)
    answer = llama.create_completion("I love the tweet", max_tokens=40, temperature=0)
    assert isinstance(answer, dict)
    assert answer["usage"]["completion_tokens"] == 40
    logits = llama.scores[: llama.n_tokens]
    assert np.isfinite(logits).all()
    assert np.allclose(logits[:, llama.token_eos()], 0)
    assert logits.std() > 0.1


def test_that_the_better_format_goes_where_the_quantizer_puts_it() -> None:
    recipe = QUANTIZATIONS["q4_k_m"]
    better = [layer for layer in range(32) if recipe.of("ffn_down", layer, 32) is GGMLQuantizationType.Q6_K]
    assert better == [0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 28, 29, 30, 31]
    assert all(recipe.of("attn_q", layer, 32) is GGMLQuantizationType.Q4_K for layer in range(32))


def test_that_only_the_tokens_that_tell_an_answers_meaning_count(random_llama: Path) -> None:
    llama = Llama(str(random_llama), vocab_only=True, verbose=False)
    answers = AnswerTokens(llama, AnswerSet("x", ("0.5", "0.50", "0.6", "1"), (500, 500, 600, 1000)))
    spelled = [llama.detokenize([token]).decode() for token in answers.evaluated("0.5")]
    assert "".join(spelled).strip() == "0."  # behind the point 5 or 6 is chosen, and all is said
    assert answers.evaluated("1") == answers.evaluated("0.6")[:1]  # the space before a number; 0 or 1 is chosen


def test_that_a_token_of_the_tree_counts_once_and_instructions_not_at_all() -> None:
    text_and_two_tails: list[tuple[int, tuple[int, ...]]] = [(2, (1, 2, 7, 8, 9, 3)), (2, (1, 2, 7, 8, 9, 4))]
    another_instruction: list[tuple[int, tuple[int, ...]]] = [(2, (1, 5, 7, 8, 9))]
    assert nodes_behind(text_and_two_tails) == 5
    assert nodes_behind(text_and_two_tails + another_instruction) == 8


def test_that_a_few_texts_are_as_long_as_many() -> None:
    many = texts(640)
    assert len(set(many)) == 640
    assert texts(7) == many[:7]  # who is given more texts gets those of the others, too
    usual = mean(map(len, many))
    for few in (1, 3, 7, 15):
        assert mean(map(len, many[:few])) == pytest.approx(usual, rel=0.12)


@pytest.mark.parametrize("profile", [profile.value for profile in Profile])
def test_that_no_token_is_evaluated_that_tells_nothing(profile: str, starter: Path) -> None:
    evaluated, beside, least = planned_tokens.count(profile, 32, starter)
    assert evaluated == least + beside


@pytest.mark.skipif(not LLAMA_2_VOCABULARY.is_file(), reason="the research data don't lie beside this checkout")
@pytest.mark.parametrize("profile", [profile.value for profile in Profile])
def test_that_real_answers_take_hardly_more_tokens_than_their_prefix_trees(profile: str) -> None:
    evaluated, _, least = planned_tokens.count(profile, 32, LLAMA_2_VOCABULARY)
    assert evaluated <= 1.02 * least


def test_that_ratios_are_of_neighbours_in_a_round() -> None:
    def part(seconds: float) -> Part:
        job = Job(peer="", model="", shape="1b", texts=2, threads=1)
        return Part(job=job, outcome=Outcome(prompts=22, texts=2, seconds=seconds), wall_seconds=seconds)

    parts = {EMODESK: [part(1), part(2), part(4)], SERVER: [part(3), part(6), part(12)]}
    speed = figures.speed(parts[EMODESK], parts)
    assert speed["times_server"] == 3
    assert speed["prompts_per_s"] == 11
