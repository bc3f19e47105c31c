"""Styles for what we write: found where they exist, added to the file's own where they don't."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from emodesk.core.errors import CannotAddColumnsError
from emodesk.sheets.opendocument.markup import NAMESPACES
from emodesk.sheets.patch.parts import canonical

_STYLE, _NUMBER, _FO = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("style", "number", "fo"))
_NAME: Final = f"{_STYLE}name"
_DATA_STYLE: Final = f"{_STYLE}data-style-name"
_DECLARATION: Final = re.compile(rb' xmlns:([\w.-]+)="([^"]*)"')
_FORMAT: Final = re.compile(r"0(?:\.(0+))?")
_CM_PER_CHARACTER, _MARGIN_CM = 0.19, 0.3
"""Of the font that spreadsheet programs begin with, 10 or 11 points high."""
_OURS: Final = "EmoDesk"


class AutomaticStyles:
    """The styles of one file's content. ``added`` is what has to be written behind those that are there."""

    def __init__(self, head: bytes, named: etree._Element | None, declared: Mapping[str, str]) -> None:
        """Take the part up to its body, the root of ``styles.xml``, and what the content's root declares.

        Raises CannotAddColumnsError where the beginning isn't well-formed by itself.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring(head + b"</office:document-content>", parser)
        except etree.XMLSyntaxError as error:
            raise CannotAddColumnsError("The file's styles can't be understood.", details=repr(error)) from error
        self._declared = declared
        self._own = list(root.iterfind("{*}automatic-styles/*"))
        self._named = [] if named is None else list(named.iterfind("{*}styles/*"))
        self._taken: set[str] = {element.get(_NAME, "") for element in (*self._own, *self._named)}
        self._known: dict[bytes, str] = {self._key(element): element.get(_NAME, "") for element in reversed(self._own)}
        self._answers: dict[tuple[str, str], str] = {}
        self.added: list[bytes] = []

    def prepare(self, bases: Iterable[str], formats: Iterable[str]) -> None:
        """Find or add what ``with_number_format`` will be asked for: the styles stand before the cells."""
        codes = [code for code in formats if _FORMAT.fullmatch(code)]
        for base in bases:
            for code in codes:
                self._answers[base, code] = base if self._shows_numbers(base) else self._derived(base, code)

    def with_number_format(self, base: str, code: str) -> str:
        """Return the style like ``base`` that shows numbers by ``code``; ``base`` itself where it says how already."""
        return self._answers.get((base, code), base)

    def column(self, characters: int) -> str:
        """Return the style of a column that is so wide."""
        element = etree.Element(f"{_STYLE}style", {f"{_STYLE}family": "table-column"}, nsmap=NAMESPACES)
        width = f"{characters * _CM_PER_CHARACTER + _MARGIN_CM:.2f}cm"
        etree.SubElement(
            element, f"{_STYLE}table-column-properties", {f"{_FO}break-before": "auto", f"{_STYLE}column-width": width}
        )
        return self._found_or_added(element)

    def heading(self, fill: str | None = None) -> str:
        """Return the style of the headings of a sheet of ours: bold, wrapped, on a colour perhaps (``#E7E6E6``)."""
        element = self._cell_style("")
        looks = {f"{_FO}wrap-option": "wrap", f"{_STYLE}vertical-align": "top"}
        if fill is not None:
            looks[f"{_FO}background-color"] = fill
        etree.SubElement(element, f"{_STYLE}table-cell-properties", looks)
        etree.SubElement(element, f"{_STYLE}text-properties", {f"{_FO}font-weight": "bold"})
        return self._found_or_added(element)

    def prose(self) -> str:
        """Return the style for long text: wrapped, at the top."""
        element = self._cell_style("")
        etree.SubElement(
            element, f"{_STYLE}table-cell-properties", {f"{_FO}wrap-option": "wrap", f"{_STYLE}vertical-align": "top"}
        )
        return self._found_or_added(element)

    def _derived(self, base: str, code: str) -> str:
        own = self._find(self._own, base, "table-cell")
        element = self._cell_style(base) if own is None else copy.deepcopy(own)
        element.set(_DATA_STYLE, self._number_style(code))
        return self._found_or_added(element)

    def _cell_style(self, parent: str) -> etree._Element:
        element = etree.Element(f"{_STYLE}style", {f"{_STYLE}family": "table-cell"}, nsmap=NAMESPACES)
        parent = parent or "Default"
        if self._find(self._named, parent, "table-cell") is not None:
            element.set(f"{_STYLE}parent-style-name", parent)
        return element

    def _number_style(self, code: str) -> str:
        found = _FORMAT.fullmatch(code)
        decimals = str(len((found and found[1]) or ""))
        element = etree.Element(f"{_NUMBER}number-style", nsmap=NAMESPACES)
        etree.SubElement(
            element, f"{_NUMBER}number", {f"{_NUMBER}decimal-places": decimals, f"{_NUMBER}min-integer-digits": "1"}
        )
        return self._found_or_added(element)

    def _shows_numbers(self, name: str) -> bool:
        """Say whether a cell style says how numbers are shown, by itself or by the style that it's made from."""
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self._find([*self._own, *self._named], name, "table-cell")
            if style is None:
                return False
            data_style = style.get(_DATA_STYLE)
            if data_style is not None:
                return not self._is_general(data_style)
            name = style.get(f"{_STYLE}parent-style-name", "")
        return False

    def _is_general(self, data_style: str) -> bool:
        """Say whether a data style shows numbers as they are."""
        found = self._find([*self._own, *self._named], data_style, None)
        if found is None:
            return True
        return str(found.tag) == f"{_NUMBER}number-style" and all(
            part.tag == f"{_NUMBER}number" and part.get(f"{_NUMBER}decimal-places") is None
            for part in found.iterchildren(etree.Element)
        )

    @staticmethod
    def _find(styles: Iterable[etree._Element], name: str, family: str | None) -> etree._Element | None:
        return next(
            (each for each in styles if each.get(_NAME) == name and each.get(f"{_STYLE}family") == family), None
        )

    def _found_or_added(self, element: etree._Element) -> str:
        key = self._key(element)
        if key not in self._known:
            number = 1
            while (name := f"{_OURS}{number}") in self._taken:
                number += 1
            element.set(_NAME, name)
            self._taken.add(name)
            self._known[key] = name
            self._own.append(element)
            self.added.append(self._xml(element))
        return self._known[key]

    @staticmethod
    def _key(element: etree._Element) -> bytes:
        nameless = copy.deepcopy(element)
        if nameless.get(_NAME) is not None:
            del nameless.attrib[_NAME]
        return canonical(nameless)

    def _xml(self, element: etree._Element) -> bytes:
        """Return an element without the declarations that the content's root has made already."""

        def kept(found: re.Match[bytes]) -> bytes:
            return b"" if self._declared.get(found[1].decode()) == found[2].decode() else found[0]

        etree.cleanup_namespaces(element)
        return _DECLARATION.sub(kept, etree.tostring(element, with_tail=False))
