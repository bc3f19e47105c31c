"""A screen of one's own (Xvfb) with a mouse and a keyboard (xdotool), and the installed program on it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import pytest

PATIENCE_S = 60.0
on_x11 = pytest.mark.skipif(sys.platform != "linux", reason="Xvfb and xdotool are for X11")


class DesktopSession:
    """One screen and what runs on it. Use it as a context: everything that it started ends with it."""

    def __init__(self, home: Path, size: str = "1366x768", watched_by: Sequence[str] = ()) -> None:
        """``watched_by`` is a command that starts the program and watches it."""
        self.home = home
        self._size = size
        self._watched_by = watched_by
        self._started: list[subprocess.Popen[bytes]] = []
        self._environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        readable, writable = os.pipe()
        command = ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{self._size}x24", "-nolisten", "tcp"]
        self._started.append(subprocess.Popen(command, pass_fds=[writable], stderr=subprocess.DEVNULL))
        os.close(writable)
        with os.fdopen(readable) as answer:
            display = answer.readline().strip()
        folders = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        self._environment = {
            **os.environ, **folders, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "HOME": str(self.home),
            "LANG": "C.UTF-8", "QT_SCALE_FACTOR": "1",
        }  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the installed command."""
        command = [*self._watched_by, str(Path(sys.executable).parent / "emodesk"), *arguments]
        with (self.home / "program.log").open("ab") as log:
            process = subprocess.Popen(command, env=self._environment, stderr=log)
        self._started.append(process)
        return process

    def start_python(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a helper of the test on this screen."""
        process = subprocess.Popen([sys.executable, *arguments], env=self._environment, stderr=subprocess.DEVNULL)
        self._started.append(process)
        return process

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool on this screen; return what it prints."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """Wait for a window whose title begins so; give it the keyboard; return its id."""
        found = self.wait(lambda: self.xdotool("search", "--onlyvisible", "--name", f"^{re.escape(title)}"), title)
        window = found.splitlines()[-1]
        self.xdotool("windowfocus", "--sync", window)
        return window

    def titles(self) -> list[str]:
        """Return the titles of all windows on the screen."""
        ids = self.xdotool("search", "--onlyvisible", "--name", ".").splitlines()
        return [self.xdotool("getwindowname", each) for each in ids]

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Type."""
        self.xdotool("type", "--clearmodifiers", "--delay", "15", text)

    def click(self, x: int, y: int, *, times: int = 1) -> None:
        """Click there."""
        self.xdotool("mousemove", "--sync", str(x), str(y), "click", "--repeat", str(times), "--delay", "60", "1")

    def wait(self, happened: Callable[[], str], what: str, patience_s: float = PATIENCE_S) -> str:
        """Wait until something is so."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            if found := happened():
                return found
            time.sleep(0.1)
        raise TimeoutError(f"{what}; windows: {self.titles()}")
