"""The workbook's cell formats: found where they exist, added at the end where they don't."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from emodesk.sheets.patch.parts import MAIN, canonical, serialized

_GENERAL: Final = 0
_BUILT_IN: Final = {"0": 1, "0.00": 2, "@": 49}
_FIRST_CUSTOM: Final = 164
_MOST_FORMATS: Final = 64_000
"""Excel opens 65,490; the rest is left to the user."""


class CellFormats:
    """The part ``styles.xml``. Formats that exist keep their numbers; ``is_changed`` says whether some were added."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the part's root; without one, every format is number 0."""
        self._root = root
        self.is_changed = False
        self._known: dict[bytes, int] = {}
        self._answers: dict[tuple[int, str], int] = {}
        self._list = None if root is None else root.find(f"{{{MAIN}}}cellXfs")
        if self._list is not None:
            for place, element in enumerate(self._formats()):
                self._known.setdefault(canonical(element), place)

    def with_number_format(self, base: int, code: str) -> int:
        """Return the format like ``base`` that shows numbers by ``code``; ``base`` itself where it says how already."""
        key = (base, code)
        if key not in self._answers:
            self._answers[key] = self._with_number_format(base, code)
        return self._answers[key]

    def heading(self) -> int:
        """Return the format of the heading of a sheet of ours: bold, wrapped."""
        font = self._bold_font()
        return self._found_or_added(0, {"fontId": str(font), "applyFont": "1", "applyAlignment": "1"}, wraps=True)

    def prose(self) -> int:
        """Return the format for long text: wrapped, at the top."""
        return self._found_or_added(0, {"applyAlignment": "1"}, wraps=True)

    def content(self) -> bytes:
        """Return the part."""
        assert self._root is not None
        return serialized(self._root)

    def _formats(self) -> list[etree._Element]:
        return [] if self._list is None else list(self._list.iterchildren(f"{{{MAIN}}}xf"))

    def _with_number_format(self, base: int, code: str) -> int:
        formats = self._formats()
        if not code or base >= len(formats) or int(formats[base].get("numFmtId", _GENERAL)) != _GENERAL:
            return base
        number = _BUILT_IN.get(code) or self._custom_format(code)
        return self._found_or_added(base, {"numFmtId": str(number), "applyNumberFormat": "1"})

    def _custom_format(self, code: str) -> int:
        assert self._root is not None
        listing = self._root.find(f"{{{MAIN}}}numFmts")
        if listing is None:
            listing = etree.Element(f"{{{MAIN}}}numFmts")
            self._root.insert(0, listing)
        highest = _FIRST_CUSTOM - 1
        for element in listing.iterchildren(f"{{{MAIN}}}numFmt"):
            if element.get("formatCode") == code:
                return int(element.get("numFmtId", 0))
            highest = max(highest, int(element.get("numFmtId", 0)))
        added = etree.SubElement(listing, f"{{{MAIN}}}numFmt")
        added.set("numFmtId", str(highest + 1))
        added.set("formatCode", code)
        listing.set("count", str(len(listing)))
        self.is_changed = True
        return highest + 1

    def _bold_font(self) -> int:
        listing = None if self._root is None else self._root.find(f"{{{MAIN}}}fonts")
        if listing is None or not len(listing):
            return 0
        fonts = list(listing.iterchildren(f"{{{MAIN}}}font"))
        bold = copy.deepcopy(fonts[0])
        if bold.find(f"{{{MAIN}}}b") is None:
            bold.insert(0, etree.Element(f"{{{MAIN}}}b"))
        wanted = canonical(bold)
        for place, font in enumerate(fonts):
            if canonical(font) == wanted:
                return place
        listing.append(bold)
        listing.set("count", str(len(fonts) + 1))
        self.is_changed = True
        return len(fonts)

    def _found_or_added(self, base: int, attributes: dict[str, str], *, wraps: bool = False) -> int:
        formats = self._formats()
        if base >= len(formats) or len(formats) >= _MOST_FORMATS:
            return base
        wanted = copy.deepcopy(formats[base])
        for name, value in attributes.items():
            wanted.set(name, value)
        if wraps:
            alignment = wanted.find(f"{{{MAIN}}}alignment")
            if alignment is None:
                alignment = etree.Element(f"{{{MAIN}}}alignment")
                wanted.insert(0, alignment)
            alignment.set("vertical", "top")
            alignment.set("wrapText", "1")
        key = canonical(wanted)
        if key not in self._known:
            assert self._list is not None
            self._list.append(wanted)
            self._list.set("count", str(len(formats) + 1))
            self._known[key] = len(formats)
            self.is_changed = True
        return self._known[key]
