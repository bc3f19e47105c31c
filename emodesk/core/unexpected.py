"""What is said of an error that nobody foresaw."""

from __future__ import annotations

from emodesk.core.errors import EmoDeskError


def unexpected(error: BaseException) -> EmoDeskError:
    """Wrap an error that nobody foresaw; the sentence names its kind, never its words: they may quote a text."""
    return EmoDeskError(
        f"Something went wrong that EmoDesk didn't foresee ({type(error).__name__}).",
        hint="Whatever was saved is kept. Help ▸ Diagnostics collects what a developer needs, without your texts.",
    )
