"""Downloads, conversions, imports, checks and packing: what is on its way, whichever page is looked at meanwhile."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from emodesk.app.models import Models
from emodesk.core.errors import EmoDeskError
from emodesk.core.model_file import FileVerdict
from emodesk.core.transfer import Transfer
from emodesk.gui.background import Job, Lane, Report

IMPORT: str = ""
"""Key of an import: what comes in has no name yet."""

_TOLD_BY_THE_DIALOG: Final = ("Licence: ", "It's to be converted first")


class Kind(enum.Enum):
    """What is being done."""

    DOWNLOAD = "download"
    CONVERT = "convert"
    IMPORT = "import"
    CHECK = "check"
    PACK = "pack"


@dataclass
class OnItsWay:
    """One transfer."""

    kind: Kind
    key: str
    job: Job
    latest: Transfer | None = None
    """How far it has come; None while it waits for its turn."""
    notes: list[str] = field(default_factory=list)
    is_unwanted: bool = False
    """Whether what was fetched is to be thrown away when it has stopped."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a transfer ended; for a model that is still listed it stays on its card until the next one."""

    kind: Kind
    name: str = ""
    """What came in; empty where it was stopped."""
    verdicts: tuple[FileVerdict, ...] = ()
    target: Path | None = None
    """The zip that was packed."""
    error: EmoDeskError | None = None


class Transfers(QObject):
    """One download after the other, and beside it one piece of work on the disk after the other."""

    moved = Signal(str)
    """Key of a transfer that has come further."""
    ended = Signal(str)
    """Key of one that has ended; ``outcomes`` says how."""

    def __init__(self, models: Models, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._network, self._disk = Lane(), Lane()
        self.on_their_way: dict[str, OnItsWay] = {}
        self.outcomes: dict[str, Outcome] = {}

    @property
    def is_online(self) -> bool:
        """Return whether a download is going on, the only thing for which the program uses the network."""
        return any(each.kind is Kind.DOWNLOAD for each in self.on_their_way.values())

    def download(self, name: str, *, is_restart: bool = False) -> None:
        """Fetch a variant of the catalogue, or go on fetching it."""
        self._start(
            Kind.DOWNLOAD,
            key_of(name),
            lambda tell, job: self._models.download(name, tell, job.should_stop, is_restart=is_restart),
            lambda model_id: Outcome(Kind.DOWNLOAD, model_id),
            when_unwanted=lambda: self._models.discard(name),
        )

    def convert(self, model_id: str) -> None:
        """Convert an original that is here to what runs."""
        self._start(
            Kind.CONVERT,
            key_of(model_id),
            lambda tell, job: self._models.convert(model_id, tell, job.should_stop),
            lambda name: Outcome(Kind.CONVERT, name),
        )

    def take(self, path: Path) -> None:
        """Import a GGUF file, a zip or a folder."""
        self._start(
            Kind.IMPORT,
            IMPORT,
            lambda tell, job: self._models.add(path, tell, job.should_stop),
            lambda name: Outcome(Kind.IMPORT, name),
        )

    def check(self, model_id: str) -> None:
        """Hold an installed model against its checksums."""
        self._start(
            Kind.CHECK,
            key_of(model_id),
            lambda tell, job: self._models.verify(model_id, tell, job.should_stop),
            lambda verdicts: Outcome(Kind.CHECK, model_id if verdicts else "", verdicts=verdicts or ()),
        )

    def pack(self, model_id: str, target: Path) -> None:
        """Pack an installed model into a zip."""
        self._start(
            Kind.PACK,
            key_of(model_id),
            lambda tell, job: self._models.pack(model_id, target, tell, job.should_stop),
            lambda is_written: Outcome(Kind.PACK, model_id if is_written else "", target=target),
        )

    def stop(self, key: str, *, is_unwanted: bool = False) -> None:
        """Stop a transfer. What a download has fetched is kept, unless it's unwanted."""
        transfer = self.on_their_way.get(key)
        if transfer is not None:
            transfer.is_unwanted = is_unwanted
            transfer.job.ask_to_stop()
            self.moved.emit(key)

    def close(self) -> None:
        """Stop everything and tell nobody; what was fetched is kept."""
        for lane in (self._network, self._disk):
            lane.close()

    def _start(
        self,
        kind: Kind,
        key: str,
        work: Callable[[Callable[[Transfer], None], Job], object],
        outcome: Callable[..., Outcome],
        when_unwanted: Callable[[], None] = lambda: None,
    ) -> None:
        if key in self.on_their_way:
            return

        def carry_out(report: Report) -> object:
            done = None if job.is_stop_wanted else work(report, job)
            if not done and transfer.is_unwanted:
                when_unwanted()
            return done

        job = Job(carry_out)
        transfer = self.on_their_way[key] = OnItsWay(kind, key, job)
        self.outcomes.pop(key, None)
        lane = self._network if kind is Kind.DOWNLOAD else self._disk
        lane.start_job(
            job,
            on_done=lambda done: self._end(key, outcome(done) if done else Outcome(kind)),
            on_failure=lambda error: self._end(key, Outcome(kind, error=error)),
            on_progress=lambda latest: self._move(transfer, latest),
        )
        self.moved.emit(key)

    def _move(self, transfer: OnItsWay, latest: Transfer) -> None:
        transfer.latest = latest
        is_told_already = latest.note in transfer.notes or latest.note.startswith(_TOLD_BY_THE_DIALOG)
        if latest.note and not is_told_already:
            transfer.notes.append(latest.note)
        self.moved.emit(transfer.key)

    def _end(self, key: str, outcome: Outcome) -> None:
        self.on_their_way.pop(key, None)
        self.outcomes[key] = outcome
        self.ended.emit(key)


def key_of(name: str) -> str:
    """Return what a model is known by here, whether it's installed (``a.Q4``) or can be had (``a:Q4``)."""
    return name.replace(":", ".").casefold()
