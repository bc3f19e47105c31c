"""The field's words as the window shows them: short, and in the window's language. The files keep the English ones."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from emodesk.core.affect.columns import label_of
from emodesk.core.affect.tasks import Task
from emodesk.gui.translation import QT_TRANSLATE_NOOP

_EMOTIONS: Final = {
    "anger": QT_TRANSLATE_NOOP("words", "anger"),
    "anticipation": QT_TRANSLATE_NOOP("words", "anticipation"),
    "disgust": QT_TRANSLATE_NOOP("words", "disgust"),
    "fear": QT_TRANSLATE_NOOP("words", "fear"),
    "joy": QT_TRANSLATE_NOOP("words", "joy"),
    "love": QT_TRANSLATE_NOOP("words", "love"),
    "optimism": QT_TRANSLATE_NOOP("words", "optimism"),
    "pessimism": QT_TRANSLATE_NOOP("words", "pessimism"),
    "sadness": QT_TRANSLATE_NOOP("words", "sadness"),
    "surprise": QT_TRANSLATE_NOOP("words", "surprise"),
    "trust": QT_TRANSLATE_NOOP("words", "trust"),
}
_CLASSES: Final = {
    ("v-oc", -3): QT_TRANSLATE_NOOP("words", "very negative"),
    ("v-oc", -2): QT_TRANSLATE_NOOP("words", "moderately negative"),
    ("v-oc", -1): QT_TRANSLATE_NOOP("words", "slightly negative"),
    ("v-oc", 0): QT_TRANSLATE_NOOP("words", "neutral or mixed"),
    ("v-oc", 1): QT_TRANSLATE_NOOP("words", "slightly positive"),
    ("v-oc", 2): QT_TRANSLATE_NOOP("words", "moderately positive"),
    ("v-oc", 3): QT_TRANSLATE_NOOP("words", "very positive"),
    ("ei-oc", 0): QT_TRANSLATE_NOOP("words", "none"),
    ("ei-oc", 1): QT_TRANSLATE_NOOP("words", "low"),
    ("ei-oc", 2): QT_TRANSLATE_NOOP("words", "moderate"),
    ("ei-oc", 3): QT_TRANSLATE_NOOP("words", "high"),
    ("sst5", 0): QT_TRANSLATE_NOOP("words", "very negative"),
    ("sst5", 1): QT_TRANSLATE_NOOP("words", "negative"),
    ("sst5", 2): QT_TRANSLATE_NOOP("words", "neutral"),
    ("sst5", 3): QT_TRANSLATE_NOOP("words", "positive"),
    ("sst5", 4): QT_TRANSLATE_NOOP("words", "very positive"),
    ("tdt", -1): QT_TRANSLATE_NOOP("words", "negative"),
    ("tdt", 0): QT_TRANSLATE_NOOP("words", "neutral"),
    ("tdt", 1): QT_TRANSLATE_NOOP("words", "positive"),
}
_BRIEF: Final = {
    ("v-oc", -2): QT_TRANSLATE_NOOP("words", "mod. neg."),
    ("v-oc", -1): QT_TRANSLATE_NOOP("words", "slightly neg."),
    ("v-oc", 0): QT_TRANSLATE_NOOP("words", "neutral"),
    ("v-oc", 1): QT_TRANSLATE_NOOP("words", "slightly pos."),
    ("v-oc", 2): QT_TRANSLATE_NOOP("words", "mod. pos."),
}
"""Of those that are long: what stands in a narrow column, beside the number that says it all."""
_TITLES: Final = {
    "v-reg": QT_TRANSLATE_NOOP("words", "Valence"),
    "v-oc": QT_TRANSLATE_NOOP("words", "Sentiment"),
    "e-c": QT_TRANSLATE_NOOP("words", "Emotions"),
    "vader": QT_TRANSLATE_NOOP("words", "VADER sentiment"),
    "sst": QT_TRANSLATE_NOOP("words", "SST sentiment"),
    "emobank-v": QT_TRANSLATE_NOOP("words", "EmoBank valence"),
    "emobank-a": QT_TRANSLATE_NOOP("words", "EmoBank arousal"),
    "emobank-d": QT_TRANSLATE_NOOP("words", "EmoBank dominance"),
    "sst5": QT_TRANSLATE_NOOP("words", "SST-5 class"),
    "tdt": QT_TRANSLATE_NOOP("words", "TDT class"),
    "goemotions": QT_TRANSLATE_NOOP("words", "Ekman emotions"),
    "ei-reg": QT_TRANSLATE_NOOP("words", "Intensity"),
    "ei-oc": QT_TRANSLATE_NOOP("words", "Level"),
}
NO_EMOTION: Final = QT_TRANSLATE_NOOP("words", "no emotion")


def tr(text: str) -> str:
    """Return one of this page's words in the window's language."""
    return QCoreApplication.translate("words", text)


def emotion_word(name: str) -> str:
    """Return an emotion's name."""
    return tr(_EMOTIONS.get(name, name))


def class_words(task: Task, number: int, emotion: str | None) -> str:
    """Return what a class's number means, in two or three words."""
    short = _CLASSES.get((task.id, number))
    if short is not None:
        return tr(short)
    wording = next((text for value, text in task.classes if value == number), "")
    return wording.format(emotion=emotion).partition(": ")[2]


def brief_class_words(task: Task, number: int) -> str:
    """Return a shorter form for a narrow column, empty where there's none."""
    brief = _BRIEF.get((task.id, number))
    return tr(brief) if brief else ""


def column_title(task_id: str, emotion: str | None) -> str:
    """Return the heading of a label column."""
    title = tr(_TITLES.get(task_id, task_id))
    if emotion is None:
        return title
    return f"{emotion_word(emotion).capitalize()} · {title}"


def column_words(name: str) -> str:
    """Return the heading of the label column of that name; any other name stays as it is."""
    about = label_of(name)
    return name if about is None else column_title(*about)
