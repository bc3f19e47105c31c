"""The download's own process: it can be ended at any moment, and nothing else of the program knows the network.

It asks the hub what there is, pins the commit, fetches what is missing into ``<name>.part`` files, compares every file
with the hub's checksum, and says what came of it. It ends by itself when the program is gone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import msgpack

from emodesk.core.errors import DownloadError
from emodesk.core.model_file import FileRecord
from emodesk.core.sizes import size_in_words
from emodesk.modelhub.copying import digest_file
from emodesk.modelhub.download_messages import Failed, Fetched, Order, Progress
from emodesk.modelhub.errand import receive_order

if TYPE_CHECKING:
    from emodesk.modelhub.hub import Hub, RemoteFile

STATE: Final = ".state.json"
LOCK: Final = ".lock"
PART: Final = ".part"
_TELL_EVERY_S: Final = 0.1
_ENVIRONMENT: Final = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_SYMLINKS": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_OFFLINE": "0",
    "HF_HUB_VERBOSITY": "error",
}


class _State(msgspec.Struct, frozen=True):
    """What an earlier try has settled."""

    commit: str
    asked_for: str = "main"
    checked: tuple[FileRecord, ...] = ()


def serve(connection: Connection) -> None:
    """Carry out the one order that comes through the pipe. The process's entry point."""
    frame = receive_order(connection)
    if frame is None:
        return
    order = msgpack.decode(frame, type=Order)
    os.environ.update(_ENVIRONMENT, HF_HOME=str(Path(order.folder) / ".hub"))
    from emodesk.modelhub.hub_errors import explain

    try:
        connection.send_bytes(msgpack.encode(_carry_out(order, connection)))
    except Exception as error:  # noqa: BLE001  whatever it is, the user gets a sentence and the program the details
        told = explain(error, order)
        connection.send_bytes(msgpack.encode(Failed(told.message, told.hint, told.details)))


def _carry_out(order: Order, connection: Connection) -> Fetched:
    import filelock

    from emodesk.modelhub.hub import Hub

    folder = Path(order.folder)
    try:
        with filelock.FileLock(folder / LOCK, timeout=0):
            hub = Hub(order.repository, order.token, order.proxy, order.ca_file, order.stall_s)
            return _Download(order, folder, hub, connection).run()
    except filelock.Timeout as busy:
        raise DownloadError(
            "This model is being downloaded by another EmoDesk.", hint="Wait for it, or stop it first."
        ) from busy


class _Download:
    def __init__(self, order: Order, folder: Path, hub: Hub, connection: Connection) -> None:
        self._order = order
        self._folder = folder
        self._hub = hub
        self._connection = connection
        self._last_told = 0.0

    def run(self) -> Fetched:
        self._tell("asking", "", 0, 0)
        state = self._state()
        if state.commit and (newest := self._hub.commit_of(self._order.revision)) != state.commit:
            self._tell("asking", "", 0, 0, note=f"The publisher has put up a newer revision ({newest[:7]}); this "
                       f"download stays with the one that it began with ({state.commit[:7]}).")  # fmt: skip
        listing = self._hub.list_files(state.commit or self._order.revision, self._order.patterns)
        state = _State(listing.commit, self._order.revision, state.checked)
        self._save(state)
        checked = {file.name for file in state.checked}
        self._take_up(file.name for file in listing.files if file.name not in checked)
        _check_space(self._folder, listing.files, checked)
        total = sum(file.size_bytes for file in listing.files)
        done = 0
        for file in listing.files:
            known = next((each for each in state.checked if each.name == file.name), None)
            if known is None or not (self._folder / file.name).is_file():
                known = self._fetch(file, listing.commit, done, total)
                state = msgspec.structs.replace(state, checked=(*state.checked, known))
                self._save(state)
            done += file.size_bytes
        names = {file.name for file in listing.files}
        return Fetched(listing.commit, tuple(each for each in state.checked if each.name in names))

    def _take_up(self, names: Iterable[str]) -> None:
        """Let files that came whole, and of which no record tells any more, count as parts: they're checked again.

        An installation that failed leaves such files behind.
        """
        for name in names:
            whole = self._folder / name
            if whole.is_file():
                whole.replace(self._folder / f"{name}{PART}")

    def _fetch(self, file: RemoteFile, commit: str, before: int, total: int) -> FileRecord:
        if file.sha256 is None and file.git_blob is None:
            raise DownloadError(
                f"The hub gives no checksum for “{file.name}”, so nobody could tell whether it came whole.",
                hint="Choose another variant.",
            )
        part = self._folder / f"{file.name}{PART}"
        part.touch()
        self._tell("downloading", file.name, before + part.stat().st_size, total)
        self._hub.fetch(
            file, commit, part, lambda have: self._tell_often("downloading", file.name, before + have, total)
        )
        self._tell("checking", file.name, before, total)
        record = digest_file(part, lambda done: self._tell_often("checking", file.name, before + done, total))
        if not _is_whole(part, record, file):
            part.unlink()
            raise DownloadError(
                f"“{file.name}” didn't come as the hub has it: its checksum is wrong. It was thrown away.",
                hint="Download it again; if that happens twice, a proxy or the disk damages files.",
                details=f"expected {file.sha256 or file.git_blob}, got {record.sha256}",
            )
        part.replace(self._folder / file.name)
        return FileRecord(file.name, record.size_bytes, record.sha256)

    def _state(self) -> _State:
        try:
            state = msgspec.json.decode((self._folder / STATE).read_bytes(), type=_State)
        except (OSError, msgspec.DecodeError):
            return _State("")
        if state.asked_for != self._order.revision:
            raise DownloadError(
                f"An earlier download of revision {state.asked_for} isn't finished.",
                hint="Begin anew (on the command line with --restart) to throw it away.",
            )
        return state

    def _save(self, state: _State) -> None:
        beside = self._folder / f"{STATE}.new"
        beside.write_bytes(msgspec.json.encode(state))
        beside.replace(self._folder / STATE)

    def _tell_often(self, step: str, file: str, done: int, total: int) -> None:
        if time.monotonic() - self._last_told >= _TELL_EVERY_S:
            self._tell(step, file, done, total)

    def _tell(self, step: str, file: str, done: int, total: int, note: str = "") -> None:
        self._last_told = time.monotonic()
        self._connection.send_bytes(msgpack.encode(Progress(step, file, done, total, note)))


def _check_space(folder: Path, files: tuple[RemoteFile, ...], have: set[str]) -> None:
    there = sum(path.stat().st_size for path in folder.glob(f"*{PART}"))
    needed = sum(file.size_bytes for file in files if file.name not in have) - there
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise DownloadError(
            f"There isn't enough space: {size_in_words(needed)} are still to come, {size_in_words(free)} are free.",
            hint="Free some space, or move the models to another disk (emodesk models where --move-to FOLDER).",
        )


def _is_whole(path: Path, record: FileRecord, file: RemoteFile) -> bool:
    if record.size_bytes != file.size_bytes:
        return False
    if file.sha256 is not None:
        return record.sha256 == file.sha256.lower()
    # Small files have no SHA-256 on the hub, only git's own name for them.
    digest = hashlib.sha1(b"blob %d\0" % record.size_bytes, usedforsecurity=False)
    digest.update(path.read_bytes())
    return digest.hexdigest() == file.git_blob
