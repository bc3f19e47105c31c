"""Excel tables: where the rows are part of one, the new columns become part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.parts import MAIN, OFFICE, parse, relations, serialized
from emodesk.sheets.patch.places import Range, parse_range

_FOREIGN: Final = frozenset({"queryTable", "xml"})
"""Tables that a query or a mapping fills: their columns belong to it."""
_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: its part and where it is."""

    part: str
    root: etree._Element
    area: Range
    header_rows: int
    totals_rows: int

    @property
    def totals(self) -> range:
        """Rows that hold totals, not data."""
        return range(self.area.bottom - self.totals_rows + 1, self.area.bottom + 1)

    def holds(self, column: int, header_row: int | None, first_row: int) -> bool:
        """Say whether the texts are in this table: it may also stand beside them, in the same rows."""
        if not self.area.has_column(column):
            return False
        first = self.area.top + self.header_rows
        return (
            self.area.top == header_row if self.header_rows and header_row else first <= first_row <= self.area.bottom
        )

    def can_take(self, headings: Sequence[str], first_column: int) -> bool:
        """Say whether columns that begin in ``first_column`` can become part of it."""
        taken = {name.casefold() for name in self.names}
        wanted = {name.casefold() for name in headings}
        return (
            self.area.right + 1 == first_column
            and self.root.get("tableType") not in _FOREIGN
            and len(wanted) == len(headings)
            and not taken & wanted
            and max(map(len, headings), default=0) <= _LONGEST_NAME
        )

    @property
    def names(self) -> list[str]:
        """Names of its columns."""
        return [column.get("name", "") for column in self._columns().iterchildren(f"{{{MAIN}}}tableColumn")]

    def extended(self, headings: Sequence[str]) -> bytes:
        """Return the part with columns added at the right, its filter along with it."""
        columns = self._columns()
        highest = max((int(column.get("id", 0)) for column in columns), default=0)
        for number, heading in enumerate(headings, start=highest + 1):
            added = etree.SubElement(columns, f"{{{MAIN}}}tableColumn")
            added.set("id", str(number))
            added.set("name", heading)
        columns.set("count", str(len(columns)))
        for element in (self.root, self.root.find(f"{{{MAIN}}}autoFilter")):
            if element is not None:
                area = parse_range(element.get("ref", ""))
                element.set("ref", str(Range(area.left, area.top, area.right + len(headings), area.bottom)))
        return serialized(self.root)

    def _columns(self) -> etree._Element:
        found = self.root.find(f"{{{MAIN}}}tableColumns")
        return etree.SubElement(self.root, f"{{{MAIN}}}tableColumns") if found is None else found


def read_tables(package: Package, sheet_part: str) -> list[Table]:
    """Return the tables of a sheet. Raises CannotAddColumnsError where one can't be understood."""
    found = []
    for relation in relations(package, sheet_part):
        if relation.kind != f"{OFFICE}/table":
            continue
        root = parse(package, relation.part)
        found.append(
            Table(
                relation.part, root, parse_range(root.get("ref", "")), int(root.get("headerRowCount", 1)),
                int(root.get("totalsRowCount", 0)),
            )
        )  # fmt: skip
    return found
