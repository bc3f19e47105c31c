"""The widths of columns: new columns get one, those of the user's own columns stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

_WIDEST: Final = 255


@dataclass(frozen=True, slots=True)
class ColumnWidth:
    """One ``<col>``: its attributes, and the columns it speaks of (0-based, both included)."""

    attributes: Mapping[str, str]
    first: int
    last: int

    @property
    def style(self) -> int:
        """The style that blank cells of these columns have."""
        return int(self.attributes.get("style", 0))

    def xml(self, prefix: str, first: int, last: int) -> bytes:
        """Return the tag, for some of its columns only."""
        new = {**self.attributes, "min": str(first + 1), "max": str(last + 1)}
        return f"<{prefix}col {' '.join(f'{name}={quoteattr(value)}' for name, value in new.items())}/>".encode()


def column_widths_xml(prefix: str, there: Sequence[ColumnWidth], wanted: dict[int, int]) -> bytes:
    """Return what stands between ``<cols>`` and its end: the old tags, cut where they speak of a new column.

    ``wanted`` holds the width in characters of each new column. A new column takes over the style, and nothing else:
    people hide all columns right of their table.
    """
    pieces: list[tuple[int, bytes]] = []
    styles: dict[int, int] = {}
    for width in there:
        inside = sorted(place for place in wanted if width.first <= place <= width.last)
        styles |= dict.fromkeys(inside, width.style)
        first = width.first
        for place in [*inside, width.last + 1]:
            if first < place:
                pieces.append((first, width.xml(prefix, first, place - 1)))
            first = place + 1
    for place, characters in wanted.items():
        style = f' style="{styles[place]}"' if styles.get(place) else ""
        width_characters = max(1, min(characters, _WIDEST))
        new = f'<{prefix}col min="{place + 1}" max="{place + 1}" width="{width_characters}"{style} customWidth="1"/>'
        pieces.append((place, new.encode()))
    return b"".join(piece for _, piece in sorted(pieces))


def style_of(place: int, there: Iterable[ColumnWidth]) -> int:
    """Return the style that blank cells of a column have."""
    return next((width.style for width in there if width.first <= place <= width.last), 0)
