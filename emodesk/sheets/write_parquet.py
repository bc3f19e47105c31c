"""Parquet output. A column of one kind keeps its type; a mixed one becomes text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from emodesk.core.table import Cell, Row, SheetOut
from emodesk.sheets.header import unique_names
from emodesk.sheets.outgoing import Tally, plain_text, utf8_text

_BATCH_ROWS = 5_000
_LARGEST_INT = 2**63
_LARGEST_EXACT = 2**53
"""Whole numbers beyond it would change in a column that also holds fractions."""


def write_parquet(file: IO[bytes], sheet: SheetOut, tally: Tally) -> None:
    """Write the rows in batches. They're produced twice: Parquet must know each column's type beforehand."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types: dict[str, Any] = {
        "bool": pa.bool_(),
        "int": pa.int64(),
        "float": pa.float64(),
        "moment": pa.timestamp("us"),
        "date": pa.date32(),
        "time": pa.time64("us"),
        "span": pa.duration("us"),
        "text": pa.string(),
    }
    kinds = _column_kinds(sheet.rows(), len(sheet.columns))
    names = unique_names(utf8_text(column.name, tally) for column in sheet.columns)
    schema = pa.schema([(name, types[kind]) for name, kind in zip(names, kinds, strict=True)])
    convert = [_converter(kind, tally) for kind in kinds]
    with pq.ParquetWriter(file, schema) as writer:
        for batch in _batches(sheet.rows()):
            columns: list[list[Cell]] = [[] for _ in kinds]
            for row in batch:
                tally.rows += 1
                tally.row = tally.rows
                for place, cell in enumerate(row):
                    columns[place].append(convert[place](cell))
            arrays = [pa.array(cells, type=kind) for cells, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _column_kinds(rows: Iterable[Row], width: int) -> list[str]:
    seen: list[set[str]] = [set() for _ in range(width)]
    for row in rows:
        for place, cell in enumerate(row):
            if cell is not None:
                seen[place].add(_kind(cell))
    return [_common(kinds) for kinds in seen]


def _common(kinds: set[str]) -> str:
    if kinds == {"int", "long"}:
        return "int"
    if kinds == {"int", "float"}:
        return "float"
    if kinds == {"long"}:
        return "int"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "bool"
    if isinstance(cell, int):
        if abs(cell) <= _LARGEST_EXACT:
            return "int"
        return "long" if abs(cell) < _LARGEST_INT else "text"
    if isinstance(cell, float):
        return "float"
    if isinstance(cell, dt.datetime):
        return "text" if cell.tzinfo else "moment"
    if isinstance(cell, dt.date):
        return "date"
    if isinstance(cell, dt.time):
        return "text" if cell.tzinfo else "time"
    return "span" if isinstance(cell, dt.timedelta) else "text"


def _converter(kind: str, tally: Tally) -> Callable[[Cell], Cell]:
    def text(cell: Cell) -> Cell:
        return None if cell is None else utf8_text(plain_text(cell), tally)

    def same(cell: Cell) -> Cell:
        return cell

    return text if kind == "text" else same


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH_ROWS)):
        yield batch
