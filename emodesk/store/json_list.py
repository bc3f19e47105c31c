"""Any number of numbers as one bound value: ``… IN (SELECT value FROM json_each(?))``."""

from __future__ import annotations

from collections.abc import Iterable


def json_list(numbers: Iterable[int]) -> str:
    """Return the numbers as SQLite's ``json_each`` takes them."""
    return f"[{','.join(map(str, numbers))}]"
