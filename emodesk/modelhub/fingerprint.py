"""SHA-256 of model files, remembered: four gigabytes take seconds to read."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

import platformdirs


def fingerprint(path: Path, cache: Path | None = None) -> str:
    """Return the SHA-256 of a file, lower-case hex; it's remembered by path, size and time of the last change."""
    cache = cache or _cache()
    key = _key(path)
    known = _load(cache)
    if key not in known:
        with path.open("rb") as file:
            known[key] = hashlib.file_digest(file, "sha256").hexdigest()
        _save(cache, known)
    return known[key]


def known_fingerprint(path: Path) -> str | None:
    """Return the SHA-256 if it's remembered; the file isn't read."""
    return _load(_cache()).get(_key(path))


def remember(path: Path, sha256: str) -> None:
    """Keep the SHA-256 of a file that was just taken elsewhere."""
    _save(_cache(), _load(_cache()) | {_key(path): sha256})


def _cache() -> Path:
    return platformdirs.user_cache_path("emodesk", appauthor=False) / "fingerprints.json"


def _key(path: Path) -> str:
    status = path.stat()
    return f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"


def _load(cache: Path) -> dict[str, str]:
    try:
        content = json.loads(cache.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in content.items() if isinstance(v, str)} if isinstance(content, dict) else {}


def _save(cache: Path, known: dict[str, str]) -> None:
    """Write the memory beside and put it in place; if that can't be done, the sum is taken again next time."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=cache.parent)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(known, file)
        Path(beside).replace(cache)
    except OSError:
        Path(beside).unlink(missing_ok=True)
