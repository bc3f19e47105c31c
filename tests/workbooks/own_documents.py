"""OpenDocument spreadsheets written by hand, in the ways in which programs write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from emodesk.sheets.opendocument.clean_parts import MANIFEST, MIMETYPE, STYLES
from emodesk.sheets.opendocument.markup import NAMESPACES

DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items()) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
AUTOMATIC = (
    '<style:style style:name="co1" style:family="table-column">'
    '<style:table-column-properties style:column-width="2cm"/></style:style>'
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="Default">'
    '<style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
)
RICH = f"""
<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>
<office:body><office:spreadsheet>
<table:calculation-settings/>
<table:content-validations><table:content-validation table:name="val1" table:condition="of:cell-content()>0"/>
</table:content-validations>
<table:table table:name="First"><table:table-column/><table:table-row><table:table-cell/></table:table-row>
</table:table>
<table:table table:name="It's A" table:style-name="ta1">
<table:shapes><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></table:shapes>
<table:table-column-group><table:table-column table:style-name="co1" table:number-columns-repeated="3"
 table:default-cell-style-name="Default"/></table:table-column-group>
<table:table-column table:style-name="co1" table:visibility="collapse" table:number-columns-repeated="1021">
</table:table-column>
<table:table-header-rows><table:table-row table:style-name="ro1"><table:table-cell table:style-name='ce1'
 office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell table:style-name="ce1"
 office:value-type="string" calcext:value-type="string"><text:p>what <text:span>was</text:span><text:s/> said</text:p>
</table:table-cell><table:table-cell office:value-type="string" table:style-name="ce1"><text:p>score</text:p>
</table:table-cell><table:table-cell table:number-columns-repeated="1021"/></table:table-row></table:table-header-rows>
<table:table-row-group><table:table-row table:style-name="ro1" table:number-rows-repeated="3"><table:table-cell
 table:content-validation-name="val1" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>the same</text:p></table:table-cell><table:table-cell
 office:value-type="float" office:value="0.5"><text:p>0.5</text:p></table:table-cell><table:table-cell
 table:style-name="ce2" table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="1019"/>
</table:table-row></table:table-row-group>
<text:soft-page-break/>
<table:table-row table:default-cell-style-name="ce2"><table:table-cell/><table:table-cell
 office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>with a note</text:p>
</table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>beside a picture</text:p>
</table:table-cell><table:table-cell/><table:table-cell><draw:frame><draw:image xlink:href="Pictures/1.png"><text:p/>
</draw:image></draw:frame></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<calcext:conditional-formats/>
</table:table>
<table:named-expressions><table:named-range table:name="all" table:cell-range-address="$First.$A$1:.$B$2"
/></table:named-expressions>
<table:database-ranges><table:database-range table:name="f" table:display-filter-buttons="true"
 table:target-range-address="'It''s A'.A1:'It''s A'.C9"><table:filter/></table:database-range></table:database-ranges>
</office:spreadsheet></office:body>""".replace(">\n<", "><")
"""Without line ends between the tags: calamine stumbles over them."""
RICH_ROWS = range(2, 9)
"""Rows of the sheet “It's A” that hold texts, or may."""


def write_document(path: Path, content: str, **more: bytes) -> Path:
    """Write a spreadsheet whose content is given, between the root's tags or as a whole; and more parts."""
    if "<office:document-content" not in content:
        content = f'<?xml version="1.0"?>\n<office:document-content {DECLARED}>{content}</office:document-content>'
    manifest = MANIFEST.replace("settings.xml", "Pictures/1.png")
    parts: dict[str, str | bytes] = {
        "content.xml": content, "styles.xml": STYLES, "META-INF/manifest.xml": manifest, "Pictures/1.png": b"\x89PNG",
        **{name.replace("__", "/"): part for name, part in more.items()},
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def sheet_content(rows: str, columns: str = "<table:table-column/>", name: str = "Answers") -> str:
    """Return the content of a spreadsheet with one sheet."""
    return (
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body>"
    )


def row(*cells: str, repeated: int = 1) -> str:
    """Return a row of texts; empty ones are blank cells."""
    xml = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    repeat = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{repeat}>{xml}</table:table-row>"
