"""Where each row stands in the grid, found without a table where the order allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Places:
    """Row ids in the grid's order, and the way back. Making one takes time for many rows: do it off Qt's thread."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = ids
        """A ``range`` where all rows stand in the sheet's order, else an array."""
        self._table: Any = None
        if not isinstance(ids, range) and len(ids):
            import numpy as np  # noqa: PLC0415  not before the first filter or sort

            found = np.asarray(ids, dtype=np.int64)
            table = np.full(int(found.max()) + 1, -1, dtype=np.int64)
            table[found] = np.arange(len(found))
            self._table = table

    def of(self, row_id: int) -> int:
        """Return the 0-based place of a row, or -1 where it isn't shown."""
        if self._table is not None:
            return int(self._table[row_id]) if 0 <= row_id < len(self._table) else -1
        if isinstance(self.ids, range) and row_id in self.ids:
            return row_id - self.ids.start
        return -1

    def begins_with(self, other: Places) -> bool:
        """Say whether these are the other's rows, in the same order, and maybe more after them."""
        if isinstance(self.ids, range) and isinstance(other.ids, range):
            return self.ids.start == other.ids.start and len(self.ids) >= len(other.ids)
        if isinstance(self.ids, range) or isinstance(other.ids, range):
            return False
        return len(self.ids) >= len(other.ids) and self.ids[: len(other.ids)] == other.ids
