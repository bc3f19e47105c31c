"""What Qt needs of a Linux system to open a window, what the tests need of it, and how to see that it's there."""

import ctypes
import ctypes.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from provision.system_packages import SystemPackage

_LIBRARIES: Final = (
    ("libglib2.0-0", "glib-2.0", "lets Qt wait for events"),
    ("libegl1", "EGL", "draws the window"),
    ("libgl1", "GL", "draws the window"),
    ("libxkbcommon-x11-0", "xkbcommon-x11", "knows the keyboard"),
    ("libxcb-cursor0", "xcb-cursor", "draws the pointer"),
    ("libxcb-icccm4", "xcb-icccm", "talks to the window manager"),
    ("libxcb-image0", "xcb-image", "draws pictures"),
    ("libxcb-keysyms1", "xcb-keysyms", "knows the keys"),
    ("libxcb-randr0", "xcb-randr", "knows the screens"),
    ("libxcb-render-util0", "xcb-render-util", "draws text"),
    ("libxcb-shape0", "xcb-shape", "gives windows their shape"),
    ("libxcb-xinerama0", "xcb-xinerama", "knows the screens"),
    ("libdbus-1-3", "dbus-1", "asks the desktop for dark or light, and to stay awake"),
    ("libfontconfig1", "fontconfig", "finds the fonts"),
)


def _has_library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _has_program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _has_fonts() -> bool:
    return any(any(Path(folder).rglob("*.[ot]tf")) for folder in ("/usr/share/fonts", "/usr/local/share/fonts"))


WINDOW: Final = (
    *(SystemPackage(name, reason, _has_library(library)) for name, library, reason in _LIBRARIES),
    SystemPackage("fonts-dejavu-core", "letters that the program's own typeface lacks", _has_fonts),
)
"""Qt brings everything else itself."""

TESTS: Final = tuple(
    SystemPackage(name, reason, _has_program(program))
    for name, program, reason in (
        ("xvfb", "Xvfb", "a screen for the tests of the window"),
        ("xdotool", "xdotool", "mouse and keyboard for the tests of the window"),
        ("strace", "strace", "sees in the tests that nothing opens a connection"),
        ("openssl", "openssl", "makes certificates for the tests of the download"),
    )
)


def for_this_system(packages: tuple[SystemPackage, ...]) -> tuple[SystemPackage, ...]:
    """Return the packages on Linux; other systems bring their own windows."""
    return packages if sys.platform.startswith("linux") else ()
