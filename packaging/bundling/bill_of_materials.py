"""The list of everything that the frozen program consists of, in the form that scanners read (CycloneDX, as JSON)."""

import datetime as dt
import hashlib
import json
import platform
import uuid
from pathlib import Path
from typing import Any

from bundling import contents, freeze, licences, linux_tree


def write() -> Path:
    """Write the list beside the installers, for the program in dist/emodesk; return its path."""
    system = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}[platform.system()]
    target = freeze.DIST / f"emodesk-{contents.version()}-{system}-{platform.machine().lower()}.cdx.json"
    target.write_text(json.dumps(document(freeze.require_bundle()), indent=1) + "\n", encoding="utf-8")
    return target


def document(folder: Path) -> dict[str, Any]:
    """Return the list for the program in ``folder``."""
    parts = [*_packages(), *_libraries(folder), *_others(folder)]
    fingerprint = json.dumps(parts, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, fingerprint)}",
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(linux_tree.source_date(), dt.UTC).isoformat(),
            "component": {
                "type": "application",
                "name": "EmoDesk",
                "version": contents.version(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": parts,
    }


def _packages() -> list[dict[str, Any]]:
    found = []
    for name in contents.bundled_distributions():
        distribution = licences.distribution(name)
        if distribution is not None:
            found.append(
                {
                    "type": "library",
                    "name": name,
                    "version": distribution.version,
                    "purl": f"pkg:pypi/{name}@{distribution.version}",
                    "licenses": [{"license": {"name": licences.declared(distribution)}}],
                }
            )
    return found


def _libraries(folder: Path) -> list[dict[str, Any]]:
    """Every shared library, with its digest: those of the system have no package of their own in the list."""
    return [
        {"type": "file", "name": path.relative_to(folder).as_posix(), "hashes": [_digest(path)]}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and (".so" in path.name or path.suffix in {".dll", ".dylib", ".pyd"})
    ]


def _others(folder: Path) -> list[dict[str, Any]]:
    python = {"type": "platform", "name": "Python", "version": platform.python_version()}
    models = [
        {"type": "machine-learning-model", "name": path.stem, "hashes": [_digest(path)]}
        for path in sorted(folder.rglob("*.gguf"))
    ]
    return [python, *models]


def _digest(path: Path) -> dict[str, str]:
    return {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}
