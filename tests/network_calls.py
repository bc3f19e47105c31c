"""What a program asks of the network, seen by strace."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

_SOCKETS: Final = re.compile(r"socket\(AF_INET6?,|connect\(.*AF_INET|sendto\(.*AF_INET")


def watching(log: Path) -> list[str]:
    """Return what to put before a command so that it and its children are watched; skip where that's forbidden."""
    watch = ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(log)]
    if subprocess.run([*watch, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this computer lets nobody look at another process")  # a container without ptrace
    return watch


def sockets(log: Path) -> list[str]:
    """Return every system call that made or used a socket which reaches beyond this computer."""
    return [call for call in _lines(log) if _SOCKETS.search(call)]


def local_sockets(log: Path) -> list[str]:
    """Return the system calls that reached other programs of this computer: the proof that somebody was watching."""
    return [call for call in _lines(log) if "AF_UNIX" in call]


def _lines(log: Path) -> list[str]:
    return log.read_text("utf-8", "replace").splitlines()
