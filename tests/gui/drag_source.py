"""A tiny window from which a file can be dragged into another program's window. Started by the end-to-end test."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class FileToDrag(QLabel):
    """Press on it and pull."""

    def __init__(self, path: str) -> None:
        super().__init__("file")
        self._path = path

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802  Qt's own name
        """Begin to drag the file."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._path)])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    source = FileToDrag(sys.argv[1])
    source.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    source.setWindowTitle("file to drag")
    source.setGeometry(int(sys.argv[2]), int(sys.argv[3]), 60, 40)
    source.show()
    sys.exit(application.exec())
