"""What the installed program consists of: what goes in besides what it imports, and what stays out of what it brings.

Standard library only: PyInstaller's recipe, the builders of the installers and the tests read these lists.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from provision import places

RESOURCES_INSIDE: Final = "emodesk/_resources"

HIDDEN_IMPORTS: Final = (
    "huggingface_hub.errors",
    "huggingface_hub.file_download",
    "huggingface_hub.hf_api",
    "huggingface_hub.utils",
)
"""What is imported by names that only exist while the program runs."""

LEFT_OUT_MODULES: Final = {
    "hf_xet": "the download fetches files itself, and Xet opens connections of its own",
    "fsspec": "huggingface-hub's file systems, which nothing here uses",
    "readline": "nobody types Python here",
    "tkinter": "the window is Qt's",
    "test": "Python's own tests",
    "lib2to3": "converts Python 2",
    "ensurepip": "the installed program installs nothing",
    "pip": "the installed program installs nothing",
    "setuptools": "the installed program builds nothing",
    "lxml.html": "workbooks are XML, and XML alone is read",
    "lxml.isoschematron": "workbooks aren't validated",
    "lxml.objectify": "workbooks are read as elements",
    "numpy._core._simd": "for NumPy's own tests",
    "numpy.f2py": "wraps Fortran",
    "IPython": "for notebooks",
    "torch": "models are converted without it",
    "transformers": "models are converted without it",
    "uvicorn": "llama-cpp-python's server, which nothing here uses",
    "fastapi": "llama-cpp-python's server, which nothing here uses",
    "PySide6.QtQml": "Qt Quick: the window is made of widgets",
    "PySide6.QtQuick": "Qt Quick: the window is made of widgets",
    "PySide6.QtSql": "the project file is read by sqlite3",
    "PySide6.QtTest": "for tests",
    "PySide6.QtOpenGL": "nothing is drawn with OpenGL",
}
"""Module → why the program does without it."""

LEFT_OUT_DISTRIBUTIONS: Final = frozenset({"hf-xet", "fsspec", "colorama"})
"""Packages of the lock file that aren't in the installed program."""

QT_PLUGINS: Final = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "styles": (),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
"""Folder of Qt's plug-ins → those that the window needs, by the beginning of their names. All others stay out: GTK's
theme and file dialogs (they'd bring all of GTK), OpenGL's and Vulkan's platforms, databases, network, printing."""

QT_TRANSLATIONS: Final = ("qtbase_de.qm", "qtbase_en.qm")

QT_LIBRARIES: Final = frozenset({"Core", "DBus", "Gui", "Network", "Svg", "WaylandClient", "Widgets", "XcbQpa"})

ARROW_LEFT_OUT: Final = ("flight", "s3", "encryption", "orc", "gandiva")
"""Parts of Arrow that Parquet on a disk doesn't need. Three more go on Linux, where the links to them are idle: Acero,
datasets and Substrait (``shared_libraries.drop_idle_links``)."""

HOST_LIBRARIES: Final = {
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""Libraries that come with the computer, and the Debian package that each is in: the C and C++ run-time, which graphics
drivers share with the program, and what every desktop has. Everything else travels with the program."""

DEBIAN_EXTRAS: Final = ("fonts-dejavu-core | fonts-freefont-ttf | fonts-liberation",)
"""What no library names, but a bare system lacks: letters that the program's own typeface has not."""

_SHIPPED_DOCUMENTS: Final = ("glossary.md", "it-departments.md")


def resource_files() -> Iterator[tuple[str, str]]:
    """Yield (file, folder inside the program) of what ships beside the code."""
    resources = places.ROOT / "resources"
    for path in sorted(resources.rglob("*")):
        inside = path.relative_to(resources)
        if not path.is_file() or path.name.startswith(".") or path.suffix == ".ts":
            continue
        if inside.parts[0] == "docs" and inside.name not in _SHIPPED_DOCUMENTS:
            continue
        yield str(path), str(PurePosixPath(RESOURCES_INSIDE, *inside.parts[:-1]))
    yield str(places.ROOT / "models.json"), RESOURCES_INSIDE


def belongs(name: str) -> bool:
    """Say whether a file that PyInstaller found, by its place inside the program, is needed there."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.name in HOST_LIBRARIES or "_tests." in path.name:
        return False
    if "PySide6" in path.parts:
        return _belongs_to_qt(path)
    if "pyarrow" in path.parts or path.name.startswith(("libarrow", "libparquet")):
        return _belongs_to_arrow(path)
    return not path.name.startswith(("libgtk-", "libgdk", "libatk", "libcairo", "libpango", "libQt6"))


def _belongs_to_qt(path: PurePosixPath) -> bool:
    if "plugins" in path.parts:
        folder = path.parts[path.parts.index("plugins") + 1]
        wanted = QT_PLUGINS.get(folder, ())
        return path.name.removeprefix("lib").startswith(wanted) if wanted else False
    if "translations" in path.parts:
        return path.name in QT_TRANSLATIONS
    frameworks = [part for part in path.parts if part.endswith(".framework")]
    if frameworks:
        return frameworks[0].removeprefix("Qt").removesuffix(".framework") in QT_LIBRARIES
    if path.name.startswith(("libQt6", "Qt6")):
        stem = path.name.removeprefix("lib").removeprefix("Qt6").split(".")[0]
        return stem in QT_LIBRARIES
    return "qml" not in path.parts and not path.name.startswith(("opengl32sw", "d3dcompiler"))


def _belongs_to_arrow(path: PurePosixPath) -> bool:
    is_source = path.suffix in {".pyx", ".pxd", ".pxi", ".h", ".cc", ".py", ".lib", ".a"}
    folders = {"include", "includes", "src", "tests"}
    return (
        not is_source and not folders.intersection(path.parts) and not any(part in path.name for part in ARROW_LEFT_OUT)
    )


def bundled_distributions() -> list[str]:
    """Return the packages of the lock file that are in the installed program."""
    from provision import locks

    return [name for name in locks.pins(places.RUNTIME_LOCK) if name not in LEFT_OUT_DISTRIBUTIONS]


def package_metadata() -> Iterator[tuple[str, str]]:
    """Yield (file, folder inside the program) of what the packages say of themselves: versions and licences are read.

    The one file alone: what else an installation keeps there names folders of the computer that it was built on.
    """
    from importlib import metadata

    for name in ("emodesk", *bundled_distributions()):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # of another system
            continue
        files = [file for file in distribution.files or () if file.name == "METADATA"]
        for file in files:
            yield str(distribution.locate_file(file)), file.parent.name


def developers_modules() -> list[str]:
    """Return the modules of this environment that no package of the lock file brings: tools, and what they need.

    Libraries try to import some of them, and would find them here and not on a user's computer.
    """
    from importlib import metadata

    bundled = {"emodesk", *bundled_distributions()}
    return sorted(
        module
        for module, distributions in metadata.packages_distributions().items()
        if not any(re.sub(r"[-_.]+", "-", name).lower() in bundled for name in distributions)
    )


def version() -> str:
    """Return the program's version, read and not imported."""
    text = (places.ROOT / "emodesk" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]
