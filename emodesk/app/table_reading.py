"""Takes a spreadsheet into the project on a thread of its own: the first rows at once, the rest as it comes."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Final

from emodesk.core.errors import EmoDeskError, InputFileError
from emodesk.core.events import Emit, RowsRead, RunFailed
from emodesk.core.review_ports import ReviewProject, Slab, TableStream
from emodesk.core.unexpected import carry_out

_FIRST_SLAB: Final = 1_000
_SLAB: Final = 4_000
_PATIENCE_S: Final = 1.0


class TableReading:
    """One spreadsheet on its way in. Use it once."""

    def __init__(self, project: ReviewProject, stream: TableStream, emit: Emit) -> None:
        self._project = project
        self._stream = stream
        self._emit = emit
        self._stop = threading.Event()
        self._first = threading.Event()
        self._rows = 0
        self._failure: EmoDeskError | None = None
        self._is_complete = False
        self._thread = threading.Thread(target=self._read, name="emodesk-reading", daemon=True)

    @property
    def is_going_on(self) -> bool:
        """Return whether rows are still coming."""
        return self._thread.is_alive()

    def begin(self) -> None:
        """Begin; return when the first rows are there. Raises what kept them from coming."""
        self._project.begin_table(self._stream.source, self._stream.columns, self._stream.first_row)
        self._thread.start()
        self._first.wait()
        if self._failure is not None and not self._rows:  # later on it's told by an event
            raise self._failure

    def stop(self) -> None:
        """Stop; what was read stays, and the next opening begins anew."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)

    def _read(self) -> None:
        carry_out(self._read_all, self._fail)
        self._first.set()
        if self._is_complete:
            self._emit(RowsRead(self._rows, 1.0, is_complete=True))

    def _read_all(self) -> None:
        for slab in self._stream.slabs(_SLAB):
            if not self._take_in(slab):
                return
        source = replace(self._stream.source, sha256=self._stream.digest())
        self._project.finish_table(source)
        self._is_complete = True

    def _fail(self, error: EmoDeskError) -> None:
        self._failure = error
        if not self._stop.is_set():
            self._emit(RunFailed(error))

    def _take_in(self, slab: Slab) -> bool:
        """Write a slab, the very first one in a small part and a large one; say whether to go on."""
        parts = [slab.rows]
        if not self._rows and len(slab.rows) > _FIRST_SLAB:
            parts = [slab.rows[:_FIRST_SLAB], slab.rows[_FIRST_SLAB:]]
        is_text = all(cell is None or isinstance(cell, str) for row in slab.rows for cell in row)
        for part in parts:
            if self._stop.is_set():
                return False
            self._project.append_rows(slab.columns, part, is_text=is_text)
            self._rows += len(part)
            self._first.set()
            self._emit(RowsRead(self._rows, slab.fraction, is_complete=False))
        return True


def check_whole(project: ReviewProject) -> None:
    """Raise InputFileError if the spreadsheet wasn't read to its end: what is made of a part looks like the whole."""
    if not project.is_whole():
        raise InputFileError(
            f"{project.source().path.name} hasn't been read to its end: rows are missing.",
            hint="Wait if it's still being read; else close it and open the spreadsheet again.",
        )
