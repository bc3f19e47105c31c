"""Tabs and line breaks inside a paragraph, for a reading library that passes over them and joins the words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final

from emodesk.core.broken_zip import BROKEN_ZIP

_CONTENT: Final = "content.xml"
_MARKS: Final = re.compile(rb"<text:(tab|line-break)(?=[\s/>])[^>]*?(?:/>|>\s*</text:\1>)")
_WHITE: Final = {b"tab": b"\t", b"line-break": b"\n"}


def with_white_space(path: Path) -> io.BytesIO | None:
    """Return the spreadsheet with tabs and line breaks as characters; None where it holds no marks for them.

    None, too, for what is no zip archive: the reader says better what is wrong with it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            content = archive.read(_CONTENT)
            changed = _MARKS.sub(lambda found: _WHITE[found[1]], content)
            if changed == content:
                return None
            spreadsheet = io.BytesIO()
            with zipfile.ZipFile(spreadsheet, "w") as out:
                for name in archive.namelist():
                    # The reader looks at the text parts alone.
                    if name.endswith(".xml") or name == "mimetype":
                        out.writestr(name, changed if name == _CONTENT else archive.read(name))
    except (*BROKEN_ZIP, KeyError, RuntimeError):
        return None
    spreadsheet.seek(0)
    return spreadsheet
