"""The labelled output: the sheet's own columns, the labels, what they mean, and how they were made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from emodesk.app.codebook import codebook_sheet
from emodesk.app.provenance import Counts, provenance_sheet
from emodesk.app.row_labels import RowLabeller, headings, label_cells
from emodesk.core.errors import ExportError
from emodesk.core.ports import Baseline, Project, Sheets
from emodesk.core.project import RunRecord
from emodesk.core.table import Cell, Column, OutColumn, Row, SheetOut, WriteReport

ATTENTION_COLUMN: Final = "needs_attention"
BASELINE_COLUMN: Final = "lexicon_valence"
_WORKBOOKS: Final = frozenset({".xlsx"})
_PREVIEW_ROWS: Final = 8
_ROWS_TO_MEASURE: Final = 200
_NARROWEST, _WIDEST = 8, 60


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written."""

    output: Path
    written: WriteReport
    rows: int
    attention: dict[str, int]
    """Reason → number of rows."""
    attention_rows: int
    columns: tuple[str, ...]
    """Headings of the label columns."""
    preview: tuple[tuple[str, Row], ...]
    """The first rows: text, then the cells of the label columns."""


@dataclass(slots=True)
class _Tally:
    """Counts what goes by while the rows are written."""

    rows: int = 0
    attention_rows: int = 0
    attention: dict[str, int] = field(default_factory=dict)
    preview: list[tuple[str, Row]] = field(default_factory=list)

    def clear(self) -> None:
        """Begin to count anew."""
        self.rows = self.attention_rows = 0
        self.attention.clear()
        self.preview.clear()


def export(
    project: Project,
    sheets: Sheets,
    run: RunRecord,
    column: Column,
    output: Path,
    *,
    with_confidence: bool = True,
    baseline: Baseline | None = None,
) -> ExportReport:
    """Write the labelled table to ``output``; its suffix says the format. ``baseline`` adds a column of its own.

    A workbook also holds the sheets Codebook and Provenance; beside other formats they go into
    ``<output>.provenance.json``.
    Raises ExportError; then nothing has changed.
    """
    if output.resolve() == project.source().path.resolve():
        raise ExportError("The output would replace the source file.", hint="Choose another name with -o.")
    labeller = RowLabeller(project, column, run)
    own = project.columns()
    wanted = [name for c in labeller.columns for name in headings(c, with_confidence=with_confidence)]
    wanted += ([BASELINE_COLUMN] if baseline else []) + [ATTENTION_COLUMN]
    names = _free_names([c.name for c in own], wanted)
    tally = _Tally()

    def rows() -> Iterator[Row]:
        tally.clear()  # some formats look at the rows twice
        for row in labeller.rows():
            cells = tuple(
                cell
                for label_column, label in zip(labeller.columns, row.labels, strict=True)
                for cell in label_cells(label_column, label, with_confidence=with_confidence)
            )
            if baseline is not None:
                cells += (_second_opinion(baseline, row.cells[column.index]),)
            tally.rows += 1
            tally.attention_rows += bool(row.attention)
            for reason in filter(None, row.attention.split("; ")):
                tally.attention[reason] = tally.attention.get(reason, 0) + 1
            if len(tally.preview) < _PREVIEW_ROWS:
                tally.preview.append((str(row.cells[column.index] or ""), (*cells, row.attention or None)))
            yield (*row.cells, *cells, row.attention or None)

    labels = SheetOut(
        (project.source().sheet or "Labels")[:31],
        (
            *(OutColumn(c.name, width) for c, width in zip(own, _widths(project, own), strict=True)),
            *(OutColumn(name, max(12, min(30, len(name) + 2)), is_label=True) for name in names),
        ),
        rows,
    )
    codebook = codebook_sheet(labeller.columns, names, with_confidence=with_confidence, baseline=baseline)
    provenance = provenance_sheet(
        project,
        run,
        column,
        lambda: Counts(tally.rows, tally.attention_rows, dict(tally.attention)),
        baseline.name if baseline else None,
    )
    written = sheets.write(output, _distinct_names([labels, codebook, provenance]))
    if output.suffix.lower() not in _WORKBOOKS:
        _write_sidecar(output, [codebook, provenance])
    return ExportReport(
        output, written, tally.rows, tally.attention, tally.attention_rows, tuple(names), tuple(tally.preview)
    )


def _second_opinion(baseline: Baseline, cell: Cell) -> float | None:
    text = "" if cell is None else str(cell)
    return round(baseline.valence(text), 3) if text.strip() else None


def _widths(project: Project, columns: Sequence[Column]) -> list[int]:
    """Return how wide each of the sheet's own columns should be, in characters, going by its first rows."""
    widths = [len(column.name) + 2 for column in columns]
    for _, cells in islice(project.rows(), _ROWS_TO_MEASURE):
        widths = [max(w, len("" if cell is None else str(cell)) + 1) for w, cell in zip(widths, cells, strict=True)]
    return [max(_NARROWEST, min(_WIDEST, width)) for width in widths]


def _free_names(taken: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the wanted headings, changed where the sheet has a column of that name already."""
    used = {name.casefold() for name in taken}
    return [f"{name} (EmoDesk)" if name.casefold() in used else name for name in wanted]


def _distinct_names(sheets: Sequence[SheetOut]) -> list[SheetOut]:
    used: set[str] = set()
    result = []
    for sheet in sheets:
        name = sheet.name if sheet.name.casefold() not in used else f"EmoDesk {sheet.name}"[:31]
        used.add(name.casefold())
        result.append(SheetOut(name, sheet.columns, sheet.rows))
    return result


def _write_sidecar(output: Path, sheets: Sequence[SheetOut]) -> None:
    content = {
        sheet.name: [dict(zip((column.name for column in sheet.columns), row, strict=True)) for row in sheet.rows()]
        for sheet in sheets
    }
    sidecar = output.with_name(f"{output.name}.provenance.json")
    try:
        sidecar.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"The provenance could not be written to “{sidecar.name}”: {error.strerror}.",
            hint="Free some space or choose another folder with -o; the labels themselves are written.",
        ) from error
