"""How long it takes, and how much memory, to add twelve columns to a large workbook; and to load it with openpyxl.

    python -m tests.benchmarks.add_columns [--rows 300000] [--columns 20]

Both run in processes of their own, one after the other, in the same run of this command. The workbook is laid out as
Excel lays it out: shared strings, a style per cell, spans. It isn't timed in any test: what a computer is busy with
besides would decide whether it passes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

ADDED = 12
WORDS = [
    "the",
    "boss",
    "was",
    "angry",
    "and",
    "we",
    "went",
    "home",
    "happy",
    "afraid",
    "sad",
    "calm",
    "nothing",
    "happened",
    "today",
    "train",
    "late",
    "dinner",
    "good",
]
PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""",
    "_rels/.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
 Target="styles.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
 Target="sharedStrings.xml"/></Relationships>""",
    "xl/styles.xml": """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>""",
}


def make_workbook(path: Path, rows: int, columns: int) -> None:
    """Write a workbook whose first column holds a text that is different in every row; the others hold both kinds."""
    chance = random.Random(1)
    letters = [chr(65 + place) for place in range(columns)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                + f'<dimension ref="A1:{letters[-1]}{rows + 1}"/><sheetData>'.encode()
            )
            for row in range(1, rows + 2):
                cells = [f'<c r="A{row}" t="s"><v>{row - 1}</v></c>']
                for place, letter in enumerate(letters[1:], start=1):
                    if place % 2 or row == 1:
                        cells.append(f'<c r="{letter}{row}" t="s"><v>{chance.randrange(rows)}</v></c>')
                    else:
                        cells.append(f'<c r="{letter}{row}" s="1"><v>{chance.random():.6f}</v></c>')
                part.write(f'<row r="{row}" spans="1:{columns}">{"".join(cells)}</row>'.encode())
            part.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w") as part:
            part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">')
            for row in range(rows + 1):
                part.write(f"<si><t>{' '.join(chance.choices(WORDS, k=14))} {row}</t></si>".encode())
            part.write(b"</sst>")


def add(source: Path, target: Path, rows: int) -> None:
    """Add the columns, as an export does."""
    from emodesk.core.table import AddedColumns, OutColumn, Row, Source, TextCells
    from emodesk.sheets import add_columns

    def labels() -> Iterator[tuple[int, Row]]:
        for row in range(2, rows + 2):
            score = row % 1000 / 1000
            yield row, (score, 0.5, "joy, optimism", 0.25, *(score,) * (ADDED - 5), None)

    columns = tuple(OutColumn(f"label_{place}", is_label=True, number_format="0.000") for place in range(ADDED))
    add_columns(Source(source, _sha256(source), None), target,
                AddedColumns(None, 1, TextCells(2, rows + 1), columns, labels), lambda: None)  # fmt: skip


def load(source: Path) -> None:
    """Load the workbook with openpyxl, as a program does that adds the columns with it (and has still to save it)."""
    import openpyxl

    openpyxl.load_workbook(source)


def main() -> None:
    """Run the benchmark, or the part of it that a process of its own is started for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        _measured(*options.part, rows=options.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "large.xlsx", Path(folder) / "large_emodesk.xlsx"
        make_workbook(source, options.rows, options.columns)
        report: dict[str, object] = {"rows": options.rows, "columns": options.columns, "added": ADDED}
        report["source_mb"] = round(source.stat().st_size / 1e6, 1)
        for name in ("add", "load"):
            command = [sys.executable, "-m", "tests.benchmarks.add_columns", "--rows", str(options.rows)]
            done = subprocess.run(
                [*command, "--part", name, source, target], check=True, capture_output=True, text=True
            )
            report["EmoDesk adds" if name == "add" else "openpyxl loads"] = json.loads(done.stdout)
        report["output_mb"] = round(target.stat().st_size / 1e6, 1)
        report["load_average"] = os.getloadavg()[0]
    print(json.dumps(report, indent=1))


def _measured(name: str, source: str, target: str, *, rows: int) -> None:
    began = time.perf_counter()
    if name == "add":
        add(Path(source), Path(target), rows)
    else:
        load(Path(source))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 1), "peak_mb": round(peak)}))


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
