"""Light and dark, following the system unless the user says otherwise."""

from __future__ import annotations

import enum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from emodesk.core.resources import resource
from emodesk.gui.look import tokens
from emodesk.gui.look.icons import Icons, pixmap
from emodesk.gui.look.style_sheet import Pictures, style_sheet
from emodesk.gui.look.tokens import DARK, LIGHT, Colours


class Scheme(enum.Enum):
    """What the user can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application and says when its colours have changed."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, zoom: float = 1.0) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._zoom = zoom
        self._pictures = QTemporaryDir()
        self.colours: Colours = LIGHT
        self.icons = Icons(LIGHT)
        application.setStyle("Fusion")
        _load_fonts()
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def zoom(self) -> float:
        """Return how much larger than designed the type is."""
        return self._zoom

    def choose(self, scheme: Scheme, zoom: float | None = None) -> None:
        """Take another scheme or another size of type."""
        if (scheme, zoom or self._zoom) == (self._scheme, self._zoom):
            return
        self._scheme, self._zoom = scheme, zoom or self._zoom
        self._apply()

    def _apply(self) -> None:
        is_dark = self._scheme is Scheme.DARK or (
            self._scheme is Scheme.SYSTEM and self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.colours = DARK if is_dark else LIGHT
        self._application.setPalette(_palette(self.colours))
        self._application.setFont(body_font(self._zoom))
        pictures = Pictures(
            up=self._picture("chevron-up", self.colours.muted),
            down=self._picture("chevron-down", self.colours.muted),
            tick=self._picture("check", self.colours.on_accent),
            cross=self._picture("x", self.colours.muted),
            strong_cross=self._picture("x", self.colours.text),
        )
        self._application.setStyleSheet(style_sheet(self.colours, pictures, zoom=self._zoom))
        self.icons.recolour(self.colours)
        self.changed.emit()

    def _picture(self, name: str, colour: str) -> str:
        """Return the path of a picture; style sheets take pictures from files alone."""
        path = Path(self._pictures.path()) / f"{name}-{colour[1:]}.png"
        if not path.exists():
            pixmap(name, colour, 16, 2.0).save(str(path))
        return path.as_posix()


def body_font(zoom: float = 1.0) -> QFont:
    """Return the font of running text; its digits are all of one width, so that numbers stand under each other."""
    font = QFont(tokens.FAMILY)
    font.setPixelSize(round(tokens.BODY * zoom))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _load_fonts() -> None:
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.ground), (role.WindowText, colours.text), (role.Base, colours.surface),
        (role.AlternateBase, colours.raised), (role.Text, colours.text), (role.Button, colours.surface),
        (role.ButtonText, colours.text), (role.BrightText, colours.on_accent), (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent), (role.Link, colours.accent), (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.text), (role.ToolTipText, colours.surface), (role.PlaceholderText, colours.muted),
        (role.Accent, colours.accent), (role.Mid, colours.line), (role.Dark, colours.strong_line),
    ):  # fmt: skip
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.disabled))
    return palette
