"""Validation of class columns: what may be typed into them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from emodesk.core.table import Cell
from emodesk.sheets.opendocument.markup import cell_address


def validation_name(choices: Sequence[Cell]) -> str:
    """Return the name of the validation that lets nothing but the choices in: the same for the same choices."""
    return "EmoDesk " + " ".join(map(str, choices))


def validation_xml(choices: Sequence[Cell], sheet: str, column: int, row: int) -> bytes:
    """Return the validation; the cell (column 0-based, row 1-based) is the first that has it."""
    listed = ";".join(f'"{choice}"' for choice in choices)
    condition = f"of:cell-content-is-in-list({listed})"
    return (
        f"<table:content-validation table:name={quoteattr(validation_name(choices))} "
        f'table:condition={quoteattr(condition)} table:allow-empty-cell="true" table:display-list="unsorted" '
        f"table:base-cell-address={quoteattr(cell_address(sheet, column, row))}>"
        '<table:error-message table:message-type="stop" table:display="true"/></table:content-validation>'
    ).encode()
