"""The workbook's own part: its sheets, and the hidden names by which we know our columns again.

A name such as ``_EmoDesk_valence`` refers to the heading of the column that we wrote. Spreadsheet programs keep names
and move them along when columns are inserted or sheets renamed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from emodesk.core.errors import CannotAddColumnsError
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.parts import MAIN, OFFICE, parse, relations, serialized, workbook_part
from emodesk.sheets.patch.places import Range, column_number, letters

OURS: Final = "_EmoDesk_"
OUR_SHEET: Final = "_EmoDesk.sheet_"
_FILTER_NAME: Final = "_xlnm._FilterDatabase"
_MOST_NAME: Final = 31
_BEFORE_NAMES: Final = ("externalReferences", "functionGroups", "sheets")
"""What stands before the names, the last first."""
_REFERENCE: Final = re.compile(r".*!\$?([A-Za-z]{1,3})\$?\d+")


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet: its place among all sheets (0-based), its name and its part."""

    place: int
    name: str
    part: str


class Book:
    """The part ``workbook.xml``, to be looked at and added to."""

    def __init__(self, package: Package) -> None:
        """Read it. Raises CannotAddColumnsError."""
        self.part = workbook_part(package)
        self._file_name = package.path.name
        self._root = parse(package, self.part)
        if self._root.tag != f"{{{MAIN}}}workbook":
            raise CannotAddColumnsError(
                f"{package.path.name} isn't a workbook of the kind that Excel saves by default."
            )
        listing = self._root.find(f"{{{MAIN}}}sheets")
        if listing is None:
            raise CannotAddColumnsError(f"{package.path.name} has no sheets.")
        self._sheets = listing
        self.relations = {relation.id: relation for relation in relations(package, self.part)}
        self.is_changed = False
        self.sheets = [
            BookSheet(place, element.get("name", ""), self.relations[element.get(f"{{{OFFICE}}}id", "")].part)
            for place, element in enumerate(listing.iterchildren(f"{{{MAIN}}}sheet"))
            if element.get(f"{{{OFFICE}}}id", "") in self.relations
        ]

    def sheet(self, name: str | None) -> BookSheet:
        """Return the worksheet of that name, or the first. Raises CannotAddColumnsError."""
        kinds = {relation.part: relation.kind for relation in self.relations.values()}
        worksheets = [sheet for sheet in self.sheets if kinds[sheet.part] == f"{OFFICE}/worksheet"]
        found = next((sheet for sheet in worksheets if name is None or sheet.name == name), None)
        if found is None:
            raise CannotAddColumnsError(f"{self._file_name} has no worksheet “{name}”.")
        return found

    def related(self, kind: str) -> str | None:
        """Return the part that the workbook uses as its styles, shared strings …"""
        return next((each.part for each in self.relations.values() if each.kind == f"{OFFICE}/{kind}"), None)

    def our_columns(self, sheet: BookSheet) -> dict[int, str]:
        """Return the columns that bear a mark of ours, and the mark: what ``slug`` makes of their heading."""
        found = {}
        for name, text in self._names(sheet.place).items():
            reference = _REFERENCE.fullmatch(text)
            if name.startswith(OURS) and reference:
                found[column_number(reference[1])] = name.removeprefix(OURS)
        return found

    def our_sheet(self, name: str) -> BookSheet | None:
        """Return the sheet that we added under this name before, whatever it's called now."""
        for sheet in self.sheets:
            if OUR_SHEET + slug(name) in self._names(sheet.place):
                return sheet
        return None

    def mark_columns(self, sheet: BookSheet, row: int, headings: dict[int, str]) -> None:
        """Give columns our mark; ``row`` is that of the headings, or the first of the data where there are none."""
        for column, heading in headings.items():
            self._mark(OURS + slug(heading), sheet.place, sheet.name, f"${letters(column)}${row}")

    def widen_filter(self, sheet: BookSheet, old: Range, new: Range) -> bool:
        """Let the hidden name of the sheet's own filter span another range, if there's such a name.

        Return False, and change nothing, where the name spans something else than the filter itself.
        """
        for element in self._root.iterfind(f"{{{MAIN}}}definedNames/{{{MAIN}}}definedName"):
            if element.get("name") != _FILTER_NAME or element.get("localSheetId") != str(sheet.place):
                continue
            before, _, address = (element.text or "").rpartition("!")
            if address.replace("$", "") != str(old):
                return False
            element.text = f"{before}!{new.absolute}"
            self.is_changed = True
        return True

    def add_sheet(self, name: str, relation_id: str) -> str:
        """Add a sheet at the end, under a name that is free; return that name."""
        ids = [int(element.get("sheetId", 0)) for element in self._sheets]
        free = self._free_name(name)
        element = etree.SubElement(self._sheets, f"{{{MAIN}}}sheet")
        element.set("name", free)
        element.set("sheetId", str(max(ids, default=0) + 1))
        element.set(f"{{{OFFICE}}}id", relation_id)
        self._mark(OUR_SHEET + slug(name), len(self._sheets) - 1, free, "$A$1")
        return free

    def content(self) -> bytes:
        """Return the part."""
        return serialized(self._root)

    def _free_name(self, name: str) -> str:
        taken = {element.get("name", "").casefold() for element in self._sheets}
        free, number = name[:_MOST_NAME], 2
        while free.casefold() in taken:
            ending = f" ({number})"
            free, number = name[: _MOST_NAME - len(ending)] + ending, number + 1
        return free

    def _names(self, place: int) -> dict[str, str]:
        return {
            element.get("name", ""): element.text or ""
            for element in self._root.iterfind(f"{{{MAIN}}}definedNames/{{{MAIN}}}definedName")
            if element.get("localSheetId") == str(place)
        }

    def _mark(self, name: str, place: int, sheet: str, address: str) -> None:
        quoted = sheet.replace("'", "''")
        reference = f"'{quoted}'!{address}"
        for element in self._root.iterfind(f"{{{MAIN}}}definedNames/{{{MAIN}}}definedName"):
            if element.get("name") == name and element.get("localSheetId") == str(place):
                if _REFERENCE.sub(r"\1", element.text or "") != _REFERENCE.sub(r"\1", reference):
                    element.text = reference
                    self.is_changed = True
                return
        element = etree.SubElement(self._listing(), f"{{{MAIN}}}definedName")
        element.set("name", name)
        element.set("localSheetId", str(place))
        element.set("hidden", "1")
        element.text = reference
        self.is_changed = True

    def _listing(self) -> etree._Element:
        listing = self._root.find(f"{{{MAIN}}}definedNames")
        if listing is None:
            listing = etree.Element(f"{{{MAIN}}}definedNames")
            found = (self._root.find(f"{{{MAIN}}}{tag}") for tag in _BEFORE_NAMES)
            next(element for element in found if element is not None).addnext(listing)
        return listing


def slug(heading: str) -> str:
    """Return a heading as a part of a name, another one for each heading: ``valence.20.1`` for ``valence 1``."""
    return re.sub(r"\W", lambda found: f".{ord(found[0]):x}.", heading)[:200]
