"""Cells in SQLite: each cell's kind is one letter, so that what comes back is what went in, type and all."""

from __future__ import annotations

import datetime as dt
from typing import Final

from emodesk.core.table import Cell, Row

Stored = str | int | float | bytes | None

_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
_EPOCH: Final = dt.timedelta(microseconds=1)


def pack(row: Row) -> tuple[str, list[Stored]]:
    """Return the kinds of a row's cells, a letter each, and the values to store."""
    packed = [_pack(cell) for cell in row]
    return "".join(kind for kind, _ in packed), [value for _, value in packed]


def pack_text(row: Row) -> tuple[str, Row]:
    """Pack a row that came from a text table: words and empty cells alone, without lone surrogates."""
    return "".join(["n" if cell is None else "s" for cell in row]), row


def unpack(kinds: str, values: tuple[Stored, ...]) -> Row:
    """Return the row that was packed."""
    return tuple(_unpack(kind, value) for kind, value in zip(kinds, values, strict=True))


def as_text(kind: str, value: Stored) -> str:
    """Return a stored cell as a reader sees it; "" where it's empty."""
    cell = _unpack(kind, value)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _pack(cell: Cell) -> tuple[str, Stored]:  # noqa: PLR0911  one line per kind reads best
    match cell:
        case None:
            return "n", None
        case bool():
            return "b", int(cell)
        case int():
            return ("i", cell) if _SMALLEST <= cell <= _LARGEST else ("I", str(cell))
        case float():
            return ("f", cell) if cell == cell else ("N", None)  # noqa: PLR0124  SQLite turns NaN into NULL
        case str():
            try:
                cell.encode()
            except UnicodeEncodeError:
                return "S", cell.encode("utf-8", "surrogatepass")
            return "s", cell
        case dt.datetime():  # before date: every datetime is a date
            return "t", cell.isoformat()
        case dt.date():
            return "d", cell.isoformat()
        case dt.time():
            return "h", cell.isoformat()
        case dt.timedelta():
            return "P", str(cell // _EPOCH)  # as text: the longest spans have more microseconds than SQLite counts


def _unpack(kind: str, value: Stored) -> Cell:  # noqa: PLR0911  the mirror of _pack
    match kind, value:
        case "n", _:
            return None
        case "N", _:
            return float("nan")
        case "b", int():
            return bool(value)
        case "I", str():
            return int(value)
        case "S", bytes():
            return value.decode("utf-8", "surrogatepass")
        case "t", str():
            return dt.datetime.fromisoformat(value)
        case "d", str():
            return dt.date.fromisoformat(value)
        case "h", str():
            return dt.time.fromisoformat(value)
        case "P", str():
            return dt.timedelta(microseconds=int(value))
        case _ if not isinstance(value, bytes):
            return value
        case _:
            raise ValueError(kind)
