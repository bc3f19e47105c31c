"""Tables and answers for the project file, and disks that are full or can't be written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from emodesk.core.project import StoredAnswer
from emodesk.core.reading import Decision, Reading
from emodesk.core.table import Column, Row, Source, Table


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
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of its own, of 512 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root, with the right to mount, can make a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
