"""Progress on the program's button in the taskbar of Windows.

By way of ``ITaskbarList3``, called through its table of functions. It was written from the documentation of the
interface and hasn't been run on Windows yet: what fails there is passed over, because a bar on a button is worth no
message.
"""

from __future__ import annotations

import ctypes
import sys
import uuid
from contextlib import suppress
from typing import Final

_TASKBAR_LIST: Final = "{56FDF344-FD6D-11D0-958A-006097C9A090}"
_ITASKBAR_LIST_3: Final = "{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}"
_RELEASE, _HR_INIT, _SET_PROGRESS_VALUE, _SET_PROGRESS_STATE = 2, 3, 9, 10
"""Places in the table of functions, the inherited ones counted."""
_IN_PROCESS: Final = 1
_NO_PROGRESS, _NORMAL = 0, 2
_WHOLE: Final = 1000


def show_progress(window: int, fraction: float | None) -> None:
    """Show how far a run is (0 to 1) on the button of a window; None takes the bar away. Any thread may call it."""
    if sys.platform == "win32":
        ole = ctypes.OleDLL("ole32")
        with suppress(OSError):  # this thread may have made up its mind about COM already, which does as well
            ole.CoInitialize(None)
        pointer = ctypes.c_void_p()
        try:
            ole.CoCreateInstance(
                _guid(_TASKBAR_LIST), None, _IN_PROCESS, _guid(_ITASKBAR_LIST_3), ctypes.byref(pointer)
            )
        except OSError:
            return
        handle = ctypes.c_void_p(window)
        try:
            _call(pointer, _HR_INIT)
            if fraction is None:
                _call(pointer, _SET_PROGRESS_STATE, handle, ctypes.c_int(_NO_PROGRESS))
            else:
                done = ctypes.c_ulonglong(round(max(0.0, min(1.0, fraction)) * _WHOLE))
                _call(pointer, _SET_PROGRESS_STATE, handle, ctypes.c_int(_NORMAL))
                _call(pointer, _SET_PROGRESS_VALUE, handle, done, ctypes.c_ulonglong(_WHOLE))
        finally:
            _call(pointer, _RELEASE)


def _guid(text: str) -> ctypes.Array[ctypes.c_char]:
    """Return an identifier as Windows lays it out in memory."""
    return ctypes.create_string_buffer(uuid.UUID(text).bytes_le, 16)


def _call(pointer: ctypes.c_void_p, place: int, *arguments: ctypes.c_void_p | ctypes.c_int | ctypes.c_ulonglong) -> int:
    """Call a function of a COM object: the object's first word points to the table."""
    table = ctypes.cast(pointer, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    kinds = [type(argument) for argument in arguments]
    function = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(table[place] or 0)
    return int(function(pointer, *arguments))
