"""The states of a label in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from emodesk.core.review import State
from emodesk.gui.translation import QT_TRANSLATE_NOOP

STATES: Final = (State.MODEL, State.EDITED, State.REVIEWED, State.BLIND, State.ATTENTION, State.SKIPPED)

_WORDS: Final = {
    State.NONE: QT_TRANSLATE_NOOP("states", "not labelled"),
    State.MODEL: QT_TRANSLATE_NOOP("states", "model"),
    State.EDITED: QT_TRANSLATE_NOOP("states", "edited"),
    State.REVIEWED: QT_TRANSLATE_NOOP("states", "reviewed"),
    State.BLIND: QT_TRANSLATE_NOOP("states", "blind"),
    State.ATTENTION: QT_TRANSLATE_NOOP("states", "needs attention"),
    State.SKIPPED: QT_TRANSLATE_NOOP("states", "skipped"),
}


def state_word(state: State) -> str:
    """Return a state's name."""
    return QCoreApplication.translate("states", _WORDS[state])
