"""A program of its own that labels rows which somebody looks at, to be killed.

usage: python -m tests.app.looking_run SPREADSHEET MODEL ROW…
"""

from __future__ import annotations

import sys
from pathlib import Path

from emodesk import wiring
from emodesk.app.labelling_desk import RunRequest
from emodesk.app.opening import Opening
from emodesk.core.events import Event, RowsLabelled
from tests.app.conftest import request


def two_questions(model: Path, *, numbers: list[int] | None = None) -> RunRequest:
    """Return what to ask: valence and joy, of all rows or these."""
    return request(model, tasks=("v-reg", "ei-reg"), emotions=("joy",), numbers=numbers)


def _tell(event: Event) -> None:
    if isinstance(event, RowsLabelled):
        print(event.numbers, flush=True)


def _main(spreadsheet: Path, model: Path, rows: list[int]) -> None:
    opening = Opening(wiring.opening_adapters)
    project = opening.open(spreadsheet, opening.preview(spreadsheet).choices, opening.project_path(spreadsheet))
    project.events.subscribe(_tell)
    project.labelling.look_at(rows)
    project.labelling.start(two_questions(model))
    sys.stdin.read()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), [int(row) for row in sys.argv[3:]])
