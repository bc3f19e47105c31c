"""The look in numbers: colours, spacing and sizes of type. Nothing else in the window names a colour or a margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TINY: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
LARGE: Final = 16
HUGE: Final = 24
VAST: Final = 40
"""Spacing, device-independent pixels."""

RADIUS: Final = 6
CARD_RADIUS: Final = 10
CONTROL_HEIGHT: Final = 32
ROW_HEIGHT: Final = 34

CAPTION: Final = 11
BODY: Final = 13
LEAD: Final = 15
TITLE: Final = 19
HERO: Final = 28
"""Sizes of type, device-independent pixels."""

FAMILY: Final = "Inter"


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme. Text on every surface has a contrast of 4.5 to 1 or more, lines and glyphs 3 to 1 where they tell."""

    is_dark: bool
    ground: str
    """Behind everything."""
    surface: str
    """Cards, the grid, fields."""
    raised: str
    """Hovered rows, headings of the grid."""
    line: str
    strong_line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    """Behind selected rows and chips."""
    bar: str
    """The filled part of a score's bar."""
    track: str
    """The empty part of a score's bar."""
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str


LIGHT: Final = Colours(
    is_dark=False,
    ground="#F5F4F1",
    surface="#FFFFFF",
    raised="#FAF9F7",
    line="#E6E3DD",
    strong_line="#C9C5BC",
    text="#1D1F21",
    muted="#5C6066",
    disabled="#A2A29C",
    accent="#0F6B66",
    on_accent="#FFFFFF",
    accent_hover="#0B5854",
    accent_soft="#E0F0EE",
    bar="#3E9C95",
    track="#E9E7E1",
    warning="#8A5300",
    warning_soft="#FDF1DC",
    danger="#A32A25",
    danger_soft="#FBE9E7",
)

DARK: Final = Colours(
    is_dark=True,
    ground="#16181A",
    surface="#1D2022",
    raised="#23272A",
    line="#30353A",
    strong_line="#4A5157",
    text="#ECEDEC",
    muted="#A4AAB0",
    disabled="#676D73",
    accent="#5CC4BB",
    on_accent="#06201E",
    accent_hover="#7AD3CB",
    accent_soft="#1D3B39",
    bar="#3F938C",
    track="#32383C",
    warning="#F0B65C",
    warning_soft="#3A2E18",
    danger="#F28B82",
    danger_soft="#3D2221",
)
