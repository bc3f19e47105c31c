"""What is asked of a download, and how far a download, a copy or a check has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Transfer:
    """How far it has come."""

    step: str
    """What is being done: ``asking``, ``downloading``, ``checking``, ``copying``, ``packing``,
    ``converting`` or ``quantizing``."""
    done_bytes: int = 0
    total_bytes: int = 0
    file: str = ""
    note: str = ""
    """Something that the user should know, in a sentence."""


Tell = Callable[[Transfer], None]


class StoppedError(Exception):
    """The user doesn't want it any more."""


def until_stopped(tell: Tell, should_stop: Callable[[], bool]) -> Tell:
    """Return a ``tell`` that ends the work with StoppedError once nobody wants it any more."""

    def told(transfer: Transfer) -> None:
        if should_stop():
            raise StoppedError
        tell(transfer)

    return told


@dataclass(frozen=True, slots=True)
class DownloadOptions:
    """How to reach the hub. Nothing of it is kept."""

    token: str | None = None
    """For repositories that are given to admitted people only; no other token is ever looked for."""
    proxy: str | None = None
    """Address of a proxy; without it the system's variables count."""
    ca_file: Path | None = None
    """Certificates to trust beside the system's own, in PEM."""
    revision: str | None = None
    """A commit, tag or branch other than the catalogue's."""
    is_restart: bool = False
    """Throw away what an earlier try has fetched."""
    stall_s: float = 30.0
    """After how many seconds without a byte a connection counts as stalled."""
