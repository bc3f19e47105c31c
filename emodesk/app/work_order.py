"""Which chunk comes next: those that somebody is looking at, then all others in the sheet's order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from emodesk.app.chunk_plan import ChunkPlan
from emodesk.app.chunks import NOWHERE, Chunk


class WorkOrder:
    """One walk over a plan. A chunk that is pulled forward is the same chunk, only earlier.

    A row is written when its own chunk comes by, if its text is answered then: that may be asked in an earlier chunk.
    Else the row is left over until somebody looks at it, or until everything before its chunk is done.
    """

    def __init__(self, plan: ChunkPlan, looked_at: Callable[[], Sequence[int]]) -> None:
        """``looked_at`` gives the numbers of the rows that are on the screen now, in their order there."""
        self._plan = plan
        self._looked_at = looked_at
        self._next = 0
        self._taken = bytearray(plan.chunk_count)
        self._answered = bytearray(plan.chunk_count)
        self._written = bytearray(plan.row_count)
        self._out: deque[Chunk] = deque()
        """Given out and not yet settled."""
        self._rests: set[int] = set()
        """Chunks that are out a second time, for the rows that were left over."""

    @property
    def first(self) -> Chunk | None:
        """Return the chunk that was given out first of those that aren't settled."""
        return self._out[0] if self._out else None

    @property
    def is_done(self) -> bool:
        """Return whether every chunk was given out and settled."""
        return self._next >= self._plan.chunk_count and not self._out

    def next(self) -> Chunk | None:
        """Give out a chunk, or the rows that were left over of one; None when there's nothing more.

        What's given out is settled in the same order, but for what ``waits_for_nothing``.
        """
        found = self._next_looked_at() or self._next_in_order()
        if found is not None:
            self._out.append(found)
        return found

    def take_back(self) -> None:
        """Take back what isn't settled, because its answers were dropped: it's given out again."""
        for chunk in self._out:
            if chunk.texts:
                self._taken[chunk.number] = 0
            self._next = min(self._next, chunk.number)
        self._out.clear()
        self._rests.clear()

    def waits_for_nothing(self, chunk: Chunk) -> bool:
        """Say of the chunk given out last whether nothing that its rows need is still out, but for the chunk itself."""
        needed = {number for _, home, row in self._unwritten(chunk) for number in self._askers(home, row[1])}
        if chunk.texts:
            needed.discard(chunk.number)
        return all(self._answered[number] or not self._taken[number] for number in needed)

    def settle(self, chunk: Chunk) -> list[tuple[int, str]]:
        """Note that the first chunk that's out, or the last, is answered; return its rows that are complete by that."""
        if self._out[0] is chunk:
            self._out.popleft()
        else:
            self._out.pop()
        if chunk.texts:
            self._answered[chunk.number] = 1
        else:
            self._rests.discard(chunk.number)
        ready = []
        for place, home, row in self._unwritten(chunk):
            if all(self._answered[number] for number in self._askers(home, row[1])):
                self._written[place] = 1
                ready.append(row)
        return ready

    def _unwritten(self, chunk: Chunk) -> Iterator[tuple[int, int, tuple[int, str]]]:
        places = self._plan.places_in(chunk.number)
        for place, home, row in zip(places, chunk.homes, chunk.rows, strict=True):
            if not self._written[place]:
                yield place, home, row

    def _askers(self, home: int, text: str) -> set[int]:
        return set() if home == NOWHERE else self._plan.askers_of(home, text)

    def _next_looked_at(self) -> Chunk | None:
        for place in self._unwritten_looked_at():
            home, stands = self._plan.home_of(place), self._plan.chunk_at(place)
            is_lacking = home != NOWHERE and bool(self._answered[home])
            if home != NOWHERE:
                for number in (home, *(self._plan.lenders_of(home) if is_lacking else ())):
                    if not self._taken[number]:
                        return self._take(number)
            if (stands != home or is_lacking) and stands not in self._rests:
                self._rests.add(stands)
                return self._plan.form_rest(stands)
        return None

    def _unwritten_looked_at(self) -> Iterator[int]:
        for number in self._looked_at():
            place = self._plan.place_of(number)
            if place >= 0 and not self._written[place]:
                yield place

    def _next_in_order(self) -> Chunk | None:
        while self._next < self._plan.chunk_count:
            number = self._next
            self._next += 1
            if not self._taken[number]:
                return self._take(number)
            places = self._plan.places_in(number)
            if self._written.find(0, places.start, places.stop) >= 0:
                return self._plan.form_rest(number)
        return None

    def _take(self, number: int) -> Chunk:
        self._taken[number] = 1
        return self._plan.form(number)
