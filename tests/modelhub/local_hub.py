"""A model hub on 127.0.0.1: it speaks what huggingface-hub asks of the real one, ranges included, and can misbehave."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import unquote, urlsplit

_PIECE_BYTES = 1 << 14
_LARGE = (".gguf", ".safetensors", ".model", ".bin")


def commit_of(files: dict[str, bytes]) -> str:
    """Return what stands for this state of a repository."""
    digest = hashlib.sha1()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


@dataclass
class Repository:
    """A repository's states by commit; the newest is ``main``."""

    states: dict[str, dict[str, bytes]] = field(default_factory=dict)
    main: str = ""
    is_gated: bool = False

    def commit(self, files: dict[str, bytes]) -> str:
        self.main = commit_of(files)
        self.states[self.main] = dict(files)
        return self.main


@dataclass
class Mischief:
    """What goes wrong, and how often (counts go down to zero)."""

    bytes_per_s: float = 0.0
    """Slow down; 0: as fast as it goes."""
    cut_after: int = 0
    """Close the connection after so many bytes of a file …"""
    cuts: int = 0
    """… so many times."""
    stall_after: int | None = None
    """Send so many bytes of a file and then nothing more."""
    status: int = 0
    """Answer requests for files with this status."""
    api_status: int = 0
    """Answer requests for listings with this status."""
    refuse_ranges: bool = False
    """Send the whole file to whoever asks for the rest of it."""
    answer_416: int = 0
    """Say so many times that a range can't be satisfied."""
    wrong_bytes: bool = False
    """Change a byte in the middle of every file."""
    no_checksum: bool = False
    hangs: bool = False
    """Accept connections and say nothing."""
    storage: str = ""
    """Send whoever asks for a file to this address, as the real hub does with large ones."""
    is_no_hub: bool = False
    """Answer everything with a web page, as a hotel's network does."""


class LocalHub:
    """The hub; use it as a context manager."""

    def __init__(self, tls: Any = None) -> None:
        self.repositories: dict[str, Repository] = {}
        self.mischief = Mischief()
        self.requests: list[tuple[str, dict[str, str]]] = []
        """Path and headers of all requests so far."""
        self.token = ""
        self.body_bytes = 0
        """Bytes of files that were sent."""
        hub = self
        self._closing = threading.Event()

        class Handler(_Handler):
            local = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def add(self, name: str, files: dict[str, bytes], *, is_gated: bool = False) -> str:
        """Publish files; return the commit."""
        repository = self.repositories.setdefault(name, Repository())
        repository.is_gated = is_gated
        return repository.commit(files)

    def ranges(self) -> list[str]:
        """Return the ranges that were asked for."""
        return [headers["range"] for _, headers in self.requests if "range" in headers]

    def wait(self, seconds: float) -> None:
        self._closing.wait(seconds)


class _Handler(BaseHTTPRequestHandler):
    local: LocalHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)  # a proxy is asked for a whole address
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.local.requests.append((self.path, headers))
        mischief = self.local.mischief
        if mischief.hangs:
            self.local.wait(600)
            return
        if mischief.is_no_hub:
            self._answer(200, b"<html>Welcome! Accept our terms.</html>", {"Content-Type": "text/html"})
        elif found := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/([^/]+)", path):
            self._listing(found[1], found[2])
        elif found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._file(found[1], found[2], found[3], headers)
        else:
            self._error(404, "")

    def _repository(self, name: str) -> Repository | None:
        repository = self.local.repositories.get(name)
        if repository is None:
            self._error(401, "RepoNotFound")
        return repository

    def _state(self, repository: Repository, revision: str) -> tuple[str, dict[str, bytes]] | None:
        commit = repository.main if revision == "main" else revision
        if commit not in repository.states:
            self._error(404, "RevisionNotFound")
            return None
        return commit, repository.states[commit]

    def _listing(self, name: str, revision: str) -> None:
        if self.local.mischief.api_status:
            self._error(self.local.mischief.api_status, "")
            return
        repository = self._repository(name)
        state = self._state(repository, revision) if repository else None
        if repository is None or state is None:
            return
        siblings = []
        for file, content in state[1].items():
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            sibling: dict[str, Any] = {"rfilename": file, "size": len(content), "blobId": blob}
            if file.endswith(_LARGE):
                sibling["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 9}
            if self.local.mischief.no_checksum:
                sibling = {"rfilename": file, "size": len(content)}
            siblings.append(sibling)
        about = {"id": name, "sha": state[0], "private": False, "gated": repository.is_gated and "manual",
                 "tags": [], "downloads": 0, "siblings": siblings}  # fmt: skip
        self._answer(200, json.dumps(about).encode(), {"Content-Type": "application/json"})

    def _file(self, name: str, revision: str, file: str, headers: dict[str, str]) -> None:
        mischief = self.local.mischief
        repository = self._repository(name)
        state = self._state(repository, revision) if repository else None
        if repository is None or state is None:
            return
        given = headers.get("authorization", "")
        if given and given != f"Bearer {self.local.token}":
            self._error(401, "")
        elif repository.is_gated and not given:
            self._error(401, "GatedRepo")
        elif mischief.status:
            self._error(mischief.status, "EntryNotFound" if mischief.status == 404 else "")
        elif file not in state[1]:
            self._error(404, "EntryNotFound")
        elif mischief.storage:
            self._answer(302, b"", {"Location": f"{mischief.storage}{self.path}", "X-Repo-Commit": state[0]})
        else:
            self._content(state[0], state[1][file], headers)

    def _content(self, commit: str, content: bytes, headers: dict[str, str]) -> None:
        mischief = self.local.mischief
        if mischief.wrong_bytes:
            middle = len(content) // 2
            content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        about = {"X-Repo-Commit": commit, "ETag": f'"{hashlib.sha256(content).hexdigest()}"', "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-", headers.get("range", ""))
        begin = int(asked[1]) if asked and not mischief.refuse_ranges else 0
        if begin and (mischief.answer_416 or begin >= len(content)):
            mischief.answer_416 = max(0, mischief.answer_416 - 1)
            self._error(416, "", {"Content-Range": f"bytes */{len(content)}"})
            return
        if begin:
            about["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        self.send_response(206 if begin else 200)
        for key, value in (about | {"Content-Length": str(len(content) - begin)}).items():
            self.send_header(key, value)
        self.end_headers()
        self._send_slowly(content[begin:])

    def _send_slowly(self, content: bytes) -> None:
        mischief, sent = self.local.mischief, 0
        while sent < len(content):
            if mischief.stall_after is not None and sent >= mischief.stall_after:
                self.local.wait(600)
            if mischief.cuts and sent >= mischief.cut_after:
                mischief.cuts -= 1
                self.close_connection = True
                self.connection.close()
                return
            piece = content[sent : sent + _PIECE_BYTES]
            try:
                self.wfile.write(piece)
            except OSError:
                self.close_connection = True
                return
            sent += len(piece)
            self.local.body_bytes += len(piece)
            if mischief.bytes_per_s:
                time.sleep(len(piece) / mischief.bytes_per_s)

    def _error(self, status: int, code: str, more: dict[str, str] | None = None) -> None:
        self._answer(status, b'{"error": "no"}', ({"X-Error-Code": code} if code else {}) | (more or {}))

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
