"""Cells as OpenDocument writes them: the value as an attribute, and what is shown of it as paragraphs."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from emodesk.core.table import Cell
from emodesk.sheets.outgoing import Tally, duration_text, plain_text, xml_text
from emodesk.sheets.patch.cells import is_exact

_NOT_AS_IT_STANDS: Final = re.compile(r"^ | \Z|  |[\t\n\r]")
"""White space that an element's content doesn't keep."""
_SPACES: Final = re.compile(r"^ +| +\Z|(?<= ) +")


@dataclass(frozen=True, slots=True)
class CellMarkup:
    """What a cell's tag says of its value, with a leading space, and what stands between its tags."""

    attributes: str
    content: str


EMPTY: Final = CellMarkup("", "")


def cell_markup(cell: Cell, tally: Tally, number_format: str = "", *, is_alone: bool = True) -> CellMarkup:
    """Return a cell. A number is shown by ``number_format`` (``0.000``), or as it is.

    ``is_alone`` says whether nothing else hangs on the cell, a picture for instance.
    """
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, str):
        return _text(cell, tally, is_alone=is_alone)
    if isinstance(cell, bool):
        return CellMarkup(
            f' office:value-type="boolean" office:boolean-value="{str(cell).lower()}"', _shown(plain_text(cell))
        )
    if isinstance(cell, int | float):
        if not is_exact(cell):
            return _text(plain_text(cell), tally)
        return CellMarkup(f' office:value-type="float" office:value="{cell!r}"', _shown(_number(cell, number_format)))
    return _time(cell, tally)


def blank_cells(count: int) -> bytes:
    """Return so many cells with nothing in them."""
    repeat = f' table:number-columns-repeated="{count}"' if count > 1 else ""
    return f"<table:table-cell{repeat}/>".encode() if count > 0 else b""


def blank_rows(count: int) -> bytes:
    """Return so many rows with nothing in them."""
    repeat = f' table:number-rows-repeated="{count}"' if count > 1 else ""
    return f"<table:table-row{repeat}><table:table-cell/></table:table-row>".encode() if count > 0 else b""


def paragraphs(text: str) -> str:
    """Return text as paragraphs, one for each of its lines."""
    return "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))


def _text(text: str, tally: Tally, *, is_alone: bool = True) -> CellMarkup:
    clean = xml_text(text, tally)
    # The attribute keeps every character, so that readers get the text which know nothing of tabs and line breaks, or
    # take a picture's description for text.
    needs_attribute = not is_alone or _NOT_AS_IT_STANDS.search(clean)
    whole = f" office:string-value={quoteattr(clean)}" if needs_attribute else ""
    return CellMarkup(f' office:value-type="string"{whole}', paragraphs(clean))


def _time(cell: dt.date | dt.time | dt.timedelta, tally: Tally) -> CellMarkup:
    if isinstance(cell, dt.timedelta):
        return CellMarkup(f' office:value-type="time" office:time-value="{_period(cell)}"', _shown(duration_text(cell)))
    if isinstance(cell, dt.datetime | dt.time) and cell.tzinfo is not None:
        return _text(plain_text(cell), tally)
    if isinstance(cell, dt.time):
        since_midnight = dt.timedelta(
            hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond
        )
        return CellMarkup(
            f' office:value-type="time" office:time-value="{_period(since_midnight)}"', _shown(plain_text(cell))
        )
    return CellMarkup(f' office:value-type="date" office:date-value="{cell.isoformat()}"', _shown(plain_text(cell)))


def _period(span: dt.timedelta) -> str:
    sign, digits = ("-", duration_text(-span)) if span < dt.timedelta(0) else ("", duration_text(span))
    hours, minutes, seconds = digits.split(":")
    return f"{sign}PT{int(hours):02d}H{minutes}M{seconds}S"


def _number(number: float, number_format: str) -> str:
    _, point, decimals = number_format.partition(".")
    return f"{number:.{len(decimals) if point else 0}f}" if number_format else repr(number)


def _shown(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _line(line: str) -> str:
    shown = _SPACES.sub(lambda found: f"\0{len(found[0])}\0", line)
    marked = escape(shown, {"\t": "<text:tab/>", "\r": "&#13;"})
    return re.sub("\0(\\d+)\0", lambda found: f'<text:s text:c="{found[1]}"/>', marked)
