"""The GPUs that llama.cpp can use, and the back ends that reach them: files of their own, in a folder of their own.

A broken driver ends whoever asks it what it has. So nothing is asked before a model may go onto a GPU,
``--gpu-layers 0`` never gets near one, and the worker alone asks.
"""

from __future__ import annotations

import ctypes
import os
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ctypes import POINTER, c_bool, c_char_p, c_int, c_size_t, c_void_p
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import llama_cpp
import msgspec
from llama_cpp._ctypes_extensions import load_shared_library

from emodesk.core.add_on import MANIFEST, VARIABLE, AddOn

_LIBRARIES: Final = Path(llama_cpp.__file__).parent / "lib"
GPU_BACK_ENDS: Final = _LIBRARIES / f"gpu-{llama_cpp.__version__}"
"""Where back ends for GPUs lie, for instance ``libggml-vulkan.so``; what was built for another version is never met."""
_PRECISION: Final = "EMODESK_GPU_PRECISION"
"""``half`` lets Vulkan compute in half precision: faster, and one class in sixty isn't the CPU's any more."""
_GPU, _INTEGRATED_GPU = 1, 2
"""ggml's numbers for kinds of devices."""
_PROCESSOR: Final = "CPU"
"""ggml's name for the back end of the processor."""


class _Properties(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p), ("description", c_char_p), ("free", c_size_t), ("total", c_size_t), ("type", c_int),
        ("id", c_char_p), ("capabilities", c_bool * 32),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    """A GPU, as its driver describes it."""

    handle: int
    """ggml's pointer."""
    back_end: str
    """``Vulkan``, ``CUDA`` and so on."""
    description: str
    free_bytes: int
    total_bytes: int
    is_integrated: bool
    """Whether it takes its memory from the computer's own."""
    address: str
    """Its place on the bus; "" where the driver doesn't say. Two back ends may see the same card."""


@cache
def _libraries() -> tuple[ctypes.CDLL, ...]:
    """Return llama.cpp's libraries, in the order in which a function is looked for.

    A library of POSIX finds what it is linked against; that must be the copy which llama.cpp itself uses, since a
    wheel has each library several times and every copy would have devices of its own. On Windows there's one of each.
    """
    names = ("llama", "ggml", "ggml-base") if os.name == "nt" else ("llama",)
    return tuple(load_shared_library(name, _LIBRARIES) for name in names)


def native(name: str, result: type | None, *arguments: type) -> Callable[..., Any]:
    """Return a function of ggml, typed for ctypes."""
    function = next(getattr(library, name) for library in _libraries() if hasattr(library, name))
    function.restype, function.argtypes = result, arguments
    typed: Callable[..., Any] = function
    return typed


def load_for_processor() -> None:
    """Load what fits this processor best, where llama.cpp was built for any: its kernels are files of their own then.

    From the engine's own folder alone; by itself llama.cpp would look into the current folder, too.
    """
    count = native("ggml_backend_reg_count", c_size_t)
    if count() == 0:
        native("ggml_backend_load_all_from_path", None, c_char_p)(os.fsencode(_LIBRARIES))
        if count() == 0:  # or llama.cpp would go looking by itself
            raise ImportError(f"No part of the engine in {_LIBRARIES} fits this processor.")


@cache
def _load_for_gpus() -> None:
    """Load the back ends for GPUs, once.

    What can't be loaded (the driver's library is missing, say) is left alone, and the engine's log says why.
    """
    if os.environ.get(_PRECISION) != "half":  # Vulkan asks when it's loaded, whatever the value
        os.environ.setdefault("GGML_VK_DISABLE_F16", "1")
    load = native("ggml_backend_load", c_void_p, c_char_p)
    for folder in (GPU_BACK_ENDS, *_add_ons()):
        libraries = (
            [path for path in sorted(folder.iterdir()) if path.suffix in {".so", ".dll"}] if folder.is_dir() else []
        )
        if os.name == "nt":  # there nothing looks for a library's own libraries beside it
            for path in libraries:
                with suppress(OSError):
                    ctypes.CDLL(str(path))
        for path in libraries:
            if "ggml-" in path.name:
                load(os.fsencode(path))


def _add_ons() -> Iterator[Path]:
    """Yield the folders of the add-ons that were made for this very engine; others would crash it."""
    named = os.environ.get(VARIABLE, "")
    for place in sorted(Path(named).glob(f"[!.]*/{MANIFEST}")) if named else ():
        with suppress(OSError, msgspec.DecodeError):
            add_on = msgspec.json.decode(place.read_bytes(), type=AddOn)
            if not add_on.why_not(llama_cpp.__version__, sysconfig.get_platform()):
                yield place.parent


def gpu_back_ends() -> tuple[str, ...]:
    """Return the names of the back ends that could be loaded, besides the processor's."""
    _load_for_gpus()
    at = native("ggml_backend_reg_get", c_void_p, c_size_t)
    name_of = native("ggml_backend_reg_name", c_char_p, c_void_p)
    names = [_text(name_of(at(place))) for place in range(native("ggml_backend_reg_count", c_size_t)())]
    return tuple(name for name in names if name != _PROCESSOR)


def gpus() -> tuple[Device, ...]:
    """Return the GPUs to use: each once, and integrated ones only where there's no other."""
    _load_for_gpus()
    found: dict[str, Device] = {}
    for device in _all_gpus():
        found.setdefault(device.address or str(device.handle), device)
    of_their_own = tuple(device for device in found.values() if not device.is_integrated)
    return of_their_own or tuple(found.values())[:1]


def _all_gpus() -> Iterator[Device]:
    properties_of = native("ggml_backend_dev_get_props", None, c_void_p, POINTER(_Properties))
    registry_of = native("ggml_backend_dev_backend_reg", c_void_p, c_void_p)
    name_of = native("ggml_backend_reg_name", c_char_p, c_void_p)
    at = native("ggml_backend_dev_get", c_void_p, c_size_t)
    for place in range(native("ggml_backend_dev_count", c_size_t)()):
        handle, properties = at(place), _Properties()
        properties_of(handle, ctypes.byref(properties))
        if properties.type in {_GPU, _INTEGRATED_GPU}:
            yield Device(
                handle=handle,
                back_end=_text(name_of(registry_of(handle))),
                description=_text(properties.description),
                free_bytes=properties.free,
                total_bytes=properties.total,
                is_integrated=properties.type == _INTEGRATED_GPU,
                address=_text(properties.id),
            )


def listed(devices: Sequence[Device]) -> ctypes.Array[c_void_p]:
    """Return the devices as llama.cpp wants them: pointers, the last of them null. None at all is the CPU alone."""
    return (c_void_p * (len(devices) + 1))(*(device.handle for device in devices), None)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace").strip()
