"""Spreads labels over the rows for the view, where a run left that out: one of the command line, or an older one.

Rows for which the model had no answer are looked at again: another run may have got it since. Those that have got
nothing are left as they are. No model is needed: the answers are in the project already.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Final

from emodesk.app.row_labels import RowLabeller
from emodesk.app.run_rows import row_answers
from emodesk.core.affect.columns import label_columns
from emodesk.core.affect.prompts import one_line
from emodesk.core.errors import EmoDeskError
from emodesk.core.events import Emit, RowsLabelled, RunFailed
from emodesk.core.project import RunRecord
from emodesk.core.review import Value
from emodesk.core.review_ports import ReviewProject
from emodesk.core.table import Column
from emodesk.core.unexpected import carry_out

_PATIENCE_S: Final = 1.0
_ROWS_AT_ONCE: Final = 128


class LabelSpreading:
    """One run's labels on their way into the view, on a thread of their own. Use it once."""

    def __init__(self, project: ReviewProject, run: int, record: RunRecord, column: Column, emit: Emit) -> None:
        self._project = project
        self._run = run
        self._record = record
        self._column = column
        self._emit = emit
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._spread, name="emodesk-spreading", daemon=True)

    def begin(self) -> None:
        """Begin; where nothing is missing, it ends soon."""
        self._thread.start()

    @property
    def is_going_on(self) -> bool:
        """Return whether labels are still being spread."""
        return self._thread.is_alive()

    def ask_to_stop(self) -> None:
        """Ask it to end soon; it's not waited for."""
        self._stop.set()

    def stop(self) -> None:
        """Stop; the next opening goes on."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)

    def _spread(self) -> None:
        carry_out(self._write, self._fail)

    def _fail(self, error: EmoDeskError) -> None:
        if not self._stop.is_set():
            self._emit(RunFailed(error))

    def _write(self) -> None:
        columns = label_columns(self._record.plan)
        labeller = RowLabeller(self._project, self._column, self._record)
        missing = self._project.unlabelled_numbers(self._run, columns)
        for begin in range(0, len(missing), _ROWS_AT_ONCE):
            if self._stop.is_set():
                return
            texts = self._project.texts_of(self._column, missing[begin : begin + _ROWS_AT_ONCE])
            numbered = [(number, one_line(cell)) for number, cell in sorted(texts.items())]
            known = {
                row.number: _label_count(each.model_value for each in row.annotations)
                for row in self._project.read_rows(self._run, columns, list(texts))
            }
            rows = [
                row
                for row in row_answers(self._project, labeller, numbered, {})
                if row.is_skipped or _label_count(row.values) > known[row.number]
            ]
            if rows:
                self._project.save_labelled((), self._run, columns, rows)
                self._emit(RowsLabelled([row.number for row in rows]))


def _label_count(values: Iterable[Value | None]) -> int:
    """Return how many labels a row has; none where the run never came by."""
    return sum(value is not None for value in values)
