"""The program as a folder that needs no Python: made by PyInstaller, then put in order."""

import hashlib
import os
import shutil
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bundling import licences, shared_libraries, sizes, unicode_tables
from provision import engine_wheel, environment, numpy_wheel, places, steps
from provision.problem import SetUpError

ENGINE_ANYWHERE: Final = (
    "-DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON "
    "-DCMAKE_INSTALL_BINDIR=llama_cpp/lib -DCMAKE_INSTALL_RPATH=$ORIGIN -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON"
)
"""The engine for computers that nobody knows: one back end for each kind of x86-64 processor, the best one chosen when
the engine starts. See resources/docs/decisions/0060-installers.md."""
WORK: Final = places.BUILD / "bundle"
DIST: Final = places.ROOT / "dist"
FOLDER: Final = DIST / "emodesk"


def bundle(*, with_own_engine: bool = False) -> Path:
    """Make dist/emodesk and say what it weighs; return the folder.

    ``with_own_engine`` takes the engine that this checkout runs with, compiled for this very processor: to try things
    out, never to give away.

    Raises:
        SetUpError: something could not be made.
    """
    environment.ensure()
    environment.install(places.BUNDLE_LOCK, what="PyInstaller")
    WORK.mkdir(parents=True, exist_ok=True)
    first = [] if with_own_engine else [_unpacked_engine()]
    if sys.platform.startswith("linux"):
        first.append(_unpacked(numpy_wheel.ensure(), "numpy"))
    variables = {"EMODESK_BUILD": str(WORK), "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(map(str, first))}
    shutil.rmtree(FOLDER, ignore_errors=True)
    options = [
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        "--distpath",
        str(DIST),
        "--workpath",
        str(WORK / "work"),
    ]
    steps.carry_out(
        "Freezing the program...",
        [places.PYTHON, "-m", "PyInstaller", *options, Path(__file__).parent / "emodesk.spec"],
        log_name="freeze.log",
        on_failure="PyInstaller could not freeze the program.",
        environment=variables,
    )
    inside = FOLDER / "_internal"
    gather(inside.glob("libggml*"), inside / "llama_cpp" / "lib")
    join_twins(inside / "llama_cpp" / "lib")
    if sys.platform.startswith("linux"):
        make_lighter(inside)
        print(f"It needs of the computer: {', '.join(shared_libraries.host_packages(FOLDER))}")
    licences.collect(FOLDER / "licences", WORK / "sources.json")
    print(sizes.table(FOLDER))
    return FOLDER


def make_lighter(inside: Path) -> None:
    """Take out what the packages bring and nothing uses, then see that the program is whole. Raises SetUpError."""
    shared_libraries.drop_idle_links(inside / "pyarrow")
    shared_libraries.drop_unneeded(inside, "pyarrow/libarrow*.so.*")
    for library in inside.glob("PySide6/Qt/lib/libicudata.so.*"):
        unicode_tables.thin(library)
    shared_libraries.strip_symbols(inside)
    shared_libraries.require_whole(inside)


def gather(libraries: Iterable[Path], folder: Path) -> None:
    """Put the engine's libraries where its others are: of some of them PyInstaller takes a second copy elsewhere."""
    for library in list(libraries):
        if library.is_symlink() or (folder / library.name).exists():
            library.unlink()
        else:
            library.rename(folder / library.name)


def join_twins(folder: Path) -> None:
    """Let files of the same content be one file with links to it, named as the libraries name it to each other.

    A wheel holds no links: it has every library three times, and each copy that is loaded would be another library,
    with back ends of its own.
    """
    if os.name != "posix":
        return
    by_content: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink():
            by_content.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), []).append(path)
    for twins in by_content.values():
        kept = max(twins, key=lambda path: len(path.name))
        for path in twins:
            if path != kept:
                path.unlink()
                path.symlink_to(kept.name)


def _unpacked_engine() -> Path:
    """Return a folder with llama_cpp in it, built for any processor; Python is told to look there first."""
    wheel = engine_wheel.ensure(ENGINE_ANYWHERE if sys.platform != "darwin" else "-DGGML_NATIVE=OFF")
    return _unpacked(wheel, "llama_cpp")


def _unpacked(wheel: Path, package: str) -> Path:
    folder = WORK / f"own-{package}"
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(package)])
    if not (folder / package).is_dir():
        raise SetUpError(f"there is no {package} in {wheel}.")
    return folder


def require_bundle() -> Path:
    """Return the folder that ``bundle`` made. Raises SetUpError where it's missing."""
    if not (FOLDER / "licences").is_dir():
        raise SetUpError("there is no dist/emodesk yet. Make it with: python3 packaging/bootstrap.py bundle")
    return FOLDER
