"""Projects that are open with the real adapters: the real project file, the real worker, a quick model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from emodesk import wiring
from emodesk.app.labelling_desk import RunRequest
from emodesk.app.opened_project import OpenedProject
from emodesk.app.opening import Opening
from emodesk.core.engine_settings import EngineSettings
from emodesk.core.events import Event, RunEnded, RunFailed
from emodesk.core.preview import Choices
from tests.conftest import own_home
from tests.modelhub.tiny_gguf import write_tiny_model

PATIENCE_S = 60.0


@dataclass
class Heard:
    """Everything that a project has said."""

    events: list[Event] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __call__(self, event: Event) -> None:
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so; fail if it never is."""
        with self.changed:
            assert self.changed.wait_for(condition, PATIENCE_S), self.events[-5:]

    def wait_for(self, kind: type[Event], times: int = 1) -> None:
        """Wait until so many events of a kind were heard."""
        self.wait(lambda: sum(isinstance(event, kind) for event in self.events) >= times)

    def wait_for_end(self, times: int = 1) -> RunEnded | RunFailed:
        """Wait until so many runs are over; return how the last one ended."""

        def ends() -> list[RunEnded | RunFailed]:
            return [event for event in self.events if isinstance(event, RunEnded | RunFailed)]

        self.wait(lambda: len(ends()) >= times)
        return ends()[-1]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of the test's own: logs, caches and models go there."""
    return own_home(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a quick model with random weights."""
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture
def opening() -> Opening:
    """Return the use case, on the real adapters."""
    return Opening(wiring.opening_adapters)


Open = Callable[[Path], tuple[OpenedProject, Heard]]


@pytest.fixture
def open_it(opening: Opening) -> Iterator[Open]:
    """Return a function that opens a spreadsheet, or a project file, and waits until all rows are there."""
    opened: list[OpenedProject] = []

    def open_path(path: Path) -> tuple[OpenedProject, Heard]:
        if path.suffix == ".emodesk":
            project = opening.open_project(path)
        else:
            project = opening.open(path, opening.preview(path, Choices()).choices, opening.project_path(path))
        opened.append(project)
        heard = Heard()
        project.events.subscribe(heard)
        deadline = time.monotonic() + PATIENCE_S
        while project.is_reading:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return project, heard

    yield open_path
    for project in opened:
        project.close()


def write_texts(path: Path, count: int, word: str = "glad") -> Path:
    """Write a CSV file with different texts."""
    lines = "".join(f"{number:04},I was {word} to see them that day {number}\n" for number in range(count))
    path.write_text(f"id,text\n{lines}", "utf-8")
    return path


def request(model: Path, **more: Any) -> RunRequest:
    """Return what to ask of the quick model: valence alone, on one thread."""
    plain = RunRequest(
        ("v-reg",), (), "standard", str(model), settings=EngineSettings(threads=1), is_any_model_welcome=True
    )
    return replace(plain, **more)
