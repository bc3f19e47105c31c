"""Progress on the program's icon in the dock or taskbar, on systems that have a way to show it."""

from __future__ import annotations

import sys
from typing import Final

from emodesk.gui.run import taskbar

_URI: Final = "application://emodesk.desktop"
_INTERFACE: Final = "com.canonical.Unity.LauncherEntry"


def show_progress(window: int, fraction: float | None) -> None:
    """Tell the desktop how far a run in this window is (0 to 1); None takes the bar away. Any thread may call it.

    On Linux GNOME's docks, KDE and Unity listen; on Windows it's the taskbar.
    """
    if sys.platform == "win32":
        taskbar.show_progress(window, fraction)
    if not sys.platform.startswith("linux"):
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return
    message = QDBusMessage.createSignal("/org/emodesk/launcher", _INTERFACE, "Update")
    message.setArguments([_URI, {"progress": fraction or 0.0, "progress-visible": fraction is not None}])
    bus.send(message)
