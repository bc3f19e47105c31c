"""NVIDIA's compiler and libraries: those of the computer, or the exact ones of the lock file, unpacked in the cache."""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from provision import places, steps
from provision.problem import SetUpError

_LINKED: Final = ("cudart", "cublas", "cublasLt")


def ensure() -> list[str]:
    """Bring the toolkit; return CMake's options. Where ``CUDA_PATH`` names an installed one, that is used.

    Raises:
        SetUpError: there's none, and it can't be fetched here.
    """
    folder = _folder()
    if folder is None:
        return []
    if not (folder / "bin" / "nvcc").exists():
        if not sys.platform.startswith("linux"):
            raise SetUpError("install NVIDIA's CUDA toolkit first; the variable CUDA_PATH names its folder then.")
        _fetch(folder)
    return [
        f"-DCMAKE_CUDA_COMPILER={(folder / 'bin' / 'nvcc').as_posix()}",
        f"-DCUDAToolkit_ROOT={folder.as_posix()}",
        "-DGGML_CUDA_FA=OFF",  # the engine doesn't use flash attention on a GPU, and it's half of what is compiled
        "-DGGML_CUDA_NCCL=OFF",
        "-DGGML_CUDA_NO_VMM=ON",  # or it would be linked against the driver, which computers without a card lack
    ]


def runtime_libraries() -> list[Path]:
    """Return what the back end needs beside it where no toolkit is installed: 570 MB, most of it matrix products."""
    folder = _folder()
    return [] if folder is None else [folder / "lib" / f"lib{name}.so.13" for name in _LINKED]


def _folder() -> Path | None:
    if os.environ.get("CUDA_PATH"):
        return None
    digest = hashlib.sha256(places.CUDA_LOCK.read_bytes()).hexdigest()[:16]
    return places.wheel_cache() / f"cuda-{digest}" / "nvidia" / "cu13"


def _fetch(folder: Path) -> None:
    place = folder.parents[1]
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="building-") as beside:
        target = Path(beside) / "toolkit"
        options = ["--no-deps", "--no-input", "--require-hashes", "--only-binary", ":all:", "--target", str(target)]
        steps.carry_out(
            "Fetching NVIDIA's compiler and libraries (1.1 GB unpacked)...",
            [places.PYTHON, "-m", "pip", "install", *options, "-r", places.CUDA_LOCK],
            log_name="cuda-toolkit.log",
            on_failure="NVIDIA's toolkit could not be fetched.",
        )
        root = target / folder.relative_to(place)
        (root / "lib64").symlink_to("lib")  # where nvcc looks
        for name in _LINKED:
            (root / "lib" / f"lib{name}.so").symlink_to(f"lib{name}.so.13")
        shutil.rmtree(place, ignore_errors=True)
        target.rename(place)
