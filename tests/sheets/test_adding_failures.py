"""Whatever ends an export into the user's own file: the source stays, and no half file stands under the final name."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emodesk.core.errors import ExportError
from emodesk.core.table import AddedColumns, Row, TextCells
from emodesk.sheets import add_columns
from tests.workbooks.own_documents import row, sheet_content, write_document
from tests.workbooks.own_workbooks import write_book
from tests.workbooks.samples import COLUMNS, add_labels, label, source_of

ROOT = Path(__file__).parents[2]
ROWS = range(2, 1502)
SUFFIXES = [".csv", ".ods", ".xlsx"]
KILLS = 8
ENDLESSLY = """
import sys
from pathlib import Path
from tests.sheets.test_adding_failures import label_all
print("ready", flush=True)
while True:
    label_all(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def own_file(folder: Path, suffix: str) -> Path:
    """Write a file with a row for each label, and texts that don't pack well."""
    path = folder / f"own{suffix}"
    texts = [random.Random(number).randbytes(60).hex() for number in ROWS]
    match suffix:
        case ".xlsx":
            cells = (
                f"<c r='A{at}' t='inlineStr'><is><t>{text}</t></is></c>" for at, text in zip(ROWS, texts, strict=True)
            )
            rows = "".join(f"<row r='{at}'>{cell}</row>" for at, cell in zip(ROWS, cells, strict=True))
            write_book(path, f"<sheetData><row r='1'><c r='A1'><v>1</v></c></row>{rows}</sheetData>")
        case ".ods":
            write_document(path, sheet_content(row("text") + "".join(map(row, texts))))
        case _:
            path.write_text("\n".join(["text", *texts]) + "\n", "utf-8")
    return path


def label_all(source: Path, target: Path) -> None:
    """Add the labels."""
    add_labels(source, target, ROWS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_a_full_disk_is_named(tmp_path: Path, mount_disk: Callable[[str], Path], suffix: str) -> None:
    source, disk = own_file(tmp_path, suffix), mount_disk("size=64k")
    before, target = source.read_bytes(), disk / f"out{suffix}"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match="enough space"):
        label_all(source, target)
    assert source.read_bytes() == before
    assert [(each.name, each.read_bytes()) for each in disk.iterdir()] == [(target.name, b"old")]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_a_source_on_the_full_disk_stays_whole(
    tmp_path: Path, mount_disk: Callable[[str], Path], suffix: str
) -> None:
    made = own_file(tmp_path, suffix)
    disk = mount_disk(f"size={made.stat().st_size // 1024 + 24}k")
    source = disk / made.name
    source.write_bytes(made.read_bytes())
    with pytest.raises(ExportError, match="enough space"):
        label_all(source, disk / f"out{suffix}")
    assert [(each.name, each.read_bytes()) for each in disk.iterdir()] == [(source.name, made.read_bytes())]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, mount_disk: Callable[[str], Path], suffix: str
) -> None:
    source, disk = own_file(tmp_path, suffix), mount_disk("ro")
    before = source.read_bytes()
    with pytest.raises(ExportError, match="can't be written"):
        label_all(source, disk / f"out{suffix}")
    assert source.read_bytes() == before
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_an_end_in_the_middle_leaves_what_stood_there(tmp_path: Path, suffix: str) -> None:
    source, target = own_file(tmp_path, suffix), tmp_path / f"out{suffix}"
    before = source.read_bytes()
    target.write_bytes(b"what stood here")

    def labels() -> Iterator[tuple[int, Row]]:
        yield from ((at, label(at)) for at in ROWS[:700])
        raise KeyboardInterrupt

    added = AddedColumns(None, 1, TextCells(ROWS.start, ROWS.stop - 1), COLUMNS, labels)
    with pytest.raises(KeyboardInterrupt):
        add_columns(source_of(source), target, added, lambda: None)
    assert target.read_bytes() == b"what stood here"
    assert source.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {target.name, source.name}


@pytest.fixture
def endlessly() -> Iterator[Callable[[Path, Path], subprocess.Popen[str]]]:
    """Return a function that starts a process which labels a file again and again."""
    started: list[subprocess.Popen[str]] = []

    def start(source: Path, target: Path) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", ENDLESSLY, str(source), str(target)]
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_a_kill_leaves_the_source_and_a_whole_file_or_the_old_one(
    tmp_path: Path, endlessly: Callable[[Path, Path], subprocess.Popen[str]], suffix: str
) -> None:
    source, target, whole = own_file(tmp_path, suffix), tmp_path / f"out{suffix}", tmp_path / f"whole{suffix}"
    before, chance = source.read_bytes(), random.Random(suffix)
    label_all(source, whole)
    wanted, halves = whole.read_bytes(), 0
    for _ in range(KILLS):
        target.write_bytes(b"old")
        process = endlessly(source, target)
        time.sleep(chance.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert source.read_bytes() == before
        assert target.read_bytes() in {b"old", wanted}
        halves += any(tmp_path.glob("*/output"))
    assert halves, "no kill came in the middle"
    label_all(source, target)
    assert target.read_bytes() == wanted
    assert {each.name for each in tmp_path.iterdir()} == {source.name, target.name, whole.name}
