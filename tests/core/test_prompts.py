"""The prompts are those of the models' training data, to the space."""

from __future__ import annotations

import hashlib

import pytest

from emodesk.core.affect.prompts import DEFAULT_HEADS, Style, heads, native_head, one_line, specs_for
from emodesk.core.affect.tasks import AAID_TASKS, EMOTIONS, TASKS
from emodesk.core.errors import OptionError

# The first 16 hexadecimal digits of the SHA-256 of the published heads (joined by line feeds where there are ten).
PUBLISHED = {
    "ei-reg": "bb533ab9b6bf13c3",
    "ei-oc": "fa2ab1b5358ed18b",
    "v-reg": "f4b169ed19aba7cd",
    "v-oc": "2849607f5dccac61",
    "e-c": "075acb1cbcdb15df",
    "vader": "08f99882f81b4c64",
    "sst": "88149f9be61bbdd5",
    "sst5": "b6c1852f31cdb0eb",
    "tdt": "9bea1277d2ffe14b",
    "goemotions": "6bb3a46bfd566740",
    "emobank-v": "f1217c4eecf78b8c",
    "emobank-a": "ef09cd8cf4adaf30",
    "emobank-d": "b93c2d1dead5cd99",
}


@pytest.mark.parametrize("task_id", PUBLISHED)
def test_that_the_heads_are_the_published_ones(task_id: str) -> None:
    text = "\n".join(heads(task_id)) if TASKS[task_id].is_aaid else native_head(task_id)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == PUBLISHED[task_id]


def test_that_a_whole_prompt_is_rendered_to_the_space() -> None:
    (spec,) = specs_for("ei-reg", emotions=("joy",))
    assert spec.render("so glad\nto be here") == (
        "Human: \nTask: Calculate the intensity of emotion E in the tweet as a decimal value ranging from 0 to 1, with "
        "0 representing the lowest intensity and 1 representing the highest intensity. Tweet: so glad to be here. "
        "Emotion E: joy. Intensity Score: \n\nAssistant:\n"
    )


@pytest.mark.parametrize(("text", "ends"), [("a", "a. "), ("a.", "a. "), ("a!", "a! "), ("a?", "a? "), ("a…", "a…. ")])
def test_that_aaid_prompts_get_a_period_unless_the_text_ends(text: str, ends: str) -> None:
    (spec,) = specs_for("v-reg", emotions=())
    assert f"Tweet: {ends}Intensity Score: \n" in spec.render(text)


def test_that_aeb2_prompts_get_no_period() -> None:
    (spec,) = specs_for("sst", emotions=())
    assert "Text: fine film Sentiment score: \n\nAssistant:\n" in spec.render("fine film")


def test_that_scores_are_asked_on_0_to_1_and_rescaled() -> None:
    (spec,) = specs_for("vader", emotions=())
    assert "between 0 (extremely negative) and 1 (extremely positive)" in spec.head
    assert [TASKS["vader"].rescale(unit) for unit in (0, 0.5, 1)] == [-4, 0, 4]
    assert [TASKS["emobank-v"].rescale(unit) for unit in (0, 0.5, 1)] == [1, 3, 5]


def test_that_the_card_style_is_the_card() -> None:
    (spec,) = specs_for("ei-reg", emotions=("joy",), style=Style.CARD)
    assert spec.render("hi").endswith("in the text.\nText: hi\nEmotion: joy\nIntensity Score:\n\nAssistant:\n")


def test_that_every_wording_can_be_chosen_and_no_other() -> None:
    for task_id in AAID_TASKS:
        chosen = {specs_for(task_id, emotions=EMOTIONS, head_number=n)[0].head for n in range(1, 11)}
        assert len(chosen) == 10
        with pytest.raises(OptionError, match="1 to 10"):
            specs_for(task_id, emotions=EMOTIONS, head_number=11)
    assert set(DEFAULT_HEADS) == set(AAID_TASKS)


def test_that_head_chars_end_before_the_text() -> None:
    for task_id in TASKS:
        for spec in specs_for(task_id, emotions=("fear",)):
            assert spec.render("XYZ")[: spec.head_chars + 4].endswith(" XYZ")


def test_that_a_text_becomes_one_line_without_what_cannot_be_encoded() -> None:
    assert one_line(" a\r\nb\u2028c \ud800") == "a b c ?"
