"""The first labelled rows, as a table on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from emodesk.app.export import ExportReport
from emodesk.cli.progress import counted
from emodesk.core.table import Cell

Shown = tuple[str, tuple[int, ...]]
"""What is shown as one column: its heading, and where its cells stand in a row."""
_PLAIN_WIDTH = 150
_MOST_ROWS = 10
_WIDEST_TEXT, _SHORTEST_TEXT, _WIDEST_CELL = 56, 16, 32


def print_preview(report: ExportReport) -> None:
    """Print the first rows without their confidences, and what became of the rest."""
    console = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
    columns = list(_columns(report))
    title = Text(f"{report.output.name}: the first {len(report.preview)} of {report.rows:,} rows")
    if sum(len(heading) + 5 for heading, _ in columns) + _SHORTEST_TEXT > console.width:
        _print_stacked(console, title, columns, report)
    else:
        _print_table(console, title, columns, report)
    for reason, rows in sorted(report.attention.items()):
        console.print(f"{counted(rows, 'row')}: {reason}", markup=False, soft_wrap=True)
    for rows, by_hand in ((report.counts.changed_rows, "changed"), (report.counts.accepted_rows, "accepted")):
        if rows:
            console.print(f"{counted(rows, 'row')} {by_hand} by hand")
    _print_written(console, report)


def _print_stacked(console: Console, title: Text, columns: list[Shown], report: ExportReport) -> None:
    """Print each row as a few lines: for terminals too narrow for a table."""
    console.print(title, style="italic")
    for text, cells in report.preview:
        console.print(Text(_cut(" ".join(text.split()), console.width)), style="bold")
        values = (f"{heading} {' '.join(_shown(cells[place]) for place in places)}" for heading, places in columns)
        console.print(Text("  " + " · ".join(values)))


def _print_table(console: Console, title: Text, columns: list[Shown], report: ExportReport) -> None:
    table = Table(title=title)
    table.add_column("text", no_wrap=True)
    for heading, _ in columns:
        table.add_column(
            heading, no_wrap=True, overflow="ellipsis", justify="left" if heading == "emotions" else "right"
        )
    widest_text = max(_SHORTEST_TEXT, min(_WIDEST_TEXT, console.width - sum(len(h) + 8 for h, _ in columns) - 20))
    for text, cells in report.preview:
        shown = (" ".join(_shown(cells[place]) for place in places) for _, places in columns)
        table.add_row(Text(_cut(" ".join(text.split()), widest_text)), *map(Text, shown))
    console.print(table)
    if both := [heading for heading, places in columns if len(places) > 1]:
        console.print(f"{', '.join(both)}: intensity 0..1 and level 0..3")


def _print_written(console: Console, report: ExportReport) -> None:
    written = report.written
    for heading, count, where in (("cleaned of control characters", written.cleaned_cells, written.cleaned_rows),
                                  ("shortened to what Excel holds", written.shortened_cells, written.shortened_rows),
                                  ("guarded with an apostrophe", written.guarded_cells, ())):  # fmt: skip
        if count:
            console.print(f"{counted(count, 'cell')} {heading}{_rows(where)}", markup=False)
    for sentence in (*written.notes, *([f"Not your own workbook: {report.why_clean}"] if report.why_clean else [])):
        console.print(sentence, markup=False, soft_wrap=True)
    if report.is_own_file:
        console.print("Your own file with columns added; nothing else in it was touched.", markup=False)
    console.print(f"Written: {report.output}", markup=False, soft_wrap=True)


def _columns(report: ExportReport) -> Iterator[Shown]:
    """Yield what is shown as one column: its heading and where its cells are; intensity and level stand together."""
    names = report.columns
    for place, name in enumerate(names):
        emotion = name.removesuffix("_intensity")
        if name.endswith("_confidence") or name in (report.attention_column, report.changed_column):
            continue
        if emotion != name:
            level = f"{emotion}_level"
            yield emotion, (place, names.index(level)) if level in names else (place,)
        elif not (name.endswith("_level") and f"{name.removesuffix('_level')}_intensity" in names):
            yield name, (place,)


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    more = f" and {len(numbers) - _MOST_ROWS:,} more" if len(numbers) > _MOST_ROWS else ""
    return f" (row {', '.join(map(str, numbers[:_MOST_ROWS]))}{more})"


def _shown(cell: Cell) -> str:
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else _cut(str(cell), _WIDEST_CELL)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
