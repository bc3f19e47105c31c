"""The window's part of the self-test: opened where nobody sees it, looked at, closed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Final, TextIO

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from emodesk.core.resources import resource
from emodesk.desktop import desktop
from emodesk.gui import translation
from emodesk.gui.application import make_application
from emodesk.gui.desk import Desk
from emodesk.gui.look import tokens
from emodesk.gui.look.theme import Scheme, Theme
from emodesk.gui.main_window import MainWindow

_FEWEST_COLOURS: Final = 24
"""Letters and icons that are really drawn bring hundreds of them; an empty page has a handful."""


def open_off_screen() -> int:
    """Open the window, paint it, see whether fonts, icons and translations came along; return the exit code.

    Nothing is remembered: no settings, no recent files, no place of the window.
    """
    application = make_application(["emodesk"])
    translation.install(application, "en")
    window = MainWindow(Theme(application, Scheme.LIGHT), Desk(desktop()))
    window.show()
    picture = window.grab().toImage()
    window.hide()
    missing = ", ".join(_missing(application, picture))
    if missing:
        _say(sys.stderr, f"The window lacks {missing}.")
        return 1
    languages = " and ".join(translation.LANGUAGES.values())
    _say(sys.stdout, f"opened off-screen, {window.width()} x {window.height()}, in {languages}")
    return 0


def _say(stream: TextIO | None, sentence: str) -> None:
    if stream is not None:  # a windowed program may have none
        stream.write(f"{sentence}\n")


def _missing(application: QApplication, picture: QImage) -> Iterator[str]:
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "emodesk": str(resource("translations")),
    }
    for name, folder in folders.items():
        if not QTranslator(application).load(f"{name}_de", folder):
            yield f"the translation {name}_de"
    if tokens.FAMILY not in QFontDatabase.families():
        yield f"the typeface {tokens.FAMILY}"
    if application.windowIcon().pixmap(32).isNull():
        yield "what draws its icon"
    step = max(1, picture.width() // 200)
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), step) for y in range(0, picture.height(), step)}
    if len(seen) < _FEWEST_COLOURS:
        yield "what should be painted in it"
