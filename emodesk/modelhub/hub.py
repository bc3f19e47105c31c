"""Talks to the Hugging Face hub. With ``hub_errors`` the only code of EmoDesk that opens a connection.

It's imported in the download's own process alone, after ``download_process`` has told huggingface-hub to send no
telemetry, to look for no token and to keep no cache. Since its version 2.4 that library starts every file anew, so the
listing, addresses, headers and errors are its own, and the bytes are fetched here, with ranges.
"""

from __future__ import annotations

import fnmatch
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2
import truststore
from huggingface_hub import HfApi, get_session, hf_hub_url, hf_raise_for_status, set_client_factory

import emodesk
from emodesk.core.errors import DownloadError
from emodesk.modelhub.receipts import is_plain_name

_ATTEMPTS: Final = 3
"""Tries without a single new byte before it's given up."""
_PAUSE_S: Final = 0.5
_PARTIAL, _RANGE_NOT_SATISFIABLE = 206, 416


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on the hub."""

    name: str
    size_bytes: int
    sha256: str | None
    """Of large files; lower-case hex."""
    git_blob: str | None
    """SHA-1 that git gives to the small ones."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a repository holds at one commit."""

    commit: str
    files: tuple[RemoteFile, ...]


class Hub:
    """One repository. Every method may raise DownloadError, httpx2's and huggingface-hub's errors, and OSError."""

    def __init__(self, repository: str, token: str | None, proxy: str | None, ca_file: str | None, stall_s: float):
        self._repository = repository
        self._stall_s = stall_s
        self._headers = {"user-agent": f"EmoDesk/{emodesk.__version__}"}
        self._api = HfApi(token=token or False, headers=self._headers)
        if token:
            self._headers = self._headers | {"authorization": f"Bearer {token}"}
        trusted = _trusted(ca_file)
        # A client of our own: the library's would give each request a number of its own.
        set_client_factory(lambda: httpx2.Client(verify=trusted, proxy=proxy, follow_redirects=True, timeout=stall_s))

    def commit_of(self, revision: str) -> str:
        """Return the commit that a branch or tag stands for now, 40 hex digits."""
        return self._api.model_info(self._repository, revision=revision, timeout=self._stall_s).sha or ""

    def list_files(self, revision: str, patterns: Sequence[str]) -> Listing:
        """Return the files that match, with the checksums that the hub gives."""
        info = self._api.model_info(self._repository, revision=revision, files_metadata=True, timeout=self._stall_s)
        siblings = [each for each in info.siblings or () if is_plain_name(each.rfilename)]
        files = tuple(
            RemoteFile(
                each.rfilename,
                (each.lfs.size if each.lfs else each.size) or 0,
                each.lfs.sha256 if each.lfs else None,
                each.blob_id,
            )
            for each in siblings
            if any(fnmatch.fnmatchcase(each.rfilename, pattern) for pattern in patterns)
        )
        if not info.sha or not any(file.name.endswith((".gguf", ".safetensors")) for file in files):
            weights = [each.rfilename for each in siblings if each.rfilename.endswith((".gguf", ".safetensors"))]
            raise DownloadError(
                f"“{self._repository}” has no file {' or '.join(patterns[:3])}.",
                hint=f"It has: {', '.join(weights[:30]) or 'no model files'}.",
            )
        return Listing(info.sha, files)

    def fetch(self, file: RemoteFile, commit: str, part: Path, tell: Callable[[int], None]) -> None:
        """Fetch the bytes of a file that ``part`` lacks; cuts are mended by going on where it stopped."""
        address = hf_hub_url(self._repository, file.name, revision=commit)
        tries = 0
        while (have := _size(part)) != file.size_bytes:
            if have > file.size_bytes:
                part.unlink()
                continue
            try:
                self._append(address, file, part, have, tell)
            except (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError):
                tries = 0 if _size(part) > have else tries + 1
                if tries >= _ATTEMPTS:
                    raise
                time.sleep(_PAUSE_S)
                continue
            tries = 0 if _size(part) > have else tries + 1
            if tries >= _ATTEMPTS:
                raise DownloadError(
                    f"The hub sends {_size(part):,} bytes of “{file.name}” and announces {file.size_bytes:,}.",
                    hint="Try again later; --restart begins anew.",
                )

    def _append(self, address: str, file: RemoteFile, part: Path, have: int, tell: Callable[[int], None]) -> None:
        headers = self._headers | {"accept-encoding": "identity"}
        if have:
            headers["range"] = f"bytes={have}-"
        with get_session().stream("GET", address, headers=headers) as response:
            if response.status_code == _RANGE_NOT_SATISFIABLE:
                part.unlink(missing_ok=True)  # it can't be a part of what's there now: begin anew
                return
            if response.is_error:
                response.read()
            hf_raise_for_status(response)
            if have and not _continues(response, have):
                have = 0
            with part.open("ab" if have else "wb") as target:
                for piece in response.iter_raw():
                    have += len(piece)
                    if have > file.size_bytes:
                        raise DownloadError(
                            f"The hub sends more of “{file.name}” than the {file.size_bytes:,} bytes it announces.",
                            hint="Try again later; --restart begins anew.",
                        )
                    target.write(piece)
                    tell(have)


def _trusted(ca_file: str | None) -> ssl.SSLContext:
    """Trust whom the system trusts, and whoever is named in a file."""
    trusted = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        if ca_file:
            trusted.load_verify_locations(ca_file)
    except OSError as error:  # what holds no certificate is an SSLError, which is one of them
        raise DownloadError(
            f"The certificates can't be read: {error.strerror or error}.",
            hint="Check the file that --ca-file names; it has to be in the PEM format.",
        ) from error
    return trusted


def _continues(response: httpx2.Response, have: int) -> bool:
    """Say whether the answer goes on where we stopped; a server that knows no ranges sends all from the start."""
    return response.status_code == _PARTIAL and response.headers.get("content-range", "").startswith(f"bytes {have}-")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
