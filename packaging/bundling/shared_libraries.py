"""Which shared libraries the frozen program needs on Linux: the needless go, those of the computer are known."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bundling.contents import HOST_LIBRARIES
from provision.problem import SetUpError

_FILE: Final = re.compile(r"^(.+):\s+file format elf", re.MULTILINE)
_LIBC: Final = re.compile(r"GLIBC_(\d+(?:\.\d+)+)")
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)


def needed_by(files: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """Return, for each ELF file among the files, the names of the libraries that it's linked against."""
    elves = [path for path in files if path.is_file() and _is_elf(path)]
    if not elves:
        return {}
    said = subprocess.run(["objdump", "-p", *map(str, elves)], capture_output=True, text=True, check=True).stdout
    parts = _FILE.split(said)[1:]
    return {Path(name): frozenset(_NEEDED.findall(text)) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def drop_unneeded(folder: Path) -> list[str]:
    """Delete the system's libraries that nothing in the program is linked against (any more); return their names.

    Those are the files at the top of ``folder``. A library in a package's own folder stays: it may be opened by name.
    """
    dropped: list[str] = []
    while True:
        needs = needed_by(path for path in folder.rglob("*") if not path.is_symlink())
        wanted = frozenset().union(*needs.values())
        idle = [path for path in folder.iterdir() if re.match(r"lib.+\.so", path.name) and not _is_wanted(path, wanted)]
        if not idle:
            return sorted(dropped)
        for path in idle:
            path.unlink()
            dropped.append(path.name)


def host_packages(folder: Path) -> list[str]:
    """Return the Debian packages that the program's libraries need of the computer.

    Raises:
        SetUpError: a library is neither in the program nor among those that computers bring.
    """
    files = list(folder.rglob("*"))
    inside = {path.name for path in files}
    needs = needed_by(path for path in files if not path.is_symlink())
    outside = frozenset().union(*needs.values()) - inside
    strange = sorted(outside - HOST_LIBRARIES.keys())
    if strange:
        by = sorted(path.name for path, names in needs.items() if names & set(strange))
        raise SetUpError(f"these libraries are neither in the program nor on every computer: {strange}, for {by}.")
    return sorted({HOST_LIBRARIES[name] for name in outside})


def oldest_libc(folder: Path) -> str:
    """Return the oldest version of the C library with which everything in the folder runs, such as ``2.34``."""
    files = [str(path) for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    said = subprocess.run(["objdump", "-p", *files], capture_output=True, text=True, check=True).stdout
    versions = {tuple(map(int, found.split("."))) for found in _LIBC.findall(said)}
    return ".".join(map(str, max(versions)))


def strip_symbols(files: Iterable[Path]) -> None:
    """Take out of libraries what only a debugger reads."""
    for path in files:
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def _is_wanted(path: Path, wanted: frozenset[str]) -> bool:
    # libpython is opened by the program's first lines, by name.
    return path.name in wanted or path.name.startswith("libpython")


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
