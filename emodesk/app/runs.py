"""The runs of a project, and which of them is shown."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from emodesk.app.run_record import go_on
from emodesk.core.affect.columns import LabelColumn, label_columns
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.review_ports import ReviewProject


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One model over the rows."""

    number: int
    name: str
    model: str
    started_at: str
    """ISO 8601, UTC."""
    finished_at: str | None
    rows_labelled: int
    plan: LabellingPlan


class Runs:
    """Knows the runs; the one that ended or began last is shown until the user chooses another."""

    def __init__(self, project: ReviewProject) -> None:
        self._project = project
        self._guard = threading.Lock()
        self._number = 0
        self._record: RunRecord | None = None
        self._columns: tuple[LabelColumn, ...] = ()
        runs = project.runs()
        if runs:
            self.show(max(runs, key=lambda run: (run[1].finished_at or run[1].started_at, run[0]))[0])

    @property
    def number(self) -> int:
        """Return the number of the run that is shown; 0 before the first."""
        return self._number

    @property
    def record(self) -> RunRecord | None:
        """Return what made the labels that are shown."""
        return self._record

    @property
    def columns(self) -> tuple[LabelColumn, ...]:
        """Return the label columns of the run that is shown."""
        return self._columns

    def show(self, number: int) -> None:
        """Show a run."""
        record = dict(self._project.runs())[number]
        with self._guard:
            self._number, self._record, self._columns = number, record, label_columns(record.plan)

    def list(self) -> tuple[RunInfo, ...]:
        """Return all runs, oldest first."""
        return tuple(self._info(number, record) for number, record in self._project.runs())

    def current(self) -> RunInfo | None:
        """Return the run that is shown."""
        return self._info(self._number, self._record) if self._record is not None else None

    def begin(self, record: RunRecord, *, has_work: bool) -> tuple[int, RunRecord]:
        """Go on with the run of the same plan and model, or begin a new one, and show it.

        Return its number, and its record: that says how it was run before, too.
        """
        number, record = go_on(self._project, record, has_work=has_work)
        self.show(number)
        return number, record

    def finish(self, number: int, record: RunRecord) -> None:
        """Keep that a run is complete."""
        self._project.update_run(number, record)
        if number == self._number:
            self.show(number)

    def _info(self, number: int, record: RunRecord) -> RunInfo:
        return RunInfo(
            number=number,
            name=f"{record.model_name}, {record.started_at[:16].replace('T', ' ')}",
            model=record.model_name,
            started_at=record.started_at,
            finished_at=record.finished_at,
            rows_labelled=self._project.count_labelled(number),
            plan=record.plan,
        )
