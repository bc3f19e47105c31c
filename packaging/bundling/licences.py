"""The licences of everything that the installed program consists of, in one folder."""

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from bundling import contents
from provision import places

_TEXTS: Final = places.ROOT / "packaging" / "licences"
_NAMES: Final = ("licen", "copying", "notice", "authors", "copyright")
_LGPL_PACKAGES: Final = frozenset({"pyside6-essentials", "shiboken6"})
_FOREWORD: Final = """What EmoDesk {version} consists of, and under which licence.

EmoDesk itself is under the MIT licence: LICENSE.txt. Each package has a folder here with the licence that it brings.
Qt {qt} and PySide6 are under the GNU Lesser General Public License, version 3 (LGPL-3.txt, which refers to GPL-3.txt).
They are separate files in the folder PySide6 of the program; you may replace them with others of the same interface.
Their source code is what the Qt Project publishes under that version.

"""


def collect(folder: Path, sources: Path) -> None:
    """Fill the folder; ``sources`` is the file in which PyInstaller's recipe left where the libraries came from."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copyfile(places.ROOT / "LICENSE", folder / "LICENSE.txt")
    for text in _TEXTS.glob("*.txt"):
        shutil.copyfile(text, folder / text.name)
    lines = list(_of_packages(folder)) + list(_of_system(folder, sources)) + [_of_python(folder)]
    foreword = _FOREWORD.format(version=contents.version(), qt=_version_in_environment("PySide6-Essentials"))
    (folder / "README.txt").write_text(foreword + "\n".join(sorted(lines, key=str.lower)) + "\n", encoding="utf-8")


def _site_packages() -> list[str]:
    found = places.VENV.glob("Lib/site-packages" if sys.platform == "win32" else "lib/python3*/site-packages")
    return [str(path) for path in found]


def distribution(name: str) -> metadata.Distribution | None:
    """Return a package of the environment, None where this system has no use for it."""
    return next(iter(metadata.distributions(name=name, path=_site_packages())), None)


def _version_in_environment(name: str) -> str:
    found = distribution(name)
    return found.version if found else ""


def _of_packages(folder: Path) -> Iterator[str]:
    for name in contents.bundled_distributions():
        package = distribution(name)
        if package is None:
            continue
        files = [file for file in package.files or () if file.name.lower().startswith(_NAMES)]
        files = [file for file in files if file.suffix not in {".py", ".pyc"}]
        for file in files:
            _copy(Path(str(package.locate_file(file))), folder / name)
        where = f"in {name}/" if files else ("LGPL-3.txt" if name in _LGPL_PACKAGES else "as declared by the package")
        yield f"{name} {package.version}: {declared(package)} ({where})"


def declared(package: metadata.Distribution) -> str:
    """Return the licence that a package declares, in a few words."""
    about = package.metadata
    for field in ("License-Expression", "License"):
        said = str(about[field]).split("\n", maxsplit=1)[0] if field in about else ""
        if said and len(said) <= 80:
            return said
    classifiers = [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    return classifiers[0].rsplit("::", maxsplit=1)[-1].strip() if classifiers else "see its folder"


def _of_system(folder: Path, sources: Path) -> Iterator[str]:
    """Copy what Debian says of the libraries that were taken from the system."""
    if shutil.which("dpkg-query") is None:
        return
    inside = folder.parent / "_internal"
    taken = {
        name: Path(source).resolve()
        for name, source in json.loads(sources.read_text(encoding="utf-8")).items()
        if (inside / name).exists() and str(places.VENV) not in source
    }
    packages = _packages_of(set(taken.values()))
    found: dict[str, list[str]] = {}
    for name, source in taken.items():
        if source in packages:
            found.setdefault(packages[source], []).append(Path(name).name)
    for package, names in found.items():
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if copyright_file.is_file():
            _copy(copyright_file, folder / f"system-{package}")
        yield f"{', '.join(sorted(names))}: from Debian's package {package} (in system-{package}/)"


def _packages_of(files: set[Path]) -> dict[Path, str]:
    """Return which of Debian's packages brought each of the files; those that came otherwise are missing."""
    # A library's place may be written with and without /usr before it: one is a link to the other.
    asked = [str(path) for path in files] + [str(path).removeprefix("/usr") for path in files]
    said = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True, check=False).stdout
    lines = (line.partition(": ") for line in said.splitlines())
    return {Path(place).resolve(): names.split(",")[0].split(":")[0] for names, _, place in lines if place}


def _of_python(folder: Path) -> str:
    candidates = [Path(sys.base_prefix), Path(sys.base_prefix) / "lib" / f"python3.{sys.version_info[1]}"]
    for candidate in candidates:
        if (candidate / "LICENSE.txt").is_file():
            _copy(candidate / "LICENSE.txt", folder / "python")
            break
    return f"Python {platform.python_version()}: PSF-2.0 (in python/)"


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{source.stem}-{number}{source.suffix}"
    shutil.copyfile(source, target)
