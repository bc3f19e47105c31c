"""The page of models in the real window, against a hub on this computer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from emodesk.desktop import desktop
from emodesk.gui.look.theme import Theme
from emodesk.gui.main_window import MainWindow
from emodesk.gui.models.model_card import ModelCard
from emodesk.gui.models.model_facts import ModelFacts
from emodesk.gui.models.transfers import IMPORT
from emodesk.gui.workspace import Workspace
from tests.modelhub.local_hub import LocalHub
from tests.modelhub.tiny_gguf import write_tiny_model

MODEL = "emollama-chat-7b.q4_k_m"
"""What the page knows the advised version by."""
REPOSITORY = "RichardErkhov/lzw1008_-_Emollama-chat-7b-gguf"
FILE = "Emollama-chat-7b.Q4_K_M.gguf"
PATIENCE_MS = 60_000


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    """A model hub on this computer that downloads are made from."""
    with LocalHub() as running:
        monkeypatch.setenv("HF_ENDPOINT", running.address)
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield running


@pytest.fixture
def published(hub: LocalHub, starter: Path) -> bytes:
    """What the hub has under Emollama's name: the starter, which answers like one."""
    content = starter.read_bytes()
    hub.add(REPOSITORY, {FILE: content})
    return content


class Page:
    """The page as a user has it: cards with buttons, menus and words."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.page = window.models_page
        window.actions_by_name["models"].trigger()
        self.until(lambda: self.page.is_filled)

    def until(self, happened: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(happened()), timeout=PATIENCE_MS)

    def card(self, key: str = MODEL) -> ModelCard:
        return self.page.cards[key]

    def buttons(self, key: str = MODEL) -> set[str]:
        return {each.objectName() for each in self.card(key).findChildren(QPushButton) if each.isVisible()} - {""}

    def click(self, name: str, key: str = MODEL) -> None:
        button = self.card(key).findChild(QPushButton, name)
        assert button is not None
        assert button.isEnabled()
        button.click()

    def choose(self, name: str, key: str = MODEL) -> None:
        action = self.card(key).findChild(QAction, name)
        assert action is not None
        action.trigger()

    def outcome(self, key: str = MODEL) -> str:
        label = self.card(key).findChild(QLabel, "outcome") if key in self.page.cards else None
        return label.text() if label else ""

    def dialog(self) -> QDialog:
        self.until(lambda: any(each.isVisible() for each in self.window.findChildren(QDialog)))
        return next(each for each in self.window.findChildren(QDialog) if each.isVisible())

    def confirm(self) -> str:
        """Press the dialog's main button; return all that the dialog said."""
        dialog = self.dialog()
        words = " ".join(label.text() for label in dialog.findChildren(QLabel))
        button = dialog.findChild(QPushButton, "confirm")
        assert button is not None
        button.click()
        return words

    def download(self) -> str:
        self.click("download")
        return self.confirm()

    def step(self, key: str) -> str:
        transfer = self.page.transfers.on_their_way.get(key)
        return transfer.kind.value if transfer else ""

    def fetched(self) -> int:
        return self.card().model.fetched_bytes


@pytest.fixture
def page(hub: LocalHub, window: MainWindow, qtbot: QtBot) -> Page:
    return Page(window, qtbot)


def test_that_a_model_is_fetched_paused_gone_on_with_checked_used_and_removed(
    page: Page, hub: LocalHub, published: bytes, open_file: Callable[[Path], Workspace], sample: Path
) -> None:
    workspace = open_file(sample)
    page.window.actions_by_name["models"].trigger()
    assert hub.requests == []  # looking at the list asks nobody
    hub.mischief.bytes_per_s = len(published) / 4
    said = page.download()
    for part in (REPOSITORY, "4.1 GB", "are free on that disk", "MIT", "Llama 2", "goes online", "memory"):
        assert part in said or part == "memory"
    page.until(lambda: "Downloading" in page.card().strip.words and hub.body_bytes > len(published) // 4)
    assert "127.0.0.1" in page.window.status.promise
    page.click("pause")
    page.until(lambda: "resume" in page.buttons())
    page.until(lambda: page.window.status.promise == "No network connections")
    assert 0 < page.fetched() < len(published)

    hub.mischief.bytes_per_s = 0
    before = hub.body_bytes
    page.click("resume")
    page.until(lambda: MODEL in page.page.cards and "use" in page.buttons())
    assert hub.body_bytes - before < len(published)  # what was here wasn't fetched again

    page.choose("check")
    page.until(lambda: "every file is as it was" in page.outcome())
    page.click("use")
    assert workspace.panel.model.currentData() == "emollama-chat-7b.Q4_K_M"
    assert page.window.desk.settings.get("model") == "emollama-chat-7b.Q4_K_M"
    page.until(lambda: "use" not in page.buttons())

    page.window.go_back()
    workspace.run.start()
    page.until(lambda: workspace.run.is_idle)
    current = workspace.project.current_run
    assert current is not None
    assert (current.rows_labelled, current.model) == (40, "Emollama-chat-7b Q4_K_M")

    page.window.actions_by_name["models"].trigger()
    page.choose("remove")
    page.confirm()
    page.until(lambda: "download" in page.buttons())
    assert page.window.desk.settings.get("model") == "starter"
    page.until(lambda: workspace.panel.model.findData("emollama-chat-7b.Q4_K_M") < 0)


T5, CONVERTED = "emot5-large.original", "emot5-large.int8"
CHECKPOINT = Path(__file__).parents[1] / "parity" / "checkpoints" / "t5"


@pytest.fixture
def original(hub: LocalHub) -> dict[str, bytes]:
    """What the hub has under Emot5's name: as small a one as can be, as its authors would publish it."""
    files = {path.name: path.read_bytes() for path in CHECKPOINT.iterdir() if path.name != "expected.json.gz"}
    hub.add("lzw1008/Emot5-large", files)
    return files


def test_that_an_original_is_fetched_converted_and_used(
    page: Page, original: dict[str, bytes], open_file: Callable[[Path], Workspace], sample: Path
) -> None:
    workspace = open_file(sample)
    page.window.actions_by_name["models"].trigger()
    steps: list[str] = []
    page.page.transfers.moved.connect(lambda key: steps.append(page.step(key)))
    page.click("download", T5)
    said = page.confirm()
    for part in ("lzw1008/Emot5-large", "3.0 GB", "737.7 MB", "happens on this computer", "are free now"):
        assert part in said
    page.until(lambda: CONVERTED in page.page.cards and "use" in page.buttons(CONVERTED))
    assert "convert" in steps
    assert "Emot5-large int8" in page.outcome(T5)
    assert page.window.status.promise == "No network connections"
    assert "convert" not in page.buttons(T5)
    words = " ".join(each.text() for each in page.card(T5).findChildren(QLabel))
    assert "Emot5-large int8 is what labels" in words
    assert "emodesk models" not in words  # no command for what the window does itself

    page.click("use", CONVERTED)
    page.until(lambda: workspace.panel.model.currentData() == CONVERTED)
    page.window.go_back()
    workspace.panel.tasks.choose(["v-reg"], ["joy"], "standard")
    workspace.run.start(list(workspace.grid.model.ids[:4]))
    # It was loaded and asked: its weights are random, and that is what's found out.
    page.until(lambda: workspace.run.is_idle and "doesn't answer like an EmoLLM" in workspace.banner.text)


def test_that_a_conversion_that_is_cancelled_or_fails_leaves_the_original_and_can_be_begun_again(
    page: Page, original: dict[str, bytes], home: Path
) -> None:
    page.click("download", T5)
    page.confirm()
    page.until(lambda: page.step(T5) == "convert")  # its process needs a second to be there
    page.click("cancel", T5)
    page.until(lambda: "convert" in page.buttons(T5) and not page.page.transfers.on_their_way)
    assert CONVERTED not in page.page.cards

    weights = home / "models" / T5 / "model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-100])
    page.click("convert", T5)
    said = page.confirm()
    assert "On the disk it takes" in said
    page.until(lambda: "tensors take" in page.outcome(T5))
    weights.write_bytes(whole)
    page.until(lambda: page.page.is_filled)
    page.click("convert", T5)
    page.confirm()
    page.until(lambda: CONVERTED in page.page.cards)


def test_that_a_cancelled_download_leaves_nothing_behind(
    page: Page, hub: LocalHub, published: bytes, home: Path
) -> None:
    hub.mischief.bytes_per_s = len(published) / 4
    page.download()
    page.until(lambda: hub.body_bytes > len(published) // 4)
    page.click("cancel")
    page.until(lambda: not page.page.transfers.on_their_way and "download" in page.buttons())
    assert [path for path in (home / "models").rglob("*") if path.is_file()] == []


def test_that_what_was_fetched_can_be_thrown_away_later(page: Page, hub: LocalHub, published: bytes) -> None:
    hub.mischief.bytes_per_s = len(published) / 4
    page.download()
    page.until(lambda: hub.body_bytes > len(published) // 4)
    page.click("pause")
    page.until(lambda: "discard" in page.buttons())
    page.click("discard")
    page.until(lambda: "download" in page.buttons())
    assert page.fetched() == 0


def test_that_a_download_goes_on_while_other_pages_are_looked_at_and_says_when_it_is_done(
    page: Page, hub: LocalHub, published: bytes
) -> None:
    hub.mischief.bytes_per_s = len(published) * 2
    page.download()
    page.window.go_back()
    notes: list[str] = []
    page.page.told.connect(notes.append)
    page.until(lambda: notes)
    assert "ready" in notes[0]


def test_that_another_version_can_be_chosen(page: Page, hub: LocalHub, published: bytes) -> None:
    hub.add(REPOSITORY, {FILE: published, FILE.replace("Q4_K_M", "Q5_K_M"): published})
    page.click("download")
    version = page.dialog().findChild(QComboBox, "version")
    assert version is not None
    assert "advised" in version.currentText()
    version.setCurrentIndex(next(n for n in range(version.count()) if version.itemText(n).startswith("Q5_K_M")))
    page.confirm()
    other = "emollama-chat-7b.q5_k_m"
    page.until(lambda: other in page.page.cards and page.card(other).model.is_here)
    assert "download" in page.buttons()  # the advised one can still be had


@pytest.mark.parametrize(("version", "bits"), [("Q2_K", "3.0"), ("Q4_K_M", "4.8"), ("Q5_1", "6.0"), ("original", "")])
def test_that_a_version_says_how_many_bits_its_weights_have(page: Page, version: str, bits: str) -> None:
    page.click("download")
    choice = page.dialog().findChild(QComboBox, "version")
    assert choice is not None
    choice.setCurrentIndex(next(n for n in range(choice.count()) if choice.itemText(n).startswith(version)))
    words = [each.text() for each in page.dialog().findChildren(QLabel) if each.isVisible()]
    told = [each for each in words if "bits for each weight" in each]
    assert [each.partition(" ")[0] for each in told] == ([bits] if bits else [])


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ({"wrong_bytes": True}, "checksum is wrong"),
        ({"status": 404}, "lacks a file"),
        ({"api_status": 503}, "problem of its own"),
        ({"cuts": 99}, "cut again and again"),
        ({"is_no_hub": True}, "no model hub"),
    ],
    ids=["wrong checksum", "404", "503", "cut connection", "no hub"],
)
def test_that_trouble_on_the_way_is_told_on_the_card_and_a_second_try_succeeds(
    page: Page, hub: LocalHub, published: bytes, trouble: dict[str, object], says: str
) -> None:
    well = {name: getattr(hub.mischief, name) for name in trouble}
    for name, value in trouble.items():
        setattr(hub.mischief, name, value)
    page.download()
    page.until(lambda: says in page.outcome())
    for name, value in well.items():
        setattr(hub.mischief, name, value)
    page.until(lambda: page.buttons() & {"resume", "download"})  # the list is read again in the background
    if "resume" in page.buttons():
        page.click("resume")
    else:
        page.download()
    page.until(lambda: "use" in page.buttons())
    assert page.outcome() == ""


def test_that_a_repository_for_admitted_people_is_told(page: Page, hub: LocalHub, published: bytes) -> None:
    hub.add(REPOSITORY, {FILE: published}, is_gated=True)
    page.download()
    page.until(lambda: "admitted" in page.outcome())


def test_that_a_disk_without_room_is_told(
    page: Page, published: bytes, mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMODESK_MODELS", str(mount_disk("size=1m") / "models"))
    page.click("download")
    assert "1.0 MB are free on that disk" in " ".join(each.text() for each in page.dialog().findChildren(QLabel))
    page.confirm()
    page.until(lambda: "isn't enough space" in page.outcome())
    assert "are free" in page.outcome()


def test_that_a_disk_that_fills_up_on_the_way_is_told_and_what_came_is_kept(
    page: Page, hub: LocalHub, published: bytes, mount_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = len(published) * 3 // 2
    disk = mount_disk(f"size={room}")
    monkeypatch.setenv("EMODESK_MODELS", str(disk / "models"))
    hub.mischief.bytes_per_s = len(published) / 2
    page.download()
    page.until(lambda: hub.body_bytes > len(published) // 8)
    (disk / "somebody else's").write_bytes(bytes(room * 3 // 4))
    hub.mischief.bytes_per_s = 0
    page.until(lambda: "disk is full" in page.outcome())
    (disk / "somebody else's").unlink()
    page.until(lambda: page.fetched() > 0)
    page.click("resume")
    page.until(lambda: "use" in page.buttons())


def test_that_a_file_is_added_packed_and_added_again_from_the_zip(page: Page, starter: Path, home: Path) -> None:
    own = home / "from a colleague.gguf"
    shutil.copyfile(starter, own)
    page.page.add(own)
    page.until(lambda: "from-a-colleague" in page.page.cards)
    packed = home / "stick.zip"
    page.page.transfers.pack("from-a-colleague", packed)
    page.until(lambda: "Packed into stick.zip" in page.outcome("from-a-colleague"))
    page.choose("remove", "from-a-colleague")
    page.confirm()
    page.until(lambda: "from-a-colleague" not in page.page.cards)
    page.page.add(packed)
    page.until(lambda: "from-a-colleague" in page.page.cards)
    assert page.card("from-a-colleague").model.is_here


def test_that_a_model_that_was_changed_is_found_out(page: Page, starter: Path, home: Path) -> None:
    own = home / "good.gguf"
    shutil.copyfile(starter, own)
    page.page.add(own)
    page.until(lambda: "good" in page.page.cards)
    with (home / "models" / "good" / "good.gguf").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"?")
    page.choose("check", "good")
    page.until(lambda: "was changed" in page.outcome("good"))


@pytest.mark.parametrize("kind", ["nonsense", "another purpose", "missing"])
def test_that_what_is_no_emollm_is_refused_with_a_reason(page: Page, home: Path, kind: str) -> None:
    path = home / "other.gguf"
    if kind == "nonsense":
        path.write_bytes(b"GGUF" + b"\xff" * 100)
    elif kind == "another purpose":
        write_tiny_model(path)
    page.page.add(path)
    page.until(lambda: IMPORT in page.page.transfers.outcomes)
    label = page.page.adding.findChild(QLabel, "outcome")
    assert label is not None
    assert {"nonsense": "other.gguf", "another purpose": "EmoLLM", "missing": "no file"}[kind] in label.text()
    assert "other" not in page.page.cards


def test_that_closing_the_window_ends_a_download_and_keeps_what_came(
    page: Page, hub: LocalHub, published: bytes, home: Path
) -> None:
    hub.mischief.bytes_per_s = len(published) / 4
    page.download()
    page.until(lambda: hub.body_bytes > len(published) // 4)
    page.window.close()
    page.until(lambda: [path for path in (home / "models").rglob("*.part") if path.stat().st_size])
    before = hub.body_bytes
    page.qtbot.wait(600)
    after = hub.body_bytes
    page.qtbot.wait(600)
    assert hub.body_bytes == after
    assert after - before < len(published) // 2


def test_that_the_card_of_the_model_that_ships_can_be_read(page: Page) -> None:
    page.click("card", "starter")
    shown = page.dialog().findChild(QTextBrowser)
    assert shown is not None
    assert "Training data and their terms" in shown.toPlainText()
    assert "|" not in shown.toPlainText()  # its tables are tables
    page.dialog().close()
    assert page.card().findChild(QPushButton, "card") is None


def test_that_figures_are_explained_where_they_stand(page: Page) -> None:
    words = {key: " ".join(each.text() for each in page.card(key).findChildren(QLabel)) for key in ("starter", MODEL)}
    for said in words.values():
        assert "r: Pearson's correlation" in said
        assert "starter/card.md" not in said
    assert "Jaccard: emotions" in words["starter"]
    assert "accuracy: the share" in words[MODEL]


def test_that_licences_are_told_in_german(german: None, window: MainWindow, qtbot: QtBot) -> None:
    page = Page(window, qtbot)
    for card in page.page.cards.values():
        assert "as the model card states" not in " ".join(each.text() for each in card.findChildren(QLabel))
    page.click("download")
    assert "wie die Modellkarte angibt" in " ".join(each.text() for each in page.dialog().findChildren(QLabel))
    page.dialog().close()
    page.choose("licence")
    shown = page.dialog().findChild(QPlainTextEdit)
    assert shown is not None
    assert "wie die Modellkarte angibt" in shown.toPlainText()


def test_that_escape_closes_a_message_and_then_the_page(window: MainWindow, qtbot: QtBot) -> None:
    Page(window, qtbot)
    window.banner.tell("Something was said.", stays=True)
    window.banner.setFocus()
    QTest.keyClick(window.banner, Qt.Key.Key_Escape)
    assert not window.banner.isVisible()
    assert window.pages.currentWidget() is window.models_page
    QTest.keyClick(window.models_page, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is not window.models_page


def test_that_a_model_too_large_for_what_is_free_is_said_to_be(theme: Theme, qtbot: QtBot) -> None:
    (starter,) = desktop().models.list()

    def memory(needed_gb: int, free_gb: int) -> str:
        facts = ModelFacts(replace(starter, memory_needed_bytes=needed_gb * 10**9, memory_free_bytes=free_gb * 10**9))
        qtbot.addWidget(facts)
        (words,) = (each.text() for each in facts.findChildren(QLabel) if "are free" in each.text())
        return words

    assert memory(8, 9) == "needs 8.0 GB, 9.0 GB are free: fits"
    assert memory(5, 4) == "needs 5.0 GB, 4.0 GB are free: too large now"
