"""What the operating system has to bring, why, and how it gets there on Debian and its relatives."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from provision import steps
from provision.problem import SetUpError


@dataclass(frozen=True)
class SystemPackage:
    """A package of the system: its Debian name, what it is for, and how to see that it's there."""

    name: str
    reason: str
    is_present: Callable[[], bool]


def _has_compiler() -> bool:
    compiler = os.environ.get("CXX", "").split()
    return any(shutil.which(name) for name in [*compiler[:1], "c++", "g++", "clang++", "cl"])


def _has_ensurepip() -> bool:
    found = importlib.util.find_spec("ensurepip")
    return found is not None and found.origin is not None  # an emptied folder has no origin


VENV: Final = SystemPackage(
    name=f"python3.{sys.version_info[1]}-venv",
    reason="makes the environment that EmoDesk is installed into",
    is_present=_has_ensurepip,
)
COMPILER: Final = SystemPackage(
    name="g++",
    reason="compiles llama.cpp for this computer's processor",
    is_present=_has_compiler,
)
ALL: Final = (VENV, COMPILER)


def ensure(packages: Iterable[SystemPackage]) -> None:
    """Install the packages that are missing, or say which command does.

    Raises:
        SetUpError: something is missing and this user may not install it.
    """
    missing = [package for package in packages if not package.is_present()]
    if not missing:
        return
    wanted = "\n".join(f"  {package.name}: {package.reason}" for package in missing)
    names = [package.name for package in missing]
    prefix = _administrator_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        command = f"  sudo apt-get install -y {' '.join(names)}"
        raise SetUpError(f"this computer lacks\n{wanted}\nOn Debian or Ubuntu, install it with\n{command}")
    print(f"This computer lacks\n{wanted}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    steps.carry_out(
        "Reading the list of system packages...",
        [*prefix, "apt-get", "update"],
        log_name="apt-update.log",
        on_failure="apt-get could not read its list of packages.",
        environment=quiet,
    )
    steps.carry_out(
        f"Installing {', '.join(names)} with apt-get...",
        [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *names],
        log_name="apt-install.log",
        on_failure="apt-get could not install " + ", ".join(names) + ".",
        environment=quiet,
    )
    importlib.invalidate_caches()


def offer(packages: Iterable[SystemPackage], *, what: str) -> None:
    """Install the packages that are missing; where this user may not, say so and go on: ``what`` does without them."""
    try:
        ensure(packages)
    except SetUpError as error:
        print(f"Note: {what} won't work yet, because {error}", flush=True)


def _administrator_prefix() -> list[str] | None:
    """What to put before a command to run it as administrator without a question; None if there's no way."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
