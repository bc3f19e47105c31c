"""A run that goes on, after others came in between: as it began, and the provenance says how the answers came about."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from emodesk import wiring
from emodesk.app.label_files import LabelOptions
from emodesk.app.places import Place
from emodesk.cli.progress import Progress
from emodesk.core.engine_settings import EngineSettings, KvType
from emodesk.core.events import Event, ModelLoaded, SettingsCameLate, SettingsChanged, TextsLabelled
from emodesk.core.project import RunRecord
from emodesk.store.review_project import open_review_project
from tests.app.conftest import Open, request, write_texts

A = {"tasks": ("v-reg",)}
B = {"tasks": ("v-reg", "e-c")}
UNRELATED = {"tasks": ("e-c",)}
SMALL = EngineSettings(threads=1, batch_tokens=64)
USUAL = EngineSettings(threads=1)


class Commands:
    """``emodesk label`` over one spreadsheet, as often as need be."""

    def __init__(self, source: Path, model: Path) -> None:
        self.source = source
        self.output = source.with_name("out.csv")
        self.project = source.with_name(f"{source.name}.emodesk")
        self._model = model
        self.events: list[Event] = []

    def label(self, plan: dict[str, Any], settings: EngineSettings, *, stop: bool = False) -> None:
        """Label; ``stop`` as soon as there's an answer."""
        self.events = []
        plain: dict[str, Any] = {"emotions": (), "profile": "standard"}
        options = LabelOptions(
            **{**plain, **plan}, model=str(self._model), is_any_model_welcome=True, settings=settings
        )

        def is_enough() -> bool:
            return stop and self.heard(TextsLabelled)

        engine = wiring.engine()
        try:
            place = Place(self.source, self.output, self.project)
            wiring.label_files(engine, options, self.events.append, is_enough).run([place])
        finally:
            engine.close()

    def heard(self, kind: type[Event]) -> bool:
        return any(isinstance(event, kind) for event in self.events)

    def runs(self) -> list[RunRecord]:
        project = open_review_project(self.project)
        try:
            return [record for _, record in project.runs()]
        finally:
            project.close()


@pytest.fixture
def commands(tmp_path: Path, tiny: Path) -> Commands:
    return Commands(write_texts(tmp_path / "a.csv", 150), tiny)


def test_that_a_run_goes_on_as_it_began_though_another_came_in_between(commands: Commands) -> None:
    commands.label(A, SMALL, stop=True)
    (first,) = commands.runs()
    assert first.finished_at is None
    commands.label(UNRELATED, USUAL)
    commands.label(A, EngineSettings(threads=2))
    assert not commands.heard(SettingsChanged)
    run, other = commands.runs()
    assert run.started_at == first.started_at
    assert run.finished_at is not None
    assert first.settings is not None
    assert run.settings == msgspec.structs.replace(first.settings, threads=2)
    assert run.earlier == (first.way,)
    assert other.earlier == ()  # nothing that it asks had been asked


def test_that_other_settings_are_told_though_another_run_came_in_between(commands: Commands) -> None:
    commands.label(A, SMALL, stop=True)
    commands.label(UNRELATED, USUAL)
    commands.label(A, EngineSettings(threads=1, batch_tokens=128))
    (told,) = (event for event in commands.events if isinstance(event, SettingsChanged))
    assert (told.before.batch_tokens, told.now.batch_tokens) == (64, 128)


def test_that_answers_of_another_plan_are_accounted_for(commands: Commands) -> None:
    commands.label(A, SMALL)
    commands.label(B, USUAL)
    first, second = commands.runs()
    assert first.way != second.way
    assert (first.earlier, second.earlier) == ((), (first.way,))


def test_that_answers_of_another_plan_are_accounted_for_in_the_window_too(
    tmp_path: Path, open_it: Open, tiny: Path
) -> None:
    project, heard = open_it(write_texts(tmp_path / "a.csv", 40))
    project.labelling.start(request(tiny, settings=SMALL, **A))
    heard.wait_for_end()
    project.labelling.start(request(tiny, settings=USUAL, **B))
    heard.wait_for_end(2)
    (_, first), (_, second) = project.project.runs()
    assert second.earlier == (first.way,)


def test_that_settings_that_come_too_late_are_told_and_change_nothing(
    commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.label(A, USUAL)
    before, labels = commands.runs(), commands.output.read_bytes()
    commands.label(A, EngineSettings(threads=2))
    assert not commands.heard(SettingsCameLate)
    commands.label(A, EngineSettings(threads=2, kv_type=KvType.Q8_0))
    assert not commands.heard(ModelLoaded)
    (told,) = (event for event in commands.events if isinstance(event, SettingsCameLate))
    assert told.asked == EngineSettings(kv_type=KvType.Q8_0)
    assert (commands.runs(), commands.output.read_bytes()) == (before, labels)
    Progress(sys.stdout).show(told)
    assert "asking for keys and values in q8_0 changes nothing" in capsys.readouterr().out


def test_that_the_run_that_ended_last_is_shown_and_another_comes_when_it_is_chosen(
    commands: Commands, open_it: Open
) -> None:
    """Runs of the command line are spread over the rows only when somebody wants to see them."""
    commands.label(A, USUAL, stop=True)
    commands.label(B, USUAL)
    time.sleep(1.1)  # times are kept to the second
    commands.label(A, USUAL)
    project, heard = open_it(commands.source)
    shown = project.current_run
    assert shown is not None
    assert shown.plan.tasks == A["tasks"]

    def is_spread() -> bool:
        return project.current_run is not None and project.current_run.rows_labelled == 150

    heard.wait(is_spread)
    other = next(run for run in project.runs if run.number != shown.number)
    project.show_run(other.number)
    heard.wait(is_spread)
    assert len(project.rows([2])[0].annotations) == 2
