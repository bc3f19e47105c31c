"""What lets the engine use a GPU: one more library for llama.cpp, built from the source that the lock file names.

It works with every build of that very version, the developer's as well as the installers', because llama.cpp loads it
as a file. So nothing else is compiled anew.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from provision import cuda_toolkit, engine_wheel, environment, locks, places, steps, vulkan_tools
from provision.problem import SetUpError

NAMES: Final = ("vulkan", "cuda")
_PROJECT: Final = places.ROOT / "packaging" / "gpu"
_SUFFIX: Final = ".dll" if os.name == "nt" else ".so"
_PREFIX: Final = "" if os.name == "nt" else "lib"
_CUDA_ARCHITECTURES: Final = "75-virtual;80-virtual;86-real;89-real"
"""Turing and everything since; what isn't named is compiled from the newest fitting one when it's first used."""


def add(arguments: Sequence[str]) -> int:
    """Build the back end that the arguments name and put it where this checkout's engine looks, or into a folder.

    Raises:
        SetUpError: it can't be built here; the message says what to do.
    """
    name, *rest = arguments or [""]
    if name not in NAMES or (rest and (rest[0] != "--into" or len(rest) != len(["--into", "FOLDER"]))):
        raise SetUpError(f"say which one: gpu {'|'.join(NAMES)} [--into FOLDER]")
    library = ensure(name)
    folder = Path(rest[1]) if rest else _place_in_environment()
    folder.mkdir(parents=True, exist_ok=True)
    files = [library, *(cuda_toolkit.runtime_libraries() if name == "cuda" else [])]
    for file in files:
        shutil.copy2(file, folder / file.name)
    print(f"{', '.join(file.name for file in files)}: in {folder}")
    return 0


def ensure(name: str) -> Path:
    """Return the library, built now if it isn't in the user's cache yet."""
    place = _place(name)
    library = place / f"{_PREFIX}ggml-{name}{_SUFFIX}"
    if not library.is_file():
        environment.ensure()
        options = vulkan_tools.ensure() if name == "vulkan" else [*cuda_toolkit.ensure(), *_architectures()]
        _build(name, options, library)
    return library


def folder_name() -> str:
    """The folder, beside the engine's own libraries, in which the engine looks: another version's would not fit."""
    return f"gpu-{locks.version_of(engine_wheel.NAME, places.RUNTIME_LOCK)}"


def _place_in_environment() -> Path:
    environment.ensure()
    question = [str(places.PYTHON), "-c", "from importlib.util import find_spec; print(find_spec('llama_cpp').origin)"]
    package = subprocess.run(question, capture_output=True, text=True, check=True).stdout.strip()
    return Path(package).parent / "lib" / folder_name()


def _build(name: str, options: Sequence[str], library: Path) -> None:
    engine_wheel.bring_build_programs()
    place = library.parent
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="building-") as folder:
        source, work = _source(Path(folder)), Path(folder) / "work"
        variables = {"PATH": f"{places.PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"}
        configure = ["cmake", "-G", "Ninja", "-S", str(_PROJECT), "-B", str(work), "-DCMAKE_BUILD_TYPE=Release"]
        steps.carry_out(
            f"Preparing the {name} back end...",
            [*configure, f"-DGGML_SOURCE={source.as_posix()}", f"-DGGML_{name.upper()}=ON", *options],
            log_name=f"prepare-{name}.log",
            on_failure=f"llama.cpp's {name} back end could not be prepared.",
            environment=variables,
        )
        steps.carry_out(
            f"Building the {name} back end, once for this computer: this takes long...",
            ["cmake", "--build", work, "--target", f"ggml-{name}"],
            log_name=f"build-{name}.log",
            on_failure=f"llama.cpp's {name} back end could not be built.",
            environment=variables,
        )
        built = next(path for path in work.rglob(library.name) if path.is_file())
        finished = Path(folder) / "finished"
        finished.mkdir()
        shutil.copy2(built, finished / library.name)
        if not place.exists():  # another checkout may have been quicker
            finished.rename(place)


def _source(folder: Path) -> Path:
    """Unpack ggml from llama-cpp-python's source package, whose hash the lock file has."""
    requirement = folder / "source.txt"
    requirement.write_text(locks.requirements(places.RUNTIME_LOCK, only=[engine_wheel.NAME]), encoding="utf-8")
    options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"]
    steps.carry_out(
        "Fetching llama.cpp's source...",
        [places.PYTHON, "-m", "pip", "download", *options, "-r", requirement, "-d", folder],
        log_name="fetch-llama.log",
        on_failure="llama.cpp's source could not be fetched.",
        environment={"PATH": f"{places.PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"},
    )
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("*/vendor/llama.cpp/ggml"))


def _architectures() -> list[str]:
    return [f"-DCMAKE_CUDA_ARCHITECTURES={os.environ.get('CUDAARCHS', _CUDA_ARCHITECTURES)}"]


def _place(name: str) -> Path:
    version = locks.version_of(engine_wheel.NAME, places.RUNTIME_LOCK)
    parts = [
        locks.requirements(places.RUNTIME_LOCK, only=[engine_wheel.NAME]),
        (_PROJECT / "CMakeLists.txt").read_text(encoding="utf-8"),
        "-".join(platform.libc_ver()),
        *(_architectures() if name == "cuda" else []),
        places.CUDA_LOCK.read_text(encoding="utf-8") if name == "cuda" else "",
    ]
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return places.wheel_cache() / f"ggml-{name}-{version}-{sys.platform}-{platform.machine()}-{digest}"
