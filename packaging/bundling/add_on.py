"""An add-on of the engine as a zip: what lets it use a card, what that needs, and what says which engine it fits."""

import hashlib
import json
import sysconfig
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bundling import freeze
from provision import cuda_toolkit, engine_wheel, gpu_back_end, locks, places
from provision.problem import SetUpError

_TITLES: Final = {"cuda": "NVIDIA cards (CUDA)", "vulkan": "cards of any maker (Vulkan)"}
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MANIFEST: Final = "emodesk-add-on.json"


def make(arguments: Sequence[str]) -> Path:
    """Build the back end that the arguments name, unless it's in the cache, and pack it. Raises SetUpError."""
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in _TITLES:
        raise SetUpError(f"say which one: add-on {'|'.join(_TITLES)}")
    files = [gpu_back_end.ensure(name), *(cuda_toolkit.runtime_libraries() if name == "cuda" else [])]
    target = pack(name, files, freeze.DIST)
    print(f"  {target.relative_to(places.ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return target


def pack(name: str, files: Iterable[Path], folder: Path) -> Path:
    """Write the zip with the files into ``folder``; return it."""
    engine, platform = locks.version_of(engine_wheel.NAME, places.RUNTIME_LOCK), sysconfig.get_platform()
    contents = {path.name: path.read_bytes() for path in files}
    records = [
        {"name": file, "size_bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for file, content in contents.items()
    ]
    manifest = {"id": name, "title": _TITLES[name], "engine": engine, "platform": platform, "files": records}
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"emodesk-{name}-{engine}-{platform}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in {_MANIFEST: json.dumps(manifest, indent=1).encode(), **contents}.items():
            archive.writestr(zipfile.ZipInfo(file, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target
