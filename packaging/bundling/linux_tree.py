"""The program's place on a Linux system: its folder, the command, the desktop entry, file types, icons, AppStream data.

The .deb puts it under /usr, the self-extracting archive under the user's own .local.
"""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from bundling import contents, freeze, system_integration
from provision import places, steps

SHARED: Final = places.ROOT / "packaging" / "linux"
_ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def fill(prefix: Path) -> None:
    """Copy the frozen program and all that a desktop needs to know of it below ``prefix``, an empty folder."""
    shutil.copytree(freeze.require_bundle(), prefix / "lib" / "emodesk", symlinks=True)
    command = prefix / "bin" / "emodesk"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("..", "lib", "emodesk", "emodesk"))
    share = prefix / "share"
    _write(share / "applications" / "emodesk.desktop", desktop_entry())
    _write(share / "mime" / "packages" / "emodesk.xml", (SHARED / "emodesk-mime.xml").read_text(encoding="utf-8"))
    _write(share / "metainfo" / f"{system_integration.IDENTIFIER}.metainfo.xml", metainfo())
    _add_icons(share / "icons" / "hicolor")


def desktop_entry() -> str:
    """Return the desktop entry with the file types that the program opens."""
    types = [system_integration.PROJECT_TYPE, *system_integration.SPREADSHEETS.values()]
    text = (SHARED / "emodesk.desktop").read_text(encoding="utf-8")
    return text.replace("@MIME_TYPES@", "".join(f"{each};" for each in types))


def metainfo() -> str:
    """Return what software centres show."""
    text = (SHARED / "metainfo.xml").read_text(encoding="utf-8")
    for name, value in (
        ("IDENTIFIER", system_integration.IDENTIFIER),
        ("VERSION", contents.version()),
        ("DATE", dt.datetime.fromtimestamp(source_date(), dt.UTC).date().isoformat()),
    ):
        text = text.replace(f"@{name}@", value)
    return text


def source_date() -> int:
    """Return when the source was last changed, in seconds since 1970: every date in an installer is this one."""
    command = ["git", "-C", str(places.ROOT), "log", "-1", "--format=%ct"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or asked.stdout.strip() or 0)


def draw_icons() -> Path:
    """Return the folder with the drawn icons."""
    folder = freeze.WORK / "icons"
    steps.carry_out(
        "Drawing the icons...",
        [places.PYTHON, Path(__file__).parent / "draw_icons.py", folder],
        log_name="icons.log",
        on_failure="the icons could not be drawn.",
        environment={"QT_QPA_PLATFORM": "offscreen"},
    )
    return folder


def _add_icons(theme: Path) -> None:
    drawn = draw_icons()
    for size in _ICON_SIZES:
        target = theme / f"{size}x{size}" / "apps" / "emodesk.png"
        target.parent.mkdir(parents=True)
        shutil.copyfile(drawn / f"{size}.png", target)
    scalable = theme / "scalable" / "apps" / "emodesk.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(places.ROOT / "resources" / "icons" / "emodesk.svg", scalable)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
