"""Charts and colours of the clean workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import xlsxwriter

from emodesk.core.chart import ChartOut
from emodesk.core.table import OutColumn, SheetOut

# Orange and blue can be told apart by nearly everyone; white is neutral, or nothing.
_NEGATIVE, _NEUTRAL, _POSITIVE, _MUCH = "#F2B880", "#FFFFFF", "#8FBBD9", "#C7A6D8"
_BARS: Final = ("#3B75AF", "#EF8636", "#519D3E", "#8D69B8", "#84584E", "#D57DBE", "#7F7F7F", "#BDBA3E",
                "#5BBAD0", "#C53A32", "#1F4E79", "#A0522D")  # fmt: skip
_BESIDE: Final = 1
"""Columns between a block of numbers and its chart."""
_ROW_PIXELS: Final = 20
_CHART_ROWS: Final = 16
_WIDTH_PIXELS: Final = 620


class ChartSheet(Protocol):
    """The part of XlsxWriter's Worksheet that is used here; the library ships no types."""

    name: str

    def insert_chart(self, row: int, column: int, chart: object) -> int: ...
    def conditional_format(self, row: int, column: int, last_row: int, last_column: int, options: object) -> int: ...


class _Drawn(Protocol):
    """The part of XlsxWriter's Chart that is used for each series."""

    def add_series(self, options: object) -> None: ...


def add_charts(book: xlsxwriter.Workbook, out: ChartSheet, sheet: SheetOut) -> None:
    """Put the sheet's charts beside their numbers."""
    for chart in sheet.charts():
        drawn = book.add_chart({"type": "column"})
        for place in range(chart.first_series, chart.last_series + 1):
            _add_series(drawn, out.name, chart, place)
        drawn.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        drawn.set_y_axis({"name": chart.axis, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        drawn.set_legend({"none": True} if chart.first_series == chart.last_series else {"position": "bottom"})
        drawn.set_size({"width": _WIDTH_PIXELS, "height": _ROW_PIXELS * _CHART_ROWS - 10})
        out.insert_chart(chart.heading_row, len(sheet.columns) + _BESIDE - 1, drawn)


def colour_scales(out: ChartSheet, sheet: SheetOut, last_row: int) -> None:
    """Colour the columns that have a scale: the colour says where between lowest and highest a value lies."""
    for place, column in enumerate(sheet.columns):
        if column.scale and last_row > 0:
            out.conditional_format(1, place, last_row, place, _scale(column))


def scale_colours(scale: Sequence[float]) -> tuple[str, ...]:
    """Return a colour for each value of a scale: of its two ends, or of the neutral middle between them, too."""
    return (_NEUTRAL, _MUCH) if len(scale) == 2 else (_NEGATIVE, _NEUTRAL, _POSITIVE)


def _add_series(drawn: _Drawn, sheet: str, chart: ChartOut, place: int) -> None:
    color = _BARS[(place - chart.first_series) % len(_BARS)]
    drawn.add_series(
        {
            "name": [sheet, chart.heading_row, place],
            "categories": [sheet, chart.first_row, chart.category_column, chart.last_row, chart.category_column],
            "values": [sheet, chart.first_row, place, chart.last_row, place],
            "fill": {"color": color},
            "gap": 60,
        }
    )


def _scale(column: OutColumn) -> dict[str, object]:
    # The ends are those of the scale, not of the values that occur: colours mean the same in every workbook.
    colours = scale_colours(column.scale)
    found: dict[str, object] = {"type": f"{len(column.scale)}_color_scale"}
    names = ("min", "max") if len(column.scale) == 2 else ("min", "mid", "max")
    for name, value, colour in zip(names, column.scale, colours, strict=True):
        found |= {f"{name}_type": "num", f"{name}_value": value, f"{name}_color": colour}
    return found
