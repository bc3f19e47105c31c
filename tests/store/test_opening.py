"""A project file is opened alone, whole and private, or not at all; and it's never harmed by trying."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from emodesk.core.errors import ProjectDamagedError, ProjectError, ProjectLockedError, ProjectNotWritableError
from emodesk.store.opening import sqlite_uri, translated
from emodesk.store.project import open_project
from emodesk.store.schema import APPLICATION_ID, STEPS, migrate
from tests.store.conftest import make_answer, make_table

WRITER = """
import sys
from pathlib import Path
from emodesk.store.project import open_project
from tests.store.conftest import make_answer
project = open_project(Path(sys.argv[1]))
number = project.answer_count()
print("open", flush=True)
while True:
    project.save_answers([make_answer(n) for n in range(number, number + 7)])
    number += 7
    print(number, flush=True)
"""
ROOT = Path(__file__).parents[2]


def start_writer(path: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, env=environment
    )


def saved_project(path: Path, answers: int = 400) -> bytes:
    project = open_project(path)
    project.save_table(make_table(tuple((f"row {number}",) for number in range(200))))
    project.save_answers([make_answer(number) for number in range(answers)])
    project.close()
    return path.read_bytes()


@pytest.mark.slow
def test_that_what_was_committed_survives_twenty_kills_of_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    chance = random.Random(20)
    reported = 0
    for _ in range(20):
        with start_writer(path) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0.0, 0.15))
            writer.send_signal(signal.SIGKILL)
            lines = writer.stdout.read().splitlines()
        if lines and lines[-1].isdecimal():
            reported = int(lines[-1])
        project = open_project(path)
        count = project.answer_count()
        assert reported <= count  # what was reported is there
        assert count % 7 == 0  # and every transaction is whole
        answers = [make_answer(number) for number in range(count)]
        assert project.answers([answer.key for answer in answers]) == {answer.key: answer for answer in answers}
        project.close()
        reported = count
    assert reported > 20


def test_that_a_second_process_is_told_to_wait_until_the_first_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    with start_writer(path) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(ProjectLockedError) as caught:
            open_project(path)
        assert "another EmoDesk" in caught.value.message
        assert caught.value.hint
        writer.send_signal(signal.SIGKILL)
        writer.stdout.read()
    open_project(path).close()


def cut_in_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_inside_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1_000)


def cut_inside_the_header(path: Path) -> None:
    os.truncate(path, 50)


def overwrite_the_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)


def overwrite_the_middle(path: Path) -> None:
    chance = random.Random(3)
    with path.open("r+b") as file:
        for place in range(4_096, path.stat().st_size, 4_096):
            file.seek(place)
            file.write(chance.randbytes(2_000))


def put_garbage(path: Path) -> None:
    path.write_bytes(random.Random(4).randbytes(50_000))


def put_text(path: Path) -> None:
    path.write_text("id,text\n1,hello there\n", "utf-8")


def put_foreign_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (body TEXT)")
        connection.execute("INSERT INTO notes VALUES ('mine')")
    connection.close()


def put_foreign_database_of_a_version(path: Path) -> None:
    put_foreign_database(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [cut_in_half, cut_inside_a_page, cut_inside_the_header, overwrite_the_header, overwrite_the_middle, put_garbage,
     put_text, put_foreign_database, put_foreign_database_of_a_version],
)  # fmt: skip
def test_that_a_damaged_or_foreign_file_is_refused_and_kept_as_it_is(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.emodesk"
    saved_project(path)
    damage(path)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(ProjectDamagedError) as caught:
            open_project(path)
        assert "a.emodesk" in caught.value.message
        assert caught.value.hint
        assert path.read_bytes() == before
        assert [file.name for file in tmp_path.iterdir()] == ["a.emodesk"]


def test_that_an_empty_file_is_a_new_project(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    path.touch(0o600)  # what's left where a kill came between making the file and filling it
    project = open_project(path)
    project.save_answers([make_answer(1)])
    project.close()


def test_that_a_project_that_was_killed_before_its_first_checkpoint_is_ours(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.emodesk", tmp_path / "b.emodesk"
    project = open_project(path)
    project.save_answers([make_answer(1)])
    shutil.copy(path, copy)  # as the disk looks at this moment: everything is still in the log beside
    shutil.copy(f"{path}-wal", f"{copy}-wal")
    project.close()
    project = open_project(copy)
    assert project.answer_count() == 1
    project.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder")
def test_that_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ProjectError) as caught:
            open_project(tmp_path / "a.emodesk")
    finally:
        tmp_path.chmod(0o700)
    assert "can't be written" in caught.value.message


def test_that_a_disk_mounted_read_only_is_named(small_disk: Path) -> None:
    path = small_disk / "a.emodesk"
    before = saved_project(path, answers=10)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for name, says, hint in (("a.emodesk", "can only be read", "copy it"), ("new.emodesk", "can't be written", "-o")):
        with pytest.raises(ProjectNotWritableError) as caught:
            open_project(small_disk / name)
        assert says in caught.value.message
        assert hint in caught.value.hint
    assert path.read_bytes() == before


def test_that_a_path_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "a.emodesk", tmp_path / "missing" / "a.emodesk", tmp_path):
        with pytest.raises(ProjectError) as caught:
            open_project(path)
        assert caught.value.hint


def test_that_a_full_disk_is_named_and_what_was_committed_survives(small_disk: Path) -> None:
    path = small_disk / "a.emodesk"
    project = open_project(path)
    committed = 0
    with pytest.raises(ProjectError) as caught:  # noqa: PT012  somewhere on the way the disk is full
        while committed < 100_000:
            project.save_answers([make_answer(committed + n) for n in range(50)])
            committed += 50
    assert "disk is full" in caught.value.message
    assert caught.value.hint
    assert committed > 50
    assert project.answer_count() == committed
    project.close()
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    project = open_project(path)
    assert project.answer_count() == committed
    project.save_answers([make_answer(committed)])
    assert project.answer_count() == committed + 1
    project.close()


def test_that_a_disk_that_is_full_from_the_beginning_is_named(small_disk: Path) -> None:
    with (small_disk / "filler").open("wb") as file, pytest.raises(OSError, match="No space"):
        file.write(bytes(1 << 20))
    with pytest.raises(ProjectError) as caught:
        open_project(small_disk / "a.emodesk")
    assert "disk is full" in caught.value.message


def test_that_a_project_of_a_newer_version_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    saved_project(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="newer EmoDesk") as caught:
        open_project(path)
    assert "Update" in caught.value.hint
    assert path.read_bytes() == before


def add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE answers ADD COLUMN colour TEXT")


def fail_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE answers")
    raise RuntimeError("halfway")


def test_that_an_older_project_is_copied_aside_and_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    before = saved_project(path)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, (*STEPS, add_colour))
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS) + 1,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("SELECT count(*), count(colour) FROM answers").fetchone() == (400, 0)
    connection.close()
    backup = tmp_path / f"a.emodesk.bak-v{len(STEPS)}"
    assert len(backup.read_bytes()) == len(before)
    assert backup.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    project = open_project(backup)
    assert project.answer_count() == 400
    project.close()


def test_that_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.emodesk"
    saved_project(path)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(RuntimeError, match="halfway"):
        migrate(connection, path, (*STEPS, add_colour, fail_halfway))
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS) + 1,)  # the first step stands, whole
    assert connection.execute("SELECT count(*), count(colour) FROM answers").fetchone() == (400, 0)
    connection.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/my study/50%?.emodesk"), "file:///my study/50%25%3F.emodesk"),
        (PureWindowsPath(r"C:\study\a.emodesk"), "file:///C:/study/a.emodesk"),
        (PureWindowsPath(r"\\server\share\my study\a.emodesk"), "file:////server/share/my study/a.emodesk"),
    ],
)
def test_that_a_path_on_a_server_is_one_for_sqlite_too(path: PurePath, uri: str) -> None:
    assert sqlite_uri(path) == uri
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):  # and not: invalid authority
        sqlite3.connect(f"{uri}?mode=ro", uri=True)


@pytest.mark.skipif(os.name == "nt", reason="SQLite's way to do without shared memory is of Unix")
def test_that_a_disk_without_memory_that_connections_share_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def connect_there(database: str | Path, **options: Any) -> sqlite3.Connection:
        if options.get("uri"):
            return connect(database, **options)
        return connect(f"file:{database}?vfs=unix-none", uri=True, **options)

    monkeypatch.setattr("emodesk.store.opening.sqlite3.connect", connect_there)
    for _ in range(2):
        with pytest.raises(ProjectNotWritableError, match="can't be written"):
            open_project(tmp_path / "a.emodesk")


@pytest.mark.parametrize("name", ["IOERR_SHMMAP", "IOERR_SHMLOCK", "IOERR_LOCK", "PROTOCOL", "READONLY_DIRECTORY"])
def test_that_another_folder_is_offered_where_sqlite_cant_lock_or_share(tmp_path: Path, name: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = f"SQLITE_{name}"
    with pytest.raises(ProjectNotWritableError, match="can't be written"), translated(tmp_path / "a.emodesk"):
        raise error


def test_that_another_folder_is_offered_where_a_disk_has_no_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("emodesk.store.process_lock._lock", refuse)
    with pytest.raises(ProjectNotWritableError, match="can't be written"):
        open_project(tmp_path / "a.emodesk")
