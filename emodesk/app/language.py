"""Flags texts that the models weren't made for: probably not English, or nothing to read at all."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

NO_WORDS: Final = "no words"
MISSING_VALUE: Final = "marks a missing value"
_FEWEST_LETTERS: Final = 24
"""Shorter texts can't be told apart: "lol" and "Hannover" are no evidence."""
_SURE: Final = 0.85
_FACE: Final = re.compile(r"[:;=8][-o*']?[)\](\[dDpP/:}{@|\\]|<3")
"""The commonest of the faces that are typed."""
_NOT_TEXT: Final = re.compile(r"https?://\S+|[@#]\w+|\\n|[^\w\s']|[\d_]")
_MISSING: Final = frozenset({"n/a", "na", "n.a.", "none", "null", "nan", "no answer", "k.a.", "missing"})
"""What people and programs write where there's nothing."""
_NAMES: Final = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def foreign_language(text: str) -> str | None:
    """Return the name of the language if the text is clearly not English, else None.

    Careful in one direction: an English text that is flagged wastes the user's time, so doubt means English.
    """
    # Letters of other shapes that mean the same (𝓼𝓸, ｓｏ) become plain ones first.
    words = " ".join(_NOT_TEXT.sub(" ", unicodedata.normalize("NFKC", text)).split())
    letters = sum(character.isalpha() for character in words)
    if letters == 0:
        return None
    is_other_script = sum(character.isalpha() and ord(character) > 0x24F for character in words) > letters / 2
    if letters < _FEWEST_LETTERS and not is_other_script:
        return None
    language, probability = _identifier().classify(words.lower())
    if language == "en" and not is_other_script:
        return None
    if is_other_script or (probability >= _SURE and len(words.split()) >= 4):
        return _NAMES.get(language, "another language")
    return None


def why_nothing_to_read(text: str) -> str | None:
    """Return why there's nothing in a text that a model could read, None if there is something.

    An emoji alone is something: the models know them.
    """
    if text.strip().casefold() in _MISSING:
        return MISSING_VALUE
    if not any(character.isalnum() or unicodedata.category(character) == "So" for character in text):
        return None if _FACE.search(text) else NO_WORDS
    return None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
