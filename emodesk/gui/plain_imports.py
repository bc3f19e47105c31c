"""Imports without a detour through Qt's binding."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  it is what brings the detour


def import_plainly() -> None:
    """Import without the detour from now on; to be called before anything else of the window is imported.

    For its switch ``from __feature__ import …`` PySide has an import of its own, which reads the
    source of every module, ours or not, and keeps it. Nothing here uses the switch, and without it the window needs
    17 MB less, is there sooner, and is held up less by a library that's loaded on another thread.
    """
    before = getattr(builtins, "__orig_import__", None)  # where PySide keeps what stood there before the detour
    if before is not None:
        builtins.__import__ = before
