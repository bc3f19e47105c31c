"""Turns whatever a connection to the hub fails with into a sentence that helps."""

from __future__ import annotations

import errno
import ssl
from typing import Final

import httpx2
from huggingface_hub.errors import (
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from emodesk.core.errors import DownloadError
from emodesk.modelhub.download_messages import Order

_KEPT: Final = "What came so far is kept: trying again goes on from there."
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


def explain(error: Exception, order: Order) -> DownloadError:
    """Return the error as the user should read it."""
    if isinstance(error, DownloadError):
        return error
    if isinstance(error, HfHubHTTPError):
        message, hint = _refused(error, order)
    elif isinstance(error, httpx2.HTTPError):
        message, hint = _cut(error, order)
    elif isinstance(error, OSError):
        message, hint = _disk(error)
    else:  # a JSON that is none, an address that makes no sense …
        message = "What answers there is no model hub."
        hint = f"A network may want a log-in in the browser first, or a proxy stands between. {_KEPT}"
    return DownloadError(message, hint=hint, details=f"{type(error).__name__}: {error}")


def _refused(error: HfHubHTTPError, order: Order) -> tuple[str, str]:
    repository, status = f"“{order.repository}”", error.response.status_code
    with_it = "name a file that holds your access token (on the command line with --token-file)."
    if isinstance(error, GatedRepoError):
        return (
            f"{repository} is given only to people whom its owner has admitted.",
            f"Ask for it on its page on the hub, then {with_it}",
        )
    gone = f"has no revision {order.revision[:12]}" if isinstance(error, RevisionNotFoundError) else "lacks a file"
    if isinstance(error, RevisionNotFoundError | EntryNotFoundError):
        return (
            f"{repository} {gone}; it may have changed since the download began.",
            "Begin anew (on the command line with --restart) to get what is there now.",
        )
    if status == 401 and order.token:
        return "The hub doesn't accept the access token.", "Make a new one in your account on the hub."
    if isinstance(error, RepositoryNotFoundError) or status in {401, 404}:
        return (
            f"The hub has no repository {repository}, or shows it to nobody who has no token.",
            f"If it's a private one, {with_it}",
        )
    said = {
        403: (f"The hub refuses to give {repository}.", "See its page on the hub, or the rules of a proxy."),
        429: ("The hub has had too many requests from here.", "Wait some minutes."),
    }
    trouble = "The hub has a problem of its own" if status >= 500 else "The hub refuses"
    message, hint = said.get(status, (f"{trouble} (status {status}).", "Try again later."))
    return message, f"{hint} {_KEPT}"


def _cut(error: httpx2.HTTPError, order: Order) -> tuple[str, str]:
    if _certificate(error):
        return (
            "The connection's certificate isn't trusted.",
            "If your network has certificates of its own, name them (on the command line with --ca-file).",
        )
    if isinstance(error, httpx2.ProxyError):
        return (
            "The proxy refuses the connection.",
            f"Check its address (HTTPS_PROXY, or --proxy on the command line). {_KEPT}",
        )
    if isinstance(error, httpx2.ReadTimeout):
        return f"The connection stalled: no byte came in {order.stall_s:g} seconds.", f"Try again. {_KEPT}"
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return (
            "The hub can't be reached.",
            f"Check the connection, or the proxy (--proxy). Without a network: “emodesk models import”. {_KEPT}",
        )
    return "The connection was cut again and again.", f"Try again. {_KEPT}"


def _certificate(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(cause):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _disk(error: OSError) -> tuple[str, str]:
    if error.errno in _FULL:
        return (
            "The disk is full.",
            f"Free some space, or move the models to another disk (emodesk models where --move-to FOLDER). {_KEPT}",
        )
    return f"The model can't be written: {error.strerror or error}.", "Check the models folder (emodesk models where)."
