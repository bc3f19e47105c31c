"""What building the Vulkan back end needs of the system: headers, the loader's library, a compiler for shaders."""

import ctypes.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from provision import places, steps, system_packages
from provision.problem import SetUpError
from provision.system_packages import SystemPackage

_OLDEST_HEADERS: Final = 272
"""Of Vulkan 1.3: llama.cpp sets up layers in the way that came with it."""
_HEADERS: Final = places.BUILD / "vulkan-headers"
_SYSTEMS_HEADERS: Final = Path("/usr/include")
_WITH_NEWER_HEADERS: Final = "trixie"


def _has_headers() -> bool:
    return (_SYSTEMS_HEADERS / "vulkan" / "vulkan.hpp").is_file()


def _has_spirv_headers() -> bool:
    return (_SYSTEMS_HEADERS / "spirv" / "unified1" / "spirv.hpp").is_file()


def _has_driver() -> bool:
    return ctypes.util.find_library("vulkan") is not None and any(Path("/usr/share/vulkan/icd.d").glob("*.json"))


NEEDED: Final = (
    SystemPackage("libvulkan-dev", "lets llama.cpp talk to GPUs", _has_headers),
    SystemPackage("glslc", "compiles what runs on GPUs", lambda: shutil.which("glslc") is not None),
    SystemPackage("spirv-headers", "names what compiled shaders consist of", _has_spirv_headers),
)
SOFTWARE_DRIVER: Final = SystemPackage(
    "mesa-vulkan-drivers", "drives GPUs, and computes on the processor where there's none, for the tests", _has_driver
)


def ensure() -> list[str]:
    """Bring what is missing; return CMake's options. Of an installed Vulkan SDK (``VULKAN_SDK``) everything is used.

    Raises:
        SetUpError: something is missing, and this user may not install it.
    """
    if os.environ.get("VULKAN_SDK"):
        return []
    system_packages.ensure(NEEDED)
    system_packages.offer([SOFTWARE_DRIVER], what="a GPU of Intel or AMD, and the tests of this back end")
    if _version_of(_SYSTEMS_HEADERS) >= _OLDEST_HEADERS:
        return []
    if _version_of(_HEADERS / "usr" / "include") < _OLDEST_HEADERS:
        _fetch_newer_headers()
    return [f"-DVulkan_INCLUDE_DIR={(_HEADERS / 'usr' / 'include').as_posix()}"]


def _version_of(folder: Path) -> int:
    """Return the number that counts up with Vulkan's headers; 0 where there are none."""
    try:
        text = (folder / "vulkan" / "vulkan_core.h").read_text(encoding="utf-8")
    except OSError:
        return 0
    match = re.search(r"^#define VK_HEADER_VERSION (\d+)", text, re.MULTILINE)
    return int(match[1]) if match else 0


def _fetch_newer_headers() -> None:
    """Take the headers of the next Debian, from where this one comes from; they're unpacked here and not installed."""
    origin = _debian_origin()
    if origin is None:
        raise SetUpError(
            f"the Vulkan headers here are older than 1.3.{_OLDEST_HEADERS}. Debian 13 and Ubuntu 24.04 have newer "
            "ones; elsewhere install the Vulkan SDK, whose folder the variable VULKAN_SDK names."
        )
    shutil.rmtree(_HEADERS, ignore_errors=True)
    state = _HEADERS / "apt"
    for folder in ("lists/partial", "archives/partial"):
        (state / folder).mkdir(parents=True)
    sources = state / "sources.list"
    sources.write_text(f"deb {origin} {_WITH_NEWER_HEADERS} main\n", encoding="utf-8")
    apart = [
        f"-oDir::Etc::SourceList={sources}", "-oDir::Etc::SourceParts=/dev/null",
        f"-oDir::State::Lists={state / 'lists'}", f"-oDir::Cache={state}", "-oAPT::Sandbox::User=root",
    ]  # fmt: skip
    fetch = (
        f"apt-get {' '.join(apart)} update && apt-get {' '.join(apart)} download libvulkan-dev/{_WITH_NEWER_HEADERS}"
    )
    steps.carry_out(
        "Fetching newer Vulkan headers...",
        ["sh", "-c", f"cd '{state}' && {fetch} && dpkg -x libvulkan-dev_*.deb '{_HEADERS}'"],
        log_name="vulkan-headers.log",
        on_failure="newer Vulkan headers could not be fetched.",
    )


def _debian_origin() -> str | None:
    """Return where this Debian's packages come from; None on other systems."""
    if shutil.which("apt-get") is None or "ID=debian" not in _os_release():
        return None
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(COMPONENT) $(ORIGIN)"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    origins = [line.split()[0] for line in said.splitlines() if line.split()[1:3] == ["main", "Debian"]]
    return next((origin for origin in origins if "security" not in origin), None)


def _os_release() -> list[str]:
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
