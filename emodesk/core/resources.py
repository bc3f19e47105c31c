"""Finds what ships with the program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(name: str) -> Path:
    """Return the path of a shipped file, e.g. ``models.json`` or ``starter/card.md``.

    In a frozen program and in an installed wheel everything lies in one folder; in a checkout ``models.json`` stands at
    the top and the rest in ``resources/``.
    """
    bundle = Path(getattr(sys, "_MEIPASS", "")) / "emodesk" / "_resources" if hasattr(sys, "_MEIPASS") else None
    top = _PACKAGE.parent
    candidates = [folder / name for folder in (bundle, _PACKAGE / "_resources", top / "resources", top) if folder]
    return next((path for path in candidates if path.exists()), candidates[-1])
