"""Record formats: JSON Lines (an object per line) and Parquet. Their columns have names of their own."""

from __future__ import annotations

import datetime as dt
import json
import math
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from emodesk.core.errors import InputFileError
from emodesk.core.table import Cell, Row
from emodesk.sheets.delimited import read_text

RECORD_SUFFIXES = frozenset({".jsonl", ".parquet"})


def read_jsonl(path: Path, *, encoding: str | None) -> tuple[list[str], list[Row], int, str]:
    """Return (names, rows, line of the first row, encoding); names in order of first appearance.

    Whole numbers keep all their digits. A nested list or object is kept as its JSON text. An empty line is an
    empty row. Raises InputFileError for a line that isn't an object.
    """
    text, used = read_text(path, encoding)
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    records = [_record(path, number, line) for number, line in enumerate(lines, start=1)]
    first = next((place for place, record in enumerate(records) if record), 0)
    records = records[first:]
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [tuple(_json_cell(record.get(name)) for name in names) for record in records]
    return names, rows, first + 1, used


def read_parquet(path: Path) -> tuple[list[str], list[Row]]:
    """Return (names, rows); raise InputFileError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = [str(name) for name in file.schema_arrow.names]
            rows: list[Row] = []
            for batch in file.iter_batches():
                # Column by column: to_pylist of a batch would lose one of two columns of the same name.
                cells = [[_parquet_cell(value) for value in _values(column)] for column in batch.columns]
                rows.extend(zip(*cells, strict=True))
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise InputFileError(
            f"{path.name} isn't a Parquet file that can be read: it's damaged, incomplete, or something else.",
            hint="Write it again, or copy it here once more.",
            details=repr(error),
        ) from error
    return names, rows


def _record(path: Path, number: int, line: str) -> Mapping[str, Any]:
    if not line.strip():
        return {}
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _no_object(path, number, repr(error)) from error
    if not isinstance(record, dict):
        raise _no_object(path, number, f"a {type(record).__name__}")
    return record


def _no_object(path: Path, number: int, details: str) -> InputFileError:
    return InputFileError(
        f"Line {number} of {path.name} isn't a JSON object.",
        hint='JSON Lines has one object per line, such as {"id": 1, "text": "…"}.',
        details=details,
    )


def _json_cell(value: Any) -> Cell:  # noqa: ANN401 - JSON may hold anything
    if value is None or value == "":
        return None
    if isinstance(value, str | bool | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


class _ArrowColumn(Protocol):
    """What is asked of a column; pyarrow has no types of its own."""

    type: Any

    def to_pylist(self) -> list[Any]: ...
    def view(self, target: object) -> _ArrowColumn: ...


def _values(column: _ArrowColumn) -> list[Any]:
    """Return a column's values as Python's own, which know no nanoseconds: moments and spans lose what is finer.

    A moment whose time zone this computer doesn't know is told in UTC.
    """
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind):
        target = pa.timestamp(_coarse(kind.unit), tz=_known_zone(kind.tz))
    elif pa.types.is_duration(kind):
        target = pa.duration(_coarse(kind.unit))
    elif pa.types.is_time64(kind):
        target = pa.time64("us")
    else:
        target = kind
    if target == kind:
        return list(column.to_pylist())
    counts = column.view(pa.int64()).to_pylist()
    if kind.unit == "ns":
        counts = [None if count is None else count // 1000 for count in counts]
    return list(pa.array(counts, type=pa.int64()).view(target).to_pylist())


def _coarse(unit: str) -> str:
    return "us" if unit == "ns" else unit


def _known_zone(name: str | None) -> str | None:
    """Return the zone's name, or UTC's where this computer has no such zone: a bare Linux and Windows have none."""
    if name is None or name.startswith(("+", "-")):
        return name
    try:
        return zoneinfo.ZoneInfo(name).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return "+00:00"


def _parquet_cell(value: Any) -> Cell:  # noqa: ANN401 - Parquet may hold anything
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str | bool | int | float | dt.date | dt.time | dt.timedelta):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
