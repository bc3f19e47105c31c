"""The workbook's shared strings: a few of them are looked up, none is loaded that isn't needed."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from emodesk.core.errors import CannotAddColumnsError
from emodesk.sheets.patch.package import Package
from emodesk.sheets.patch.parts import MAIN


def shared_strings(package: Package, part: str, wanted: Collection[int]) -> dict[int, str]:
    """Return the strings with these numbers. Raises CannotAddColumnsError where the part is damaged."""
    found: dict[int, str] = {}
    last = max(wanted, default=-1)
    number = -1
    try:
        with package.open(part) as file:
            for _, item in etree.iterparse(
                file, tag=f"{{{MAIN}}}si", resolve_entities=False, no_network=True, huge_tree=True
            ):
                number += 1
                if number > last:
                    break
                if number in wanted:
                    found[number] = "".join(
                        run.text or ""
                        for run in item.iter(f"{{{MAIN}}}t")
                        if (above := run.getparent()) is not None and above.tag != f"{{{MAIN}}}rPh"
                    )
                item.clear()
                while item.getprevious() is not None:
                    del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise CannotAddColumnsError(f"The part {part} is damaged.", details=repr(error)) from error
    return found
