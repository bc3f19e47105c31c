"""What the grid shows of a cell, in SQL: a search goes by what people see, and not by how it's kept."""

from __future__ import annotations

from typing import Final

from emodesk.store import cells
from emodesk.store.cells import Stored

_DIGITS: Final = 15


def shown(column: int) -> str:
    """Return an expression for what ``cells.as_text`` says of a cell of the table ``r``; NULL where it's empty.

    What SQLite words as Python does it words itself: a call of ours takes ten times as long. Among broken numbers
    that's those of a few digits: it shows 15 at most, and exponents in its own way.
    """
    cell, kind = f"r.c{column:d}", f"substr(r.kinds, {column + 1:d}, 1)"
    ours, whole = f"shown_cell({kind}, {cell})", f"CAST({cell} AS INTEGER)"
    text = f"CAST({cell} AS TEXT)"
    is_plain = f"abs({cell}) BETWEEN 1e-4 AND 1e15 AND length({text}) < {_DIGITS} AND CAST({text} AS REAL) = {cell}"
    return (
        f"CASE {kind} WHEN 's' THEN {cell} WHEN 'n' THEN NULL WHEN 'i' THEN {cell} WHEN 'd' THEN {cell} "
        f"WHEN 't' THEN replace({cell}, 'T', ' ') WHEN 'b' THEN CASE {cell} WHEN 0 THEN 'False' ELSE 'True' END "
        f"WHEN 'f' THEN CASE WHEN {cell} = {whole} THEN {whole} WHEN {is_plain} THEN {cell} "
        f"ELSE {ours} END ELSE {ours} END"
    )


def shown_cell(kind: str, value: Stored) -> str:
    """Return a stored cell as the grid shows it; half a surrogate pair, which SQLite can't take, as a question mark."""
    return cells.as_text(kind or "n", value).encode("utf-8", "replace").decode()
