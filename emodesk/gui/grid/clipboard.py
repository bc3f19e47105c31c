"""Blocks of cells to and from a spreadsheet program: lines and tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def to_text(lines: Iterable[Sequence[str]]) -> str:
    """Return cells as tab-separated lines, quoted where a cell holds tabs, quotes or line breaks."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(lines)
    return out.getvalue()


def from_text(text: str) -> list[list[str]]:
    """Return the cells of what a spreadsheet program has copied."""
    return [line for line in csv.reader(io.StringIO(text.replace("\r\n", "\n")), delimiter="\t") if line]
