"""A disk that goes away while a spreadsheet on it is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

_GOOD_BYTES = 300_000


@contextmanager
def failing_reads(error: Exception, wait: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Let what is read without a buffer fail after 300 kB; ``wait`` is called before it does."""
    open_really = Path.open

    class Failing(io.FileIO):
        def readinto(self, buffer: Any, /) -> int:
            if self.tell() > _GOOD_BYTES:
                wait()
                raise error
            return super().readinto(buffer)

    def open_it(path: Path, mode: str = "r", buffering: int = -1, **more: Any) -> Any:
        return open_really(path, mode, buffering, **more) if buffering else Failing(path, mode)

    with patch.object(Path, "open", open_it):
        yield
