"""OpenDocument's names, its addresses, and its tags as bytes: what isn't changed in a tag stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from emodesk.sheets.patch.places import Range, column_number, letters

_URN: Final = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES: Final = {
    "office": f"{_URN}office:1.0",
    "table": f"{_URN}table:1.0",
    "text": f"{_URN}text:1.0",
    "style": f"{_URN}style:1.0",
    "number": f"{_URN}datastyle:1.0",
    "fo": f"{_URN}xsl-fo-compatible:1.0",
}
"""The prefixes that we write. Every program uses these; a file with others is left alone."""
NEEDED: Final = frozenset({"office", "table", "text", "style"})
"""Those that a file must declare; the others come along with what needs them."""

OFFICE, TABLE, TEXT = (f"{NAMESPACES[prefix]} " for prefix in ("office", "table", "text"))
"""How the parser begins the names of elements and attributes."""
COLUMNS_REPEATED: Final = "table:number-columns-repeated"
ROWS_REPEATED: Final = "table:number-rows-repeated"
STYLE_NAME: Final = "table:style-name"
VALIDATION_NAME: Final = "table:content-validation-name"

_TAG: Final = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_CORNER: Final = r"\$?(?:'((?:[^']|'')*)'|([^.'$:\s]*))\.\$?([A-Z]{1,3})\$?(\d+)"
_ADDRESS: Final = re.compile(rf"{_CORNER}(?::{_CORNER})?")
_LAST_COLUMN: Final = re.compile(r"[A-Z]{1,3}(?=\$?\d+\Z)")


def changed_tag(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """Return a start tag with attributes set, or left out where the value is None; all others stay as they are."""
    name = _TAG.match(tag)
    assert name is not None, "this is a tag"
    parts, at, missing = [name[0]], name.end(), dict(changes)
    while found := _ATTRIBUTE.match(tag, at):
        key = found[1].decode()
        value = missing.pop(key, None)
        if key not in changes:
            parts.append(found[0])
        elif value is not None:
            parts.append(f" {key}={quoteattr(value)}".encode())
        at = found.end()
    parts += [f" {key}={quoteattr(value)}".encode() for key, value in missing.items() if value is not None]
    return b"".join(parts) + tag[at:]


def repeated(name: str, count: int) -> dict[str, str | None]:
    """Return the change that lets an element stand for so many."""
    return {name: str(count) if count > 1 else None}


def parse_address(text: str) -> tuple[str, Range] | None:
    """Read ``$'My sheet'.$A$1:.$C$9``: the sheet's name and the range; None for what is no range on one sheet."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    quoted, bare, left, top, last_quoted, last_bare, right, bottom = found.groups()
    sheet = (quoted or bare or "").replace("''", "'")
    last = (last_quoted or last_bare or "").replace("''", "'")
    if last and last != sheet:
        return None
    return sheet, Range(column_number(left), int(top), column_number(right or left), int(bottom or top))


def cell_address(sheet: str, column: int, row: int) -> str:
    """Return the absolute address of a cell: column 0-based, row 1-based."""
    quoted = sheet.replace("'", "''")
    return f"$'{quoted}'.${letters(column)}${row}"


def range_address(sheet: str, area: Range) -> str:
    """Return the absolute address of a range."""
    return f"{cell_address(sheet, area.left, area.top)}:{cell_address(sheet, area.right, area.bottom)}"


def reaching(address: str, column: int) -> str:
    """Return the address of a range with another last column."""
    return _LAST_COLUMN.sub(letters(column), address)
