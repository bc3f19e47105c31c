"""Cells as XML. Text goes inline, so that nobody's shared strings are written anew."""

from __future__ import annotations

import math
import re
from typing import Final
from xml.sax.saxutils import escape

from emodesk.core.table import Cell
from emodesk.sheets.outgoing import Tally, excel_text, plain_text
from emodesk.sheets.patch.formats import CellFormats

_EXACT_DIGITS: Final = 15
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_EXTRA: Final = {"\r": "&#13;"}  # a bare CR would be read as LF
_SHORT: Final = 64
_MOST_KEPT: Final = 4096


class CellWriter:
    """Writes the cells of one column."""

    def __init__(
        self,
        prefix: str,
        letters: str,
        tally: Tally,
        formats: CellFormats | None = None,
        *,
        number_format: str = "",
        heading_style: int = 0,
        style: int = 0,
        is_new: bool = True,
    ) -> None:
        """``style`` is what a cell has where neither the row nor an earlier cell says otherwise."""
        self._prefix = prefix
        self._start = f'<{prefix}c r="{letters}'
        self._tally = tally
        self._formats = formats
        self._number_format = number_format
        self._heading_style = heading_style
        self._style = style
        self._is_new = is_new
        self._number_styles: dict[int, int] = {}
        self._kept: dict[str, str] = {}

    def cell(self, row: int, cell: Cell, row_style: int | None, *, is_header: bool = False) -> str:
        """Return a cell where none stands; an empty one is nothing."""
        if cell is None or cell == "":
            return ""
        if is_header:
            return self._written(row, cell, self._heading_style)
        return self._written(row, cell, self._style if row_style is None else row_style)

    def replacement(self, row: int, cell: Cell, style: int, *, is_header: bool = False) -> str:
        """Return a cell instead of one that stands there and has a style."""
        return self._written(row, cell, self._heading_style if is_header and self._is_new else style)

    def _written(self, row: int, cell: Cell, style: int) -> str:
        p = self._prefix
        if isinstance(cell, int | float) and not isinstance(cell, bool) and is_exact(cell):
            known = self._number_styles.get(style)
            if known is None:
                known = self._number_styles[style] = self._with_number_format(style)
            tail = f' s="{known}"' if known else ""
            return f'{self._start}{row}"{tail}><{p}v>{cell!r}</{p}v></{p}c>'
        start = f'{self._start}{row}"' + (f' s="{style}"' if style else "")
        if cell is None or cell == "":
            return f"{start}/>" if style else ""
        if isinstance(cell, bool):
            return f'{start} t="b"><{p}v>{int(cell)}</{p}v></{p}c>'
        return f'{start} t="inlineStr">{self._text(cell if isinstance(cell, str) else plain_text(cell))}</{p}c>'

    def _text(self, text: str) -> str:
        kept = self._kept.get(text)
        if kept is not None:
            return kept
        p, before = self._prefix, (self._tally.cleaned, self._tally.shortened)
        content = text_xml(text, self._tally)
        space = ' xml:space="preserve"' if content != content.strip() or "\n" in content else ""
        written = f"<{p}is><{p}t{space}>{content}</{p}t></{p}is>"
        # Labels are a few words that come again and again; what was changed must be counted each time.
        is_whole = before == (self._tally.cleaned, self._tally.shortened)
        if is_whole and len(text) <= _SHORT and len(self._kept) < _MOST_KEPT:
            self._kept[text] = written
        return written

    def _with_number_format(self, style: int) -> int:
        return style if self._formats is None else self._formats.with_number_format(style, self._number_format)


def text_xml(text: str, tally: Tally) -> str:
    """Return text as the content of an element: what Excel can't hold is replaced or cut, and counted."""
    # Excel reads _x0041_ as an A unless its first underscore is written as such a code itself.
    return escape(_LOOKS_ESCAPED.sub("_x005F_", excel_text(text, tally)), _EXTRA)


def is_exact(number: float) -> bool:
    """Say whether a spreadsheet's number holds it: it has 15 digits, and no infinity."""
    return len(str(abs(number))) <= _EXACT_DIGITS if isinstance(number, int) else math.isfinite(number)
