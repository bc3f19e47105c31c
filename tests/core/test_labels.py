"""From what the engine read to a label."""

from __future__ import annotations

import pytest

from emodesk.core.affect.answers import answer_set
from emodesk.core.affect.labels import ClassLabel, LabelSet, Score, cut_class, interpret, merge
from emodesk.core.affect.levels import CUTS
from emodesk.core.affect.prompts import ScoreReading, specs_for
from emodesk.core.affect.tasks import TASKS
from emodesk.core.reading import Decision, Reading

V_REG, E_C, SST5 = TASKS["v-reg"], TASKS["e-c"], TASKS["sst5"]


def reading(answer: str, *decisions: tuple[str, dict[str, float]]) -> Reading:
    return Reading(0, answer, tuple(Decision(prefix, tuple(options.items()), 1.0) for prefix, options in decisions), 0)


def score(read: Reading, scores: ScoreReading = ScoreReading.ANSWER) -> Score:
    label = interpret(V_REG, None, read, scores)
    assert isinstance(label, Score)
    return label


DIGITS = reading(
    "0.59",
    ("", {"0": 0.9, "1": 0.1}),
    ("0", {"": 0.0, ".": 1.0}),
    ("0.", {"4": 0.2, "5": 0.5, "6": 0.3}),
    ("0.5", {"": 0.1, "9": 0.9}),
)


def test_that_a_score_is_the_answer_and_its_distribution_that_of_the_first_decimal() -> None:
    label = score(DIGITS)
    assert label.unit == 0.59
    assert label.tenths == pytest.approx((0, 0, 0, 0, 0.18, 0.45, 0.27, 0, 0, 0.1))
    assert label.mean == pytest.approx(0.18 * 0.45 + 0.45 * 0.55 + 0.27 * 0.65 + 0.1 * 0.95)


def test_that_the_mean_is_the_label_where_that_is_asked_for() -> None:
    assert score(DIGITS, ScoreReading.MEAN).unit == round(score(DIGITS).mean, 3)


def test_that_a_vocabulary_may_spell_several_digits_at_once() -> None:
    three = reading("0.512", ("", {"0": 1.0}), ("0", {".": 1.0}), ("0.", {"512": 0.25, "48": 0.5, "9": 0.25}))
    assert score(three).tenths == pytest.approx((0, 0, 0, 0, 0.5, 0.25, 0, 0, 0, 0.25))
    whole = reading("0.3", ("", {"0.3": 0.75, "1": 0.25}))
    assert score(whole).tenths == pytest.approx((0, 0, 0, 0.75, 0, 0, 0, 0, 0, 0.25))
    assert score(reading("0.25")).tenths[2] == 1.0


def test_that_zero_itself_belongs_to_the_first_tenth() -> None:
    zero = reading("0", ("", {"0": 1.0}), ("0", {"": 0.75, ".": 0.25}), ("0.", {"0": 0.5, "1": 0.5}))
    assert score(zero).tenths[:2] == pytest.approx((0.875, 0.125))


def test_that_no_more_is_told_apart_than_the_mean_hangs_on() -> None:
    (asked,) = specs_for("v-reg", emotions=())
    (averaged,) = specs_for("v-reg", emotions=(), scores=ScoreReading.MEAN)
    assert asked.render("so") == averaged.render("so")
    answers, tenths = answer_set(asked), answer_set(averaged)
    assert answers.texts == tenths.texts
    assert (answers.key, len(set(answers.groups))) == ("score", 1001)
    assert (tenths.key, len(set(tenths.groups))) == ("score/mean", 11)


@pytest.mark.parametrize("name", CUTS)
def test_that_a_class_begins_at_its_cut(name: str) -> None:
    emotion = None if name == "valence" else name
    for place, cut in enumerate(CUTS[name]):
        for unit, expected in ((cut, place + 1), (round(cut - 0.001, 3), place)):
            label = cut_class(emotion, Score(unit, (0.1,) * 10))
            assert label.place == expected
            assert sum(label.probabilities) == pytest.approx(1)


def test_that_a_class_has_the_probabilities_of_all_classes() -> None:
    label = interpret(
        SST5, None, reading("3: positive", ("", {"0": 0.1, "1": 0.1, "2": 0.2, "3": 0.5, "4": 0.1})),
    )  # fmt: skip
    assert isinstance(label, ClassLabel)
    assert label.place == 3
    assert label.probabilities == pytest.approx((0.1, 0.1, 0.2, 0.5, 0.1))
    assert label.confidence == pytest.approx(0.5)


def test_that_the_emotions_present_are_a_row_of_decisions() -> None:
    label = interpret(
        E_C, None,
        reading(
            "joy, love.", ("", {"neutral or no emotion": 0.1, "joy": 0.6, "love": 0.3}), ("joy", {",": 0.8, ".": 0.2}),
            ("joy, ", {"love": 0.75, "optimism": 0.25}), ("joy, love", {",": 0.4, ".": 0.6}),
            ("joy, love, ", {"optimism": 1.0}),
        ),
    )  # fmt: skip
    assert isinstance(label, LabelSet)
    assert label.present == ("joy", "love")
    by_name = dict(zip(E_C.labels, label.probabilities, strict=True))
    assert by_name["joy"] == pytest.approx(0.6)
    assert by_name["love"] == pytest.approx(0.8 * 0.75)
    assert by_name["optimism"] == pytest.approx(0.4)
    assert label.confidence == pytest.approx(0.6 * 0.6 * 0.6)


def test_that_parts_of_a_long_text_count_by_their_length() -> None:
    low, high = Score(0.2, (0, 0, 1, *[0] * 7)), Score(0.8, (*[0] * 8, 1, 0))
    merged = merge(V_REG, [low, high], [3.0, 1.0])
    assert isinstance(merged, Score)
    assert merged.unit == pytest.approx(0.35)
    assert (merged.tenths[2], merged.tenths[8]) == pytest.approx((0.75, 0.25))
    classes = merge(SST5, [ClassLabel(0, (0.6, 0.4, 0, 0, 0)), ClassLabel(4, (0, 0.4, 0, 0, 0.6))], [1.0, 1.0])
    assert isinstance(classes, ClassLabel)
    assert classes.place == 1
