"""The words of the settings, which are declared without Qt, where the translator finds them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from emodesk.gui.translation import LANGUAGES, QT_TRANSLATE_NOOP

WORDS: Final = frozenset(
    {
        QT_TRANSLATE_NOOP("settings", "Light or dark"),
        QT_TRANSLATE_NOOP("settings", "Follows the system unless you choose."),
        QT_TRANSLATE_NOOP("settings", "Language"),
        QT_TRANSLATE_NOOP("settings", "Takes effect at the next start."),
        QT_TRANSLATE_NOOP("settings", "Size of type"),
        QT_TRANSLATE_NOOP("settings", "1 is the normal size; also Ctrl and + or −."),
        QT_TRANSLATE_NOOP("settings", "Processor threads for labelling"),
        QT_TRANSLATE_NOOP("settings", "Automatic leaves enough of the computer for other work; fewer leave more."),
        QT_TRANSLATE_NOOP("settings", "Tokens in a batch"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Automatic takes what was measured to be fastest. With fewer, the computer is free more often and a little "
            "slower.",
        ),
        QT_TRANSLATE_NOOP("settings", "Weights of the model"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Mapped: they stay in the file, and a second start finds them in memory. Repacked: brought at each start "
            "into an order that some processors are faster with, in memory of their own.",
        ),
        QT_TRANSLATE_NOOP("settings", "automatic"),
        QT_TRANSLATE_NOOP("settings", "mapped"),
        QT_TRANSLATE_NOOP("settings", "repacked"),
        QT_TRANSLATE_NOOP("settings", "system"),
        QT_TRANSLATE_NOOP("settings", "light"),
        QT_TRANSLATE_NOOP("settings", "dark"),
    }
)
"""All that the table of settings says but for the names of languages; a test holds the two together."""


def translated(text: str) -> str:
    """Return a setting's word in the window's language; a language is called by its own name."""
    return LANGUAGES.get(text) or QCoreApplication.translate("settings", text)
