"""Raw answers become their label or are flagged; nothing turns into a neutral or a 0.5 by itself."""

from __future__ import annotations

import ast
import csv
import gzip
from pathlib import Path

import pytest

from emodesk.core.affect.parsing import parse

# Labels and off-format answers among the published raw answers, per benchmark set and model.
COUNTS = {
    ("sst", "Emollama-7b"): (2210, 0), ("sst", "Emollama-chat-7b"): (2202, 8), ("sst", "Emollama-chat-13b"): (2210, 0),
    ("sst", "Emoopt-13b"): (2210, 0), ("sst", "Emobloom-7b"): (2148, 62),
    ("vader", "Emollama-7b"): (3975, 25), ("vader", "Emollama-chat-7b"): (3997, 3),
    ("vader", "Emollama-chat-13b"): (3991, 9), ("vader", "Emoopt-13b"): (3988, 12),
    ("vader", "Emobloom-7b"): (3978, 22),
    ("emobank", "Emollama-7b"): (1294, 1706), ("emobank", "Emollama-chat-7b"): (2737, 263),
    ("emobank", "Emollama-chat-13b"): (2394, 606), ("emobank", "Emoopt-13b"): (1257, 1743),
    ("emobank", "Emobloom-7b"): (2908, 92),
    ("sst5", "Emollama-7b"): (2145, 65), ("sst5", "Emollama-chat-7b"): (1955, 255),
    ("sst5", "Emollama-chat-13b"): (2210, 0), ("sst5", "Emoopt-13b"): (672, 1538), ("sst5", "Emobloom-7b"): (2209, 1),
    ("tdt", "Emollama-7b"): (640, 52), ("tdt", "Emollama-chat-7b"): (630, 62), ("tdt", "Emollama-chat-13b"): (632, 60),
    ("tdt", "Emoopt-13b"): (519, 173), ("tdt", "Emobloom-7b"): (672, 20),
    ("goemotions", "Emollama-chat-7b"): (5374, 53), ("goemotions", "Emollama-chat-13b"): (5331, 96),
    ("goemotions", "Emoopt-13b"): (5129, 298), ("goemotions", "Emobloom-7b"): (5383, 44),
}  # fmt: skip
TASK_AND_RANGE = {
    "sst": ("sst", 0.0, 1.0), "vader": ("vader", -4.0, 4.0), "emobank": ("emobank-v", 1.0, 5.0),
    "sst5": ("sst5", 0.0, 1.0), "tdt": ("tdt", 0.0, 1.0), "goemotions": ("goemotions", 0.0, 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", TASK_AND_RANGE)
def test_that_every_published_answer_is_a_label_or_flagged(name: str, shared_data: Path) -> None:
    task_id, low, high = TASK_AND_RANGE[name]
    with gzip.open(shared_data / "aeb2" / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for model in (model for data_set, model in COUNTS if data_set == name):
        labels = flagged = 0
        for row in rows:
            raw = row[model]
            if raw.startswith("["):  # this set's answers were stored as parsed lists
                raw = ", ".join(ast.literal_eval(raw))
            parsed = parse(task_id, raw, low=low, high=high)
            flagged += parsed.is_off_format
            labels += not parsed.is_off_format
            assert parsed.is_off_format == bool(parsed.problem)
        print(f"{name} {model}: {labels} labels, {flagged} off-format")
        assert (labels, flagged) == COUNTS[name, model]


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0.517", 0.517), (" 0.5 ", 0.5), ("1", 1.0), ("0.", 0.0), ("1.0 (moderate)", 1.0), ("0.897)", 0.897)],
)  # fmt: skip
def test_that_one_number_in_range_is_a_score(raw: str, value: float) -> None:
    assert parse("v-reg", raw).value == value


@pytest.mark.parametrize(
    "raw",
    ["", "I apologize, but I cannot fulfill your request", "1:58", "0. seven 5", "negative", "48: disgust", "1.2",
     "-0.1", "\N{MINUS SIGN}0.333", "0.5 to 0.7", "NaN", "0,5"],
)  # fmt: skip
def test_that_anything_else_is_no_score(raw: str) -> None:
    assert parse("v-reg", raw).is_off_format


def test_that_classes_are_those_of_the_task() -> None:
    assert parse("v-oc", "-2: moderately negative emotional state can be inferred").value == -2
    assert parse("v-oc", " +2").value == 2
    assert parse("v-oc", "\N{MINUS SIGN}3: very negative").value == -3
    assert parse("v-oc", "-4: extremely negative").is_off_format
    assert parse("v-oc", "0.5").is_off_format
    assert parse("sst5", "1: negative, 2: neutral, 3: positive").is_off_format
    assert parse("sst5", "NEUTRAL").is_off_format


def test_that_label_sets_hold_the_tasks_labels_alone() -> None:
    assert parse("e-c", "joy, love, optimism.").value == ("joy", "love", "optimism")
    assert parse("e-c", "optimism, joy, joy").value == ("joy", "optimism")
    assert parse("e-c", "neutral or no emotion.").value == ()
    assert parse("e-c", "neutral or no emotion, joy").is_off_format
    assert parse("e-c", "enjoyment").is_off_format
