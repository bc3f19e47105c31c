"""The first labelled rows, as a table on the terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from emodesk.app.export import ExportReport

_PLAIN_WIDTH = 160


def print_preview(report: ExportReport) -> None:
    """Print the first rows without their confidences, and what became of the rest."""
    console = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH, highlight=False)
    shown = [place for place, name in enumerate(report.columns) if not name.endswith("_confidence")]
    table = Table(title=f"{report.output.name}: the first {len(report.preview)} of {report.rows} rows")
    table.add_column("text", max_width=44, no_wrap=True, overflow="ellipsis")
    for place in shown:
        table.add_column(report.columns[place].replace("_", "\n"), overflow="fold")
    for text, cells in report.preview:
        one_line = " ".join(text.split())
        table.add_row(Text(one_line), *(Text("" if cells[place] is None else str(cells[place])) for place in shown))
    console.print(table)
    for reason, rows in sorted(report.attention.items()):
        console.print(f"{rows} {'row' if rows == 1 else 'rows'}: {reason}", markup=False)
    console.print(f"Written: {report.output}", markup=False, soft_wrap=True)
