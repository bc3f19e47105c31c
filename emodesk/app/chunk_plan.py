"""Where a sheet's chunks stand, in a few bytes per row: any of them can be formed without a walk from the start."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from emodesk.app.asking import Splits, parts_of
from emodesk.app.chunks import Chunk
from emodesk.core.affect.prompts import asked_alike, one_line
from emodesk.core.project import text_key
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column


class ChunkPlan:
    """Filled with the chunks as ``chunks`` forms them, it forms the very same again, each by itself.

    The rows that are to be labelled are counted from 0 here; that is a row's *place*.
    """

    def __init__(self, project: ReviewProject, column: Column, splits: Splits) -> None:
        self._project = project
        self._column = column
        self._splits = splits
        self._numbers = array("I")
        self._homes = array("i")
        self._ends = array("I")
        self._lenders: dict[int, dict[bytes, int]] = {}

    def note(self, chunk: Chunk) -> None:
        """Take in the next chunk of the sheet."""
        self._numbers.extend(number for number, _ in chunk.rows)
        self._homes.extend(chunk.homes)
        self._ends.append(len(self._numbers))
        if chunk.lenders:
            self._lenders[chunk.number] = chunk.lenders

    @property
    def chunk_count(self) -> int:
        """Return how many chunks there are."""
        return len(self._ends)

    @property
    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._numbers)

    def place_of(self, number: int) -> int:
        """Return the place of a row, or -1 if it's none of those that are to be labelled."""
        place = bisect_left(self._numbers, number)
        return place if place < len(self._numbers) and self._numbers[place] == number else -1

    def home_of(self, place: int) -> int:
        """Return in which chunk the text of a row is asked, or ``NOWHERE``."""
        return self._homes[place]

    def chunk_at(self, place: int) -> int:
        """Return in which chunk a row stands."""
        return bisect_right(self._ends, place)

    def places_in(self, chunk: int) -> range:
        """Return the places of a chunk's rows."""
        return range(self._ends[chunk - 1] if chunk else 0, self._ends[chunk])

    def lenders_of(self, chunk: int) -> list[int]:
        """Return the earlier chunks without whose answers some of this chunk's texts lack one."""
        return sorted(set(self._lenders.get(chunk, {}).values()))

    def askers_of(self, home: int, text: str) -> set[int]:
        """Return the chunks that ask what has to be answered for a text's labels; most often it's the home alone."""
        lenders = self._lenders.get(home)
        if not lenders:
            return {home}
        keys = (text_key(alike) for part in parts_of(text, self._splits) for alike in asked_alike(part))
        return {home, *(lenders[key] for key in keys if key in lenders)}

    def form(self, number: int) -> Chunk:
        """Return a chunk, without what's missing."""
        chunk = self.form_rest(number)
        texts = (text for (_, text), home in zip(chunk.rows, chunk.homes, strict=True) if home == number)
        chunk.texts = list(dict.fromkeys(texts))
        chunk.lenders = self._lenders.get(number, {})
        return chunk

    def form_rest(self, number: int) -> Chunk:
        """Return a chunk's rows without its texts, for those that couldn't be written when these were asked."""
        places = self.places_in(number)
        numbers = self._numbers[places.start : places.stop]
        cells = self._project.texts_of(self._column, numbers)
        return Chunk(
            number,
            rows=[(each, one_line(cells[each])) for each in numbers],
            homes=list(self._homes[places.start : places.stop]),
        )
