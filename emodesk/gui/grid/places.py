"""Where each row stands in the grid, found without a table where the order allows."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise


class Places:
    """Row ids in the grid's order, and the way back. Making one takes time for many rows: do it off Qt's thread."""

    def __init__(self, ids: array[int]) -> None:
        self.ids = ids
        self._is_ascending = all(before < after for before, after in pairwise(ids))
        self._is_dense = self._is_ascending and (not ids or ids[-1] - ids[0] == len(ids) - 1)
        self._table: array[int] = array("q")
        if not self._is_ascending:
            self._table = array("q", [-1]) * (max(ids) + 1)
            for place, row_id in enumerate(ids):
                self._table[row_id] = place

    def of(self, row_id: int) -> int:
        """Return the 0-based place of a row, or -1 where it isn't shown."""
        if not self.ids:
            return -1
        if self._is_dense:
            place = row_id - self.ids[0]
            return place if 0 <= place < len(self.ids) else -1
        if self._is_ascending:
            place = bisect_left(self.ids, row_id)
            return place if place < len(self.ids) and self.ids[place] == row_id else -1
        return self._table[row_id] if 0 <= row_id < len(self._table) else -1

    def begins_with(self, other: Places) -> bool:
        """Say whether these are the other's rows, in the same order, and maybe more after them."""
        if self._is_dense and other._is_dense and self.ids and other.ids:
            return self.ids[0] == other.ids[0] and len(self.ids) >= len(other.ids)
        return len(self.ids) >= len(other.ids) and self.ids[: len(other.ids)] == other.ids
