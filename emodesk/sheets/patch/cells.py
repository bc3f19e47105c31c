"""Cells as XML. Text goes inline, so that nobody's shared strings are written anew."""

from __future__ import annotations

import math
import re
from typing import Final
from xml.sax.saxutils import escape

from emodesk.core.table import Cell
from emodesk.sheets.outgoing import Tally, excel_text, plain_text

_EXACT_DIGITS: Final = 15
_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_EXTRA: Final = {"\r": "&#13;"}  # a bare CR would be read as LF


def cell_xml(prefix: str, reference: str, style: int, cell: Cell, tally: Tally) -> bytes:
    """Return a cell; one that is empty has a style at most, and is nothing without."""
    start = f'<{prefix}c r="{reference}"' + (f' s="{style}"' if style else "")
    if cell is None or cell == "":
        return f"{start}/>".encode() if style else b""
    if isinstance(cell, bool):
        return f'{start} t="b"><{prefix}v>{int(cell)}</{prefix}v></{prefix}c>'.encode()
    if isinstance(cell, int | float) and is_exact(cell):
        return f"{start}><{prefix}v>{cell!r}</{prefix}v></{prefix}c>".encode()
    text = text_xml(cell if isinstance(cell, str) else plain_text(cell), tally)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return (f'{start} t="inlineStr"><{prefix}is><{prefix}t{space}>{text}</{prefix}t></{prefix}is></{prefix}c>').encode()


def text_xml(text: str, tally: Tally) -> str:
    """Return text as the content of an element: what Excel can't hold is replaced or cut, and counted."""
    # Excel reads _x0041_ as an A unless its first underscore is written as such a code itself.
    return escape(_LOOKS_ESCAPED.sub("_x005F_", excel_text(text, tally)), _EXTRA)


def is_exact(number: float) -> bool:
    """Say whether a spreadsheet's number holds it: it has 15 digits, and no infinity."""
    return len(str(abs(number))) <= _EXACT_DIGITS if isinstance(number, int) else math.isfinite(number)
