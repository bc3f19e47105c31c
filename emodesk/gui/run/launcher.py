"""Progress on the program's icon in the dock or taskbar, on desktops that listen for it."""

from __future__ import annotations

import sys
from typing import Final

_URI: Final = "application://emodesk.desktop"
_INTERFACE: Final = "com.canonical.Unity.LauncherEntry"


def show_progress(fraction: float | None) -> None:
    """Tell the desktop how far a run is (0 to 1); None takes the bar away. GNOME's docks, KDE and Unity listen."""
    if not sys.platform.startswith("linux"):
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415  not needed before the first run

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return
    message = QDBusMessage.createSignal("/org/emodesk/launcher", _INTERFACE, "Update")
    message.setArguments([_URI, {"progress": fraction or 0.0, "progress-visible": fraction is not None}])
    bus.send(message)
