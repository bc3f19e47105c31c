"""A chart of numbers that stand in a sheet, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartOut:
    """Columns, one group of bars for each row of a block, one bar (or part of a bar) for each series.

    Rows and columns are 0-based places in the sheet that the chart stands on; ``heading_row`` holds the series' names.
    """

    title: str
    heading_row: int
    first_row: int
    last_row: int
    category_column: int
    first_series: int
    last_series: int
    axis: str = ""
    """What the bars count."""
