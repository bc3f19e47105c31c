"""Answers as trees of tokens, with a character for each token."""

from __future__ import annotations

import numpy as np
import pytest

from emodesk.core.affect.answers import answer_set
from emodesk.core.affect.prompts import ScoreReading, specs_for
from emodesk.core.reading import AnswerSet, Reading
from emodesk.engine.answer_tree import AnswerTree, build
from emodesk.engine.reading_path import PathReader, choices

END = 0


def tree(answers: AnswerSet) -> AnswerTree:
    return build(answers, lambda text: [ord(c) for c in text], lambda token: chr(token).encode(), END)


def read(answers: AnswerSet, wanted: str) -> tuple[Reading, int]:
    """Read what a model answers that wants to say ``wanted``; also return how many times it was asked to go on."""
    path = PathReader(tree(answers).root)
    node, steps = path.choose(), 0
    while node is not None:
        for each in (node, *node.chain()):
            said = each.text
            following = wanted[len(said) : len(said) + 1] if wanted.startswith(said) else None
            token = ord(following) if following else END
            mass = {child: 0.99 if child == token else 1e-6 for child in each.children}
            path.read(each, *choices(np.log([[mass[child] for child in each.children]], dtype=np.float32)))
        node, steps = path.choose(), steps + 1
    return path.reading(0), steps


def of_task(task: str, scores: ScoreReading = ScoreReading.ANSWER) -> AnswerSet:
    return answer_set(specs_for(task, emotions=("joy",), scores=scores)[0])


@pytest.mark.parametrize("task", ["sst5", "tdt"])
def test_that_a_list_of_classes_is_no_class(task: str) -> None:
    meant, _ = read(of_task(task), "1: negative" if task == "sst5" else "1: positive")
    listed, _ = read(of_task(task), "1: negative, 2: neutral" if task == "sst5" else "1: positive, 0: neutral")
    assert meant.answer == listed.answer
    assert meant.off_format < 0.2
    assert listed.off_format > 0.9


def test_that_a_trained_class_is_read_off_its_number_in_one_step() -> None:
    reading, steps = read(of_task("v-oc"), "-2: moderately negative emotional state can be inferred")
    assert reading.answer == "-2: moderately negative emotional state can be inferred"
    assert steps == 1 or len(tree(of_task("v-oc")).branches) > 1


def test_that_a_mean_takes_one_step_and_an_answer_three() -> None:
    answered, steps = read(of_task("v-reg"), "0.517")
    assert (answered.answer, steps) == ("0.517", 3)
    averaged, steps = read(of_task("v-reg", ScoreReading.MEAN), "0.517")
    assert steps == 1
    assert averaged.answer.startswith("0.5")
    assert {decision.prefix for decision in averaged.decisions} >= {"0."}


def test_that_the_likeliest_class_is_found_where_greed_follows_a_shared_sign() -> None:
    said = {"": {"-": 0.55, "0": 0.35, "1": 0.1}, "-": {"1": 0.4, "2": 0.35, "3": 0.25}}
    tree_ = tree(of_task("v-oc"))
    assert tree_.is_read_whole
    answers = []
    for takes_likeliest in (False, True):
        path = PathReader(tree_.root, takes_likeliest=takes_likeliest)
        for node in dict.fromkeys((tree_.root, *(node for branch in tree_.branches for node in branch))):
            mass = [said[node.text].get(chr(child), 1e-9) for child in node.children]
            path.read(node, *choices(np.log([mass], dtype=np.float32)))
        assert path.choose() is None
        answers.append(path.reading(0).answer)
    assert [answer.partition(":")[0] for answer in answers] == ["-1", "0"]
    assert not tree(of_task("v-reg")).is_read_whole
