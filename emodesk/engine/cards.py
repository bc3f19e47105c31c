"""Which NVIDIA cards are in this computer, told by the system and not by a driver that might end the program."""

from __future__ import annotations

import os
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import Final

from emodesk.core.add_on import file_name

_NVIDIA: Final = "0x10de"
_DISPLAY: Final = "0x03"
"""How the class of a display's controller begins, on the bus; a card's sound is a device of its own."""


def nvidia_cards(root: Path = Path("/")) -> tuple[str, ...]:
    """Return the cards' names, in words of our own where the system knows none."""
    if sys.platform == "win32":
        library = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "nvcuda.dll")
        return ("an NVIDIA card",) if library.is_file() else ()
    named = sorted(root.glob("proc/driver/nvidia/gpus/*/information"))
    if named:
        return tuple(_model(path) for path in named)
    on_bus = root.glob("sys/bus/pci/devices/*")
    return tuple("an NVIDIA card without its driver" for path in sorted(on_bus) if _is_nvidia_display(path))


def offer(cards: tuple[str, ...]) -> str:
    """Say in a sentence what would let the engine use the cards; "" where there's no card, or none on this system."""
    if not cards or sys.platform == "darwin":
        return ""
    name = file_name("cuda", metadata.version("llama-cpp-python"), sysconfig.get_platform())
    return (
        f"{', '.join(cards)}: the engine can use it with the add-on {name}, which lies where EmoDesk's installers do; "
        f"“emodesk engine add {name}” adds it."
    )


def _model(path: Path) -> str:
    lines = (line.partition(":") for line in _read(path).splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == "Model"), "an NVIDIA card")


def _is_nvidia_display(device: Path) -> bool:
    return _read(device / "vendor").strip() == _NVIDIA and _read(device / "class").startswith(_DISPLAY)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
