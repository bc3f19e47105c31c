"""From the start of the process to the window on the screen, and to its end."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import emodesk
from emodesk.core.resources import resource
from emodesk.desktop import desktop, state_folder
from emodesk.gui import translation
from emodesk.gui.crash import CrashWatch
from emodesk.gui.desk import Desk
from emodesk.gui.garbage import GarbageCollection
from emodesk.gui.look.theme import Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.single_instance import Doorbell, hand_over, socket_name
from emodesk.gui.trace_log import TraceLog

_SWITCH_INTERVAL_S: Final = 0.0005
"""How long another thread may keep Python to itself while Qt's waits for it. Painting one screen asks for it hundreds
of times; at Python's own 5 ms, a sheet that's read in the background would make the window stutter."""


def start(files: Sequence[Path]) -> int:
    """Open the window with these files, or hand them to the window that's open already; return the exit code."""
    application = make_application(sys.argv)
    home = state_folder()
    name = socket_name(home)
    if hand_over(name, files):
        return 0
    watch = CrashWatch(home)
    desk = Desk(desktop())
    translation.install(application, str(desk.settings.get("language")))
    theme = Theme(application, *desk.looks())
    window = MainWindow(theme, desk)
    watch.install(window.report)
    window.restore_place(desk.place())
    doorbell = Doorbell(name, application)
    doorbell.files_brought.connect(window.bring_files)
    if not desk.settings.get("is_welcome_done") and not files:
        window.show_first_run()
    window.show()
    if watch.previous_report:
        window.tell_of_crash()
    if files:
        QTimer.singleShot(0, window, lambda: window.bring_files(files))
    _end_on_signals(application, window)
    keep_answering(application)
    code = application.exec()
    doorbell.close()
    watch.end_well()
    return code


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application, named and with the program's icon; traces are written down from now on."""
    log = logging.getLogger("emodesk")
    log.addHandler(logging.NullHandler())
    log.addHandler(TraceLog(state_folder()))
    application = QApplication(list(arguments[:1]))
    application.setApplicationName("EmoDesk")
    application.setApplicationVersion(emodesk.__version__)
    application.setDesktopFileName("emodesk")
    application.setWindowIcon(QIcon(str(resource("icons/emodesk.svg"))))
    return application


def keep_answering(application: QApplication) -> None:
    """Let no other thread keep Python to itself for long; called when what stays as long as the program is there."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    GarbageCollection(application)


def _end_on_signals(application: QApplication, window: MainWindow) -> None:
    """Let Ctrl+C and a log-out close the window as the user would."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    awake = QTimer(application)  # Python's signal handlers run when Python does
    awake.timeout.connect(lambda: None)
    awake.start(500)
