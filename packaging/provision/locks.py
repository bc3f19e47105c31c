"""Reading lock files: which exact versions, with which hashes."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from provision import places

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def pins(lock: Path) -> dict[str, list[str]]:
    """Name -> its requirement blocks: a pin and its hashes, as pip reads them.

    A name has several blocks where environment markers choose between versions.
    """
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if not line[0].isspace():
            match = _PIN.match(line)
            if match is None:
                raise ValueError(f"{lock.name}: not an exact version: {line}")
            current = blocks.setdefault(match["name"].lower(), [])
            current.append(line)
        else:
            current[-1] += "\n" + line
    return blocks


def version_of(name: str, lock: Path) -> str:
    """The version that the lock file holds for a name without alternatives."""
    match = _PIN.match(pins(lock)[name][0])
    assert match is not None
    return match["version"]


def requirements(lock: Path, *, only: Iterable[str] = (), without: Iterable[str] = ()) -> str:
    """The text of a requirements file: the whole lock, some names of it, or all but some."""
    chosen, left_out = set(only), set(without)
    return "".join(
        block + "\n"
        for name, blocks in pins(lock).items()
        if (not chosen or name in chosen) and name not in left_out
        for block in blocks
    )


def runtime_fingerprint() -> str:
    """Changes whenever the environment has to be brought up to date.

    The checkout's own path is in it: an environment doesn't survive a move.
    """
    with places.PROJECT.open("rb") as file:
        project = tomllib.load(file)["project"]
    return _digest(
        str(places.ROOT).encode(),
        json.dumps(project, sort_keys=True).encode(),
        places.RUNTIME_LOCK.read_bytes(),
        places.BUILD_LOCK.read_bytes(),
        *[path.read_bytes() for path in places.llama_build_files()],
    )


def tools_fingerprint() -> str:
    """Changes whenever the developers' tools have to be brought up to date."""
    return _digest(places.TOOLS_LOCK.read_bytes())


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
