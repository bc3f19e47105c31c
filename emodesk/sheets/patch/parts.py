"""The small parts that say how the others belong together: relationships and content types."""

from __future__ import annotations

import copy
import posixpath
from dataclasses import dataclass
from typing import Final

from lxml import etree

from emodesk.core.errors import CannotAddColumnsError
from emodesk.sheets.patch.package import Package

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SIGNATURE: Final = "/digital-signature/"

CONTENT_TYPES_PART: Final = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One part that another one uses."""

    id: str
    kind: str
    part: str
    """Name of the part, without the leading slash; empty where the target lies outside the package."""


def parse(package: Package, part: str) -> etree._Element:
    """Return the root of a small XML part. Raises CannotAddColumnsError."""
    content = package.read(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CannotAddColumnsError(
            f"The part {part} of {package.path.name} is damaged.", details=repr(error)
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotAddColumnsError(f"The part {part} of {package.path.name} declares a document type.")
    return root


def serialized(root: etree._Element) -> bytes:
    """Return an XML part with the declaration that Office writes."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def canonical(element: etree._Element) -> bytes:
    """Return bytes that are the same for elements that say the same."""
    alone = copy.deepcopy(element)
    alone.tail = None
    return etree.tostring(alone, method="c14n", exclusive=True)


def relations_part(part: str) -> str:
    """Return the name of the part that holds another part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> list[Relation]:
    """Return what a part uses (``""`` stands for the package itself); nothing where it uses nothing."""
    listing = relations_part(part)
    if listing not in package:
        return []
    found = []
    for element in parse(package, listing).iter(f"{{{RELATIONSHIPS}}}Relationship"):
        target = element.get("Target", "")
        is_outside = element.get("TargetMode") == "External"
        found.append(
            Relation(element.get("Id", ""), element.get("Type", ""), "" if is_outside else _resolved(part, target))
        )
    return found


def workbook_part(package: Package) -> str:
    """Return the name of the workbook's part. Raises CannotAddColumnsError where it's of a kind we don't know."""
    for relation in relations(package, ""):
        if relation.kind.startswith(_STRICT):
            raise CannotAddColumnsError(
                f"{package.path.name} is saved as “Strict Open XML”.",
                hint="Save it as an ordinary Excel workbook (.xlsx) to have the columns added to it.",
            )
        if relation.kind == f"{OFFICE}/officeDocument":
            return relation.part
    raise CannotAddColumnsError(f"{package.path.name} has no workbook in it.")


def is_signed(package: Package) -> bool:
    """Say whether the package carries a digital signature over its parts."""
    return any(_SIGNATURE in relation.kind for relation in relations(package, ""))


class Relationships:
    """A part's relationships, to be added to."""

    def __init__(self, package: Package, part: str) -> None:
        self.part = relations_part(part)
        self._folder = posixpath.dirname(part)
        self._root = parse(package, self.part)

    def add(self, kind: str, part: str) -> str:
        """Add a relationship to a part in the same folder or below it; return its id."""
        taken = {element.get("Id") for element in self._root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        element = etree.SubElement(self._root, f"{{{RELATIONSHIPS}}}Relationship")
        element.set("Id", f"rId{number}")
        element.set("Type", kind)
        element.set("Target", posixpath.relpath(part, self._folder) if self._folder else part)
        return f"rId{number}"

    def content(self) -> bytes:
        """Return the part."""
        return serialized(self._root)


class ContentTypes:
    """The list that says of which type each part is, to be added to."""

    def __init__(self, package: Package) -> None:
        self._root = parse(package, CONTENT_TYPES_PART)

    def add_sheet(self, part: str) -> None:
        """Say that a part is a worksheet."""
        element = etree.SubElement(self._root, f"{{{_CONTENT_TYPES}}}Override")
        element.set("PartName", f"/{part}")
        element.set("ContentType", _SHEET_TYPE)

    def content(self) -> bytes:
        """Return the part."""
        return serialized(self._root)


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
