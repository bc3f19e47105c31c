#!/usr/bin/env python3
"""Draws the program's icon in all sizes that the systems ask for. Started in the environment, which has Qt.

usage: .venv/bin/python packaging/bundling/draw_icons.py FOLDER
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "emodesk.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
LARGEST_IN_ICO = 256


def main(arguments: list[str]) -> int:
    """Write <size>.png for every size, emodesk.ico, and the folder emodesk.iconset of which macOS makes an .icns."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        _draw(size, folder / f"{size}.png")
    pictures = {size: (folder / f"{size}.png").read_bytes() for size in SIZES}
    (folder / "emodesk.ico").write_bytes(ico({s: c for s, c in pictures.items() if s <= LARGEST_IN_ICO}))
    iconset = folder / "emodesk.iconset"
    iconset.mkdir(exist_ok=True)
    for size in (16, 32, 128, 256, 512):
        (iconset / f"icon_{size}x{size}.png").write_bytes(pictures[size])
        (iconset / f"icon_{size}x{size}@2x.png").write_bytes(pictures[2 * size])
    return 0


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon: a directory of sizes, then the PNGs as they are."""
    header = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(header) + 16 * len(pictures)
    entries, contents = b"", b""
    for size, content in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(content), place + len(contents))
        contents += content
    return header + entries + contents


def _draw(size: int, target: Path) -> None:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    if not picture.save(str(target)):
        raise OSError(f"{target} can't be written")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
