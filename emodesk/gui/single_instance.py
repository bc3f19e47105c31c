"""One EmoDesk per user: a second one hands its files to the first and ends."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 500
_MOST_BYTES: Final = 1 << 20


def socket_name(home: Path) -> str:
    """Return a name that belongs to this user and this set of settings."""
    return f"emodesk-{hashlib.sha256(str(home).encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


def hand_over(name: str, files: Sequence[Path]) -> bool:
    """Give the files to the EmoDesk that runs already; False if there's none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in files]).encode() + b"\n")
    is_heard = socket.waitForBytesWritten(_PATIENCE_MS) and socket.waitForReadyRead(_PATIENCE_MS)
    socket.disconnectFromServer()
    return is_heard


class Doorbell(QObject):
    """Listens for later starts of the program. A local socket of this user alone: no network is involved."""

    files_brought = Signal(object)
    """A list of paths; empty when the program was merely started again."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visitors: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):  # what a killed program left behind
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening, and let whoever is still there go."""
        self._server.close()
        for visitor in self._visitors:
            visitor.disconnected.disconnect()
            visitor.readyRead.disconnect()
            visitor.abort()
        self._visitors.clear()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            visitor = self._server.nextPendingConnection()
            self._visitors.append(visitor)
            visitor.readyRead.connect(functools.partial(self._read, visitor))
            visitor.disconnected.connect(functools.partial(self._leave, visitor))
            self._read(visitor)

    def _leave(self, visitor: QLocalSocket) -> None:
        if visitor in self._visitors:
            self._visitors.remove(visitor)
            visitor.deleteLater()

    def _read(self, visitor: QLocalSocket) -> None:
        if visitor.bytesAvailable() > _MOST_BYTES:
            visitor.abort()
            return
        if not visitor.canReadLine():
            return
        try:
            names = json.loads(bytes(visitor.readLine().data()))
            files = [Path(name) for name in names if isinstance(name, str)]
        except (ValueError, TypeError):
            visitor.abort()
            return
        visitor.write(b"ok\n")
        visitor.flush()
        self.files_brought.emit(files)
