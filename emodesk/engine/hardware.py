"""What this computer has. Nothing native is loaded for it."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from emodesk.core.engine_settings import Weights

_TELLING_FEATURES: Final = (
    "sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8",
    "asimd", "asimddp", "i8mm", "sve",
)  # fmt: skip


_RATE_PER_CORE: Final = 30e9
_RATE_PER_WIDE_CORE: Final = 100e9
"""Of a core that sums the products of 64 bytes in one step (AVX-512 with VNNI)."""


@dataclass(frozen=True, slots=True)
class Hardware:
    """CPU and memory."""

    cpu: str
    physical_cores: int
    logical_cores: int
    default_threads: int
    features: tuple[str, ...]
    """Those that matter to llama.cpp, by the system's own names; empty where they can't be told."""
    total_bytes: int
    available_bytes: int


def examine() -> Hardware:
    """Look at this computer."""
    memory = psutil.virtual_memory()
    facts = _cpuinfo()
    return Hardware(
        cpu=facts.get("model name") or _mac_cpu() or platform.processor() or platform.machine(),
        physical_cores=_physical_cores(),
        logical_cores=psutil.cpu_count() or 1,
        default_threads=default_threads(),
        features=_features(facts),
        total_bytes=memory.total,
        available_bytes=memory.available,
    )


def default_threads() -> int:
    """Return how many threads to use: one core stays free for the user where there are more than two."""
    cores = _physical_cores()
    return cores if cores <= 2 else cores - 1


def thread_choices() -> tuple[int, ...]:
    """Return numbers of threads worth a try, the usual one first.

    Half of them, because some processors have fast and slow cores; one per hardware thread but one, because some gain
    by that. Never more than leaves the user a core.
    """
    usual = default_threads()
    usable = _usable_threads()
    others = [usual // 2, usable - 1 if usable > 2 else usable]
    return (usual, *(count for count in dict.fromkeys(others) if count > 0 and count != usual))


def default_weights() -> Weights:
    """Return how to keep weights where nobody chose.

    On x86 llama.cpp has kernels for the common formats (Q4_K and its kin) that are half as fast again as those for
    repacked weights; on ARM it has none.
    """
    return Weights.MAPPED if _is_x86() else Weights.REPACKED


def guessed_rate() -> float:
    """Return parameters times tokens per second that this processor may do where nothing was measured.

    Right to a factor of two or three; Linux alone says whether there's AVX-512. Two cores did 38e9 each with AVX2, 58e9
    and 209e9 with AVX-512 and VNNI, at 7 billion parameters in Q4_K_M (tests/benchmarks/results).
    """
    is_wide = "avx512_vnni" in _features(_cpuinfo())
    return default_threads() * (_RATE_PER_WIDE_CORE if is_wide else _RATE_PER_CORE)


def may_overflow_sums_of_bytes() -> bool:
    """Return whether the processor may have nothing but 16 bits for sums of products of bytes: x86 without VNNI.

    Where the system doesn't say what it has, it may.
    """
    return _is_x86() and {"avx512_vnni", "avx_vnni"}.isdisjoint(_features(_cpuinfo()))


def _is_x86() -> bool:
    return platform.machine().lower() in {"x86_64", "amd64"}


def _physical_cores() -> int:
    usable = _usable_threads()
    return max(1, min(usable, psutil.cpu_count(logical=False) or usable))


def _usable_threads() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else psutil.cpu_count() or 1


def _cpuinfo() -> dict[str, str]:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs if value.strip()}


def _features(facts: dict[str, str]) -> tuple[str, ...]:
    found = set((facts.get("flags") or facts.get("Features") or "").split())
    return tuple(name for name in _TELLING_FEATURES if name in found)


def _mac_cpu() -> str:
    if platform.system() != "Darwin":
        return ""
    command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
