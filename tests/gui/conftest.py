"""What the tests of the window share: no screen is needed, and nothing outside the test's own folder is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from emodesk.gui.look.theme import Scheme, Theme


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: settings, recent files, models and documents go there."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    monkeypatch.setenv("EMODESK_MODELS", str(folder / "models"))
    return folder


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The window's own look, in light colours."""
    dressed = Theme(qapp, Scheme.LIGHT)
    yield dressed
    QThreadPool.globalInstance().waitForDone(2000)
    qapp.setStyleSheet("")
    dressed.deleteLater()
