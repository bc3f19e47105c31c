"""Shows how far a download, a copy or a check has come: one line that is rewritten, or some lines in a file."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Final, Self, TextIO

from emodesk.core.sizes import size_in_words
from emodesk.core.transfer import Transfer

_LINE_EVERY_S: Final = 10.0
_REWRITE_EVERY_S: Final = 0.2


class TransferProgress:
    """Listens to a transfer and writes to a stream. Use it as a context manager, so that the line is ended."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._step = ""
        self._began = self._last = 0.0
        self._began_at_bytes = 0
        self._has_open_line = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_line()

    def show(self, transfer: Transfer) -> None:
        """Show where it is now."""
        now = time.monotonic()
        if transfer.note:
            self._end_line()
            print(transfer.note, file=self._stream, flush=True)
        if not transfer.total_bytes:
            return
        if transfer.step != self._step:
            self._step, self._began, self._began_at_bytes = transfer.step, now, transfer.done_bytes
            self._last = 0.0 if self._is_terminal else now
        is_due = now - self._last >= (_REWRITE_EVERY_S if self._is_terminal else _LINE_EVERY_S)
        if is_due or transfer.done_bytes >= transfer.total_bytes:
            self._last = now
            self._write(self._line(transfer, now))

    def _line(self, transfer: Transfer, now: float) -> str:
        share = transfer.done_bytes / transfer.total_bytes
        of_all = f"{transfer.done_bytes / 1e9:.2f} of {size_in_words(transfer.total_bytes)}"
        line = f"{transfer.step} {transfer.file}: {of_all}, {share:.0%}"
        rate = (transfer.done_bytes - self._began_at_bytes) / max(1e-3, now - self._began)
        if rate > 0 and share < 1:
            left = (transfer.total_bytes - transfer.done_bytes) / rate
            line += f", {rate / 1e6:.1f} MB/s, {left / 60:.0f} min left"
        return line

    def _write(self, line: str) -> None:
        if self._is_terminal:
            self._stream.write(f"\r\x1b[2K{line}")
            self._stream.flush()
            self._has_open_line = True
        else:
            print(line, file=self._stream, flush=True)

    def _end_line(self) -> None:
        if self._has_open_line:
            print(file=self._stream, flush=True)
            self._has_open_line = False
