"""llama.cpp, compiled once for this computer and kept as a wheel in the user's cache folder."""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from provision import compiled_wheel, places

NAME: Final = "llama-cpp-python"
# Measured on two cores; the line that announces the build says what follows for this computer.
_CORE_SECONDS: Final = 320
_OLDEST_CMAKE: Final = (3, 21)


def ensure(build_options: str) -> Path:
    """The wheel for this computer, built now if it isn't in the cache yet.

    ``build_options`` are further CMake arguments, as on a command line.
    """
    place = _place(build_options)
    if not is_built(build_options):
        _build(place, build_options)
    return next(place.glob("*.whl"))


def is_built(build_options: str) -> bool:
    """Whether the wheel for this computer is in the cache."""
    return compiled_wheel.is_in(_place(build_options))


def _build(place: Path, build_options: str) -> None:
    bring_build_programs()
    cores = _core_count()
    minutes = max(1, round(_CORE_SECONDS / cores / 60))
    length = f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    machine = f"{cores} {'core' if cores == 1 else 'cores'}"
    compiled_wheel.build(
        NAME,
        place,
        message=f"Building llama.cpp: about {length} on {machine}, once for this computer...",
        log_name="build-llama.log",
        environment={
            "SKBUILD_CMAKE_ARGS": ";".join(_cmake_arguments()),
            "CMAKE_ARGS": build_options,
            "CMAKE_BUILD_PARALLEL_LEVEL": str(cores),
        },
    )


def _cmake_arguments() -> list[str]:
    """The lean build, see resources/docs/decisions/0006-lean-build.md; ``build_options`` come after these."""
    return [
        "-DLLAVA_BUILD=OFF",
        "-DGGML_NATIVE=ON",
        f"-DCMAKE_PROJECT_llama.cpp_INCLUDE={(places.LLAMA_BUILD / 'lean.cmake').as_posix()}",
    ]


def _place(build_options: str) -> Path:
    parts = [
        *[argument for argument in _cmake_arguments() if "_INCLUDE=" not in argument],
        *[path.read_text(encoding="utf-8") for path in places.llama_build_files()],
        build_options,
    ]
    return compiled_wheel.place(NAME, parts, processor=processor_features())


def processor_features() -> str:
    """The processor's instruction sets: the build uses all of them, so a wheel fits only their like."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    match = re.search(r"^(?:flags|Features)\s*:(.*)$", text, re.MULTILINE)
    return " ".join(sorted(match[1].split())) if match else platform.processor()


def bring_build_programs() -> None:
    """Install cmake and ninja into the environment where the system has none, or too old ones."""
    missing = []
    if not _has_cmake():
        missing.append("cmake")
    if shutil.which("ninja") is None:
        missing.append("ninja")
    if missing:
        from provision import environment

        environment.install(places.BUILD_LOCK, only=missing, what=" and ".join(missing))


def _has_cmake() -> bool:
    if shutil.which("cmake") is None:
        return False
    said = subprocess.run(["cmake", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"(\d+)\.(\d+)", said)
    return match is not None and (int(match[1]), int(match[2])) >= _OLDEST_CMAKE


def _core_count() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
