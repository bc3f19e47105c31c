"""Excel workbooks whose sheet is written by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import PatternFill

from tests.workbooks.comparison import MAIN

SHEET = "xl/worksheets/sheet1.xml"


def write_book(path: Path, body: str, prefix: str = "") -> None:
    """Write a workbook; ``body`` is what its sheet's root holds. Cell format 1 is red."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFF0000")
    book.save(made)
    p, name = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    content = f'<?xml version="1.0"?>\n<{p}worksheet {name}="{MAIN[1:-1]}">{body}</{p}worksheet>'
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(path, "w") as out:
        for part in archive.namelist():
            out.writestr(part, content if part == SHEET else archive.read(part))
