"""The window's languages: which there are, and how its words get translated."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from emodesk.core.resources import resource

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # the name that lupdate looks for
    """Mark a text that is translated where it's shown, not where it stands."""
    return text


def install(application: QCoreApplication, choice: str) -> str:
    """Translate the window from now on; ``choice`` is a language or "system". Return the language in use."""
    system = QLocale.system().name().split("_")[0]
    language = choice if choice in LANGUAGES else system if system in LANGUAGES else "en"
    if choice in LANGUAGES or QLocale.system().language() is QLocale.Language.C:
        QLocale.setDefault(QLocale(language))  # the locale C doesn't group the digits of large numbers
    for name, folder in (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"emodesk_{language}", str(resource("translations"))),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    return language
