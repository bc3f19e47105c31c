"""The parts of a clean .ods file that are the same in each, or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from emodesk.core.table import OutColumn
from emodesk.sheets.opendocument.markup import NAMESPACES

MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_CALCEXT: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATE, _TIME = (
    "{0}".join(f'<number:{unit} number:style="long"/>' for unit in units)
    for units in (("year", "month", "day"), ("hours", "minutes", "seconds"))
)
_DASH, _COLON, _SPACE = (f"<number:text>{mark}</number:text>" for mark in "-: ")

MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{part}.xml" manifest:media-type="text/xml"/>'
        for part in ("content", "styles", "settings")
    )
    + "</manifest:manifest>"
)
STYLES: Final = (
    f'{_XML}<office:document-styles {_DECLARED} office:version="1.3"><office:styles>'
    '<style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>'
)
HEAD: Final = f'{_XML}<office:document-content {_DECLARED} xmlns:calcext="{_CALCEXT}" office:version="1.3">'
TIME_STYLES: Final = (
    f'<number:date-style style:name="N1">{_DATE.format(_DASH)}</number:date-style>'
    f'<number:date-style style:name="N2">{_DATE.format(_DASH)}{_SPACE}{_TIME.format(_COLON)}</number:date-style>'
    f'<number:time-style style:name="N3">{_TIME.format(_COLON)}</number:time-style>'
    f'<number:time-style style:name="N4" number:truncate-on-overflow="false">{_TIME.format(_COLON)}</number:time-style>'
    + "".join(
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default" '
        f'style:data-style-name="N{number}"/>'
        for number, name in enumerate(("date", "moment", "time", "span"), start=1)
    )
)
"""The styles ``date``, ``moment``, ``time`` and ``span``, the last for durations of more than a day."""


def settings_part(frozen: Iterable[str]) -> str:
    """Return the part that keeps the first row of these sheets in sight."""

    def item(name: str, kind: str, value: object) -> str:
        return f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'

    held = (
        item("VerticalSplitMode", "short", 2)
        + item("VerticalSplitPosition", "int", 1)
        + item("ActiveSplitRange", "short", 2)
        + item("PositionTop", "int", 0)
        + item("PositionBottom", "int", 1)
    )
    sheets = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>{held}</config:config-item-map-entry>"
        for name in frozen
    )
    return (
        f'{_XML}<office:document-settings xmlns:office="{_OASIS}office:1.0" xmlns:config="{_OASIS}config:1.0" '
        'office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f"{item('ViewId', 'string', 'view1')}"
        f'<config:config-item-map-named config:name="Tables">{sheets}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def colour_scale(column: OutColumn, address: str, colours: Sequence[str]) -> str:
    """Return the colours of a column: one for each value of its scale. LibreOffice's own extension of the format."""
    entries = "".join(
        f'<calcext:color-scale-entry calcext:value="{value:g}" calcext:type="number" calcext:color="{colour}"/>'
        for value, colour in zip(column.scale, colours, strict=True)
    )
    return (
        f"<calcext:conditional-format calcext:target-range-address={quoteattr(address)}>"
        f"<calcext:color-scale>{entries}</calcext:color-scale></calcext:conditional-format>"
    )
