"""A package compiled here from its source, as a wheel that stays in the user's cache folder for all checkouts."""

import hashlib
import os
import platform
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from provision import locks, places, steps


def place(name: str, parts: Iterable[str], *, processor: str = "") -> Path:
    """Return the wheel's folder: version and system in clear, then a digest of all that the binary depends on."""
    version = locks.version_of(name, places.RUNTIME_LOCK)
    implementation = f"{sys.implementation.name}{sys.version_info[0]}{sys.version_info[1]}"
    fingerprint = [
        locks.requirements(places.RUNTIME_LOCK, only=[name]),
        *parts,
        sysconfig.get_platform(),
        "-".join(platform.libc_ver()),
        implementation,
        processor,
    ]
    digest = hashlib.sha256("\0".join(fingerprint).encode()).hexdigest()[:16]
    return places.wheel_cache() / f"{name}-{version}-{implementation}-{platform.machine()}-{digest}"


def is_in(folder: Path) -> bool:
    """Say whether the wheel is there."""
    return any(folder.glob("*.whl"))


def build(
    name: str, target: Path, *, message: str, log_name: str, environment: Mapping[str, str], options: Iterable[str] = ()
) -> None:
    """Compile the locked version into the folder ``target``, which appears when it's done.

    Raises:
        SetUpError: it can't be compiled.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="building-") as folder:
        requirement = Path(folder, "source.txt")
        requirement.write_text(locks.requirements(places.RUNTIME_LOCK, only=[name]), encoding="utf-8")
        wheels = Path(folder, "wheels")
        pip = ["-m", "pip", "wheel", "-v", "--no-deps", "--no-build-isolation", "--no-cache-dir", "--require-hashes"]
        steps.carry_out(
            message,
            [places.PYTHON, *pip, "--no-binary", name, *options, "-r", requirement, "-w", wheels],
            log_name=log_name,
            on_failure=f"{name} could not be built.",
            environment={
                "PATH": f"{places.PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}",
                "TMPDIR": folder,
                **environment,
            },
        )
        if not target.exists():  # another checkout may have been quicker
            wheels.rename(target)
