"""Labels to add, and a way to add them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from emodesk.core.table import AddedColumns, OutColumn, Row, SheetOut, Source, TextCells, WriteReport
from emodesk.sheets import add_columns

CLASSES = tuple(range(-3, 4))
COLUMNS = (
    OutColumn("valence", 12, is_label=True, number_format="0.000"),
    OutColumn("sentiment", 12, is_label=True, number_format="0", choices=CLASSES),
    OutColumn("emotions", 20, is_label=True),
    OutColumn("needs_attention", 18, is_label=True),
)
SHEETS = (
    SheetOut("Codebook", (OutColumn("column", 20), OutColumn("meaning", 60)), lambda: [("valence", "How … <&>")]),
    SheetOut("Provenance", (OutColumn("what", 20), OutColumn("value", 60)), lambda: [("program", "EmoDesk")]),
)


def label(row: int) -> Row:
    """Return labels that are different in every row."""
    text = f"joy, =1+1 _x0041_ <&> “{row}” "
    return row / 8, CLASSES[row % 7], text, "empty, skipped" if row % 3 == 0 else None


def source_of(path: Path, sheet: str | None = None, header_row: int | None = 1) -> Source:
    """Return a source as the reader would."""
    delimiter = {".csv": ",", ".tsv": "\t"}.get(path.suffix)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(path, digest, sheet, delimiter=delimiter, header_row=header_row)


def add_labels(
    source: Path,
    target: Path,
    rows: range,
    *,
    sheet: str | None = None,
    header_row: int | None = 1,
    columns: Sequence[OutColumn] = COLUMNS,
    labels: Mapping[int, Row] | None = None,
    sheets: Sequence[SheetOut] = SHEETS,
    with_validation: bool = True,
    break_signature: bool = False,
    text_column: int = 0,
    textless: frozenset[int] = frozenset(),
) -> WriteReport:
    """Add labels to a file."""

    def cells() -> Iterator[tuple[int, Row]]:
        return ((row, (labels or {}).get(row, label(row))) for row in rows)

    added = AddedColumns(
        sheet, header_row, TextCells(rows.start, rows.stop - 1, text_column, textless), tuple(columns), cells,
        tuple(sheets),
        with_validation=with_validation, break_signature=break_signature,
    )  # fmt: skip
    return add_columns(source_of(source, sheet, header_row), target, added, lambda: None)
