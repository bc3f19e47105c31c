"""Tables and answers for the project file, and disks that are full or can't be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emodesk.core.project import StoredAnswer
from emodesk.core.reading import Decision, Reading
from emodesk.core.table import Column, Row, Source, Table
from emodesk.store.review_project import SqliteReviewProject
from tests.store.review import labelled_project


def make_table(rows: tuple[Row, ...], columns: int = 1, *, sha256: str = "0" * 64) -> Table:
    """Return a table as a reader would."""
    source = Source(Path("answers.xlsx"), sha256, "Sheet1", header_row=1)
    return Table(source, tuple(Column(place, f"column {place}") for place in range(columns)), rows)


def make_answer(number: int) -> StoredAnswer:
    """Return an answer whose every field follows from its number."""
    options = (("0.5", 0.25), ("0.75", 0.75))
    return StoredAnswer(
        number.to_bytes(16, "big"), Reading(number, f"0.{number}", (Decision("0.", options, 0.5),), 0.125)
    )


@pytest.fixture
def small_disk(mount_disk: Callable[[str], Path]) -> Path:
    """Return a disk of its own, of 512 KiB."""
    return mount_disk("size=512k")


@pytest.fixture
def labelled(tmp_path: Path) -> Iterator[tuple[SqliteReviewProject, int]]:
    """Return a project with a labelled sheet, and the number of its run."""
    project, run = labelled_project(tmp_path / "a.emodesk")
    yield project, run
    project.close()
