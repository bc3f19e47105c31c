"""The whole way: spreadsheets in, labelled files out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from emodesk.app.asking import ask
from emodesk.app.export import ExportReport, export
from emodesk.app.export_options import DEFAULT_EXPORT, ExportOptions
from emodesk.app.labelling import LabellingRun, Survey, survey
from emodesk.app.model_loading import ModelLoading, bare_options
from emodesk.app.places import Place, other_name
from emodesk.app.probe import check_answers_like_emollm
from emodesk.app.run_record import go_on, last_run, new_record, now, settings_to_go_on
from emodesk.app.tuning import Tuning
from emodesk.core.affect.columns import label_columns
from emodesk.core.affect.prompts import ScoreReading, Style
from emodesk.core.engine_settings import UNCHOSEN, EngineSettings
from emodesk.core.errors import InputError, OptionError, ProjectError, TextColumnError
from emodesk.core.events import (
    Emit,
    FileExported,
    FileOpened,
    ModelLoaded,
    RunPrepared,
    SettingsCameLate,
    SettingsChanged,
)
from emodesk.core.model_file import ModelFile
from emodesk.core.ports import Baseline, Engine, Models, Project, Sheets
from emodesk.core.project import LabellingPlan, RunRecord
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.core.table import Column, Source, Table

STARTER: Final = "starter"


@dataclass(frozen=True, slots=True)
class LabelOptions:
    """What the user asked for, once for all files."""

    tasks: tuple[str, ...]
    emotions: tuple[str, ...]
    profile: str
    style: str | None = None
    """The wording of the prompts; the model's own if None."""
    scores: str | None = None
    """How scores are read; as is best for the model if None."""
    heads: tuple[tuple[str, int], ...] = ()
    model: str = STARTER
    is_any_model_welcome: bool = False
    """Use the model even if it doesn't answer like an EmoLLM."""
    is_tried_anyway: bool = False
    """Load the model even if the memory seems too small for it."""
    settings: EngineSettings = UNCHOSEN
    """How to run the model; what isn't chosen is as it was measured, or as the engine likes."""
    gpu_layers: int | None = None
    text_column: str | None = None
    sheet: str | None = None
    has_header: bool = True
    export: ExportOptions = DEFAULT_EXPORT
    with_baseline: bool = False
    """Add the valence that the lexicon baseline gives, in a column of its own."""

    def plan(self, text_column: str, model: ModelFile | None = None) -> LabellingPlan:
        """Return the plan for one file and the model that it's labelled with."""
        return LabellingPlan(
            text_column=text_column,
            tasks=self.tasks,
            emotions=self.emotions,
            profile=self.profile,
            style=self.style or (model.prompt_style if model else Style.AAID.value),
            heads=dict(self.heads),
            scores=self.scores or (model.scores if model else ScoreReading.ANSWER.value),
        )

    def load_options(self, model: ModelFile) -> LoadOptions:
        """Return how to load the model where nothing was measured: as the user says."""
        return bare_options(model, self.gpu_layers).run_with(self.settings)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file. ``report`` is None when the run was stopped before the end."""

    place: Place
    text_column: str
    survey: Survey
    report: ExportReport | None


class LabelFiles:
    """Labels files, one after the other, with one model. Use it once."""

    def __init__(
        self,
        sheets: Sheets,
        models: Models,
        engine: Engine,
        open_project: Callable[[Path], Project],
        options: LabelOptions,
        emit: Emit,
        should_stop: Callable[[], bool],
        baseline: Baseline | None = None,
        tuning: Tuning | None = None,
    ) -> None:
        self._sheets = sheets
        self._models = models
        self._engine = engine
        self._open_project = open_project
        self._options = options
        self._emit = emit
        self._should_stop = should_stop
        self._baseline = baseline
        self._loading = ModelLoading(engine, tuning, emit)
        self._info: ModelInfo | None = None
        self.results: list[FileResult] = []
        """What became of each file so far; it stays when a later file fails."""

    def run(self, places: Sequence[Place]) -> list[FileResult]:
        """Label all files; return what became of each. It ends early when it's told to stop.

        Every file is read, and every output checked, before the first is labelled: bad input costs nobody an hour.
        Raises the errors under InputError before anything is written, EngineError while it works.
        """
        label_columns(self._options.plan(""))
        for place in places:
            self._sheets.check_writable(place.output)
            self._check_project(place)
        first = self._read(places[0].source)
        found = [self._find_project(places[0], first[0].source)]
        found += [self._find_project(place, self._read(place.source)[0].source) for place in places[1:]]
        model = self._models.find(self._options.model, despite_memory=self._options.is_tried_anyway)
        for place in found:
            table, column = first if place is found[0] else self._read(place.source)
            was_guessed = self._options.text_column is None
            others = tuple(name for name in self._sheets.sheets(place.source) if name != table.source.sheet)
            self._emit(
                FileOpened(
                    place.source, table.source.sheet, len(table.rows), column.name, was_guessed,
                    () if self._options.sheet else others,
                )
            )  # fmt: skip
            self.results.append(self._label(place, table, column, model))
            if self.results[-1].report is None:
                break
        return self.results

    def _check_project(self, place: Place) -> None:
        """Raise OptionError if the project file is that of another spreadsheet, whose table it would lose."""
        if not place.project.is_file():
            return
        project = self._open_project(place.project)
        try:
            if not project.columns():
                return
            other = project.source().path
            if other.name == place.source.name and other.exists() and not other.samefile(place.source):
                raise OptionError(
                    f"“{place.project.name}” belongs to another spreadsheet of that name, in “{other.parent}”.",
                    hint="Name another folder or another output with -o.",
                )
        finally:
            project.close()

    def _find_project(self, place: Place, source: Source) -> Place:
        """Return the place with the project that the sheet has already, if that lies under its other name."""
        other = other_name(place.project, source.sheet)
        if other is None or self._holds(place.project, source):
            return place
        try:
            return replace(place, project=other) if self._holds(other, source) else place
        except ProjectError:  # it's in use, or damaged: without a sheet in its name, it's most likely the first one's
            if len(other.name) > len(place.project.name) or source.sheet == self._sheets.sheets(place.source)[0]:
                raise
            return place

    def _holds(self, path: Path, source: Source) -> bool:
        """Say whether a project file holds this very sheet, wherever its workbook lay."""
        if not path.is_file():
            return False
        project = self._open_project(path)
        try:
            return bool(project.columns()) and replace(project.source(), path=source.path) == source
        finally:
            project.close()

    def _read(self, path: Path) -> tuple[Table, Column]:
        """Read the sheet that was asked for, or else the first that has a text column."""
        try:
            return self._read_sheet(path, self._options.sheet)
        except TextColumnError:
            if self._options.sheet is not None or self._options.text_column is not None:
                raise
            for name in self._sheets.sheets(path)[1:]:
                with suppress(InputError):
                    return self._read_sheet(path, name)
            raise

    def _read_sheet(self, path: Path, sheet: str | None) -> tuple[Table, Column]:
        table = self._sheets.read(path, sheet=sheet, header=self._options.has_header)
        group = self._options.export.group_by
        if group is not None and group not in {column.name for column in table.columns}:
            raise OptionError(f"{path.name} has no column “{group}” to group by.")
        return table, self._sheets.text_column(table, self._options.text_column)

    def _label(self, place: Place, table: Table, column: Column, model: ModelFile) -> FileResult:
        plan = self._options.plan(column.name, model)
        if not place.project.exists():
            self._load(model, plan, len(table.rows), UNCHOSEN)  # one that can't be loaded leaves no project file behind
        project = self._open_project(place.project)
        try:
            finished = self._finished_run(project, table, column, plan, model)
            if finished is not None:
                record, found = finished
                self._emit(RunPrepared(place.source, found.rows, found.empty, found.distinct, 0))
            else:
                begun = settings_to_go_on(project, plan, model.fingerprint)
                self._load(model, plan, len(table.rows), begun)
                if not project.has_table(table.source):
                    project.save_table(table)
                assert self._info is not None
                run = LabellingRun(project, self._engine, self._info, column, plan)
                surveyed = run.survey(self._should_stop)
                if surveyed is None:
                    return FileResult(place, column.name, Survey(len(table.rows), 0, 0, 0), None)
                found = surveyed
                self._emit(RunPrepared(place.source, found.rows, found.empty, found.distinct, found.to_do))
                new = new_record(plan, model, self._info, run.room_tokens)
                number, record = go_on(project, new, has_work=found.to_do > 0)
                self._tell_change(record, begun)
                if not run.run(found.to_do, self._emit, self._should_stop):
                    return FileResult(place, column.name, found, None)
                if record.finished_at is None:
                    record = msgspec.structs.replace(record, finished_at=now())
                    project.update_run(number, record)
            if not found.to_do:
                self._tell_what_came_late(record)
            report = export(
                project,
                self._sheets,
                record,
                column,
                place.output,
                self._options.export,
                should_stop=self._should_stop,
                baseline=self._baseline,
            )
            if report is not None:
                self._emit(FileExported(place.source, report.output, report.rows, report.attention_rows))
            return FileResult(place, column.name, found, report)
        finally:
            project.close()

    def _finished_run(
        self, project: Project, table: Table, column: Column, plan: LabellingPlan, model: ModelFile
    ) -> tuple[RunRecord, Survey] | None:
        """Return the run that has answered everything already, if there is one: then no model needs to be loaded."""
        known = last_run(project, plan, model.fingerprint)
        if known is None or known[1].finished_at is None or not project.has_table(table.source):
            return None
        record = known[1]
        splits = project.splits(model.fingerprint, record.room_tokens)
        found = survey(project, column, ask(plan, model.fingerprint), splits)
        return None if found.to_do else (record, found)

    def _load(self, model: ModelFile, plan: LabellingPlan, rows: int, begun: EngineSettings) -> None:
        """Load the model, once for all files that are labelled alike, and make sure that it's the right kind.

        A run that goes on runs the model as it had ``begun``, whatever was measured since.
        """
        is_first = self._info is None
        self._info = self._loading.load(
            bare_options(model, self._options.gpu_layers),
            rows,
            self._should_stop,
            chosen=self._options.settings,
            begun=begun,
        )
        if not is_first:
            return
        if not self._options.is_any_model_welcome:
            asked = ask(plan, model.fingerprint)
            check_answers_like_emollm(self._engine, asked, model.path.name, self._should_stop)
        self._emit(ModelLoaded(self._info))

    def _tell_change(self, record: RunRecord, begun: EngineSettings) -> None:
        """Tell where a run goes on in another way than it began, which decides about last digits."""
        bits = record.settings.for_the_same_bits() if record.settings else UNCHOSEN
        if record.earlier and bits.chosen() and begun.chosen() and bits != begun:
            self._emit(SettingsChanged(begun.unlike(bits), bits.unlike(begun)))

    def _tell_what_came_late(self, record: RunRecord) -> None:
        """Tell which of the user's settings would have made other labels, had there been anything left to label."""
        late = self._options.settings.for_the_same_bits().unlike(record.settings or UNCHOSEN)
        late = msgspec.structs.replace(late, micro_batch_tokens=None)  # it changes no bit
        if record.settings and late.chosen():
            self._emit(SettingsCameLate(late))
