"""Downloads from a hub on this computer: cut, killed, stalled, wrong, gated; each ends whole or with a sentence."""

from __future__ import annotations

import hashlib
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from emodesk.core.catalogue import FileFormat
from emodesk.core.errors import DownloadError, ModelDamagedError, ModelUnsupportedError
from emodesk.core.model_file import InstalledModel
from emodesk.core.transfer import DownloadOptions, Transfer
from emodesk.modelhub import library
from emodesk.modelhub.catalogue import choose, load_catalogue
from emodesk.modelhub.download import download, fetched_bytes, partial_folder
from emodesk.modelhub.folders import own_folder
from emodesk.modelhub.installing import remove, verify
from tests.modelhub.local_hub import LocalHub
from tests.modelhub.tiny_checkpoint import checkpoint_files

MODEL = "emollama-chat-7b"
REPOSITORY = "RichardErkhov/lzw1008_-_Emollama-chat-7b-gguf"
FILE = "Emollama-chat-7b.Q4_K_M.gguf"
OPTIONS = DownloadOptions()
QUICK = DownloadOptions(stall_s=0.5)
"""Gives up soon: for tests in which nothing comes on purpose."""


def fetch(
    name: str = MODEL,
    options: DownloadOptions = OPTIONS,
    tell: Callable[[Transfer], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> InstalledModel:
    model = download(*choose(name), options, tell, should_stop)
    assert model is not None
    return model


def refused(options: DownloadOptions = OPTIONS, kind: type[Exception] = DownloadError, name: str = MODEL) -> str:
    """Return the sentences that a download fails with."""
    with pytest.raises(kind) as caught:
        fetch(name, options)
    assert isinstance(caught.value, DownloadError | ModelDamagedError | ModelUnsupportedError)
    assert caught.value.hint
    assert library.installed_models() == []
    return str(caught.value)


@pytest.fixture
def published(hub: LocalHub, larger_bytes: bytes) -> bytes:
    """Return the model that the hub has."""
    hub.add(REPOSITORY, {FILE: larger_bytes, "README.md": b"about it"})
    return larger_bytes


def start_and_stop(hub: LocalHub) -> int:
    """Download a part of the model, slowly, and stop; return how many bytes are there then."""
    hub.mischief.bytes_per_s = 1_000_000
    seen: list[int] = []
    entry, variant = choose(MODEL)
    stopped = download(
        entry, variant, OPTIONS, lambda t: seen.append(t.done_bytes), lambda: max(seen, default=0) > 300_000
    )
    hub.mischief.bytes_per_s = 0
    assert stopped is None
    return fetched_bytes(entry, variant)


def test_that_a_model_is_downloaded_checked_and_installed(hub: LocalHub, published: bytes) -> None:
    seen: list[Transfer] = []
    model = fetch(tell=seen.append)
    assert model.main_file.read_bytes() == published
    receipt = model.receipt
    assert (receipt.id, receipt.entry, receipt.source) == ("emollama-chat-7b.Q4_K_M", MODEL, "download")
    assert receipt.revision == hub.repositories[REPOSITORY].main
    assert receipt.files[0].sha256 == hashlib.sha256(published).hexdigest()
    assert [each.step for each in seen if each.step != "downloading"] == ["asking", "checking"]
    assert {path.name for path in model.folder.iterdir()} == {FILE, "emodesk-model.json"}
    assert library.find_model(MODEL).path == model.main_file
    assert library.find_model(f"{MODEL}:q4_k_m").name == "Emollama-chat-7b Q4_K_M"
    assert [verdict.problem for verdict in verify(model, lambda _: None)] == [""]


def test_that_nothing_of_it_is_a_link_and_nothing_lies_elsewhere(
    hub: LocalHub, published: bytes, tmp_path: Path
) -> None:
    fetch()
    assert [path for path in tmp_path.rglob("*") if path.is_symlink()] == []
    assert {path.name for path in tmp_path.iterdir()} <= {"data", "cache", "config"}


def test_that_requests_carry_no_token_and_nothing_about_the_computer(
    hub: LocalHub, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_somebody_elses")
    fetch()
    assert len(hub.requests) == 2
    for _, headers in hub.requests:
        assert headers["user-agent"].startswith("EmoDesk/")
        assert "python" not in headers["user-agent"]
        assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent", "range"}


def test_that_a_cut_connection_goes_on_where_it_was_cut(hub: LocalHub, published: bytes) -> None:
    hub.mischief.cut_after, hub.mischief.cuts = 300_000, 3
    assert fetch().main_file.read_bytes() == published
    assert len(hub.ranges()) == 3
    assert hub.body_bytes < len(published) + 200_000


def test_that_a_download_that_was_stopped_goes_on(hub: LocalHub, published: bytes) -> None:
    have = start_and_stop(hub)
    assert 300_000 <= have < len(published)
    assert library.installed_models() == []
    assert fetch().main_file.read_bytes() == published
    (asked,) = hub.ranges()
    assert 300_000 <= int(asked.removeprefix("bytes=").rstrip("-")) < len(published)
    assert not partial_folder(*choose(MODEL)).exists()


def test_that_what_a_failed_installation_left_is_not_fetched_again(hub: LocalHub, published: bytes) -> None:
    start_and_stop(hub)
    [part] = (own_folder() / ".downloads").rglob("*.part")
    part.write_bytes(published)
    part.rename(part.with_suffix(""))
    part.with_name(".state.json").unlink()
    asked = len(hub.requests)
    assert fetch().main_file.read_bytes() == published
    assert [path for path, _ in hub.requests[asked:] if path.endswith(FILE)] == []


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_that_a_program_that_is_killed_in_mid_download_leaves_no_process_and_goes_on(
    hub: LocalHub, published: bytes, tmp_path: Path
) -> None:
    hub.mischief.bytes_per_s = 500_000
    script = (
        "from emodesk.modelhub.catalogue import choose\n"
        "from emodesk.modelhub.download import download\n"
        "from emodesk.core.transfer import DownloadOptions\n"
        f"if __name__ == '__main__': download(*choose({MODEL!r}), DownloadOptions(), lambda _: None, lambda: False)\n"
    )
    path = tmp_path / "go.py"
    path.write_text(script, "utf-8")
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen([sys.executable, path], env=os.environ | {"PYTHONPATH": root})
    while fetched_bytes(*choose(MODEL)) < 200_000:
        assert process.poll() is None
        time.sleep(0.05)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    assert library.installed_models() == []
    hub.mischief.bytes_per_s = 0
    assert fetch().main_file.read_bytes() == published
    assert len(hub.ranges()) == 1


def test_that_two_programs_do_not_download_the_same_model_at_once(hub: LocalHub, published: bytes) -> None:
    hub.mischief.bytes_per_s = 1_000_000
    done: list[InstalledModel] = []
    first = threading.Thread(target=lambda: done.append(fetch()))
    first.start()
    while fetched_bytes(*choose(MODEL)) < 100_000:
        time.sleep(0.02)
    with pytest.raises(DownloadError, match="another EmoDesk"):
        fetch()
    first.join()
    assert done[0].main_file.read_bytes() == published


def test_that_a_hub_that_knows_no_ranges_is_asked_for_everything(hub: LocalHub, published: bytes) -> None:
    start_and_stop(hub)
    hub.mischief.refuse_ranges = True
    assert fetch().main_file.read_bytes() == published


def test_that_a_range_that_cannot_be_satisfied_begins_the_file_anew(hub: LocalHub, published: bytes) -> None:
    start_and_stop(hub)
    hub.mischief.answer_416 = 1
    assert fetch().main_file.read_bytes() == published


def test_that_a_part_that_is_longer_than_the_file_is_thrown_away(hub: LocalHub, published: bytes) -> None:
    start_and_stop(hub)
    part = partial_folder(*choose(MODEL)) / f"{FILE}.part"
    part.write_bytes(part.read_bytes() + bytes(len(published)))
    assert fetch().main_file.read_bytes() == published


def test_that_a_part_that_was_damaged_on_the_disk_is_found_out(hub: LocalHub, published: bytes) -> None:
    start_and_stop(hub)
    part = partial_folder(*choose(MODEL)) / f"{FILE}.part"
    with part.open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    assert "checksum is wrong" in refused()
    assert fetch().main_file.read_bytes() == published  # it was thrown away, so the next try is whole


def test_that_a_wrong_checksum_installs_nothing(hub: LocalHub, published: bytes) -> None:
    hub.mischief.wrong_bytes = True
    said = refused()
    assert "checksum is wrong" in said
    assert "thrown away" in said
    assert not list(partial_folder(*choose(MODEL)).glob("*.gguf*"))


def test_that_a_file_without_a_checksum_is_not_taken(hub: LocalHub, published: bytes) -> None:
    hub.mischief.no_checksum = True
    assert "no checksum" in refused()


def test_that_a_stalled_connection_is_named_and_keeps_what_came(hub: LocalHub, published: bytes) -> None:
    hub.mischief.stall_after = 0
    began = time.monotonic()
    said = refused(QUICK)
    assert "stalled" in said
    assert "no byte came in 0.5 seconds" in said
    assert "kept" in said
    assert time.monotonic() - began < 15
    hub.mischief.stall_after = None
    assert fetch().main_file.read_bytes() == published


def test_that_a_connection_that_stalls_again_and_again_gets_there_as_long_as_bytes_come(
    hub: LocalHub, published: bytes
) -> None:
    hub.mischief.stall_after = 600_000
    assert fetch(options=QUICK).main_file.read_bytes() == published
    assert len(hub.ranges()) >= 2


@pytest.mark.parametrize(
    ("status", "says"),
    [(404, "lacks a file"), (403, "refuses"), (429, "too many requests"), (503, "problem of its own"),
     (418, "status 418")],
)  # fmt: skip
def test_that_a_refusal_of_the_file_is_named(hub: LocalHub, published: bytes, status: int, says: str) -> None:
    hub.mischief.status = status
    assert says in refused()


@pytest.mark.parametrize(("status", "says"), [(404, "no repository"), (500, "problem")])
def test_that_a_refusal_of_the_listing_is_named(hub: LocalHub, published: bytes, status: int, says: str) -> None:
    hub.mischief.api_status = status
    assert says in refused()


def test_that_a_repository_that_is_not_there_is_named(hub: LocalHub) -> None:
    said = refused()
    assert REPOSITORY in said
    assert "--token-file" in said


def test_that_a_file_that_the_repository_lacks_is_named_with_what_it_has(hub: LocalHub, larger_bytes: bytes) -> None:
    hub.add(REPOSITORY, {"Emollama-chat-7b.Q2_K.gguf": larger_bytes})
    said = refused()
    assert FILE in said
    assert "It has: Emollama-chat-7b.Q2_K.gguf" in said


def test_that_a_gated_repository_says_how_to_get_in_and_opens_to_a_token(hub: LocalHub, larger_bytes: bytes) -> None:
    hub.add(REPOSITORY, {FILE: larger_bytes}, is_gated=True)
    said = refused()
    assert "admitted" in said
    assert "--token-file" in said
    hub.token = "hf_mine"
    assert "doesn't accept the access token" in refused(DownloadOptions(token="hf_wrong"))
    assert fetch(options=DownloadOptions(token="hf_mine")).main_file.read_bytes() == larger_bytes
    assert not any("hf_mine" in path for path, _ in hub.requests)


def test_that_the_storage_that_the_hub_sends_us_to_never_sees_the_token(hub: LocalHub, larger_bytes: bytes) -> None:
    hub.token = "hf_mine"
    with LocalHub() as storage:
        for each in (hub, storage):
            each.add(REPOSITORY, {FILE: larger_bytes})
        storage.mischief.cut_after, storage.mischief.cuts = 300_000, 1
        hub.mischief.storage = storage.address
        model = fetch(options=DownloadOptions(token="hf_mine"))
        assert model.main_file.read_bytes() == larger_bytes
        assert hub.body_bytes == 0
        assert len(storage.ranges()) == 1
        assert all("authorization" not in headers for _, headers in storage.requests)
        assert all(headers["authorization"] == "Bearer hf_mine" for _, headers in hub.requests)


def test_that_a_download_stays_with_the_revision_that_it_began_with(
    hub: LocalHub, published: bytes, tiny_bytes: bytes
) -> None:
    began_with = hub.repositories[REPOSITORY].main
    start_and_stop(hub)
    hub.add(REPOSITORY, {FILE: tiny_bytes})
    notes: list[str] = []
    model = fetch(tell=lambda transfer: notes.append(transfer.note))
    assert model.main_file.read_bytes() == published
    assert model.receipt.revision == began_with
    assert any("newer revision" in note for note in notes)


def test_that_a_revision_that_is_gone_asks_for_a_restart(hub: LocalHub, published: bytes, tiny_bytes: bytes) -> None:
    began_with = hub.repositories[REPOSITORY].main
    start_and_stop(hub)
    hub.add(REPOSITORY, {FILE: tiny_bytes})
    del hub.repositories[REPOSITORY].states[began_with]
    said = refused()
    assert "may have changed since the download began" in said
    assert "--restart" in said
    model = fetch(options=DownloadOptions(is_restart=True))
    assert model.main_file.read_bytes() == tiny_bytes


def test_that_a_revision_can_be_chosen(hub: LocalHub, published: bytes, tiny_bytes: bytes) -> None:
    old = hub.repositories[REPOSITORY].main
    hub.add(REPOSITORY, {FILE: tiny_bytes})
    assert fetch(options=DownloadOptions(revision=old)).main_file.read_bytes() == published
    with pytest.raises(DownloadError, match="no revision nonsense"):
        fetch(options=DownloadOptions(revision="nonsense"))


def test_that_a_network_that_wants_a_log_in_first_is_named(hub: LocalHub, published: bytes) -> None:
    hub.mischief.is_no_hub = True
    assert "no model hub" in refused()


def test_that_a_hub_that_cannot_be_reached_is_named(hub: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    said = refused()
    assert "can't be reached" in said
    assert "import" in said


def test_that_a_hub_that_says_nothing_is_given_up(hub: LocalHub, published: bytes) -> None:
    hub.mischief.hangs = True
    assert "stalled" in refused(QUICK)


def test_that_what_is_no_model_is_not_installed(hub: LocalHub, tiny_bytes: bytes) -> None:
    hub.add(REPOSITORY, {FILE: tiny_bytes[:-100]})
    assert "truncated" in refused(kind=ModelDamagedError)
    assert not partial_folder(*choose(MODEL)).exists()


def test_that_a_proxy_is_used(hub: LocalHub, published: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    assert fetch(options=DownloadOptions(proxy=hub.address)).main_file.read_bytes() == published
    assert all(path.startswith("http://hub.invalid/") for path, _ in hub.requests)


def test_that_a_proxy_of_the_environment_is_used(
    hub: LocalHub, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
    monkeypatch.setenv("HTTP_PROXY", hub.address)
    assert fetch().main_file.read_bytes() == published


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Return a certificate for this computer that nobody trusts, and its key."""
    certificate, key = tmp_path / "own.pem", tmp_path / "own.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{key}",
               "-out", f"{certificate}", "-days", "2", "-subj", "/CN=127.0.0.1",
               "-addext", "subjectAltName=IP:127.0.0.1"]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the openssl command")
    return certificate, key


def test_that_a_certificate_of_ones_own_is_trusted_when_it_is_named(
    certificate: tuple[Path, Path], larger_bytes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with LocalHub(tls) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        hub.add(REPOSITORY, {FILE: larger_bytes})
        said = refused()
        assert "certificate isn't trusted" in said
        assert "--ca-file" in said
        assert "certificates can't be read" in refused(DownloadOptions(ca_file=tmp_path / "nowhere.pem"))
        (tmp_path / "empty.pem").write_text("no certificate", "utf-8")
        assert "certificates can't be read" in refused(DownloadOptions(ca_file=tmp_path / "empty.pem"))
        model = fetch(options=DownloadOptions(ca_file=certificate[0]))
        assert model.main_file.read_bytes() == larger_bytes


@pytest.fixture
def small_disk(mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a models folder on a disk of one megabyte and a bit more than the model takes."""
    folder = mount_disk("size=4m")
    monkeypatch.setenv("EMODESK_MODELS", str(folder / "models"))
    return folder


def test_that_a_disk_that_is_too_small_is_named_before_anything_is_fetched(
    hub: LocalHub, published: bytes, small_disk: Path
) -> None:
    (small_disk / "filler").write_bytes(bytes((4 << 20) - 500_000))
    said = refused()
    assert "isn't enough space" in said
    assert "are free" in said
    assert hub.body_bytes == 0
    (small_disk / "filler").unlink()
    assert fetch().main_file.read_bytes() == published


def test_that_a_disk_that_fills_up_meanwhile_is_named_and_the_download_goes_on_later(
    hub: LocalHub, published: bytes, small_disk: Path
) -> None:
    hub.mischief.bytes_per_s = 1_500_000

    def fill(transfer: Transfer) -> None:
        if transfer.done_bytes > 200_000 and not (small_disk / "filler").exists():
            with (small_disk / "filler").open("wb", buffering=0) as filler:
                while True:
                    try:
                        filler.write(bytes(4096))
                    except OSError:
                        return

    with pytest.raises(DownloadError, match="disk is full") as caught:
        fetch(tell=fill)
    assert "kept" in caught.value.hint
    (small_disk / "filler").unlink()
    hub.mischief.bytes_per_s = 0
    assert fetch().main_file.read_bytes() == published
    assert hub.ranges()


def test_that_a_models_folder_that_cannot_be_written_is_named(
    hub: LocalHub, published: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("EMODESK_MODELS", str(tmp_path / "file" / "models"))
    assert "can't be written" in refused()


def test_that_downloading_again_replaces_the_model_at_once(hub: LocalHub, published: bytes, tiny_bytes: bytes) -> None:
    fetch()
    hub.add(REPOSITORY, {FILE: tiny_bytes})
    assert fetch().main_file.read_bytes() == tiny_bytes
    assert [path.name for path in own_folder().iterdir() if path.name != ".downloads"] == ["emollama-chat-7b.Q4_K_M"]


@pytest.mark.parametrize(
    "name", [*(entry.id for entry in load_catalogue().models if entry.variants), "emollama-7b:original"]
)
def test_that_every_entry_is_downloaded_stopped_and_resumed(hub: LocalHub, larger_bytes: bytes, name: str) -> None:
    entry, variant = choose(name)
    is_gguf = variant.format is FileFormat.GGUF
    files = {variant.files[0]: larger_bytes} if is_gguf else checkpoint_files(entry.architecture, shards=3)
    hub.add(variant.repository, files | {"README.md": b"about it", "pytorch_model.bin": b"not this one"})
    hub.mischief.bytes_per_s = 1_000_000 if is_gguf else 5_000
    seen: list[int] = []
    limit = 100_000 if is_gguf else 1_000
    assert (
        download(entry, variant, OPTIONS, lambda t: seen.append(t.done_bytes), lambda: max(seen, default=0) > limit)
        is None
    )
    assert fetched_bytes(entry, variant) > 0
    hub.mischief.bytes_per_s = 0
    sent = hub.body_bytes
    model = fetch(name)
    assert hub.body_bytes < sent + sum(map(len, files.values()))  # it went on; not all came again
    assert {path.name for path in model.folder.iterdir()} == {*files, "emodesk-model.json"}
    assert [verdict.problem for verdict in verify(model, lambda _: None)] == [""] * len(files)
    if is_gguf:
        assert library.find_model(name).path == model.main_file
    else:
        with pytest.raises(ModelUnsupportedError, match="emodesk models convert"):
            library.find_model(name)
    remove(model)
    assert library.installed_models() == []


def test_that_every_entry_of_the_catalogue_says_where_it_comes_from() -> None:
    for entry in load_catalogue().models:
        for variant in entry.variants:
            assert choose(f"{entry.id}:{variant.quantization}") == (entry, variant)
            assert variant.repository.count("/") == 1
            assert variant.size_bytes > 1e9
