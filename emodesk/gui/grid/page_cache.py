"""Pages of the grid's cells, fetched on a thread of their own and kept while they're near."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from emodesk.gui.background import Lane
from emodesk.gui.grid.cell_view import CellView

ROWS_IN_PAGE: Final = 64
_PAGES_KEPT: Final = 96
_PAGES_WAITING: Final = 4
"""Whoever scrolls fast leaves most pages behind: only the last few that were asked for are still wanted."""

Line = tuple[CellView, ...]
"""One row of the grid."""
Fetch = Callable[[Sequence[int]], Sequence[Line]]
"""Row ids in, their lines out; called on the lane's thread."""


class PageCache:
    """Gives out lines that it has, and fetches those that it hasn't, the last asked for first."""

    def __init__(self, lane: Lane, fetch: Fetch, on_arrival: Callable[[int, int], None]) -> None:
        self._lane = lane
        self._fetch = fetch
        self._on_arrival = on_arrival
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, Sequence[Line]] = OrderedDict()
        self._stale: set[int] = set()
        self._waiting: OrderedDict[int, None] = OrderedDict()
        self._generation = 0
        self._fetched: int | None = None
        """The page that is on its way."""

    def begin_anew(self, ids: Sequence[int]) -> None:
        """Forget everything; the rows are these now."""
        self._ids = ids
        self._pages.clear()
        self._stale.clear()
        self._waiting.clear()
        self._generation += 1

    def grow(self, ids: Sequence[int]) -> None:
        """Take more rows after those that are there; the last page may have been a part of one."""
        last = max(0, len(self._ids) - 1) // ROWS_IN_PAGE
        self._ids = ids
        if last in self._pages:
            self._stale.add(last)

    def line(self, row: int) -> Line | None:
        """Return the cells of a row (0-based place in the grid), or None and fetch them."""
        page, place = divmod(row, ROWS_IN_PAGE)
        lines = self._pages.get(page)
        if lines is None or page in self._stale:
            self._want(page)
        if lines is None or place >= len(lines):
            return None
        return lines[place]

    def has(self, row: int) -> bool:
        """Say whether a row's cells are here and true to the project."""
        page = row // ROWS_IN_PAGE
        return page in self._pages and page not in self._stale and page != self._fetched

    def mark_stale(self, rows: Sequence[int]) -> None:
        """Note that these rows have changed: what is shown stays until the new cells are here."""
        self._mark({row // ROWS_IN_PAGE for row in rows})

    def mark_all_stale(self) -> None:
        """Note that every row may have changed."""
        self._mark(self._known())

    def _mark(self, pages: set[int]) -> None:
        self._stale |= pages & self._known()

    def _known(self) -> set[int]:
        """Return the pages that are here or on their way; what is read for one of these may be older than a change."""
        return set(self._pages) if self._fetched is None else {*self._pages, self._fetched}

    def fetch_now(self, row: int) -> None:
        """Fetch one row's page on this thread: for a cell that was just edited and is on the screen."""
        page = row // ROWS_IN_PAGE
        self._stale.discard(page)
        self._keep(page, self._fetch(self._ids_of(page)))

    def _want(self, page: int) -> None:
        self._waiting[page] = None
        self._waiting.move_to_end(page)
        while len(self._waiting) > _PAGES_WAITING:
            self._waiting.popitem(last=False)
        if self._fetched is None:
            self._fetch_next()

    def _fetch_next(self) -> None:
        if not self._waiting:
            return
        page, _ = self._waiting.popitem()
        ids, generation = self._ids_of(page), self._generation
        self._stale.discard(page)
        self._fetched = page
        self._lane.start(
            lambda _: self._fetch(ids),
            on_done=lambda lines: self._arrived(generation, page, lines),
            on_failure=lambda _: self._arrived(generation, page, None),
        )

    def _arrived(self, generation: int, page: int, lines: Sequence[Line] | None) -> None:
        self._fetched = None
        if generation == self._generation and lines is not None:
            self._keep(page, lines)
            first = page * ROWS_IN_PAGE
            self._on_arrival(first, first + len(lines) - 1)
        self._fetch_next()

    def _keep(self, page: int, lines: Sequence[Line]) -> None:
        self._pages[page] = lines
        self._pages.move_to_end(page)
        while len(self._pages) > _PAGES_KEPT:
            dropped, _ = self._pages.popitem(last=False)
            self._stale.discard(dropped)

    def _ids_of(self, page: int) -> Sequence[int]:
        return self._ids[page * ROWS_IN_PAGE : (page + 1) * ROWS_IN_PAGE]
