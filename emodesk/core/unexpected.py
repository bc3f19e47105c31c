"""What is said of an error that nobody foresaw."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from emodesk.core.errors import EmoDeskError

_log: Final = logging.getLogger(__name__)


def carry_out(work: Callable[[], None], on_failure: Callable[[EmoDeskError], None]) -> None:
    """Do what a thread is there for; whatever ends it early is told."""
    try:
        work()
    except EmoDeskError as error:
        on_failure(error)
    except Exception as error:  # noqa: BLE001  a thread's last line: what isn't told here nobody hears of
        _log.exception("A thread ended unexpectedly")
        on_failure(unexpected(error))


def unexpected(error: BaseException) -> EmoDeskError:
    """Wrap an error that nobody foresaw; the sentence names its kind, never its words: they may quote a text."""
    return EmoDeskError(
        f"Something went wrong that EmoDesk didn't foresee ({type(error).__name__}).",
        hint="Whatever was saved is kept. Help ▸ Diagnostics collects what a developer needs, without your texts.",
    )
